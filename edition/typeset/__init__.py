# SPDX-License-Identifier: MIT
"""The only door to Typst: the typesetter's input becomes a tagged PDF (PDF/A-2a, PDF/UA-1), or an error in our words.

It judges no TEI; what stands in the book, `xslt/print.xsl` has said (docs/book-format.md).
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.errors import EnvironmentFailure, StylesheetError
from edition.resources import folder
from edition.typeset import boxes
from edition.typeset.book import Book, Missing
from edition.typeset.places import Pages

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Limits", "Missing", "Typeset", "compose", "typeset"]

STANDARDS = ("a-2a", "ua-1")
_CHILD = Path(__file__).with_name("child.py")
# The first turn tells where things stand, the second uses it; a third is needed where a note had come to a wrong
# page or a marker moved a line. What is not settled then is left: a letter out of its order does no harm.
_TURNS = 4
_QUESTION = """{
  let pages(mark) = query(mark).map(found => (found.value, found.location().page()))
  (markers: pages(<note-at>), notes: pages(<note-in>), paragraphs: pages(<watched>), places: pages(<place>))
}"""
_FONTS = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True)
class Limits:
    """What one book may cost: seconds, and bytes of address space."""

    seconds: float = 600
    memory: int = 12 * 2**30


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
    content = Book(book)
    bounds = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="edition-book-") as name:
        root = Path(name)
        _fill(root, content, template or folder("xslt") / "print", fonts)
        for turn in range(_TURNS):
            (root / "book.xml").write_text(content.xml, encoding="utf-8")
            order = _order(root, _timestamp(date), bounds, "final" if turn else "first")
            answer = _run(order, bounds)
            if "artifacts may not contain" in answer.get("error", ""):
                order["inputs"]["signs"] = "plain"
                answer = _run(order, bounds)
            if "error" in answer:
                raise StylesheetError(_explained(answer))
            if (
                not content.learn(Pages(**{what: dict(found) for what, found in answer["asked"].items()}))
                and turn
            ):
                break
        pdf = (root / "book.pdf").read_bytes()
    return Typeset(pdf, content.missing(pdf), tuple(answer["warnings"]))


def _fill(root: Path, book: Book, template: Path, fonts: Sequence[Path]) -> None:
    """Write all that Typst may read: the template, the book, the fonts. No link leads out of the folder."""
    for file in sorted(template.glob("*.typ")):
        (root / file.name).write_bytes(file.read_bytes())
    (root / "fonts").mkdir()
    (root / "nowhere").mkdir()
    (root / "fonts" / "boxes.ttf").write_bytes(boxes.font(book.characters))
    for number, font in enumerate(fonts):
        if font.suffix.lower() not in _FONTS:
            raise EnvironmentFailure(f"{font}: this is no font that can be set. Give .ttf or .otf files.")
        try:
            (root / "fonts" / f"{number}{font.suffix.lower()}").write_bytes(font.read_bytes())
        except OSError as error:
            raise EnvironmentFailure(f"{font}: this font cannot be read: {error.strerror}.") from error


def _order(root: Path, timestamp: int, limits: Limits, turn: str) -> dict[str, Any]:
    return {
        "main": str(root / "book.typ"),
        "output": str(root / "book.pdf"),
        "root": str(root),
        "fonts": [str(root / "fonts")],
        "inputs": {"fonts": "\n".join(_families(root)), "pass": turn},
        "standards": list(STANDARDS),
        "timestamp": timestamp,
        "nowhere": str(root / "nowhere"),
        "memory": limits.memory,
        "question": _QUESTION,
    }


def _families(root: Path) -> list[str]:
    """The families of the project's own fonts, for the template to choose from."""
    if len(list((root / "fonts").iterdir())) == 1:
        return []
    import typst  # noqa: PLC0415 - few projects bring fonts

    listed = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(root / "fonts")]
    )
    return [family for family in listed.families() if family != boxes.FAMILY]


def _run(order: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Run Typst in a process of its own and return its answer."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=limits.seconds,
            cwd=order["root"],
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EnvironmentFailure(
            f"The book was not set within {limits.seconds:.0f} seconds. Build fewer texts into one book, or leave it out (--html)."
        ) from None
    if done.returncode == 0:
        return dict(json.loads(done.stdout))
    reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode < 0 or any("memory" in line.lower() for line in reason):
        raise EnvironmentFailure(
            f"The typesetter needed more than {limits.memory >> 20} MB and was stopped. Build fewer texts into one book, or leave it out (--html)."
        )
    if any("No module named 'typst'" in line for line in reason):
        raise EnvironmentFailure(
            "Typst, the typesetter, is not installed. Install the package `typst`, or leave the book out (--html)."
        )
    raise EnvironmentFailure(f"The typesetter stopped: {reason[-1] if reason else 'it gave no reason'}.")


def _explained(answer: dict[str, Any]) -> str:
    """Typst's complaint about a template, with its place."""
    place = next(
        (line.strip().removeprefix("┌─ ") for line in answer["diagnostic"].splitlines() if "┌─" in line),
        "book.typ",
    )
    return f"{place}: the book cannot be set: {answer['error']}."


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
