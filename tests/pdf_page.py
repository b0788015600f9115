# SPDX-License-Identifier: MIT
"""Where the characters of a PDF stand: page, position, and whether they belong to the text or to the page, for tests.

It reads what Typst writes (each run of characters moved into its place by `cm`) and no structure.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from edition.pdffonts import Font, character_map, fonts_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Piece:
    """A run of characters: page (from 1), left end and baseline in points from the page's lower left corner."""

    page: int
    x: float
    y: float
    size: float
    text: str
    artifact: bool


@dataclass(frozen=True)
class Link:
    """A link: where it stands, and the page and the point there to which it leads, or its address."""

    page: int
    box: tuple[float, ...]
    target: int = 0
    left: float = 0
    height: float = 0
    uri: str = ""

    def leads_behind(self, among: list[Piece]) -> str:
        """The words of the line at its target, up to there."""
        # Typst lets a link lead to ten points above the line, in heads a little more
        here = [piece for piece in among if piece.page == self.target and piece.x < self.left - 0.5 and not piece.artifact]
        lines = sorted({piece.y for piece in here if 0 < self.height - piece.y < 22}, key=lambda y: abs(self.height - 10 - y))
        return "".join(piece.text for piece in sorted(here, key=lambda piece: piece.x) if piece.y in lines[:1])

    def words(self, among: list[Piece]) -> str:
        """What stands in its box."""
        left, foot, right, top = self.box
        return "".join(
            piece.text for piece in among
            if piece.page == self.page and left - 1 <= piece.x < right and foot - 1 <= piece.y < top
        )  # fmt: skip


def pieces(pdf: bytes) -> list[Piece]:
    """All runs of characters, page by page, as they are painted."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [piece for number, page in enumerate(opened.pages, start=1) for piece in _on_page(number, page)]


def lines(among: list[Piece], page: int) -> list[tuple[float, str]]:
    """The lines of a page that belong to the text: baselines, from the top, and their characters."""
    found: dict[float, list[Piece]] = {}
    for piece in among:
        if piece.page == page and not piece.artifact:
            found.setdefault(round(piece.y), []).append(piece)
    return [(y, "".join(piece.text for piece in sorted(found[y], key=lambda piece: piece.x))) for y in sorted(found, reverse=True)]


def links(pdf: bytes) -> list[Link]:
    """All links; a target of page 0 is no page of the book."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbers = {page.objgen: number for number, page in enumerate(opened.pages, start=1)}
        named = dict(destinations(opened))
        found = []
        for number, page in enumerate(opened.pages, start=1):
            for annotation in page.get("/Annots", []):
                box = tuple(float(side) for side in annotation.Rect)
                action = annotation.get("/A")
                if action is not None and "/URI" in action:
                    found.append(Link(number, box, uri=str(action.URI)))
                    continue
                place = annotation.get("/Dest", action.D if action is not None and "/D" in action else None)
                place = named.get(str(place), place) if not isinstance(place, pikepdf.Array) else place
                known = isinstance(place, pikepdf.Array)
                point = (numbers.get(place[0].objgen, 0), float(place[2]), float(place[3])) if known else ()
                found.append(Link(number, box, *point))
        return found


def destinations(opened: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """The named places of a PDF."""
    names = opened.Root.get("/Names")
    waiting = [names.Dests] if names is not None and "/Dests" in names else []
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("/Kids", []))
        pairs = list(node.get("/Names", []))
        for name, target in zip(pairs[::2], pairs[1::2], strict=True):
            yield str(name), target.D if isinstance(target, pikepdf.Dictionary) else target


def _on_page(number: int, page: Any) -> Iterator[Piece]:
    fonts = {name: _font(font) for name, font in fonts_of(page)}
    matrix, saved = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), []
    marks: list[bool] = []
    font, size = Font({}, 1), 0.0
    for operands, operator in pikepdf.parse_content_stream(page, "q Q cm BDC BMC EMC Tf Tj TJ"):
        name = str(operator)
        if name == "q":
            saved.append(matrix)
        elif name == "Q":
            matrix = saved.pop()
        elif name == "cm":
            matrix = _times(tuple(float(each) for each in operands), matrix)
        elif name in ("BDC", "BMC"):
            marks.append(str(operands[0]) == "/Artifact" or bool(marks and marks[-1]))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        else:
            strings = operands[0] if name == "TJ" else [operands[0]]
            text = "".join(font.text(bytes(part)) for part in strings if isinstance(part, pikepdf.String))
            yield Piece(number, matrix[4], matrix[5], size * abs(matrix[3]), text, bool(marks and marks[-1]))


def _font(font: Any) -> Font:
    return Font(character_map(bytes(font.ToUnicode.read_bytes()).decode("latin-1")), 2 if font.Subtype == "/Type0" else 1)


def _times(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
