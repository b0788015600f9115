# SPDX-License-Identifier: MIT
"""The part of a document in which an element stands: header, registers, images, or the text itself.

What differs between a register and a text is no difference of practice.
"""

from __future__ import annotations

from lxml import etree

_DESCENDANTS = etree.XPath("count(descendant::*)")
_PARTS = {
    "teiHeader": "header",
    "facsimile": "images",
    "sourceDoc": "source",
    "text": "text",
    "standOff": "registers",
    **dict.fromkeys(("listPerson", "listPlace", "listOrg", "listEvent", "listBibl", "listNym", "listObject", "listWit", "listRelation"), "registers"),
}


class Parts:
    """Asked for each element in document order, it tells the part."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def at(self, ordinal: int, name: str, element: etree._Element) -> str:
        """The innermost part that the element is in, or begins."""
        while self._open and ordinal >= self._open[-1][0]:
            self._open.pop()
        part = _PARTS.get(name)
        # A list in a header (of sources, of participants) is a register, but a text in a text is text.
        if part and (not self._open or self._open[-1][1] != part):
            self._open.append((ordinal + 1 + int(_DESCENDANTS(element)), part))  # type: ignore[arg-type] # a number
        return self._open[-1][1] if self._open else "document"


PARTS = ("text", "header", "registers", "images", "source", "document")
