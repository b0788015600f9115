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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from edition.source import Place, Source

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
    found: list[Silence] = []
    wrong: list[Finding] = []
    for each in sources:
        if b"<?edition" in each.utf8:
            ordinals = {element: ordinal for ordinal, element in enumerate(each.root.iter("*"))}
            for instruction in _instructions(each):
                _read(each, ordinals, instruction, found, wrong)
    return found, wrong


def _instructions(source: Source) -> Iterator[etree._ProcessingInstruction]:
    """Those of ours, in the prologue and in the text."""
    nodes: list[Any] = [*reversed(list(source.root.itersiblings(etree.ProcessingInstruction, preceding=True))), *source.root.iter(etree.ProcessingInstruction)]
    for node in nodes:
        if node.target == _TARGET and (node.text or "").split()[:1] == [_WORD]:
            yield node


def _read(
    source: Source,
    ordinals: dict[etree._Element, int],
    instruction: etree._ProcessingInstruction,
    found: list[Silence],
    wrong: list[Finding],
) -> None:
    codes = (instruction.text or "").split()[1:]
    following = next((each for each in instruction.itersiblings() if isinstance(each.tag, str)), None)
    region = _region(source, ordinals[following], following) if following is not None else None
    for code in codes if region else ():
        if code in CODES and region:
            found.append(Silence(source.path, code, *region))
        else:
            near = nearest(code, CODES)
            wrong.append(_finding(source, instruction, f"there is no code “{code}” to ignore.", f"Did you mean “{near}”?" if near else "The codes are in docs/findings.md."))
    if not codes or region is None:
        what = "names no code" if not codes else "stands before no element"
        wrong.append(_finding(source, instruction, f"this instruction {what}, and ignores nothing.", "Put it before the element that the finding is about: <?edition ignore CODE?>."))


def _region(source: Source, first: int, element: etree._Element) -> Region:
    """From the start of an element up to the start of the first that is not in it."""
    last = first + 1 + int(_DESCENDANTS(element))  # type: ignore[arg-type] # a number
    lines, columns = source.scan.lines, source.scan.columns
    end = (lines[last], columns[last]) if last < len(lines) else _END
    return (lines[first], columns[first]) if first else (0, 0), end


def _finding(source: Source, instruction: etree._ProcessingInstruction, message: str, hint: str) -> Finding:
    return Finding("ignore-unknown", source.path, _line(instruction), 0, message, hint, Level(CODES["ignore-unknown"].level))


def _line(instruction: Any) -> int:
    line: int | None = instruction.sourceline
    return line or 0


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
