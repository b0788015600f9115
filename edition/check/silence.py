# SPDX-License-Identifier: MIT
"""Findings that an editor has looked at and silenced at one place, by an instruction in the source.

`<?edition ignore date-order?>` holds for the element that follows it, with all that is in it; before the
root element it holds for the whole file. Several codes may be named, divided by spaces. It is an
instruction and not a comment, since comments are lost more easily on the way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from edition.check.finding import Finding, Level
from edition.check.nearness import nearest
from edition.codes import CODES
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from edition.source import Source

_TARGET = "edition"
_WORD = "ignore"
_DESCENDANTS = etree.XPath("count(descendant::*)")
Region = tuple[tuple[int, int], tuple[int, int]]


class Silence(NamedTuple):
    """A code, and the part of a file for which it is silenced: from one place up to another."""

    file: Path
    code: str
    start: tuple[int, int]
    end: tuple[int, int]


_END = (2**31, 0)


def of(source: Source) -> tuple[list[Silence], list[Finding]]:
    """The silences of a file and of what it includes, and what is wrong with its instructions."""
    sources = source.expansion.sources if source.scan.includes else [source]
    readers = [_Reader(each) for each in sources if b"<?edition" in each.utf8]
    return [each for reader in readers for each in reader.found], [each for reader in readers for each in reader.wrong]


class _Reader:
    """Reads the instructions of one file, in its prologue and in its text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ordinals = {element: ordinal for ordinal, element in enumerate(source.root.iter("*"))}
        self.found: list[Silence] = []
        self.wrong: list[Finding] = []
        kind = etree.ProcessingInstruction
        nodes: list[Any] = [*reversed(list(source.root.itersiblings(kind, preceding=True))), *source.root.iter(kind)]
        for number, node in enumerate(nodes):
            words = (node.text or "").split()
            if node.target == _TARGET and words[:1] == [_WORD]:
                self._read(number, node, words[1:])

    def _read(self, number: int, instruction: etree._ProcessingInstruction, codes: list[str]) -> None:
        following = next((each for each in instruction.itersiblings() if isinstance(each.tag, str)), None)
        if following is None or not codes:
            what = "names no code" if not codes else "stands before no element"
            hint = "Put it before the element that the finding is about: <?edition ignore CODE?>."
            self._say(number, f"this instruction {what}, and ignores nothing.", hint)
            return
        region = self._region(following)
        for code in codes:
            if code in CODES:
                self.found.append(Silence(self._source.path, code, *region))
            else:
                near = nearest(code, CODES)
                hint = f"Did you mean “{near}”?" if near else "The codes are in docs/findings.md."
                self._say(number, f"there is no code “{code}” to ignore.", hint)

    def _region(self, element: etree._Element) -> Region:
        """From the start of an element up to the start of the first that is not in it."""
        first = self._ordinals[element]
        last = first + 1 + int(_DESCENDANTS(element))  # type: ignore[arg-type] # a number
        lines, columns = self._source.scan.lines, self._source.scan.columns
        end = (lines[last], columns[last]) if last < len(lines) else _END
        return (lines[first], columns[first]) if first else (0, 0), end

    def _say(self, number: int, message: str, hint: str) -> None:
        place = self._source.node_place("instruction", number) or Place(self._source.path, 0, 0)
        self.wrong.append(Finding("ignore-unknown", *place, message, hint, Level(CODES["ignore-unknown"].level)))


class Silences:
    """The silences of all files of a run."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        self._regions: defaultdict[tuple[str, str], list[Region]] = defaultdict(list)
        for each in dict.fromkeys(silences):
            self._regions[str(each.file), each.code].append((each.start, each.end))
        for key, regions in self._regions.items():
            self._regions[key] = _joined(sorted(regions))

    def __call__(self, code: str, place: Place) -> bool:
        """Whether findings of this code are silenced at this place."""
        if not self._regions:
            return False
        regions = self._regions.get((str(place.file), code), [])
        at = (place.line, place.column)
        position = bisect_right(regions, (at, _END)) - 1
        return position >= 0 and at < regions[position][1]


def _joined(regions: list[Region]) -> list[Region]:
    """Regions that are nested or overlap as one, so that the last that begins before a place decides."""
    joined = regions[:1]
    for start, end in regions[1:]:
        if start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
