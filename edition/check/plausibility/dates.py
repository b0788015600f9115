# SPDX-License-Identifier: MIT
"""Dates that are no days, and spans of time that end before they begin.

It looks at attributes alone: the words of the text may say anything, in any calendar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt
from edition.check.plausibility.moments import NEVER, Moment, Wrong, read, read_iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from edition.check.plausibility.walk import Node, Walk

_NAMES = ("when", "notBefore", "notAfter", "from", "to")
ATTRIBUTES = frozenset([*_NAMES, *(f"{name}-iso" for name in _NAMES)])
# On these @from and @to are places in a text or on a page (TEI P5: app, biblScope, locus, span …).
_NO_DATES = frozenset({"app", "arc", "biblScope", "citedRange", "locus", "locusGrp", "rt", "span", "spanGrp"})


def doubts(walk: Walk) -> Iterator[Doubt]:
    """`date-invalid` and `date-order` of one file."""
    seen: set[int] = set()
    for node, attribute in walk.bearing(*sorted(ATTRIBUTES)):
        if node.name in _NO_DATES:
            continue
        value = node.get(attribute)
        found = _read(attribute, value)
        if isinstance(found, Wrong):
            message = f'@{attribute}="{value}" on <{node.name}> is no date: {found.reason}.'
            yield Doubt("date-invalid", walk.place(node, attribute), message, found.hint, found.kind, "date", 5)
        elif node.ordinal not in seen:
            seen.add(node.ordinal)
            yield from _order(walk, node)


def interval(element: etree._Element) -> Moment:
    """When something was, by all its dating attributes; what is no date plays no part."""

    def value(*names: str) -> Moment:
        for name in names:
            for attribute in (name, f"{name}-iso"):
                found = _read(attribute, str(element.get(attribute, ""))) if element.get(attribute) else NEVER
                if isinstance(found, Moment) and found.known:
                    return found
        return NEVER

    when = value("when")
    return when if when.known else Moment(value("notBefore", "from").first, value("notAfter", "to").last)


def is_datable(name: str) -> bool:
    """Whether @from and @to of this element are dates."""
    return name not in _NO_DATES


def _read(attribute: str, value: str) -> Moment | Wrong:
    return read_iso(value) if attribute.endswith("-iso") else read(value)


def _order(walk: Walk, node: Node) -> Iterator[Doubt]:
    for suffix in ("", "-iso"):
        for begin, end in (("from", "to"), ("notBefore", "notAfter"), ("notBefore", "to"), ("from", "notAfter")):
            earlier, later = begin + suffix, end + suffix
            if not (node.get(earlier) and node.get(later)):
                continue
            first, last = _read(earlier, node.get(earlier)), _read(later, node.get(later))
            if isinstance(first, Wrong) or isinstance(last, Wrong) or not first.first or not last.last:
                continue
            if first.first > last.last:
                message = f'@{earlier}="{node.get(earlier)}" on <{node.name}> is later than @{later}="{node.get(later)}".'
                bce = 0 < last.last[0] < first.first[0] < 1000
                hint = "Years before the common era begin with “-”." if bce else "Exchange the two, or correct the one that is wrong."
                yield Doubt("date-order", walk.place(node, earlier), message, hint, noun="span")
                return
