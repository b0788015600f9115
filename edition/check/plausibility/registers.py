# SPDX-License-Identifier: MIT
"""Entries that nothing mentions, and two entries that look like one.

It compares entries of all files; whether a pointer leads to an entry at all is asked in `edition.check.references`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from edition.check.plausibility.entries import Entry
    from edition.check.plausibility.moments import Moment
    from edition.source import Place


# A list of which less than this part is mentioned serves other texts too.
_MOST_IDLE = 0.75


def unmentioned(entries: Iterable[Entry], reached: Mapping[Path, Collection[str]], silent: Callable[[str, Place], bool]) -> Iterator[Doubt]:
    """`register-unmentioned`, once for each list. A list of which hardly anything is mentioned serves other texts."""
    lists: defaultdict[tuple[Place, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.id:
            lists[entry.list, entry.kind].append(entry)
    for (_, kind), members in lists.items():
        pointed = reached.get(members[0].place.file.resolve(), ())
        idle = [entry for entry in members if entry.id not in pointed and not any(each in pointed for each in entry.inside)]
        if len(idle) > _MOST_IDLE * len(members):
            continue
        idle = [entry for entry in idle if not silent("register-unmentioned", entry.place)]
        if not idle:
            continue
        names = listed([f"“{_short(entry.shown)}” (#{entry.id})" for entry in idle])
        if len(idle) == 1:
            message = f"nothing in these files mentions this {kind}: {names}."
        else:
            message = f"nothing in these files mentions {len(idle):,} of the {len(members):,} {kind}s of this list: {names}."
        place = idle[0].place if len(idle) == 1 else idle[0].list
        yield Doubt("register-unmentioned", place, message, "Nothing to do if they belong to other texts; else mark the mention, or remove the entry.")


def doubles(entries: Sequence[Entry], crossed: Mapping[Path, Collection[str]]) -> Iterator[Doubt]:
    """`register-same-idno` and `register-same-name`.

    Entries of two files are compared if other files point into both (`crossed`); works only if other files point
    to themselves, since each essay and each register lists the sources that it quotes.
    """
    told: set[tuple[Place, Place]] = set()
    by_idno: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    by_name: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for kind, value in sorted(entry.idnos):
            by_idno[entry.kind, kind, value].append(entry)
        if entry.key and (entry.id or entry.kind != "work"):  # sources are quoted again and again, entries are not
            by_name[entry.kind, entry.key].append(entry)
    for (kind, _, value), same in by_idno.items():
        for first, second in _pairs(same, crossed):
            if (first.place, second.place) not in told:
                told.add((first.place, second.place))
                message = f"{_both(first, second, kind)} have the same number {value} in a public register."
                yield Doubt("register-same-idno", second.place, message, "Make them one entry, or correct the identifier.", _cause(first), noun="entry")
    for (kind, _), same in by_name.items():
        for first, second in _pairs(same, crossed):
            if (first.place, second.place) not in told and not _differ(first, second):
                message = f"{_both(first, second, kind)} look like one: they have the same name, and nothing that is said of both tells them apart."
                yield Doubt("register-same-name", second.place, message, "Make them one entry, or say what tells them apart (dates, a note, an idno).", _cause(first), noun="entry")


def _cause(first: Entry) -> str:
    """The twentieth entry of one name is not the twentieth thing to think about."""
    return f"{first.place.file}:{first.place.line}:{first.place.column}"


def _pairs(same: list[Entry], crossed: Mapping[Path, Collection[str]]) -> Iterator[tuple[Entry, Entry]]:
    """The first entry of each file, or of all files that others point into, with each later one."""
    first: dict[Path | None, Entry] = {}
    for entry in same:
        file = entry.place.file
        pointed = crossed.get(file.resolve(), ())
        home = None if entry.id in pointed or (pointed and entry.kind != "work") else file
        known = first.setdefault(home, entry)
        if known is not entry and known.place != entry.place and not (entry.id and entry.id == known.id):
            yield known, entry


def _differ(one: Entry, two: Entry) -> bool:
    """Whether two entries of one name say something that they cannot both say of one thing."""
    for first, second in ((one.birth, two.birth), (one.death, two.death)):
        if first.known and second.known and not _overlap(first, second):
            return True
    kinds = {kind for kind, _ in one.idnos} & {kind for kind, _ in two.idnos}
    if kinds and not one.idnos & two.idnos:
        return True
    return any(one.marks[mark] != two.marks[mark] for mark in one.marks.keys() & two.marks.keys()) or _told_apart(one, two)


def _told_apart(one: Entry, two: Entry) -> bool:
    """A name of one word is shared by many; then a mark on either is enough."""
    return " " not in one.key and one.marks != two.marks


def _overlap(one: Moment, two: Moment) -> bool:
    before = one.last and two.first and one.last < two.first
    after = two.last and one.first and two.last < one.first
    return not (before or after)


def _both(first: Entry, second: Entry, kind: str) -> str:
    ids = " and ".join(f"#{each.id}" if each.id else "one without xml:id" for each in (first, second))
    same = first.place.file == second.place.file
    where = f"line {first.place.line}" if same else f"{first.place.file}, line {first.place.line}"
    return f"the {kind}s {ids} (“{_short(second.shown)}”; the first is in {where})"


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:57].rstrip() + "…"
