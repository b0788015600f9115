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
        self._entries = [entry for each in observed for entry in each.entries]
        self._reached = {path: set(ids) for path, ids in reached.items()}
        keys = {key for each in observed for key in each.keys}
        for entry in self._entries:
            if entry.id in keys:
                self._reached.setdefault(entry.place.file.resolve(), set()).add(entry.id)

    def findings(self, silent: Callable[[str, Place], bool], *, apart: bool = False) -> list[Finding]:
        """All doubts of all files, those with one cause together, unless `apart`; what is `silent` at its place is left out."""
        found = [doubt for each in self._observed for doubt in each.doubts]
        found += registers.unmentioned(self._entries, self._reached, silent)
        found += registers.doubles(self._entries, self._crossed.keys())
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

    def _ids(self) -> Iterator[Doubt]:
        """`id-shared`: an id that other files point to, and that two files have."""
        homes: defaultdict[str, list[Path]] = defaultdict(list)
        for each in self._surveys:
            for name in each.ids:
                homes[name].append(each.path)
        own = {(entry.place.file, entry.id): entry.place for entry in self._entries}
        places = {each.path.resolve(): each for each in self._observed}
        for path, ids in self._crossed.items():
            for name, pointer in ids.items():
                others = [other for other in homes.get(name, ()) if other.resolve() != path]
                if others and path in places:
                    message = f"other files point to the id “{name}” of {places[path].path}, and {listed([str(other) for other in others], 3)} has the same id."
                    place = own.get((others[0], name), pointer)
                    yield Doubt("id-shared", place, message, "Give one of them another id: what is pointed to from outside needs an id that is unique in the project.", str(path), "id")
