# SPDX-License-Identifier: MIT
"""The one exception of this package: a schema that is wrong, with the place.

What is wrong in a document is a `Finding`, never an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.finding import Finding
from edition.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


class SchemaError(UnreadableError):
    """A schema that cannot be used: not readable, not RELAX NG, or breaking a rule of its specification.

    `line` and `column` count from 1; 0 means that the fault has no single place.
    """

    def __init__(self, message: str, file: Path, line: int = 0, column: int = 0, hint: str = "") -> None:
        place = f"{file}:{line}:{column}" if line else str(file)
        super().__init__(f"{place}: {message}" + (f" Hint: {hint}" if hint else ""))
        self.reason = message
        self.hint = hint
        self.file = file
        self.line = line
        self.column = column

    def finding(self) -> Finding:
        """The same as a finding in the schema file, for those who report and go on."""
        return Finding("rng-schema-wrong", self.file, self.line, self.column, self.reason, self.hint)
