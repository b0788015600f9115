# SPDX-License-Identifier: MIT
"""The typesetter's input before it is set: made safe for the format, and asked what characters it has where.

It does not set anything.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from edition.typeset import anchors
from edition.typeset.notes import NAMESPACE, Notes
from edition.typeset.places import Index, Pages

_VERSION = "1"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PARAGRAPH = f"{{{NAMESPACE}}}p"
_LINK = f"{{{NAMESPACE}}}link"
_LINKING = frozenset(
    f"{{{NAMESPACE}}}{name}"
    for name in ("link", "mark", "again", "source", "editor", "emendation", "variants")
)
_NOTES = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("source", "editor", "emendation", "variants"))
_MARK = f"{{{NAMESPACE}}}mark"
_INDEX = f"{{{NAMESPACE}}}index"
_BREAK = f"{{{NAMESPACE}}}br"
_WITHOUT_ROOM = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("anchor", "page"))

# PDF/A forbids U+FEFF, and these line ends would be spaces in TEI.
_REPLACED = str.maketrans({"\ufeff": "\u2060", "\u0085": " ", "\u2028": " ", "\u2029": " "})
_WRITTEN_OUT = re.compile("&#x(feff|85|2028|2029);", re.IGNORECASE)
# PDF/A forbids characters of private use; their numbers are printed instead.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


@dataclass(frozen=True)
class Missing:
    """Characters that a text has and no font of the book: printed as boxes, or as numbers if of private use."""

    file: str
    characters: str

    def __str__(self) -> str:
        listed = ", ".join(f"{character} U+{ord(character):04X}" for character in self.characters[:12])
        more = f" and {len(self.characters) - 12} more" if len(self.characters) > 12 else ""
        return f"no font of the book has {listed}{more}; they are printed as boxes with their numbers"


class Book:
    """A book in the format of docs/book-format.md. Raises ValueError for another format or version."""

    def __init__(self, xml: str) -> None:
        self._root = _parsed(xml)
        if self._root.tag != f"{{{NAMESPACE}}}book" or self._root.get("version") != _VERSION:
            raise ValueError(
                f"not a book of version {_VERSION}: {self._root.tag} {self._root.get('version')}"
            )
        self._texts = {
            text.get("file", text.get("name", "")): set("".join(text.itertext()))
            for text in self._root.iter(f"{{{NAMESPACE}}}text")
        }
        self._drop_dead_links()
        self._open_flush()
        self._direct()
        self._keep_spaces()
        self._trim_lines()
        anchors.settle(self._root)
        self._notes = Notes(self._root)
        self._index = Index(self._root)

    def put_index(self, xml: str) -> None:
        """Let an index, an element of the book's format, take the place of the one that is there; empty: let there be none."""
        for old in self._root.findall(_INDEX):
            self._root.remove(old)
        if xml:
            self._root.append(_parsed(xml))
        self._index = Index(self._root)

    @property
    def xml(self) -> str:
        """The input for the template."""
        ET.register_namespace("", NAMESPACE)
        text = ET.tostring(self._root, encoding="unicode")
        return _PRIVATE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)

    @property
    def paper(self) -> str:
        """The paper that the book asks for."""
        return self._root.get("paper", "a5")

    @property
    def language(self) -> str:
        """The language of the edition."""
        return self._root.get(_LANGUAGE, "en")

    def learn(self, pages: Pages) -> bool:
        """Take in where things have come to stand; whether lines have to move because of it."""
        self._index.number(pages)
        return self._notes.repair(pages)

    @property
    def characters(self) -> set[str]:
        """All characters that are to be set, the white ones aside."""
        return {character for character in set(self.xml) if not character.isspace() and ord(character) > 31}

    def missing(self, pdf: bytes) -> tuple[Missing, ...]:
        """The characters, text by text, that the PDF shows as boxes or as numbers."""
        lacking = {
            character for text in self._texts.values() for character in text if _PRIVATE.match(character)
        }
        if b"EditionBoxes" in pdf:
            from edition import pdffonts  # noqa: PLC0415 - seldom needed, and slow to load

            lacking |= pdffonts.characters_of_font(pdf, "EditionBoxes")
        found = ((name, "".join(sorted(has & lacking))) for name, has in self._texts.items())
        return tuple(Missing(name, characters) for name, characters in found if characters)

    def _keep_spaces(self) -> None:
        """Put the space before a note behind it where none is: Typst draws the marker up to the word before."""

        def walk(element: ET.Element, last: str) -> str:
            last = (element.text or last)[-1:]
            for child in element:
                if child.tag in _NOTES and child.find(_MARK) is None:
                    if last == " " and not (child.tail or "").startswith(" "):
                        child.tail = " " + (child.tail or "")
                elif child.tag not in _NOTES:
                    last = walk(child, last)
                last = (child.tail or last)[-1:]
            return last

        for text in self._root.iter(f"{{{NAMESPACE}}}text"):
            walk(text, "")

    def _trim_lines(self) -> None:
        """Drop the space before a line's end, where the template puts its own."""
        for parent in self._root.iter():
            before = None
            for child in parent:
                if child.tag == _BREAK and before is not None:
                    before.tail = (before.tail or "").rstrip(" ") or None
                elif child.tag == _BREAK:
                    parent.text = (parent.text or "").rstrip(" ") or None
                before = child

    def _direct(self) -> None:
        """Say of what is in a language of its own in which direction its letters run."""
        for element in self._root.iter():
            if element.get(_LANGUAGE) is not None:
                strong = (unicodedata.bidirectional(letter) for text in element.itertext() for letter in text)
                first = next((direction for direction in strong if direction in ("L", "R", "AL")), "L")
                element.set("dir", "ltr" if first == "L" else "rtl")

    def _open_flush(self) -> None:
        """Let a paragraph begin without an indent behind whatever is no paragraph."""
        for parent in self._root.iter():
            before = None
            for child in parent:
                if child.tag == _PARAGRAPH and before is not None and before != _PARAGRAPH:
                    child.set("flush", "true")
                before = child.tag if child.tag not in _WITHOUT_ROOM else before

    def _drop_dead_links(self) -> None:
        """Leave the words of a link whose target is not printed, without the link."""
        printed: set[str] = set()
        for anchor in self._root.iter(f"{{{NAMESPACE}}}anchor"):
            if anchor.get("linked"):
                if anchor.get("id", "") in printed:
                    del anchor.attrib["linked"]
                printed.add(anchor.get("id", ""))
        for element in self._root.iter():
            if element.get("to") is not None and element.get("to") not in printed:
                del element.attrib["to"]
            # a link within a link is none, and Typst cannot tag one that holds a note
            if element.tag == _LINK and any(
                inner.tag in _LINKING for inner in element.iter() if inner is not element
            ):
                element.attrib.pop("to", None)
                element.attrib.pop("href", None)


def _parsed(xml: str) -> ET.Element:
    """The root of a document, in which nothing stands that would end a line or that no PDF may hold."""
    plain = _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), xml)
    return ET.fromstring(plain.translate(_REPLACED))
