# SPDX-License-Identifier: MIT
"""What cannot be in a person's life: a death before the birth, a letter after the death, a work before the birth.

What comes after a death and may (a posthumous edition, a letter received, a reburial) is no doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.check.plausibility.dates import interval
from edition.check.plausibility.doubts import Doubt
from edition.check.plausibility.moments import Moment, shown, span
from edition.check.plausibility.walk import XML_ID, children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

    from edition.check.plausibility.entries import Entry
    from edition.check.plausibility.walk import Node, Walk
    from edition.source import Place

TAGS = frozenset({"person", "correspAction", "bibl", "biblStruct"})
# What somebody does or is while alive; a name, an event, a state may be given later.
_ALIVE = ("residence", "occupation", "education", "floruit", "affiliation", "langKnowledge", "socecStatus")
_OLDEST = 122  # years; the longest life on record
_CALENDARS = 13  # days between the calendars: a date of one may stand beside a date of the other


@dataclass(frozen=True)
class Deed:
    """Something that somebody did at some time. `after` says whether it may not be after the death."""

    pointers: tuple[str, ...]
    when: Moment
    place: Place
    what: str
    after: bool


def own_doubts(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """`life-order` and `life-length`."""
    for entry in entries:
        first, last = entry.birth.first, entry.death.last
        if entry.kind != "person" or not first or not last:
            continue
        if first > last:
            message = f"“{entry.shown}” was born ({shown(first)}) after the death ({shown(last)})."
            yield Doubt("life-order", entry.place, message, "Years before the common era begin with “-”." if 0 < last[0] < first[0] < 1000 else "Exchange the two dates, or correct the one that is wrong.", noun="person")
        elif entry.birth.last and entry.death.first and entry.death.first[0] - entry.birth.last[0] > _OLDEST:
            years = entry.death.first[0] - entry.birth.last[0]
            message = f"“{entry.shown}” lived for {years} years, from {shown(entry.birth.last)} to {shown(entry.death.first)}."
            yield Doubt("life-length", entry.place, message, "Check both years; of a legend, say so in a note and ignore this.", noun="person")


def deeds(walk: Walk) -> Iterator[Deed]:
    """What persons did, with the pointers by which they are named."""
    for node in walk.tagged(*TAGS):
        if node.name == "person":
            identifier = node.get(XML_ID).strip()
            for each in children(node.element, *_ALIVE) if identifier else ():
                when = interval(each)
                if when.known:
                    name = str(each.tag).rpartition("}")[2]
                    yield Deed((f"#{identifier}",), when, walk.source.place(walk.ordinals[each]), f"<{name}>", after=True)
        elif node.name == "correspAction":
            if node.get("type").lower() in {"sent", "written", "created", "dispatched", ""}:
                yield from _deed(walk, node, ("persName", "name", "rs"), "letter", after=True)
        else:
            yield from _deed(walk, node, ("author",), "work", after=False)


def _deed(walk: Walk, node: Node, who: tuple[str, ...], what: str, *, after: bool) -> Iterator[Deed]:
    people = [each for name in who for each in _near(node.element, name)]
    pointers = tuple(token for each in people for token in _pointers(each))
    if not pointers:
        return
    when = span(interval(each) for each in _near(node.element, "date"))
    if when.known:
        yield Deed(pointers, when, walk.place(node), what, after)


def _near(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of that name, and those of children; deeper are others' dates and authors."""
    return [*children(element, name), *(each for child in children(element, "imprint", "monogr", "analytic", "monograph") for each in _near(child, name))]


def _pointers(element: etree._Element) -> list[str]:
    found = str(element.get("ref", "")).split()
    for each in children(element, "persName", "name", "rs"):
        found += str(each.get("ref", "")).split()
    return found


def outside(found: Iterable[Deed], person: Callable[[Deed, str], Entry | None]) -> Iterator[Doubt]:
    """`date-outside-life`; `person` says whom a pointer of a deed means."""
    for deed in found:
        for pointer in deed.pointers:
            entry = person(deed, pointer)
            if entry is None:
                continue
            born, died = entry.birth.first, entry.death.last
            if born and deed.when.last and _before(deed.when.last, born):
                yield _outside(deed, entry, f"before the birth ({shown(born)})", deed.when.last)
            elif deed.after and died and deed.when.first and _before(died, deed.when.first):
                yield _outside(deed, entry, f"after the death ({shown(died)})", deed.when.first)


def _before(one: tuple[int, int, int], two: tuple[int, int, int]) -> bool:
    """Whether a day is before another by more than the calendars differ."""
    days = [(year * 12 + month) * 31 + day for year, month, day in (one, two)]
    return days[1] - days[0] > _CALENDARS




def _outside(deed: Deed, entry: Entry, when: str, day: tuple[int, int, int]) -> Doubt:
    verb = {"letter": "wrote a letter", "work": "is the author of a work"}.get(deed.what, f"has a {deed.what}")
    message = f"“{entry.shown}” (#{entry.id}) {verb} of {shown(day)}, {when}."
    return Doubt("date-outside-life", deed.place, message, "Check the pointer, the date and the entry.", noun="date")
