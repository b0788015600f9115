# SPDX-License-Identifier: MIT
"""Two runs of characters side by side: where they are the same, and what one has and the other has not.

Equal runs, which are the rule, cost one comparison of strings. Where they differ it goes on at the nearest place
at which both agree again; it is no shortest edit, and takes time in proportion to the length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.proof.stream import Piece, Stream

_NEEDLE = 24  # as many characters must agree for both to go on
_NEAR = 3000  # where agreement is looked for first
_WORDS = 300  # as many words of the source are tried as the next that the output has
_SLIDE = 200  # so far a difference may be moved without becoming another
_MOST = 400  # after so many differences the outputs are two texts


# Hebrew, Arabic, Syriac and their neighbours, and the scripts of India and South East Asia.
_SHAPED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u0900-\u109f\u1780-\u17ff\u1900-\u1aff\u1b00-\u1bff]")


class Difference(NamedTuple):
    """`a[start:end]` of the source stands where the output has `b[at:until]`; either may be empty."""

    start: int
    end: int
    at: int
    until: int


class Alignment:
    """How two runs answer to each other."""

    def __init__(self, a: Stream, b: Stream) -> None:
        self._a, self._b = a.characters, b.characters
        self._pieces = a.pieces
        self._starts = [piece.start for piece in a.pieces]
        self._begins = {*self._starts, len(self._a)} if self._a != self._b else set()
        self.differences: list[Difference] = []
        if self._a != self._b:
            self._align()
        self._ends = [difference.at for difference in self.differences]

    def loosen(self) -> int:
        """Compare scripts that a PDF keeps in the order of their shapes without that order; return how many characters.

        There a letter may come once more with each of its marks; what the source has must be there as often.
        """
        kept: list[Difference] = []
        loose = 0
        for group in self._near():
            a = self._a[group[0].start : group[-1].end]
            b = self._b[group[0].at : group[-1].until]
            if _SHAPED.search(a) and not Counter(a) - Counter(b) and set(b) <= set(a):
                loose += len(a)
            else:
                kept += group
        self.differences = kept
        self._ends = [difference.at for difference in kept]
        return loose

    def _near(self) -> list[list[Difference]]:
        """The differences in groups with few characters between them."""
        groups: list[list[Difference]] = []
        for difference in self.differences:
            if groups and difference.start - groups[-1][-1].end < _NEEDLE * 2:
                groups[-1].append(difference)
            else:
                groups.append([difference])
        return groups

    def of_source(self, offset: int) -> tuple[int, ...]:
        """Where in the source a place of the output is: two places where the output lacks what stands between them."""
        if not self.differences:
            return (offset,)
        found = bisect_right(self._ends, offset) - 1
        if found < 0:
            return (offset,)
        difference = self.differences[found]
        if offset > difference.until:
            return (difference.end + offset - difference.until,)
        places = {difference.end} if offset == difference.until else set()
        return tuple(sorted(places | {difference.start}))

    def has(self, start: int, end: int) -> bool:
        """Whether the output has the source's characters between two offsets, and nothing between them."""
        return not any(each.start < end and each.end > start for each in self.differences)

    def _align(self) -> None:
        a, b = self._a, self._b
        i = j = 0
        while i < len(a) or j < len(b):
            same = _agreement(a, i, b, j)
            start = self._word(i + same, i)
            at = j + start - i
            if start == len(a) and at == len(b):
                return
            end, until = self._again(start, at) if len(self.differences) < _MOST else (len(a), len(b))
            self.differences.append(self._settled(Difference(start, end, at, until), i))
            i, j = end, until

    def _settled(self, found: Difference, least: int) -> Difference:
        """The same difference where a text node begins: of two paragraphs that begin alike one is gone, and not pieces of both."""
        text, start, end = (self._a, found.start, found.end) if found.at == found.until else (self._b, found.at, found.until)
        if found.start < found.end and found.at < found.until:
            return found
        for steps in range(min(found.start - least, _SLIDE)):
            place = found.start - steps
            if place in self._begins and (found.start == found.end or found.end - steps in self._begins):
                return Difference(place, found.end - steps, found.at - steps, found.until - steps)
            if text[start - steps - 1] != text[end - steps - 1]:
                break
        return found

    def _word(self, offset: int, least: int) -> int:
        """The beginning of the word at an offset, unless it lies before `least`."""
        if offset >= len(self._a):
            return offset
        starts = [start for start in word_starts(self._piece(offset)) if start <= offset]
        return max(least, starts[-1]) if starts else offset

    def _piece(self, offset: int) -> Piece:
        return self._pieces[max(bisect_right(self._starts, offset) - 1, 0)]

    def _again(self, start: int, at: int) -> tuple[int, int]:
        """The nearest places behind these at which both agree again."""
        for reach, words in ((_NEAR, _WORDS), (len(self._b), 4 * _WORDS)):
            best: tuple[int, int, int] | None = None
            for number, word in enumerate(self._words(start)):
                if number > words or (best and word - start >= best[0]):
                    break
                found = self._b.find(self._a[word : word + _NEEDLE], at, at + reach + _NEEDLE)
                if found >= 0 and (best is None or word - start + found - at < best[0]):
                    best = (word - start + found - at, word, found)
            if best:
                return best[1], best[2]
        return len(self._a), len(self._b)

    def _words(self, offset: int) -> Iterator[int]:
        """The beginnings of words from an offset on."""
        for number in range(max(bisect_right(self._starts, offset) - 1, 0), len(self._pieces)):
            yield from (start for start in word_starts(self._pieces[number]) if start >= offset)


def word_starts(piece: Piece) -> list[int]:
    """The offsets in the stream at which the words of a text node begin."""
    starts, place = [], piece.start
    for word in piece.text.split():
        starts.append(place)
        place += len(word)
    return starts


def _agreement(a: str, i: int, b: str, j: int) -> int:
    """How many characters two strings have in common from two offsets on."""
    most = min(len(a) - i, len(b) - j)
    known, step = 0, 4096
    while known < most and a[i + known : i + known + step] == b[j + known : j + known + step]:
        known += step
        step *= 2
    known = min(known, most)
    end = min(known + step, most)
    while known < end:
        middle = (known + end + 1) // 2
        if a[i + known : i + middle] == b[j + known : j + middle]:
            known = middle
        else:
            end = middle - 1
    return known
