# SPDX-License-Identifier: MIT
"""What can be wrong with a file before anything in it is checked, and the exception that says so.

Not a finding: a fault knows no file and no level; `edition.check.wellformed` makes findings of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from edition.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


class Place(NamedTuple):
    """A place in a real file on disk; line and column count from 1, 0 is 'not known'."""

    file: Path
    line: int
    column: int


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a file as a file; `code` is that of the finding it becomes."""

    code: str
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0


class SourceError(UnreadableError):
    """A file cannot be read as XML; `path` and `faults` say which and why."""

    def __init__(self, path: Path, *faults: Fault) -> None:
        self.path = path
        self.faults = faults
        super().__init__("\n".join(_sentence(path, fault) for fault in faults))


def _sentence(path: Path, fault: Fault) -> str:
    place = f":{fault.line}:{fault.column}" if fault.line else ""
    return f"{path}{place}: {fault.message}" + (f" {fault.hint}" if fault.hint else "")
