# SPDX-License-Identifier: MIT
"""Notes of a book made ready for Typst: keys, notes in notes and in heads, and notes that came to the wrong page.

It moves elements of the typesetter's input and knows no page but those that it is told.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from edition.typeset.places import Pages

NAMESPACE = "https://tei-edition.org/ns/book"
_NOTES = frozenset(f"{{{NAMESPACE}}}{kind}" for kind in ("emendation", "variants", "editor", "source"))
_TEXT = f"{{{NAMESPACE}}}text"
_HEAD = f"{{{NAMESPACE}}}head"
_ITEM = f"{{{NAMESPACE}}}item"
_NOTED = f"{{{NAMESPACE}}}noted"
_LINES = frozenset(f"{{{NAMESPACE}}}{kind}" for kind in ("p", "line", "caption", "speaker", "stage"))


# Small letters for what the edition mended in the text, capitals for what its editors say of it.
_SERIES = {
    "emendation": "abcdefghijklmnopqrstuvwxyz",
    "variants": "abcdefghijklmnopqrstuvwxyz",
    "editor": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}


class Notes:
    """The notes below the root of a book."""

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._lines: dict[str, Element] = {}
        notes = [element for element in root.iter() if element.tag in _NOTES]
        self._number(root, notes)
        self._lift_from_notes(notes)
        self._lift_from_heads(root)
        self._watch(root)

    def repair(self, pages: Pages) -> bool:
        """Change the paragraphs whose notes stand on another page than their markers for no good reason; whether any.

        Typst leaves a note behind when a line of a list moves to the next page, or to keep two lines
        together (its issues 5603 and 5314), and cannot move the line of a list for its note. A paragraph
        that moved whole, or had better done so, is told to begin on a new page; one that was divided, to
        be divided at any line.
        """
        changed = False
        for key, page in pages.markers.items():
            line, note = self._lines.get(key), pages.notes.get(key, page)
            if line is None or note == page or (note > page and not self._is_boxed(line)):
                continue
            begins_before = pages.paragraphs.get(line.get("watch", ""), page) < page
            element, what = (line, "loose") if begins_before else (self._beginning(line), "break")
            changed |= element.get(what) is None
            element.set(what, "true")
        return changed

    def _is_boxed(self, line: Element) -> bool:
        """Whether a paragraph stands in a list: its lines cannot move to the next page one by one."""
        return any(above.tag == _ITEM for above in self._above(line))

    def _beginning(self, line: Element) -> Element:
        """The paragraph, or the list item that it begins."""
        parent = self._parents.get(line)
        if (
            parent is not None
            and parent.tag == _ITEM
            and next((p for p in parent if p.tag in _LINES), None) is line
        ):
            return parent
        return line

    def _number(self, root: Element, notes: list[Element]) -> None:
        """Give every note a key and its letter, and a further mark without words the key of its note.

        Letters go on through the whole book and begin again after the last: a note that runs on to the next
        page does not meet another with its letter there, and no letter depends on where a page ends.
        """
        keys: dict[str, tuple[str, str]] = {}
        counted: Counter[str] = Counter()
        for number, note in enumerate(notes, start=1):
            note.set("key", str(number))
            series = _SERIES.get(_kind(note))
            if series:
                note.set("marker", series[counted[series] % len(series)])
                counted[series] += 1
            anchor = note.find(f"{{{NAMESPACE}}}anchor")
            if anchor is not None:
                keys[anchor.get("id", "")] = (str(number), note.get("label", ""))
        for mark in root.iter(f"{{{NAMESPACE}}}again"):
            key, label = keys.get(mark.get("note", ""), ("", ""))
            mark.set("key", key)
            mark.set("label", label or mark.get("label", ""))

    def _lift_from_notes(self, notes: list[Element]) -> None:
        """Let a note in a note follow it: Typst loses a footnote in a footnote that runs on to the next page."""
        for note in reversed(notes):
            outer = [above for above in self._above(note) if above.tag in _NOTES][-1:]
            if outer:
                self._replace(note)
                self._insert_behind(outer[0], note)

    def _lift_from_heads(self, root: Element) -> None:
        """Let a note in a head open the next paragraph, which stands on the head's page: it can move with its line."""
        waiting: list[Element] = []
        text = root
        for element in list(root.iter()):
            if element.tag == _TEXT:
                self._settle(waiting, text)
                text = element
            elif element.tag == _HEAD:
                found = [note for note in element.iter() if note.tag in _NOTES]
                for note in found:
                    (self._replace if note.get("quiet") is None else self._remove)(note)
                    note.set("quiet", "true")
                waiting += found
            elif (
                waiting
                and element.tag in _LINES
                and not any(above.tag in _NOTES for above in self._above(element))
            ):
                self._open_with(waiting, element)
        self._settle(waiting, text)

    def _open_with(self, notes: list[Element], line: Element) -> None:
        """Put notes at the beginning of a line, before its words."""
        for note in reversed(notes):
            note.tail, line.text = line.text, None
            line.insert(0, note)
            self._parents[note] = line
        notes.clear()

    def _settle(self, notes: list[Element], text: Element) -> None:
        """Give notes of a head with nothing behind it a paragraph of their own."""
        if notes:
            paragraph = text.makeelement(f"{{{NAMESPACE}}}p", {})
            text.append(paragraph)
            self._open_with(notes, paragraph)

    def _watch(self, root: Element) -> None:
        """Mark the paragraphs that have notes, so that their beginnings are found when they are set."""
        for number, line in enumerate(each for each in root.iter() if each.tag in _LINES):
            for note in self._notes_of(line):
                line.set("watch", str(number))
                self._lines[note.get("key", "")] = line

    def _notes_of(self, line: Element) -> Iterator[Element]:
        for child in line:
            if child.tag in _NOTES:
                yield child
            elif child.tag not in _LINES:
                yield from self._notes_of(child)

    def _above(self, element: Element) -> Iterator[Element]:
        while (parent := self._parents.get(element)) is not None:
            yield parent
            element = parent

    def _replace(self, note: Element) -> None:
        """Put a reference to a note where it stood."""
        parent = self._parents[note]
        about = {
            "key": note.get("key", ""),
            "kind": _kind(note),
            "label": note.get("marker", note.get("label", "")),
        }
        mark = note.find(f"{{{NAMESPACE}}}mark")
        if mark is not None:
            about["mark"] = ("\u202f" if mark.get("space") else "") + "".join(mark.itertext()).strip()
        reference = note.makeelement(_NOTED, about)
        reference.tail, note.tail = note.tail, None
        parent[list(parent).index(note)] = reference
        self._parents[reference] = parent

    def _remove(self, note: Element) -> None:
        parent = self._parents[note]
        index = list(parent).index(note)
        tail = note.tail or ""
        if index:
            parent[index - 1].tail = (parent[index - 1].tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        note.tail = None
        parent.remove(note)

    def _insert_behind(self, outer: Element, note: Element) -> None:
        parent = self._parents[outer]
        note.set("quiet", "true")
        note.tail, outer.tail = outer.tail, None
        parent.insert(list(parent).index(outer) + 1, note)
        self._parents[note] = parent


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]
