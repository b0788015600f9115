# SPDX-License-Identifier: MIT
"""The words of a page: by the attributes with which our pages say what is the text (docs/outputs.md).

It reads HTML and no style sheet; a page that is not ours is read whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from edition.errors import UnreadableError
from edition.words.cutting import Cutter, names

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

# Elements that a browser sets on lines of their own.
_BLOCKS = names(
    """address article aside blockquote body br caption center col colgroup dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol option p pre search section summary table
    tbody td tfoot th thead tr ul"""
)
_NO_TEXT = names(
    "head script style template noscript svg iframe object audio video canvas button select textarea"
)


def words(path: Path, reading: str = "transmitted") -> list[str]:
    """The words of `article[data-text]`, without what is generated, repeated, the editors', or of the other reading.

    Of a page without such an article, those of its body. Raises UnreadableError for an empty file.
    """
    try:
        root = etree.parse(
            str(path), etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
        ).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableError(f"{path}: this file cannot be read as a page ({error}).") from error
    if root is None:
        raise UnreadableError(f"{path}: this page is empty.")
    articles = [article for article in root.iter("article") if article.get("data-text") is not None]
    cutter = Cutter()
    for article in articles or root.iter("body"):
        _read(article, cutter, reading, ours=bool(articles))
        cutter.border()
    return cutter.finish()


def _read(element: _Element, cutter: Cutter, reading: str, *, ours: bool) -> None:
    cutter.text(element.text or "")
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name and name not in _NO_TEXT and not (ours and _is_left_out(child, reading)):
            if ours and name == "span" and child.get("role") == "note":
                inner = Cutter()
                _read(child, inner, reading, ours=ours)
                cutter.aside(inner.finish())
            else:
                _read_part(child, cutter, reading, ours=ours)
        cutter.text(child.tail or "")


def _read_part(element: _Element, cutter: Cutter, reading: str, *, ours: bool) -> None:
    """Read an element that is a block, or a part of the line."""
    classes = (element.get("class") or "").split() if ours else []
    # in a note inside a line `b` stands for a block; the end of a line of the source is a space, unless it divides a word
    block = (element.tag in _BLOCKS or "b" in classes) and not (element.tag == "br" and "lb" in classes)
    if block:
        cutter.border()
    _read(element, cutter, reading, ours=ours)
    if block:
        cutter.border()


def _is_left_out(element: _Element, reading: str) -> bool:
    """Whether the page's own attributes say that the element is no part of the wanted text."""
    return (
        element.get("data-generated") is not None
        or element.get("data-duplicate") is not None
        or element.get("data-reading", reading) != reading
        or element.get("data-layer") == "editor"
        # what stands in the source beside the text, and what encoders say of a picture: shown, but not the text
        or any(name in ("fw", "figDesc") for name in (element.get("class") or "").split())
    )
