# SPDX-License-Identifier: MIT
"""The critical apparatus in the field's words, as loaded from the model: entries, readings, and what a scholar asks of them.

It derives no reading: what the encoding means is said by xslt/common/textcrit.xsl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from edition.witness import Witnesses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PROPOSED = re.compile(r"conj|emend|corr", re.IGNORECASE)


class State(StrEnum):
    """What is known of a witness at an entry: it is named; it is not named and so reads the text; it is not there."""

    ATTESTED = "attested"
    INFERRED = "inferred"
    ABSENT = "absent"


@dataclass(frozen=True)
class Span:
    """Words of the base text: `first` and `last` are ordinals from 1, `start` characters of the first stand before it, `end` of
    the last up to its end. Between two words it is empty, and `last` is `first` - 1.
    """

    first: int
    start: int
    last: int
    end: int

    @property
    def is_point(self) -> bool:
        """Whether it holds nothing: something may be added there."""
        return self.last < self.first or (self.last == self.first and self.start == self.end)


@dataclass(frozen=True)
class Note:
    """A `note`, `witDetail` or `wit` of an entry; `after` readings stand before it, and `readings` are those that it is about."""

    kind: str
    text: str
    after: int
    readings: tuple[str, ...]
    type: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One `lem` or `rdg`.

    `kind` is what it is against the base: same, substitution, addition, omission, transposition, deletion, illegible,
    lost, gap, lacuna or elsewhere. `before` is what stood there before a scribe's corrections. `part` is the part of a divided entry
    that it belongs to, 0 for all. `attributes` are those of the encoding that have no field of their own.
    """

    id: str
    text: str
    kind: str
    is_lemma: bool
    is_base: bool
    witnesses: tuple[str, ...]
    sources: tuple[str, ...]
    resp: tuple[str, ...]
    before: str
    edges: str
    part: int
    parts: tuple[str | dict[str, str], ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def type(self) -> str:
        """@type as it is written."""
        return str(self.attributes.get("type", ""))

    @property
    def is_conjecture(self) -> bool:
        """Whether no witness has it and somebody proposes it."""
        return not self.witnesses and bool(self.sources or self.resp or _PROPOSED.search(self.type))


@dataclass(frozen=True)
class Entry:
    """One place of the text with its readings; several `parts` (addresses of `app`) where the encoding divides it.

    `inside` is the reading, not of the text, in which the entry stands. `exact` is False where only the line is known.
    """

    id: str
    parts: tuple[str, ...]
    method: str
    type: str
    reference: str
    words: str
    spans: tuple[Span, ...]
    exact: bool
    glued: str
    parent: str
    inside: str
    readings: tuple[Reading, ...]
    notes: tuple[Note, ...]
    doubts: tuple[str, ...]

    @property
    def lemma(self) -> Reading | None:
        """The first `lem`."""
        return next((reading for reading in self.readings if reading.is_lemma), None)

    @property
    def base(self) -> Reading | None:
        """The reading that stands in the text."""
        return next((reading for reading in self.readings if reading.is_base), None)

    @property
    def conjectures(self) -> list[Reading]:
        """The readings that are proposals."""
        return [reading for reading in self.readings if reading.is_conjecture]


@dataclass(frozen=True)
class Attestation:
    """What a witness has at an entry. `by` is the siglum under which it is named there: its own, a hand's, a group's."""

    state: State
    reading: Reading | None = None
    by: str = ""


@dataclass(frozen=True)
class Apparatus:
    """The apparatus of one text."""

    words: tuple[str, ...]
    units: tuple[tuple[int, int, str], ...]
    witnesses: Witnesses
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, model: dict[str, Any]) -> Apparatus:
        """From the model's JSON (schemas/model.schema.json)."""
        units = ((unit["first"], unit["last"], unit["numbers"]) for unit in model["base"]["units"])
        return cls(tuple(model["base"]["words"]), tuple(units), Witnesses.of(model), tuple(map(_entry, model["entries"])))

    def entry(self, address: str) -> Entry | None:
        """The entry of an `app`, by the app's address."""
        return self._by_id.get(address)

    def attestation(self, entry: Entry, witness: str, *, first_layer: bool = False) -> Attestation:
        """What a witness has: by its own siglum, those of its hands, that of the witness it is a hand of, or its group's.

        Of several layers the last counts, or with `first_layer` the first. Else it is silent, and then it agrees with the text
        unless it is not there.
        """
        for name in self._names(witness):
            own = [reading for reading in entry.readings if name in reading.witnesses]
            if own:
                reading = own[0] if first_layer else own[-1]
                return Attestation(State.ABSENT if reading.kind == "lacuna" and not reading.text else State.ATTESTED, reading, name)
            hands = self._hands_at(entry, name)
            if hands:
                reading, by = hands[0] if first_layer else hands[-1]
                return Attestation(State.ATTESTED, reading, by)
        if self._is_absent(entry, witness):
            return Attestation(State.ABSENT)
        return Attestation(State.INFERRED, entry.base)

    def readings_of(self, witness: str) -> Iterator[tuple[Entry, Attestation]]:
        """What a witness has at every entry."""
        return ((entry, self.attestation(entry, witness)) for entry in self.entries)

    def agreements(self, agreeing: Iterable[str], against: Iterable[str], *, inferred: bool = False) -> list[tuple[Entry, Reading]]:
        """The entries where all of `agreeing` have one reading and none of `against` has it; silence counts only if `inferred`."""
        found = []
        one, other = list(agreeing), list(against)
        for entry in self.entries:
            ours = [self._text_of(entry, each, inferred=inferred) for each in one]
            theirs = [self._text_of(entry, each, inferred=inferred) for each in other]
            if ours and ours[0] is not None and len(set(ours)) == 1 and None not in theirs and ours[0] not in theirs:
                reading = self.attestation(entry, one[0]).reading
                if reading:
                    found.append((entry, reading))
        return found

    def conjectures(self) -> list[tuple[Entry, Reading]]:
        """All proposals with their entries."""
        return [(entry, reading) for entry in self.entries for reading in entry.conjectures]

    def _text_of(self, entry: Entry, witness: str, *, inferred: bool) -> str | None:
        """What a witness reads, in a form that can be compared; None where that is not known."""
        attested = self.attestation(entry, witness)
        if attested.state is State.ABSENT or (attested.state is State.INFERRED and not inferred):
            return None
        if attested.reading is None:
            return entry.words if entry.exact and entry.spans else None
        if attested.reading.kind in ("illegible", "lost", "gap", "elsewhere"):
            return None
        return attested.reading.text

    def _names(self, witness: str) -> list[str]:
        """The sigla that stand for a witness, its own first."""
        known = self.witnesses.find(witness)
        own = known.id if known else witness
        return [name for name in (own, self.witnesses.of_hand(own), *self.witnesses.groups(own)) if name]

    def _hands_at(self, entry: Entry, witness: str) -> list[tuple[Reading, str]]:
        """What the hands of a witness have at an entry: before correction first, after it last."""
        order = {"ac": 0, "": 1, "pc": 2}
        hands = sorted(self.witnesses.hands(witness), key=lambda hand: order.get(hand.layer, 1))
        return [(reading, hand.id) for hand in hands for reading in entry.readings if hand.id in reading.witnesses]

    def _is_absent(self, entry: Entry, witness: str) -> bool:
        known = self.witnesses.find(witness)
        names = set(self._names(witness))
        if any(note.kind == "witDetail" and note.type in ("lac", "lacuna", "deest") and names & set(note.witnesses) for note in entry.notes):
            return True
        own = known.id if known else witness
        return bool(entry.spans) and all(self.witnesses.missing(own, span.first, span.last) for span in entry.spans)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {part: entry for entry in self.entries for part in entry.parts}


_OWN = frozenset(("id", "text", "kind", "lemma", "base", "witnesses", "sources", "resp", "before", "edges", "part", "parts"))


def _reading(given: dict[str, Any]) -> Reading:
    return Reading(
        given["id"], given["text"], given["kind"], given["lemma"], given["base"], tuple(given["witnesses"]), tuple(given["sources"]),
        tuple(given["resp"]), given.get("before", given["text"]), given.get("edges", ""), given.get("part", 1),
        tuple(given.get("parts", ())), {name: value for name, value in given.items() if name not in _OWN},
    )


def _note(given: dict[str, Any]) -> Note:
    return Note(given["kind"], given["text"], given["after"], tuple(given["readings"]), given.get("type", ""), tuple(given.get("witnesses", ())))


def _entry(given: dict[str, Any]) -> Entry:
    return Entry(
        given["id"], tuple(given["parts"]), given["method"], given["type"], given["reference"], given["words"],
        tuple(Span(**span) for span in given["spans"]), given["exact"], given.get("glued", ""), given["parent"], given["inside"],
        tuple(map(_reading, given["readings"])), tuple(map(_note, given["notes"])), tuple(given["doubts"]),
    )
