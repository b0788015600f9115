# SPDX-License-Identifier: MIT
"""The words of the base text as one string, and where in it each element begins and ends.

What is no base text is left out: readings, notes, running heads, and apparatus entries that point to their lemma.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from edition.source import TEI

if TYPE_CHECKING:
    from edition.check.plausibility.walk import Walk

_TEI = f"{{{TEI}}}"
_APART = frozenset(f"{_TEI}{name}" for name in ("teiHeader", "standOff", "rdg", "note", "witDetail", "listApp", "fw", "facsimile", "noteGrp", "listWit"))
_CHOICE = f"{_TEI}choice"
_APP = f"{_TEI}app"
# Between these a word ends even without a space.
_BLOCKS = frozenset(f"{_TEI}{name}" for name in ("p", "l", "lg", "ab", "head", "div", "item", "cell", "row", "seg", "lb", "pb", "s"))


class BaseText:
    """`starts` and `ends` hold, by ordinal, the offsets of each element in `words`."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._parts: list[str] = []
        self._length = 0
        self._choices: list[int] = []
        self._read()
        self.words = "".join(self._parts)

    def _read(self) -> None:
        """One pass in document order; ordinals are those of the walk."""
        open_: list[int] = []
        silent = 0
        for event, element in etree.iterwalk(self._walk.source.expanded, events=("start", "end", "comment", "pi")):
            if event == "start":
                open_.append(len(self.starts))
                self.starts.append(self._length)
                self.ends.append(0)
                silent += _is_apart(element)
                if element.tag == _CHOICE:
                    self._choices.append(self._length)
                self._add(element.text, silent)
                continue
            if event == "end":
                self.ends[open_.pop()] = self._length
                silent -= _is_apart(element)
                if element.tag in _BLOCKS and not silent:
                    self._add("\n", silent)
            if open_:
                self._add(element.tail, silent)

    def _add(self, text: str | None, silent: int) -> None:
        if text and not silent:
            self._parts.append(text)
            self._length += len(text)

    def has_choice(self, start: int, end: int) -> bool:
        """Whether there is a choice between two offsets, so that the words are those of both alternatives."""
        position = bisect_left(self._choices, start)
        return position < len(self._choices) and self._choices[position] <= end

    @cached_property
    def lines(self) -> dict[str, list[tuple[int, int]]]:
        """For each number (@n) of a line, verse, paragraph or section the parts of the text that bear it."""
        found: dict[str, list[tuple[int, int]]] = {}
        milestones: dict[str, tuple[str, int]] = {}
        for ordinal, element in enumerate(self._walk.elements):
            name = str(element.tag)[len(_TEI) :]
            number = str(element.get("n", "")).strip()
            if name in {"lb", "pb", "milestone"}:
                kind = f"{name} {element.get('unit', '')}"
                self._end(found, milestones.pop(kind, None), self.starts[ordinal])
                if number:
                    milestones[kind] = (number, self.starts[ordinal])
            elif number and name in {"l", "lg", "ab", "p", "seg", "div", "s", "line", "head"}:
                found.setdefault(number, []).append((self.starts[ordinal], self.ends[ordinal]))
        for begun in milestones.values():
            self._end(found, begun, self._length)
        return found

    @staticmethod
    def _end(found: dict[str, list[tuple[int, int]]], begun: tuple[str, int] | None, end: int) -> None:
        if begun:
            found.setdefault(begun[0], []).append((begun[1], end))


def _is_apart(element: etree._Element) -> bool:
    """Whether what is in an element is no base text; an app in the text has its lemma there, unless it points to it."""
    if element.tag == _APP:
        return element.get("from") is not None or element.get("loc") is not None
    return element.tag in _APART
