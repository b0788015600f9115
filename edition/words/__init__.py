# SPDX-License-Identifier: MIT
"""The words of an edition's file: a TEI source, a page, a book. By them the build proves that none is lost.

A TEI file is read as it is on disk; nothing here asks a stylesheet what a word is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition import pdfwords
from edition.errors import UnreadableError, UsageError
from edition.words.cutting import cut

if TYPE_CHECKING:
    from pathlib import Path

READINGS = ("transmitted", "corrected")


def words_of(path: Path, reading: str = "transmitted") -> list[str]:
    """The words of a TEI file, a page (HTML) or a tagged PDF, by what the file is.

    Raises UsageError for an unknown reading, UnreadableError for a file that is none of the three.
    """
    if reading not in READINGS:
        raise UsageError(f"{reading!r} is no reading. Choose transmitted or corrected.")
    try:
        with path.open("rb") as stream:
            beginning = stream.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError as error:
        raise UnreadableError(f"{path}: this file cannot be read: {error.strerror}.") from error
    if beginning.startswith(b"%PDF-"):
        return words_of_pdf(path, reading)
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or re.match(
        rb"<!doctype\s+html|<html\b", beginning, re.IGNORECASE
    ):
        return words_of_page(path, reading)
    return words_of_tei(path, reading)


def words_of_tei(path: Path, reading: str = "transmitted") -> list[str]:
    """The words of a TEI file's texts in the order of the file, the notes of this edition's editors left out."""
    from edition.words import tei  # noqa: PLC0415 - a page needs no reader of TEI

    return tei.words(path, reading)


def words_of_page(path: Path, reading: str = "transmitted") -> list[str]:
    """The words of a page: of `article[data-text]` in a page of ours (docs/outputs.md), else of its body."""
    from edition.words import page  # noqa: PLC0415 - and a PDF none of pages

    return page.words(path, reading)


def words_of_pdf(path: Path, reading: str = "transmitted") -> list[str]:
    """The words of a book's texts: each text, then the source's notes to it, in the order of their numbers.

    The book prints the corrected text; the transmitted one is restored from the notes on emendations.
    """
    words: list[str] = []
    for part in pdfwords.parts(path):
        words += cut(restored(part.text, part.notes, reading))
        for note in _in_order(part.notes):
            words += _note_words(note, reading)
    return words


def _in_order(notes: list[pdfwords.Note]) -> list[pdfwords.Note]:
    """The source's notes as the source has them: by number where all have one, else as their marks come."""
    own = [note for note in notes if note.kind == "source"]
    return (
        sorted(own, key=lambda note: int(note.label)) if all(note.label.isdecimal() for note in own) else own
    )


def _note_words(note: pdfwords.Note, reading: str) -> list[str]:
    words = cut(restored(note.text, note.notes, reading))
    for inner in _in_order(note.notes):
        words += _note_words(inner, reading)
    return words


def restored(text: str, notes: list[pdfwords.Note], reading: str) -> str:
    """A text that is printed corrected, in the wanted reading: the transmitted one is told by its notes."""
    if reading == "corrected":
        return text
    edits = [edit for note in notes if note.kind == "emendation" if (edit := _edit(text, note))]
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def _edit(text: str, note: pdfwords.Note) -> tuple[int, int, str] | None:
    """Which characters of the text an emendation replaced, and by what; None where it says nothing of that.

    The lemma stands round the marker, the nearest to it. What lemma and reading share at their ends is
    left alone, so that two emendations in one word do not touch each other.
    """
    plain = "".join(run for run, emphasised in note.runs if not emphasised)
    lemma, bracket, reading = plain.partition("] ")
    if lemma.endswith(" "):  # variants: the bracket stands apart
        return None
    lemma, reading = " ".join(lemma.split()), " ".join(reading.split())
    if not bracket or not lemma or "…" in lemma.split() or lemma == reading:
        return None
    pattern = re.compile(r"[\s\u00ad\u2060]+".join(map(_loosely, lemma.split())))
    near = [
        found
        for found in pattern.finditer(text)
        if not text[note.at + 1 : found.start()].strip() and not text[found.end() + 1 : note.at].strip()
    ]
    if not near:
        near = [found for found in pattern.finditer(text) if found.end() <= note.at][-1:]
    if not near:
        return None
    place = min(near, key=lambda found: abs(found.end() - note.at))
    return _narrowed(place.start(), place[0], reading)


def _loosely(word: str) -> str:
    """A pattern for a word in which the typesetter may have put signs of a possible break."""
    return r"[\u00ad\u2060]*".join(map(re.escape, word))


def _narrowed(start: int, old: str, new: str) -> tuple[int, int, str]:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start + head, start + len(old) - tail, new[head : len(new) - tail]
