# SPDX-License-Identifier: MIT
"""What all files show together: entries and mentions, lives and deeds, witnesses and ids.

It gets facts and gives findings; no file is opened.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edition.check.plausibility import doubts, lives, mentions, registers
from edition.check.plausibility.doubts import Doubt, listed
from edition.check.plausibility.targets import Entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.check.plausibility.entries import Entry
    from edition.check.plausibility.lives import Deed
    from edition.check.plausibility.observed import Observed
    from edition.check.survey import Survey
    from edition.source import Place


class Plausibility:
    """Judges files by what was observed in each, and by what their pointers reach.

    `reached` are the ids of each file that any pointer leads to; `crossed` those that pointers of other
    files lead to, with the place of the first.
    """

    def __init__(
        self,
        observed: Sequence[Observed],
        surveys: Sequence[Survey],
        reached: Mapping[Path, set[str]],
        crossed: Mapping[Path, Mapping[str, Place]],
    ) -> None:
        self._observed = observed
        self._surveys = surveys
        self._crossed = crossed
        self._resolutions: dict[Path, Path] = {}
        self._entries = [entry for each in observed for entry in each.entries]
        self._reached = {path: set(ids) for path, ids in reached.items()}
        keys = {key for each in observed for key in each.keys}
        for entry in self._entries:
            if entry.id in keys:
                self._reached.setdefault(self._resolved(entry), set()).add(entry.id)

    def findings(self, silent: Callable[[str, Place], bool], *, apart: bool = False) -> list[Finding]:
        """All doubts of all files, those with one cause together, unless `apart`; what is `silent` at its place is left out."""
        found = [doubt for each in self._observed for doubt in each.doubts]
        found += registers.unmentioned(self._entries, self._reached, silent)
        found += registers.doubles(self._entries, self._crossed)
        found += mentions.doubts((each.mentions for each in self._observed), self._entries, silent)
        found += self._lives()
        found += self._witnesses(silent)
        found += self._ids()
        return doubts.findings_of(found, silent, apart=apart)

    def _lives(self) -> Iterator[Doubt]:
        entries = Entries(entry for entry in self._entries if entry.birth.known or entry.death.known)
        prefixes = {each.path: each.prefixes for each in self._surveys}
        for each in self._observed:

            def person(deed: Deed, pointer: str, home: Path = each.path) -> Entry | None:
                return entries.meant(pointer, deed.place.file, prefixes.get(home, []))

            yield from lives.outside(each.deeds, person)

    def _witnesses(self, silent: Callable[[str, Place], bool]) -> Iterator[Doubt]:
        """`app-witness-unused`, once for each file, where some witness of it is used."""
        everywhere = frozenset(siglum for each in self._observed for siglum in each.sigla)
        for each in self._observed:
            used = (each.sigla or everywhere) | self._reached.get(each.path.resolve(), set())
            idle = {name: place for name, place in each.witnesses.items() if name not in used and not silent("app-witness-unused", place)}
            if not idle or not everywhere or not any(name in (each.sigla or everywhere) for name in each.witnesses):
                continue
            names = listed(list(idle), 12)
            many = f"{len(idle)} of the {len(each.witnesses)} witnesses are" if len(idle) > 1 else "the witness is"
            message = f"{many} declared, but nothing names {'them' if len(idle) > 1 else 'it'}: {names}."
            yield Doubt("app-witness-unused", next(iter(idle.values())), message, "Nothing to do if they were not collated; say so in their description.", noun="list")

    def _resolved(self, entry: Entry) -> Path:
        file = entry.place.file
        if file not in self._resolutions:
            self._resolutions[file] = file.resolve()
        return self._resolutions[file]

    def _ids(self) -> Iterator[Doubt]:
        """`id-shared`: two entries with one id, to one of which other files point. A copy of an entry is no second one."""
        same: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            if entry.id:
                same[entry.id].append(entry)
        for name, entries in same.items():
            pointed = [entry for entry in entries if name in self._crossed.get(self._resolved(entry), ())]
            for entry in entries if pointed else ():
                first = pointed[0]
                if entry.place.file != first.place.file and (entry.kind, entry.key) != (first.kind, first.key):
                    message = f"the {entry.kind} “{entry.shown}” has the id “{name}”, and so has the {first.kind} “{first.shown}” in {first.place.file}, to which other files point."
                    yield Doubt("id-shared", entry.place, message, "Give one of them another id: registers of several files become one index.", noun="id")
