# SPDX-License-Identifier: MIT
"""Slips of the finger: which of some words was probably meant.

It knows nothing of schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Elements that people bring along from HTML, and what TEI has for them.
FROM_HTML = {
    "a": "ref",
    "b": "hi",
    "blockquote": "quote",
    "br": "lb",
    "dl": "list",
    "em": "emph",
    "h1": "head",
    "h2": "head",
    "h3": "head",
    "h4": "head",
    "h5": "head",
    "h6": "head",
    "i": "hi",
    "img": "graphic",
    "li": "item",
    "ol": "list",
    "span": "seg",
    "strong": "hi",
    "sub": "hi",
    "sup": "hi",
    "td": "cell",
    "th": "cell",
    "tr": "row",
    "ul": "list",
}
# Elements of TEI P4 that P5 has under another name.
FROM_P4 = {
    "hand": "handNote",
    "handList": "handNotes",
    "witList": "listWit",
    "xptr": "ptr",
    "xref": "ref",
}
_LONGEST = 40  # longer words are no misspelt names
_SHORT = 5  # in shorter words one slip is as much as can be guessed


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that differs by a slip or two of the finger, the closest first; None where none does."""
    if len(word) > _LONGEST:
        return None
    most = 1 if len(word) < _SHORT else 2
    best: str | None = None
    for other in words:
        if other.lower() == word.lower():
            return other
        if abs(len(other) - len(word)) > most or len(word) == 1:
            continue
        distance = _slips(word.lower(), other.lower(), most)
        if distance < most or (distance == most and (best is None or len(other) < len(best))):
            most, best = distance, other
    return best


def _slips(one: str, two: str, most: int) -> int:
    """How many letters are wrong, missing, added or swapped; counting stops above `most`."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
