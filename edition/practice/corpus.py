# SPDX-License-Identifier: MIT
"""What all files use together: for each element, attribute and value how often, in which files, and an example.

It adds up; where files differ is found in `differences`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from edition.practice.counting import Usage, Use, Uses
    from edition.source import Place


@dataclass
class Total:
    """How often something is used in all files, in each file, and where first."""

    place: Place
    count: int = 0
    files: dict[Path, Use] = field(default_factory=dict)


Totals = dict[tuple[str, ...], Total]


@dataclass
class Corpus:
    """The totals of many files; keys as in `Usage`."""

    files: list[Path]
    elements: Totals
    attributes: Totals
    values: Totals
    borne: Totals
    answers: Totals
    words: Totals

    def under(self, totals: Totals, *start: str) -> list[tuple[str, Total]]:
        """What begins with a key, by how often it is used: the attributes of an element, the values of an attribute."""
        return self._children(totals).get(start, [])

    def _children(self, totals: Totals) -> dict[tuple[str, ...], list[tuple[str, Total]]]:
        if id(totals) not in self._sorted:
            found: dict[tuple[str, ...], list[tuple[str, Total]]] = {}
            for key, total in sorted(totals.items(), key=lambda pair: (-pair[1].count, pair[0])):
                found.setdefault(key[:-1], []).append((key[-1], total))
            self._sorted[id(totals)] = found
        return self._sorted[id(totals)]

    def __post_init__(self) -> None:
        self._sorted: dict[int, dict[tuple[str, ...], list[tuple[str, Total]]]] = {}


def together(usages: Iterable[Usage]) -> Corpus:
    """Add up files; examples are from the first in which something stands."""
    usages = list(usages)
    return Corpus(
        [usage.path for usage in usages],
        _sum(usages, [usage.elements for usage in usages]),
        _sum(usages, [usage.attributes for usage in usages]),
        _sum(usages, [usage.values for usage in usages]),
        _sum(usages, [usage.borne for usage in usages]),
        _sum(usages, [usage.answers for usage in usages]),
        _sum(usages, [usage.words for usage in usages]),
    )


def _sum(usages: Sequence[Usage], uses: Sequence[Uses]) -> Totals:
    totals: Totals = {}
    for usage, own in zip(usages, uses, strict=True):
        for key, use in own.items():
            total = totals.setdefault(key, Total(use.place))
            total.count += use.count
            total.files[usage.path] = use
    return totals
