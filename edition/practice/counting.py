# SPDX-License-Identifier: MIT
"""Counts what one file uses, in one walk: elements, attributes, values, answers to questions, words that are marked.

It keeps no node of the tree; files are put together in `corpus`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.practice.parts import Parts
from edition.practice.questions import QUESTIONS
from edition.practice.shapes import shape
from edition.practice.words import marked
from edition.source import TEI

if TYPE_CHECKING:
    from pathlib import Path

    from edition.source import Place, Source

_TEI = f"{{{TEI}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Use:
    """How often something is used, and where first."""

    count: int
    place: Place


Uses = dict[tuple[str, ...], Use]


@dataclass
class Usage:
    """What one file uses. Keys are (element), (element, attribute), (element, attribute, value).

    In `borne` they are (part, element) and (part, element, attribute), with the part of the document. `answers` and
    `words` are of the text alone: (question, answer), (words, form).
    """

    path: Path
    elements: Uses = field(default_factory=dict)
    attributes: Uses = field(default_factory=dict)
    values: Uses = field(default_factory=dict)
    borne: Uses = field(default_factory=dict)
    answers: Uses = field(default_factory=dict)
    words: Uses = field(default_factory=dict)


class _Tally:
    """Counts by key; the place is asked for only when a key is new."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._counts: dict[tuple[str, ...], int] = {}
        self._first: dict[tuple[str, ...], tuple[int, str]] = {}

    def add(self, key: tuple[str, ...], ordinal: int, attribute: str = "") -> None:
        if key not in self._counts:
            self._counts[key] = 0
            self._first[key] = (ordinal, attribute)
        self._counts[key] += 1

    def uses(self) -> Uses:
        return {key: Use(count, self._source.place(*self._first[key])) for key, count in self._counts.items()}


def usage(source: Source) -> Usage:
    """What a source uses, its inclusions resolved."""
    elements, attributes, values, borne, answers, words = (_Tally(source) for _ in range(6))
    parts = Parts()
    for ordinal, element in source.elements():
        name = _named(str(element.tag))
        part = parts.at(ordinal, name, element)
        elements.add((name,), ordinal)
        borne.add((part, name), ordinal)
        for full, value in element.items():
            attribute = _named(str(full))
            attributes.add((name, attribute), ordinal, attribute)
            borne.add((part, name, attribute), ordinal, attribute)
            values.add((name, attribute, shape(name, attribute, str(value))), ordinal, attribute)
        if part != "text":
            continue
        for question in QUESTIONS.get(name, ()):
            answer = question.answer(element)
            if answer:
                answers.add((question.title, answer), ordinal)
        form = marked(name, element)
        if form:
            words.add(form, ordinal)
    return Usage(source.path, *(tally.uses() for tally in (elements, attributes, values, borne, answers, words)))


def _named(full: str) -> str:
    """The name as it is written in TEI; of another namespace, with the namespace."""
    if full.startswith(_TEI):
        return full[len(_TEI) :]
    return f"xml:{full[len(_XML) :]}" if full.startswith(_XML) else full
