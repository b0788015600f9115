# SPDX-License-Identifier: MIT
"""The characters of a PDF's pages by their marks (ISO 32000-1, 14.6), and from right to left in the order of reading.

It knows no structure tree; which marks make up a paragraph is for `edition.pdfwords`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from edition.pdffonts import Font, character_map, fonts_of, runs_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHOWING = "BDC BMC EMC Tf Tj TJ ' \""
_MOVING = f"{_SHOWING} q Q cm BT Tm"


class Run(NamedTuple):
    """Characters that are painted together, as they are read; the place is known where some run from right to left."""

    text: str
    x: float = 0
    y: float = 0

    @property
    def turned(self) -> bool:
        """Whether it runs from right to left."""
        return not self.text.isascii() and any(map(runs_back, self.text))


@dataclass
class _Mark:
    """An open mark: its number, whether its characters are left out, what is said instead of them.

    `turned` says that they are painted from the last to the first (14.8.2.5.3).
    """

    number: int | None = None
    hidden: bool = False
    said: str | None = None
    turned: bool = False


class Content:
    """Reads pages of one open PDF; `pikepdf` is the module."""

    def __init__(self, pikepdf: Any) -> None:
        self._pikepdf = pikepdf
        self._maps: dict[Any, Font] = {}

    def of_page(self, page: Any) -> dict[int | None, list[Run]]:
        """The runs of each marked-content id in the order of painting, artifacts left out."""
        fonts = {name: self._font(font) for name, font in fonts_of(page)}
        found: dict[int | None, list[Run]] = defaultdict(list)
        marks, font, place = [_Mark()], Font({}, 1), _Place()
        turned = any(each.runs_back for each in fonts.values())
        for operands, operator in self._pikepdf.parse_content_stream(page, _MOVING if turned else _SHOWING):
            name, mark = str(operator), marks[-1]
            if name in ("BDC", "BMC"):
                marks.append(self._opened(operands, mark))
            elif name == "EMC":
                if len(marks) > 1:
                    marks.pop()
                if mark.said and mark.number is not None:
                    found[mark.number].append(Run(mark.said, place.x, place.y))
            elif name == "Tf":
                font = fonts.get(str(operands[0]), font)
            elif name in ("q", "Q", "cm", "BT", "Tm"):
                place.move(name, operands)
            elif mark.number is not None and not mark.hidden:
                text = self._shown(font, operands[-1] if name == "TJ" else [operands[-1]], mark)
                found[mark.number].append(Run(text, place.x, place.y))
        return found

    def _shown(self, font: Font, strings: Iterable[Any], mark: _Mark) -> str:
        pieces = [
            piece
            for part in strings
            if isinstance(part, self._pikepdf.String)
            for piece in font.pieces(bytes(part))
        ]
        # they are painted as they are seen; Typst does not always say that it has turned them
        turned = mark.turned or (font.runs_back and any(map(runs_back, "".join(pieces))))
        return "".join(reversed(pieces) if turned else pieces)

    def _opened(self, operands: Any, outer: _Mark) -> _Mark:
        """The mark that begins inside another."""
        name = str(operands[0])
        given = operands[1] if len(operands) > 1 else None
        properties = given if isinstance(given, self._pikepdf.Dictionary) else {}
        if name == "/Artifact":
            return _Mark(None, hidden=True)
        number = int(properties["/MCID"]) if "/MCID" in properties else outer.number
        turned = outer.turned or name == "/ReversedChars"
        if "/ActualText" in properties and not outer.hidden:
            return _Mark(number, hidden=True, said=str(properties["/ActualText"]), turned=turned)
        return _Mark(number, outer.hidden, turned=turned)

    def _font(self, font: Any) -> Font:
        key = font.objgen
        if key not in self._maps:
            cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1") if "/ToUnicode" in font else ""
            self._maps[key] = Font(character_map(cmap), 2 if font.get("/Subtype") == "/Type0" else 1)
        return self._maps[key]


class _Place:
    """Where the next characters are painted, as far as nothing is rotated."""

    def __init__(self) -> None:
        self._matrix = (1.0, 1.0, 0.0, 0.0)
        self._saved: list[tuple[float, float, float, float]] = []
        self._within = (0.0, 0.0)

    @property
    def x(self) -> float:
        return self._matrix[2] + self._within[0] * self._matrix[0]

    @property
    def y(self) -> float:
        return self._matrix[3] + self._within[1] * self._matrix[1]

    def move(self, operator: str, operands: Any) -> None:
        if operator == "q":
            self._saved.append(self._matrix)
        elif operator == "Q":
            self._matrix = self._saved.pop() if self._saved else self._matrix
        elif operator == "BT":
            self._within = (0.0, 0.0)
        elif operator == "Tm":
            self._within = (float(operands[4]), float(operands[5]))
        else:
            a, _, _, d, e, f = (float(operand) for operand in operands)
            wide, high, x, y = self._matrix
            self._matrix = (a * wide, d * high, e * wide + x, f * high + y)


def in_order(runs: list[Run]) -> str:
    """The text of neighbouring runs as it is read, line by line, where some of it runs from right to left.

    On a page characters stand as they are seen. This restores the order of reading for one level of
    embedding: words from left to right in a line from right to left, or the other way round.
    """
    leading = sum(_letters(run.text) * (1 if run.turned else -1) for run in runs) > 0
    lines = ["".join(run.text for run in _read_line(_once(line), leading)) for line in _lines(runs)]
    # a line that begins at the right may end without its space; and no such script is divided by hyphens
    return (" " if leading else "").join(lines)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs on one line, give or take a mark that is set higher or lower, from left to right."""
    line: list[Run] = []
    for run in runs:
        if line and abs(run.y - line[0].y) > 7:
            yield sorted(line, key=lambda each: each.x)
            line = []
        line.append(run)
    yield sorted(line, key=lambda each: each.x)


def _once(line: list[Run]) -> list[Run]:
    """A line without the runs of mere marks: Typst says the letter with its marks for each of their glyphs."""
    return [
        run
        for number, run in enumerate(line)
        if not any(_is_mark_of(run, other) for other in line[:number])
        and not any(run.text != other.text and _is_mark_of(run, other) for other in line[number + 1 :])
    ]


def _is_mark_of(run: Run, other: Run) -> bool:
    """Whether one run says again the letter with marks with which the other begins, seen from the left."""
    marked = any(map(unicodedata.combining, run.text))
    return marked and abs(run.x - other.x) < 0.1 and other.text.endswith(run.text)


def _read_line(line: list[Run], leading: bool) -> Iterator[Run]:
    """A line in the order of reading; `leading` says that it begins at the right."""
    ordered = line[::-1] if leading else line
    for against, group in groupby(_directed(ordered, leading), key=lambda pair: pair[0] != leading):
        stretch = [run for _, run in group]
        yield from reversed(stretch) if against else stretch


def _directed(line: list[Run], leading: bool) -> Iterator[tuple[bool, Run]]:
    """Each run with its direction; what has no letters goes with its neighbours where these agree."""
    sides = [run.turned if _speaks(run.text) else None for run in line]
    for number, run in enumerate(line):
        side = sides[number]
        if side is None:
            before = next((each for each in sides[number::-1] if each is not None), leading)
            after = next((each for each in sides[number:] if each is not None), leading)
            side = before if before == after else leading
        yield side, run


def _letters(text: str) -> int:
    return sum(unicodedata.category(character)[0] == "L" for character in text)


def _speaks(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in text)
