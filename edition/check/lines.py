# SPDX-License-Identifier: MIT
"""The lines of sources, for whoever quotes a finding's line or knows a finding again by it; and paths as they are written.

It judges nothing; a file that cannot be read has no lines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from edition.source.decoding import DecodingError, decode

if TYPE_CHECKING:
    from edition.check.finding import Finding

_END = re.compile(r"\r\n?|\n")
# How much of a line tells one finding from another: a whole chapter may stand on one line.
_AROUND = 80
_given: dict[Path, bytes] = {}


def give(file: Path, data: bytes) -> None:
    """Let `file`, which need not be on disk (standard input), have these bytes."""
    _given[file] = data
    of.cache_clear()


@lru_cache(maxsize=32)
def of(file: Path) -> list[str]:
    """The lines of a file as XML counts them, what is no character of its encoding replaced; none of binary data."""
    try:
        data = _given[file] if file in _given else file.read_bytes()
        text, _ = decode(data)
    except OSError:
        return []
    except DecodingError:  # a schema in the compact syntax, a wrong byte
        text = "" if b"\0" in data[:4096] else data.decode("utf-8", "replace")
    return _END.split(text)


def at(finding: Finding) -> str:
    """The text of the line of a finding, white space collapsed; of a very long line what surrounds the column."""
    lines = of(finding.file)
    if not 1 <= finding.line <= len(lines):
        return ""
    line = lines[finding.line - 1]
    if len(line) > 4 * _AROUND:
        column = max(finding.column - 1, 0)
        line = line[max(column - _AROUND, 0) : column + _AROUND]
    return " ".join(line.split())


def relative(file: Path, folder: Path | None = None) -> str:
    """A path with slashes, from `folder` (the current one) where the file lies below it, else whole."""
    folder = folder or Path.cwd()
    return (file.relative_to(folder) if file.is_absolute() and file.is_relative_to(folder) else file).as_posix()
