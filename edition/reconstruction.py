# SPDX-License-Identifier: MIT
"""The text of one witness as far as an apparatus reports it: the base text with the witness's readings in their places.

It is no transcription: what the apparatus is silent about is taken from the base text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from edition.apparatus import Attestation, State

if TYPE_CHECKING:
    from edition.apparatus import Apparatus, Entry, Reading

# What stands for words that cannot be had; the signs are those of papyrology and of epigraphy (Leiden).
SIGNS = {"illegible": "[…]", "lost": "[---]", "gap": "[…]", "lacuna": "[---]", "elsewhere": "[…]"}


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


@dataclass
class WitnessText:
    """The text of a witness. `attested` and `inferred` count the entries; `unplaced` are entries that name it and have no exact
    place, `clashing` those whose words another reading of it replaces already.
    """

    apparatus: Apparatus
    witness: str
    first_layer: bool = False

    def __post_init__(self) -> None:
        self.attested = self.inferred = self.absent = 0
        self.unplaced: list[Entry] = []
        self.clashing: list[Entry] = []
        self._edits = self._made()

    @property
    def text(self) -> str:
        """The whole, its words with single spaces between them."""
        return " ".join(self._between(0, len(self._base)).split())

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each line or paragraph of the base text with its number, and what the witness has of it."""
        if not self._units:
            return [("", self.text)] if self.text else []
        found = []
        for at, (first, last, numbers) in enumerate(self._units):
            begin = self._starts[first - 1]
            end = self._starts[self._units[at + 1][0] - 1] if at + 1 < len(self._units) else len(self._base)
            text = " ".join(self._between(begin, end).split())
            if text or first <= last:
                found.append((numbers, text))
        return found

    def _between(self, begin: int, end: int) -> str:
        """The witness's text for some characters of the base; an edit belongs where it begins."""
        first = bisect_left(self._edits, begin, key=lambda edit: edit.start)
        at = min(end, max(begin, self._edits[first - 1].end)) if first else begin  # one may have begun in the stretch before
        made = []
        for edit in islice(self._edits, first, None):
            if edit.start >= end and not edit.start == end == len(self._base):
                break
            made += [self._base[at : edit.start], edit.text]
            at = max(at, edit.end)
        made.append(self._base[at:end])
        return "".join(made)

    @cached_property
    def _base(self) -> str:
        return " ".join(self.apparatus.words)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(word) + 1 for word in self.apparatus.words)]

    @cached_property
    def _units(self) -> list[tuple[int, int, str]]:
        """The lines; those that hold others are left out, and what stands between two belongs to the one before."""
        units = sorted(set(self.apparatus.units), key=lambda unit: (unit[0], -unit[1]))
        # one that holds others stands right before the first of them
        kept = [unit for at, unit in enumerate(units) if at + 1 == len(units) or units[at + 1][1] > unit[1]]
        return [(1, 0, ""), *kept] if kept and kept[0][0] > 1 else kept

    def _made(self) -> list[_Edit]:
        edits: list[_Edit] = []
        for entry in self.apparatus.entries:
            if entry.inside or entry.method == "editorial-intervention" or self._is_replaced(entry):
                continue
            attested = self.apparatus.attestation(entry, self.witness, first_layer=self.first_layer)
            self._count(attested)
            if attested.reading is None or attested.reading.kind == "same" or attested.state is State.INFERRED:
                continue
            if not entry.exact or not entry.spans:
                self.unplaced.append(entry)
                continue
            new = self._of_entry(entry, attested.reading)
            # Entries come in the order of the text: what overlaps one of them was made just before it.
            if any(edit.start < done.end and done.start < edit.end for edit in new for done in edits[-50:]):
                self.clashing.append(entry)
            else:
                edits += new
        return sorted([*edits, *self._lacunae(edits)], key=lambda edit: (edit.start, edit.end))

    def _is_replaced(self, entry: Entry) -> bool:
        """Whether the witness has another reading of an entry around this one, so that this one does not arise."""
        above = self.apparatus.entry(entry.parent) if entry.parent else None
        while above is not None:
            reading = self.apparatus.attestation(above, self.witness, first_layer=self.first_layer).reading
            if reading is not None and not reading.is_base and entry.method == "parallel-segmentation":
                return True
            above = self.apparatus.entry(above.parent) if above.parent else None
        return False

    def _count(self, attested: Attestation) -> None:
        self.attested += attested.state is State.ATTESTED
        self.inferred += attested.state is State.INFERRED
        self.absent += attested.state is State.ABSENT

    def _of_entry(self, entry: Entry, reading: Reading) -> list[_Edit]:
        """The words of the entry's spans replaced; a reading of the whole stands at the first."""
        text = self._text_of(reading)
        if reading.part:
            return [self._edit(entry, reading.part - 1, reading, text)]
        return [self._edit(entry, at, reading, "" if at else text) for at in range(len(entry.spans))]

    def _edit(self, entry: Entry, at: int, reading: Reading, text: str) -> _Edit:
        span = entry.spans[at]
        before, after = "start" in reading.edges, "end" in reading.edges
        if span.last < span.first:  # between two words
            return self._added(span.first, entry.glued, reading, text)
        start = self._starts[span.first - 1] + span.start
        end = self._starts[span.last - 1] + span.end
        return _Edit(start, end, f"{' ' if before and span.start else ''}{text}{' ' if after and end < len(self._base) else ''}")

    def _added(self, first: int, glued: str, reading: Reading, text: str) -> _Edit:
        """Something added before a word; where white space is missing in the encoding, it joins the word on that side."""
        if first == 1 or glued == "after":
            place = self._starts[first - 1]
            joined = glued == "after" and "end" not in reading.edges
            return _Edit(place, place, f"{text}{'' if joined else ' '}" if text else "")
        place = self._starts[first - 1] - 1
        joined = glued == "before" and "start" not in reading.edges
        return _Edit(place, place, f"{'' if joined else ' '}{text}" if text else "")

    def _text_of(self, reading: Reading) -> str:
        """What a reading says, the entries inside it read as the witness reads them."""
        if reading.kind in SIGNS and not reading.text:
            return SIGNS[reading.kind]
        if reading.parts:
            return re.sub(r"\s+", " ", "".join(part if isinstance(part, str) else self._inner(part["entry"]) for part in reading.parts)).strip()
        return reading.before if self.first_layer else reading.text

    def _inner(self, address: str) -> str:
        entry = self.apparatus.entry(address)
        if entry is None:
            return ""
        reading = self.apparatus.attestation(entry, self.witness, first_layer=self.first_layer).reading or entry.base
        return self._text_of(reading) if reading else ""

    def _lacunae(self, edits: list[_Edit]) -> list[_Edit]:
        """The stretches that the witness lacks, each as one sign, cut where an entry says what it has."""
        own = {self.witness, self.apparatus.witnesses.of_hand(self.witness)}
        found = []
        for lacuna in self.apparatus.witnesses.lacunae:
            if lacuna.witness in own and lacuna.first is not None:
                start, end = self._starts[lacuna.first - 1], self._starts[lacuna.last - 1] + len(self.apparatus.words[lacuna.last - 1])
                for edit in sorted((edit for edit in edits if edit.start < end and start < edit.end), key=lambda edit: edit.start):
                    found += [_Edit(start, edit.start, f"{SIGNS['lacuna']} ")] if edit.start - start > 1 else []
                    start = edit.end
                found += [_Edit(start, end, f" {SIGNS['lacuna']}")] if end - start > 1 else []
        return found

