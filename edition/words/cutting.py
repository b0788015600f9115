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
        self._sealed = True
        self._joined = False

    def text(self, text: str) -> None:
        """Go on with the text of the line."""
        if self._joined:
            text = text.lstrip()
        if not text:
            return
        self._joined = False
        pieces = re.split(r"\s+", text)
        self._open += pieces[0]
        for piece in pieces[1:]:
            self.border()
            self._open = piece

    def border(self) -> None:
        """End the word that is open, unless a joint has just been made in it."""
        if not self._joined:
            self._end()

    def _end(self) -> None:
        word = unicodedata.normalize("NFC", self._open.translate(_DROPPED))
        self._open = ""
        if word:
            self.words.append(word)
            self._sealed = False
        if self._waiting:
            self.words += self._waiting
            self._sealed = True
        self._waiting = []

    def block(self) -> None:
        """End the word that is open at the border of a block: nothing joins it to what follows."""
        self._end()
        self._sealed, self._joined = True, False

    def joint(self) -> None:
        """Let the word go on: undo a border just made by white space or a break, and ignore the next."""
        if not self._open and not self._sealed:
            self._open = self.words.pop()
            self._sealed = True
        self._joined = True

    def settle(self) -> None:
        """Take it that something without words stands here: white space divides again, no joint reaches across it."""
        self._joined = False
        self._sealed = self._sealed or not self._open

    def aside(self, words: Iterable[str]) -> None:
        """Let the words of a note follow the word that is open."""
        self._waiting += words
        if not self._open:
            self._end()

    def finish(self) -> list[str]:
        """All words."""
        self._end()
        return self.words


def names(text: str) -> frozenset[str]:
    """A set of names written with spaces between them."""
    return frozenset(text.split())


def cut(text: str) -> list[str]:
    """The words of a plain text."""
    cutter = Cutter()
    cutter.text(text)
    return cutter.finish()
