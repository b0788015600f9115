# SPDX-License-Identifier: MIT
"""A Schematron schema that cannot be used, with every place where it is wrong.

What its rules find in a document is a `Finding`, never an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from edition.check.finding import Finding


class SchemaError(UnreadableError):
    """Not readable, not Schematron, or with an expression that is no XPath; `findings` has all of it."""

    def __init__(self, file: Path, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(each) for each in findings))
        self.file = file
        self.findings = tuple(findings)
