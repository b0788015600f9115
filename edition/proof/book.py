# SPDX-License-Identifier: MIT
"""The book as readers get it, read for a comparison: the words of its texts and of their notes, in reading order.

It reads the PDF's structure tree (`edition.pdfwords`), so signs of the edition, which are no part of the text there, are
not proved; the pages prove them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from edition import pdfwords
from edition.proof.stream import BOTH, Stream, Told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Signs of direction and of possible breaks, which the typesetter adds and drops, and spaces that TEI does not take for such.
_DROPPED = dict.fromkeys([0xAD, 0x2060, 0xFEFF, 0x200B, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# PDF/A forbids characters of private use; the book prints their numbers.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def normal(text: str) -> str:
    """Text as a book can be compared with it: decomposed, without signs of direction and of breaks."""
    if text.isascii():
        return text
    told = _PRIVATE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
    return unicodedata.normalize("NFD", told.translate(_DROPPED))


def read(pdf: Path) -> dict[int, list[Stream]]:
    """For the number of each text, from 1: its words as a stream, then one for each note of the source or the editors.

    Raises UnreadableError for a file that is no tagged PDF.
    """
    texts: dict[int, list[Stream]] = defaultdict(lambda: [Stream()])
    for part in pdfwords.parts(pdf):
        number = re.search(r"\d+", part.name)
        streams = texts[int(number[0]) if number else 1]
        main = streams[0]
        offset = main.length
        _add(main, part.text)
        _notes(part.notes, part.text, main, offset, streams)
    return dict(texts)


def _add(stream: Stream, text: str) -> None:
    stream.add("".join(normal(text).split()), BOTH, "")


def _notes(notes: Iterable[pdfwords.Note], around: str, parent: Stream, offset: int, streams: list[Stream]) -> None:
    seen = 0
    for note in sorted(notes, key=lambda each: each.at):
        offset += len("".join(normal(around[seen : note.at]).split()))
        seen = max(seen, note.at)
        if note.kind == "emendation":
            parent.told.append(Told(offset, note.text))
            continue
        stream = Stream("editor" if note.kind == "editor" else "note", parent, offset)
        label = "" if note.ours else "".join(normal(note.label).split())
        stream.told.append(Told(0, label))
        _add(stream, note.text)
        streams.append(stream)
        _notes(note.notes, note.text, stream, 0, streams)
