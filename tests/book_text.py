# SPDX-License-Identifier: MIT
"""The words of the typesetter's input (docs/book-format.md), read straight from it, for tests to compare with the source.

It sets nothing and knows nothing of TEI.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from edition.pdfwords import Note
from edition.words import cut, restored
from edition.words.cutting import names

BOOK = "{https://tei-edition.org/ns/book}"
BLOCKS = names("head p quote list item block table row cell figure caption stanza line speech speaker stage rule space br label")
NO_TEXT = names("sign see page anchor again editor variants")


@dataclass
class Text:
    """What is read of one text or note: its characters, and what hangs on it where."""

    characters: str = ""
    emendations: list[Note] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def words(self, reading: str = "corrected") -> list[str]:
        return cut(restored(self.characters, self.emendations, reading))

    def all_notes(self, reading: str = "corrected") -> list[list[str]]:
        return [words for note in self.notes for words in ([note.words(reading)], note.all_notes(reading)) for words in words]


def of_book(book: str | etree._Element) -> Text:
    """The texts of a book, one after the other, each note apart."""
    root = etree.fromstring(book) if isinstance(book, str) else book
    found = Text()
    for text in root.iter(BOOK + "text"):
        _read(text, found)
        found.characters += "\n"
    return found


def _read(element: etree._Element, into: Text) -> None:
    into.characters += element.text or ""
    for child in element:
        _part(child, into)
        into.characters += child.tail or ""


def _part(element: etree._Element, into: Text) -> None:
    if not isinstance(element.tag, str) or etree.QName(element).localname in NO_TEXT or _is_added(element):
        return
    if element.tag == BOOK + "emendation":
        lemma, reading = ("".join(part.itertext()) for part in element if part.tag != BOOK + "remark")
        into.emendations.append(Note(len(into.characters), "a", ours=True, runs=[(f"{lemma}] {reading}", False)]))
        return
    if element.tag == BOOK + "source" or element.get("small"):
        mark = element.find(BOOK + "mark")
        if mark is not None:
            _read(mark, into)
            element.remove(mark)
        into.notes.append(note := Text())
        _read(element, note)
        return
    apart = "\n" if etree.QName(element).localname in BLOCKS else ""
    into.characters += apart
    _read(element, into)
    into.characters += apart


def _is_added(element: etree._Element) -> bool:
    """Whether this is the head that the edition gives a text without one."""
    return element.tag == BOOK + "head" and element.get("id", "").startswith("text/") and not element.get("id", "").endswith("/head")
