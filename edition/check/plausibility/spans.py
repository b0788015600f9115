# SPDX-License-Identifier: MIT
"""Spans that end before they begin: an app whose @from stands after its @to, an addSpan that leads backwards.

Only within one file; that a pointer leads somewhere is asked in `edition.check.references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.check.plausibility.walk import Node, Walk

ATTRIBUTES = frozenset({"from", "to", "spanTo"})
_POINTERS = frozenset({"app", "span"})


def doubts(walk: Walk) -> Iterator[Doubt]:
    """`span-inverted` of one file."""
    for node, _ in walk.bearing("spanTo"):
        end = target(walk, node.get("spanTo"))
        if end is not None and end < node.ordinal:
            message = f'<{node.name}> begins here, but @spanTo="{node.get("spanTo")}" is before it.'
            yield _doubt(walk, node, "spanTo", message, "Point to an anchor where the span ends, or put the element where it begins.")
    for node, _ in walk.bearing("from"):
        if node.name not in _POINTERS:
            continue
        start, end = target(walk, node.get("from")), target(walk, node.get("to"))
        if start is not None and end is not None and end < start:
            message = f'on <{node.name}>, @to="{node.get("to")}" is before @from="{node.get("from")}".'
            yield _doubt(walk, node, "from", message, "Exchange the two, or correct the one that is wrong.")


def _doubt(walk: Walk, node: Node, attribute: str, message: str, hint: str) -> Doubt:
    return Doubt("span-inverted", walk.place(node, attribute), message, hint, noun="span")


def target(walk: Walk, value: str) -> int | None:
    """The ordinal of the element of this file that a pointer means."""
    name, hash_, identifier = value.strip().rpartition("#")
    return walk.ids.get(identifier) if hash_ and not name else None
