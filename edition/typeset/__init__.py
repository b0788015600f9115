# SPDX-License-Identifier: MIT
"""The only door to Typst: the typesetter's input becomes a tagged PDF (PDF/A-2a, PDF/UA-1), or an error in our words.

It judges no TEI; what stands in the book, `xslt/print.xsl` has said (docs/book-format.md).
"""

from __future__ import annotations

import datetime
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from edition.errors import EnvironmentFailure
from edition.resources import folder
from edition.typeset import boxes
from edition.typeset.book import Book, Missing
from edition.typeset.engine import Engine, Limits, TaggingError
from edition.typeset.places import Pages

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Limits", "Missing", "Typeset", "compose", "typeset"]

# The first turn tells where things stand. Another is needed where a note has come to a wrong page; what is not right
# after these is left.
_TURNS = 4
_QUESTION = """{
  let pages(mark) = query(mark).map(found => (found.value, found.location().page()))
  (markers: pages(<note-at>), notes: pages(<note-in>), paragraphs: pages(<watched>), places: pages(<place>))
}"""
_ATTEMPTS: tuple[dict[str, str], ...] = ({}, {"nudge": "1"}, {"nudge": "2"}, {"nudge": "3", "signs": "plain"})
# Libertinus has these: where only the index has one, no box is needed for it.
_USUAL = frozenset(map(chr, (*range(0x21, 0x180), *range(0x2010, 0x2027))))
_FONTS = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True)
class Typeset:
    """A book as it is to be written, and what its editor should know.

    `missing` are characters that no font has and that are printed as boxes; `warnings` are Typst's.
    """

    pdf: bytes
    missing: tuple[Missing, ...] = ()
    warnings: tuple[str, ...] = ()


def typeset(book: str, *, date: str = "", fonts: Sequence[Path] = ()) -> bytes:
    """The PDF of a book in the typesetter's format; see `compose`."""
    return compose(book, date=date, fonts=fonts).pdf


def compose(
    book: str,
    index: str | None = None,
    *,
    date: str = "",
    fonts: Sequence[Path] = (),
    template: Path | None = None,
    limits: Limits | None = None,
) -> Typeset:
    """Set a book; `date` is the edition's (ISO), `fonts` files of the project, `template` a folder of .typ files.

    The same input gives the same bytes: the time in the PDF is SOURCE_DATE_EPOCH, else the edition's date.
    Raises StylesheetError where the template fails on the book, EnvironmentFailure where time or memory
    run out or Typst is missing.
    """
    with Typesetting(book, date=date, fonts=fonts, template=template, limits=limits) as typesetting:
        return typesetting.finish(index)


class Typesetting:
    """A book that is being set, in a process of its own, from the moment on that this is made; used in a `with` block.

    The texts are set first, and their pages are known by the time that the index is there. The arguments
    are those of `compose`.
    """

    def __init__(
        self,
        book: str,
        *,
        date: str = "",
        fonts: Sequence[Path] = (),
        template: Path | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._book = Book(book)
        self._folder = tempfile.TemporaryDirectory(prefix="edition-book-", ignore_cleanup_errors=True)
        root = Path(self._folder.name)
        _fill(root, template or folder("xslt") / "print", fonts)
        self._boxes = self._draw_boxes()
        inputs = {
            "paper": self._book.paper,
            "language": self._book.language,
            "fonts": "\n".join(_families(root)),
        }
        self._engine = Engine(root, _QUESTION, _timestamp(date), limits or Limits(), **inputs)
        self._engine.begin(self._book.xml)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()
        self._folder.cleanup()

    def finish(self, index: str | None = None) -> Typeset:
        """The book; see `compose` for what it raises.

        `index` is an element of the typesetter's format that takes the place of the one in the book, which
        has the heads alone; empty, if the book is to have none.
        """
        engine = self._engine
        if index is not None:
            self._book.put_index(index)
            if not index or self._book.characters - self._boxes - _USUAL:
                self._draw_boxes()
                engine.close()
        pdf, warnings = self._set_somehow(engine)
        return Typeset(pdf, self._book.missing(pdf), warnings)

    def _draw_boxes(self) -> set[str]:
        """Make the font of boxes; returns the characters that it has."""
        characters = self._book.characters
        (Path(self._folder.name) / "fonts" / "boxes.ttf").write_bytes(boxes.font(characters))
        return characters

    def _set_somehow(self, engine: Engine) -> tuple[bytes, tuple[str, ...]]:
        """Set the book, and where Typst cannot tag it as it falls, a little otherwise.

        Typst 0.15 fails on a sign that is no text where it divides a line there, and on some footnotes at a
        page's end ("expected link ancestor"). A measure narrower by a hair moves both.
        """
        for attempt in _ATTEMPTS[1:]:
            try:
                return self._set(engine)
            except TaggingError:
                engine = engine.with_inputs(**attempt)
        return self._set(engine)

    def _set(self, engine: Engine) -> tuple[bytes, tuple[str, ...]]:
        """Set the book until no line has to move, then with the page numbers of its index, which stands at the end."""
        with engine:
            if not engine.begun:
                engine.begin(self._book.xml)
            asked = engine.asked()
            for turn in range(_TURNS):
                if turn:
                    asked = engine.ask(self._book.xml)
                if not self._book.learn(Pages(**{what: dict(found) for what, found in asked.items()})):
                    break
            return engine.write(self._book.xml)


def _fill(root: Path, template: Path, fonts: Sequence[Path]) -> None:
    """Write all that Typst may read: the template, the fonts. No link leads out of the folder."""
    for file in sorted(template.glob("*.typ")):
        (root / file.name).write_bytes(file.read_bytes())
    (root / "fonts").mkdir()
    (root / "nowhere").mkdir()
    for number, font in enumerate(fonts):
        if font.suffix.lower() not in _FONTS:
            raise EnvironmentFailure(f"{font}: this is no font that can be set. Give .ttf or .otf files.")
        try:
            (root / "fonts" / f"{number}{font.suffix.lower()}").write_bytes(font.read_bytes())
        except OSError as error:
            raise EnvironmentFailure(f"{font}: this font cannot be read: {error.strerror}.") from error


def _families(root: Path) -> list[str]:
    """The families of the project's own fonts, for the template to choose from."""
    if len(list((root / "fonts").iterdir())) == 1:  # the boxes
        return []
    import typst  # noqa: PLC0415 - few projects bring fonts

    listed = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(root / "fonts")]
    )
    return [family for family in listed.families() if family != boxes.FAMILY]


def _timestamp(date: str) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, else the beginning of the edition's day, month or year, else 0."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return int(epoch)
    parts = [int(part) for part in date.split("-")] if date.replace("-", "").isdecimal() else []
    if not parts:
        return 0
    year, month, day = (*parts, 1, 1)[:3]
    try:
        return max(0, int(datetime.datetime(year, month, day, tzinfo=datetime.UTC).timestamp()))
    except ValueError:
        return 0
