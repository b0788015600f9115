# SPDX-License-Identifier: MIT
"""Exit codes, and the exceptions that carry them to the command line.

Not for findings: what is wrong in a source is a `Finding`, and all of them are reported.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell learns. 1 and 2 are left to Python and click."""

    CLEAN = 0
    FINDINGS = 3
    USAGE = 4
    UNREADABLE = 5
    OUR_FAULT = 6
    ENVIRONMENT = 7


class EditionError(Exception):
    """A stop with a message for the user: the situation, why we stop, what to do next.

    `message` may have several lines; the command line prints it as it is and leaves with `code`.
    """

    code: ExitCode = ExitCode.OUR_FAULT

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(EditionError):
    """The command or `edition.toml` asks for something that cannot be."""

    code = ExitCode.USAGE


class UnreadableError(EditionError):
    """An input file cannot be read as TEI at all."""

    code = ExitCode.UNREADABLE


class FindingsError(EditionError):
    """The sources have findings that forbid the step."""

    code = ExitCode.FINDINGS


class StylesheetError(EditionError):
    """A stylesheet of ours failed on a document: our fault until shown otherwise."""

    code = ExitCode.OUR_FAULT


class EnvironmentFailure(EditionError):  # noqa: N818 - EnvironmentError is a built-in
    """Disk, memory or an engine is missing or failed."""

    code = ExitCode.ENVIRONMENT
