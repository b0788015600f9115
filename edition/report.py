# SPDX-License-Identifier: MIT
"""Findings as a terminal shows them: place, sentence, the line of source with a caret, hint, and a last line that counts.

It judges nothing and opens a source only to quote the line a finding is about.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import click

from edition.check.finding import Level
from edition.check.lines import of as source_lines
from edition.project import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.check.run import Status

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.HINT: None}
_WIDTH = 100
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# So many files are told one by one, and so many by name where they share a verdict.
_MOST_APART, _MOST_NAMED = 12, 3


def show(findings: Iterable[Finding]) -> None:
    """Print findings to standard output, a blank line between them."""
    levels = {level: click.style(f"{level}", fg=colour) for level, colour in _COLOURS.items()}
    files: dict[Path, str] = {}
    for finding in findings:
        if finding.file not in files:
            files[finding.file] = _harmless(f"{shown(finding.file)}")
        place = f"{files[finding.file]}:{finding.line}:{finding.column}"
        lines = [f"{place}: {levels[finding.level]}: {finding.code}: {_harmless(finding.message)}"]
        lines += [f"    {line}".rstrip() for line in quoted(finding)]
        if finding.hint:
            lines.append(f"    Hint: {_harmless(finding.hint)}")
        click.echo("\n".join([*lines, ""]))


def quoted(finding: Finding) -> list[str]:
    """The line of source and a caret under the column, cut to the width of a terminal; nothing if it is not known."""
    lines = source_lines(finding.file)
    if not 1 <= finding.line <= len(lines):
        return []
    line = lines[finding.line - 1]  # perhaps a whole book: only what is shown is looked at
    column = max(finding.column - 1, 0)
    first = max(0, column - _WIDTH * 2 // 3)
    if first == 0:
        start = line[: 2 * _WIDTH]
        indent = len(start) - len(start.lstrip())
    else:
        indent = 0
    cut = _harmless(line[first + indent : first + indent + _WIDTH]).rstrip()
    if not finding.column:
        return [cut]
    return [cut, " " * _columns(cut[: max(column - first - indent, 0)]) + "^"]


def count(findings: Sequence[Finding]) -> str:
    """How many errors, warnings and hints there are, in words."""
    numbers = Counter(finding.level for finding in findings)
    return ", ".join(number(numbers[level], level) for level in Level if numbers[level]) or "no findings"


def number(many: int, what: str) -> str:
    """A number with its noun: “1 file”, “2,310 files”."""
    return f"{many:,} {what}{'' if many == 1 else 's'}"


def fails(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether a run with these findings has failed; with `strict` warnings count too."""
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(finding.level in failing for finding in findings)


def unreadable(findings: Iterable[Finding]) -> bool:
    """Whether a file could not be read as TEI at all, so that nothing can be made of it."""
    return any(finding.level is Level.ERROR and finding.code.startswith("xml-") for finding in findings)


def show_statuses(statuses: Sequence[Status]) -> None:
    """Say what the files were checked with, of a few each by itself; what was checked with no schema is "not validated".

    Files that lack the same schema are told together, because one command helps them all.
    """
    same: dict[str, list[Status]] = {}
    for status in statuses:
        apart = len(statuses) <= _MOST_APART and not status.missing
        key = str(shown(status.file)) if apart else ""
        same.setdefault(f"{key}\0{status}", []).append(status)
    for group in same.values():
        who = ", ".join(str(shown(status.file)) for status in group) if len(group) <= _MOST_NAMED else number(len(group), "file")
        click.echo(_harmless(f"{who}: {group[0]}"))


def shown(file: Path) -> Path:
    """A path as a user would write it: from the current folder, if the file lies below it."""
    folder = here()
    return file.relative_to(folder) if file.is_absolute() and file.is_relative_to(folder) else file


def _harmless(text: str) -> str:
    """Text from a file, without what would steer a terminal; as many characters as before."""
    return _HARMFUL.sub(" ", text)


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes: two for a wide character, none for one that combines."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
