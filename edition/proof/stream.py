# SPDX-License-Identifier: MIT
"""A text as a run of characters without white space, with what stands at which of them: the form in which two are compared.

The source, a page and a book are each read into it; nothing here knows how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

BOTH, TRANSMITTED, CORRECTED = 3, 1, 2  # in which of the two readings a piece is read: one bit each


class Piece(NamedTuple):
    """A text node of the source, or a run of characters of an output.

    `key` is the number of the text node (source), or why it cannot be seen (output; empty: it can).
    `start` and `end` are offsets in the stream; `text` is the node as it is written (source only).
    """

    start: int
    end: int
    side: int
    key: int | str
    text: str = ""


class Span(NamedTuple):
    """An element's place in the stream: from the character before which it begins to that behind which it ends."""

    name: str
    start: int
    end: int
    element: int


class Mark(NamedTuple):
    """Something without words at a place: `name` says what it is, `value` what it shows."""

    name: str
    at: int
    value: str
    element: int


class Told(NamedTuple):
    """Words of the edition at a place: what a sign tells, a number, a label."""

    at: int
    text: str


@dataclass(eq=False)
class Stream:
    """One run of text: a whole text, or a note apart from it. `at` is where it hangs in `parent`.

    `drawn` says which elements of a page span which characters, inner ones first, each as `tag.class#id`.
    """

    kind: str = "text"
    parent: Stream | None = None
    at: int = 0
    element: int = 0
    pieces: list[Piece] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    borders: set[int] = field(default_factory=set)
    drawn: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    length: int = 0
    _parts: list[str] = field(default_factory=list)
    _characters: str = ""

    def add(self, characters: str, side: int, key: int | str, text: str = "") -> None:
        """Go on with characters, none of them white."""
        end = self.length + len(characters)
        self.pieces.append(Piece(self.length, end, side, key, text))
        self._parts.append(characters)
        self.length = end

    def drop(self, count: int) -> None:
        """Take away the first characters; of the pieces only their sum is known any more."""
        side = self.pieces[0].side
        self._characters = self.characters[count:]
        self.length -= count
        self.pieces = [Piece(0, self.length, side, "")]

    def take_in(self, note: Stream) -> None:
        """Let the words of a note stand in this stream where it hangs; no marks, borders or spans are known any more."""
        before = [piece for piece in self.pieces if piece.start < note.at]
        after = self.pieces[len(before) :]
        moved = [piece._replace(start=piece.start + note.at, end=piece.end + note.at) for piece in note.pieces]
        text = self.characters
        self._characters = text[: note.at] + note.characters + text[note.at :]
        shift = note.length
        self.pieces = before + moved + [piece._replace(start=piece.start + shift, end=piece.end + shift) for piece in after]
        self.length += shift

    @property
    def characters(self) -> str:
        """The whole run."""
        if self._parts:
            self._characters += "".join(self._parts)
            self._parts = []
        return self._characters


@dataclass(slots=True)
class Claim:
    """Something that an output must tell beside a place of the text, and not in it.

    `kind` is `attribute` (`name` says which), `readings` (how many an apparatus entry has), or a rule of
    `edition.proof.rules` (`name` is the number of the text node). It is to be told between `at` and `until`.
    """

    kind: str
    value: str
    element: int
    stream: Stream
    at: int
    until: int = -1
    name: str = ""
