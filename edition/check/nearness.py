# SPDX-License-Identifier: MIT
"""Which of many names was most likely meant by one that is not among them.

It knows nothing of TEI; a name is a string.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_NUMBER = re.compile(r"\d+")
_FOLD = re.compile(r"[\W_]+")


class Names:
    """Names to choose from, indexed so that ten thousand cost no more than ten.

    A name is near if at most one character must be left out of each of the two for them to be
    alike (a changed, missing, added or transposed letter), or if they differ in case, hyphens and
    the like only. Names that differ in a number only are not near: p12 is not a slip for p13.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._index: dict[str, list[str]] | None = None

    def nearest(self, wanted: str, preferred: Collection[str] = ()) -> str:
        """The nearest name, or the empty string; a name in `preferred` goes before others."""
        found: set[str] = set()
        for key in _keys(wanted):
            found.update(self._keyed().get(key, ()))
        shape = _NUMBER.sub("0", wanted)
        found = {name for name in found if name == wanted or _NUMBER.sub("0", name) != shape} - {wanted}
        ranked = sorted(found, key=lambda name: (name not in preferred, _distance(wanted, name), name))
        return ranked[0] if ranked else ""

    def _keyed(self) -> dict[str, list[str]]:
        if self._index is None:
            self._index = defaultdict(list)
            for name in self._names:
                for key in _keys(name):
                    self._index[key].append(name)
        return self._index


def nearest(wanted: str, names: Iterable[str]) -> str:
    """The nearest of a few names, or the empty string."""
    return Names(list(names)).nearest(wanted)


def _keys(name: str) -> Iterator[str]:
    yield name
    folded = _FOLD.sub("", name.casefold())
    if folded:
        yield f"\0{folded}"  # never equal to a key made by leaving a character out
    if 3 <= len(name) <= 60:
        for position in range(len(name)):
            yield name[:position] + name[position + 1 :]


def _distance(one: str, two: str) -> tuple[int, int]:
    """Levenshtein's distance, then whether the two have different letters (a transposition has not)."""
    if _FOLD.sub("", one.casefold()) == _FOLD.sub("", two.casefold()):
        return 0, 0
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(two, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return (1, 0) if sorted(one) == sorted(two) else (row[-1], 1)
