# SPDX-License-Identifier: MIT
"""One stream of a source beside the same of an output: what is lost, moved, repeated, hidden, or not where it belongs.

It says what is the case at which place; `edition.proof.findings` puts it into words for an editor.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from edition.proof.alignment import Alignment, Difference, word_starts
from edition.proof.marks import MARKED, NUMBERED
from edition.proof.stream import BOTH
from edition.proof.structure import EXACT, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.proof.stream import Piece, Span, Stream


class Fault(NamedTuple):
    """`kind` is the code of the finding that it becomes.

    `words` are those of the source that it is about (or of the output, for what the source has not); `number` is the
    text node in which they begin and `offset` where in it, or else `element` is what it is about. `detail` says more.
    """

    kind: str
    words: str
    element: int = -1
    number: int = -1
    offset: int = 0
    detail: str = ""


class Pair:
    """A stream of the source and the one of the output that shows it."""

    def __init__(self, source: Stream, output: Stream) -> None:
        self.source, self.output = source, output
        self.alignment = Alignment(source, output)
        self._told = sorted((at, told.text) for told in output.told for at in self.alignment.of_source(told.at))
        self._places = [at for at, _ in self._told]

    def told(self, at: int, until: int) -> str:
        """What the output tells between two places of the source, in the order of the page."""
        first, last = bisect_left(self._places, at), bisect_right(self._places, max(at, until))
        return " ".join(text for _, text in self._told[first:last])

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the words, then with what is seen of them, their borders and the marks between them."""
        yield from self.differences()
        yield from self._unseen()
        yield from self._borders()
        yield from self._marks()

    def differences(self) -> Iterator[Fault]:
        """What is lost, moved, repeated or added."""
        differences = self.alignment.differences
        if not differences:
            return
        a, b = self.source.characters, self.output.characters
        added = [b[each.at : each.until] for each in differences]
        for each in differences:
            yield from self._lost(each, added)
        for text, each in zip(added, differences, strict=True):
            if text:
                place = a.find(text)
                kind = "proof-repeated" if place >= 0 and len(text) > 2 else "proof-added"
                yield self._fault(kind, place if kind == "proof-repeated" else max(min(each.start, len(a) - 1), 0), text)

    def _lost(self, difference: Difference, added: list[str]) -> Iterator[Fault]:
        """What became of words that do not stand in their place; what stands elsewhere is taken from `added`."""
        start, end = difference.start, difference.end
        near = "".join("".join(told.text.split()) for told in self.output.told if difference.at <= told.at <= difference.until)
        runs: list[tuple[str, int, list[str]]] = []
        for piece in self._pieces(start, end):
            part = self.source.characters[max(piece.start, start) : min(piece.end, end)]
            there = next((number for number, text in enumerate(added) if part in text), None)
            kind = "proof-moved" if there is not None else "proof-generated" if part in near else "proof-lost"
            if there is not None:
                added[there] = added[there].replace(part, "", 1)
            if not runs or runs[-1][0] != kind:
                runs.append((kind, max(piece.start, start), []))
            runs[-1][2].extend(_within(piece, start, end))
        for kind, place, words in runs:
            yield self._fault(kind, place, " ".join(words))

    def _fault(self, kind: str, start: int, words: str, detail: str = "") -> Fault:
        pieces = self.source.pieces
        if not pieces:
            return Fault(kind, words, element=self.source.element, detail=detail)
        piece = pieces[max(bisect_right([each.start for each in pieces], start) - 1, 0)]
        return Fault(kind, words, number=int(piece.key), offset=max(start - piece.start, 0), detail=detail)

    def _pieces(self, start: int, end: int) -> list[Piece]:
        pieces = self.source.pieces
        first = max(bisect_right([each.start for each in pieces], start) - 1, 0)
        last = bisect_left([each.start for each in pieces], end)
        return pieces[first:last]

    def _unseen(self) -> Iterator[Fault]:
        """Words that are in the output and cannot be seen, or stand in the wrong one of the two readings."""
        pieces, starts = self.source.pieces, [each.start for each in self.source.pieces]
        place = 0
        for run in self.output.pieces:
            start, end = self.alignment.of_source(run.start)[-1], self.alignment.of_source(run.end)[0]
            place = max(bisect_right(starts, start) - 1, 0)
            while place < len(pieces) and pieces[place].start < end:
                piece = pieces[place]
                if run.key:
                    yield self._part("proof-hidden", piece, start, end, str(run.key))
                elif run.side != piece.side and not (run.side == BOTH == piece.side):
                    yield self._part("proof-reading", piece, start, end, "")
                place += 1

    def _part(self, kind: str, piece: Piece, start: int, end: int, detail: str) -> Fault:
        words = _within(piece, start, end)
        return self._fault(kind, max(start, piece.start), " ".join(words), detail)

    def _borders(self) -> Iterator[Fault]:
        """Elements that the output does not begin and end where the source does."""
        borders = {place for offset in self.output.borders for place in self.alignment.of_source(offset)} | {0, self.source.length}
        parts = Counter((span.name, at, until) for span in self.output.spans
                        for at in self.alignment.of_source(span.start) for until in self.alignment.of_source(span.end))  # fmt: skip
        ends = {(name, until) for name, _, until in parts}
        for span in self.source.spans:
            wanted = PARTS.get(span.name)
            if not self.alignment.has(span.start, span.end) or (span.start == span.end and span.name not in EXACT):
                continue
            if (wanted and not self._shows(span, wanted, parts, ends)) or (not wanted and not {span.start, span.end} <= borders):
                yield Fault("proof-structure", self._text(span), element=span.element, detail=span.name)

    def _shows(self, span: Span, wanted: frozenset[str], parts: Counter[tuple[str, int, int]], ends: set[tuple[str, int]]) -> bool:
        if span.name not in EXACT:
            return any((name, span.end) in ends for name in (*wanted, "b"))
        for name in (*wanted, "b"):
            if parts[name, span.start, span.end] > 0:
                parts[name, span.start, span.end] -= 1
                return True
        return False

    def _text(self, span: Span) -> str:
        pieces = self._pieces(span.start, span.end)
        return " ".join(word for piece in pieces for word in _within(piece, span.start, span.end))

    def _marks(self) -> Iterator[Fault]:
        """Elements without words of which the output shows nothing at their place."""
        there: Counter[tuple[str, int]] = Counter()
        values: Counter[tuple[str, int, str]] = Counter()
        for mark in self.output.marks:
            for at in self.alignment.of_source(mark.at):
                there[mark.name, at] += 1
                values[mark.name, at, mark.value] += 1
        borders = {place for offset in self.output.borders for place in self.alignment.of_source(offset)} | {0}
        for mark in self.source.marks:
            if any(each.start <= mark.at <= each.end and each.start < each.end for each in self.alignment.differences):
                continue  # the words around it are not in their place, and that is said
            wanted = MARKED[mark.name]
            number = " ".join(mark.value.split())
            if mark.name in NUMBERED:
                name = next((each for each in wanted if values[each, mark.at, number]), "")
                values[name, mark.at, number] -= bool(name)
            else:
                name = next((each for each in wanted if there[each, mark.at]), "")
                there[name, mark.at] -= bool(name)
            if not name and not (mark.name == "lb" and mark.at in borders) and not (mark.name == "milestone" and not mark.value):
                yield Fault("proof-mark", "", element=mark.element, detail=mark.name)


def _within(piece: Piece, start: int, end: int) -> list[str]:
    """The words of a text node of which something lies between two places."""
    return [
        word for word, at in zip(piece.text.split(), word_starts(piece), strict=True) if at < end and at + len(word) > start
    ]
