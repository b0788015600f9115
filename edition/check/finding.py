# SPDX-License-Identifier: MIT
"""A finding: one thing that is the case in one place of a source, in words for its editor.

It knows nothing of the engine that found it, nor of how it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Level(StrEnum):
    """How much a finding weighs: only an error fails a run unless `--strict` is given."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)  # a large corpus has a hundred thousand of them
class Finding:
    """One message about one place.

    `code` is stable and names the check (`rng-element-not-allowed`, `ref-broken` …). `file` is the
    real file on disk, `line` and `column` count from 1 (0: not known). `message` says what is the
    case in one sentence; `hint` says what to do, or is empty.
    """

    code: str
    file: Path
    line: int
    column: int
    message: str
    hint: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        hint = f" Hint: {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}{hint}"

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The key by which findings are sorted: file, line, column, then code."""
        return (str(self.file), self.line, self.column, self.code)
