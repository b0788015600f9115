# SPDX-License-Identifier: MIT
"""What a word is: Unicode NFC, divided by white space and by the borders of blocks, markup inside it joined.

It knows no format; whoever reads one hands over its text piece by piece.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# These two characters say only where a line may break.
_DROPPED = str.maketrans("", "", "\u00ad\u2060")


class Cutter:
    """Cuts a text that comes in pieces into words: NFC, divided by white space and by the borders of blocks.

    A note inside a line does not divide the word that it interrupts: its words follow that word.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self._open = ""
        self._waiting: list[str] = []

    def text(self, text: str) -> None:
        """Go on with the text of the line."""
        if not text:
            return
        pieces = re.split(r"\s+", text)
        self._open += pieces[0]
        for piece in pieces[1:]:
            self.border()
            self._open = piece

    def border(self) -> None:
        """End the word that is open."""
        word = unicodedata.normalize("NFC", self._open.translate(_DROPPED))
        self._open = ""
        if word:
            self.words.append(word)
        self.words += self._waiting
        self._waiting = []

    def joint(self) -> None:
        """Undo a border that white space has just made: the word goes on behind it."""
        if not self._open and self.words and not self._waiting:
            self._open = self.words.pop()

    def aside(self, words: Iterable[str]) -> None:
        """Let the words of a note follow the word that is open."""
        self._waiting += words
        if not self._open:
            self.border()

    def finish(self) -> list[str]:
        """All words."""
        self.border()
        return self.words


def names(text: str) -> frozenset[str]:
    """A set of names written with spaces between them."""
    return frozenset(text.split())


def cut(text: str) -> list[str]:
    """The words of a plain text."""
    cutter = Cutter()
    cutter.text(text)
    return cutter.finish()
