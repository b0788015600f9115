# SPDX-License-Identifier: MIT
"""Is the lemma of an entry what its pointers delimit, or what stands in the line that it names?

Lemmas are compared by their letters alone, since editors shorten, join and punctuate them as they like.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt
from edition.check.plausibility.spans import target
from edition.check.plausibility.walk import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.check.plausibility.apparatus.base_text import BaseText
    from edition.check.plausibility.apparatus.readings import AppEntry
    from edition.check.plausibility.walk import Walk

_ELLIPSIS = re.compile(r"\.\.\.|…|\. \. \.|\[…\]|\u2013|\u2014|°|\s-\s")
# A file whose entries mostly find their lines has an apparatus by location; else its @loc means something else.
_FOUND = 0.6
# What may stand in a lemma and is none of its words.
_NO_LEMMA = frozenset({"rdg", "note", "witDetail"})


def delimited(walk: Walk, entries: Sequence[AppEntry], base: BaseText) -> Iterator[Doubt]:
    """`app-lemma`, for entries with @from (double end-point attachment)."""
    for entry in entries:
        lemma = _lemma(entry)
        start = target(walk, entry.node.get("from"))
        end = target(walk, entry.node.get("to")) if entry.node.get("to") else start
        if not lemma or start is None or end is None or end < start:
            continue
        first, last = _delimited(entry, base, start, end)
        words = base.words[first:last]
        if not _is_in(lemma, words, whole=True) and not (base.has_choice(first, last) and _is_among(lemma, words)):
            message = f"the lemma “{_short(lemma)}” is not what its pointers delimit: “{_short(words)}”."
            yield Doubt("app-lemma", walk.place(entry.node), message, "Correct the lemma, or move the anchors.", noun="entry", cause=str(walk.source.path), most=5)


def _delimited(entry: AppEntry, base: BaseText, start: int, end: int) -> tuple[int, int]:
    """The words that the pointers mean: with @from alone those up to an entry in the text, or in the element itself."""
    if entry.node.get("to") or base.starts[start] != base.ends[start] or entry.node.ordinal < start:
        return base.starts[start], base.ends[end]
    return base.starts[start], base.starts[entry.node.ordinal]


def located(walk: Walk, entries: Sequence[AppEntry], base: BaseText) -> Iterator[Doubt]:
    """`app-loc-unknown` and `app-lemma`, for entries with @loc (location-referenced)."""
    found: list[tuple[AppEntry, list[str]]] = []
    lost: list[AppEntry] = []
    for entry in entries:
        loc = entry.node.get("loc").strip()
        if loc and not entry.node.get("from"):
            lines = _lines(base, loc)
            if lines:
                found.append((entry, lines))
            else:
                lost.append(entry)
    if len(found) < _FOUND * (len(found) + len(lost)):
        return
    for entry in lost:
        message = f'@loc="{entry.node.get("loc")}" names no line, verse or section of this text.'
        yield Doubt("app-loc-unknown", walk.place(entry.node, "loc"), message, "Correct it, or give the place that is meant its @n.", noun="entry", cause=str(walk.source.path))
    for entry, lines in found:
        lemma = _lemma(entry)
        if lemma and not any(_is_in(lemma, line, whole=False) for line in lines):
            message = f"the lemma “{_short(lemma)}” does not stand in {entry.node.get('loc')}."
            yield Doubt("app-lemma", walk.place(entry.node), message, "Correct the lemma or @loc.", noun="entry", cause=str(walk.source.path), most=5)


def _lines(base: BaseText, loc: str) -> list[str]:
    """The texts of the places that @loc may name, each with the next line, into which a lemma may run."""
    first = re.split(r"\s*[-\u2013]\s*|\s*[,;]\s*", loc)[0]
    parts = base.lines.get(loc) or base.lines.get(first) or []
    return [base.words[start : max(end + 120, start)] for start, end in parts]


def _lemma(entry: AppEntry) -> str:
    lemma = next((each for each in entry.readings if each.is_lemma), None)
    return text(lemma.node.element, without=_NO_LEMMA) if lemma else ""


def _is_in(lemma: str, words: str, *, whole: bool) -> bool:
    """Whether the letters of a lemma are those of the words (`whole`), or among them; a shortened lemma has its ends there."""
    letters = _letters(words)
    parts = [part for part in (_letters(each) for each in _ELLIPSIS.split(lemma)) if part]
    if not parts:
        return True
    if len(parts) == 1 and not _ELLIPSIS.search(lemma):
        return letters == parts[0] if whole else parts[0] in letters
    position = 0
    for part in parts:
        position = letters.find(part, position) + len(part)
        if position < len(part):
            return False
    return not whole or letters.startswith(parts[0]) or letters.endswith(parts[-1])


def _is_among(lemma: str, words: str) -> bool:
    """Whether the letters of a lemma are among those of words that have both alternatives of a choice."""
    letters = iter(_letters(words))
    return all(letter in letters for letter in _letters(lemma))


def _letters(words: str) -> str:
    folded = unicodedata.normalize("NFD", words.casefold())
    return "".join(each for each in folded if unicodedata.category(each)[0] in "LN")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 50 else words[:47].rstrip() + "…"
