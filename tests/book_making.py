# SPDX-License-Identifier: MIT
"""Small texts on their way into a book, as a build makes it, for tests: TEI, the typesetter's input, the finished PDF."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from conftest import ROOT

from edition.saxon import engine
from edition.source import TEI
from edition.typeset import compose
from edition.words import words_of_pdf

if TYPE_CHECKING:
    from pathlib import Path

XSLT = ROOT / "xslt"
SETTINGS = {"title": "Cases", "version": "1.0", "date": "2026-11-22", "texts": [{"file": "input.xml", "page": "input.html"}]}


def tei(body: str, *, title: str = "Case", back: str = "", language: str = "en") -> str:
    """A document with a text."""
    return (
        f'<TEI xmlns="{TEI}" xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
        "<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{body}</body>{back}</text></TEI>"
    )


def escaped(text: str) -> str:
    """Words as they stand in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _stylesheet() -> Any:
    return engine().stylesheet(XSLT / "print.xsl")


@cache
def locale(language: str) -> Any:
    """The words of the edition in a language."""
    file = XSLT / "locale" / f"{language}.xml"
    return engine().document(file.read_text("utf-8"), f"file:///edition/locale/{file.name}")


def printed(xml: str, language: str = "en", **settings: str) -> str:
    """The typesetter's input for a document."""
    parameters = {"settings": json.dumps({**SETTINGS, "language": language, **settings}), "locales": [locale(language)]}
    document = engine().document(xml, "file:///edition/input.xml")
    return _stylesheet().texts("book", {**parameters, "documents": [document]})["book.xml"]


def words_set(body: str, folder: Path, reading: str = "corrected", **about: str) -> list[str]:
    """The words of the finished book of a body, which is written into a folder."""
    (folder / "book.pdf").write_bytes(compose(printed(tei(body, **about)), "").pdf)
    return words_of_pdf(folder / "book.pdf", reading)
