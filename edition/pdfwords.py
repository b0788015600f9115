# SPDX-License-Identifier: MIT
"""The text of a tagged PDF by its structure tree: the texts of a book and their notes, in reading order.

It reads marked content and no positions, so it is exact where extractors guess; it cuts no words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from edition.errors import UnreadableError
from edition.pdfcontent import Content, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.pdfcontent import Run

# Standard structure types (ISO 32000-1, 14.8.4) that end a line of words before and after themselves.
_BLOCK_NAMES = (
    "Document Part Art Sect Div BlockQuote Caption Index P H H1 H2 H3 H4 H5 H6 L LI LBody Table TR TH TD THead "
    "TBody TFoot Figure Formula Form Title Terms"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# Typst marks changes of direction by these characters, which no text needs.
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# The contents repeat heads, and the title page is not the text.
_LEFT_OUT = frozenset(("TOC", "Title"))


@dataclass
class Note:
    """A footnote: what stands before it as its label, its words, and where its marker stands.

    `ours` says that the label is the edition's and not the source's (our template emphasises it);
    `at` is an offset into the text of what it belongs to. `runs` are pieces of text, each with
    whether it is emphasised. `markers` are our markers in it and their offsets, `announced` the last.
    """

    at: int
    label: str = ""
    ours: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    markers: dict[str, int] = field(default_factory=dict)
    announced: str = ""

    @property
    def text(self) -> str:
        """All words of the note without those of notes in it."""
        return "".join(text for text, _ in self.runs)

    @property
    def kind(self) -> str:
        """What the label tells: our small letters are emendations, capitals the editors' notes; all else is the source's."""
        if not self.ours or not self.label.isalpha():
            return "source"
        return "emendation" if self.label.islower() else "editor"


@dataclass
class Part:
    """One text of a book (`name` is its destination, `text/1`), or all of a PDF that is no book of ours."""

    name: str
    text: str = ""
    notes: list[Note] = field(default_factory=list)
    markers: dict[str, int] = field(default_factory=dict)
    announced: str = ""


def parts(path: Path) -> list[Part]:
    """The texts of a PDF; front pages, contents and index of a book of ours are left out.

    Raises UnreadableError for a file that is no PDF or has no structure tree.
    """
    import pikepdf  # noqa: PLC0415 - slow to load, and few commands read a PDF

    try:
        with pikepdf.open(path) as pdf:
            if "/StructTreeRoot" not in pdf.Root:
                raise UnreadableError(
                    f"{path}: this PDF is not tagged, so its words cannot be read in order. Give a tagged one."
                )
            return _Reader(pdf, pikepdf).parts()
    except pikepdf.PdfError as error:
        raise UnreadableError(f"{path}: this file cannot be read as PDF ({error}).") from error


class _Reader:
    """Walks the structure tree of one open PDF."""

    def __init__(self, pdf: Any, pikepdf: Any) -> None:
        self._pikepdf = pikepdf
        self._root = pdf.Root
        self._numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        content = Content(pikepdf)
        self._marked = [content.of_page(page) for page in pdf.pages]
        self._openings = {page: name for name, page in self._destinations() if _opens_part(name)}
        self._parts: list[Part] = []
        self._stack: list[Note] = []
        self._emphasis = 0
        self._last, self._repeats = "", 0

    def parts(self) -> list[Part]:
        if not self._openings:
            self._parts.append(Part(""))
        for child in _children(self._root.StructTreeRoot):
            self._element(child, 0)
        return [part for part in self._parts if part.name != "index"]

    def _element(self, element: Any, page: int) -> None:
        if "/Pg" in element:
            page = self._numbers.get(element.Pg.objgen, page)
        kind = str(element.get("/S", ""))[1:]
        if kind == "H1" and self._opens(element, page):
            return
        if kind == "Note":
            self._note(element, page)
        elif kind == "Lbl":
            self._label(element, page)
        elif kind not in _LEFT_OUT:
            self._inside(element, page, kind)

    def _inside(self, element: Any, page: int, kind: str) -> None:
        block = kind in _BLOCKS or _is_set_off(element)
        self._emphasis += kind == "Em"
        if block:
            self._add("\n")
        if "/ActualText" in element:
            self._add(str(element.ActualText))
        else:
            self._kids(element, page)
        if block:
            self._add("\n")
        self._emphasis -= kind == "Em"

    def _kids(self, element: Any, page: int) -> None:
        marked: list[list[Run]] = []
        for child in _children(element):
            if not isinstance(child, self._pikepdf.Dictionary):
                marked.append(self._marked[page].get(int(child), []))
            elif child.get("/Type") == "/MCR":
                here = self._numbers.get(child.Pg.objgen, page) if "/Pg" in child else page
                marked.append(self._marked[here].get(int(child.MCID), []))
            elif child.get("/Type") != "/OBJR":
                self._line(marked)
                marked = []
                self._element(child, page)
        self._line(marked)

    def _line(self, marked: list[list[Run]]) -> None:
        """Go on with the characters of neighbouring marks."""
        if any(run.turned for runs in marked for run in runs):
            self._add(in_order([run for runs in marked for run in runs]))
            return
        for runs in marked:
            self._add("".join(run.text for run in runs))

    def _note(self, element: Any, page: int) -> None:
        """Read a note apart from the line in which it is anchored."""
        owner: Note | Part | None = (
            self._stack[-1] if self._stack else (self._parts[-1] if self._parts else None)
        )
        note = Note(len(owner.text) if owner else 0)
        emphasis, self._emphasis = self._emphasis, 0
        self._stack.append(note)
        self._kids(element, page)
        self._stack.pop()
        self._emphasis = emphasis
        if owner:
            self._place(note, owner)

    def _place(self, note: Note, owner: Note | Part) -> None:
        """Let a note belong to the line or note in which its marker stands.

        Our template sets a note to a note behind the latter's marker, and one to a head in the paragraph below,
        where no marker announces them; their own markers stand before, in that note or head.
        """
        if note.ours and owner.announced != note.label:
            before = next((each for each in reversed(owner.notes) if note.label in each.markers), None)
            if before:
                note.at = before.markers.pop(note.label)
                before.notes.append(note)
                return
            note.at = owner.markers.get(note.label, note.at)
        owner.announced = ""
        owner.notes.append(note)

    def _opens(self, element: Any, page: int) -> bool:
        """Begin the part whose head this is; whether the head is the edition's and not the text's."""
        first = self._first_page(element, page)
        name = self._openings.pop(first, None)
        if name is None:
            return False
        self._parts.append(Part(name.removesuffix("/head")))
        return not name.endswith("/head")

    def _first_page(self, element: Any, page: int) -> int:
        """The page on which the words of an element begin."""
        if "/Pg" in element:
            return self._numbers.get(element.Pg.objgen, page)
        for child in _children(element):
            if isinstance(child, self._pikepdf.Dictionary):
                return self._first_page(child, page)
        return page

    def _add(self, text: str) -> None:
        text = text.translate(_DIRECTIONS)
        # Where Typst moves a combining mark, it says the letter with its marks for each of their glyphs.
        if text == self._last and self._repeats:
            self._repeats -= 1
            return
        self._last = _cluster(text)
        self._repeats = len(self._last) - 1
        if self._stack:
            self._stack[-1].runs.append((text, self._emphasis > 0))
        elif self._parts:
            self._parts[-1].text += text

    def _label(self, element: Any, page: int) -> None:
        """A label belongs to the text unless it is ours; the first one in a note says of what kind the note is."""
        probe = Note(0)
        self._stack.append(probe)
        self._kids(element, page)
        self._stack.pop()
        ours = all(emphasised for text, emphasised in probe.runs if text.strip())
        note = self._stack[-1] if self._stack else None
        opens = note is not None and not note.label and not note.text.strip()
        if note is not None and opens:
            note.label, note.ours = probe.text.strip(), ours
        elif ours:
            owner = note or (self._parts[-1] if self._parts else None)
            if owner:
                owner.announced = probe.text.strip()
                owner.markers[owner.announced] = len(owner.text)
        if not ours:
            self._add(probe.text + " " * opens)

    def _destinations(self) -> Iterator[tuple[str, int]]:
        """Named destinations with the number of their page."""
        names = self._root.get("/Names")
        waiting = [names.Dests] if names is not None and "/Dests" in names else []
        while waiting:
            node = waiting.pop()
            waiting.extend(node.get("/Kids", []))
            pairs = list(node.get("/Names", []))
            for name, target in zip(pairs[::2], pairs[1::2], strict=False):
                place = target.D if isinstance(target, self._pikepdf.Dictionary) else target
                yield str(name), self._numbers.get(place[0].objgen, 0)


def _cluster(text: str) -> str:
    """The last letter of a text with the combining marks behind it."""
    start = len(text) - 1
    while start > 0 and unicodedata.combining(text[start]):
        start -= 1
    return text[max(start, 0) :]


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if _is_array(kids) else [kids]


def _is_array(value: Any) -> bool:
    from pikepdf import Array  # noqa: PLC0415 - loaded by now

    return isinstance(value, Array)


def _is_set_off(element: Any) -> bool:
    """Whether an element's attributes place it as a block."""
    attributes = element.get("/A")
    if attributes is None:
        return False
    each = list(attributes) if _is_array(attributes) else [attributes]
    return any("/Placement" in one and one["/Placement"] == "/Block" for one in each)


def _opens_part(name: str) -> bool:
    return name == "index" or name.startswith("text/")
