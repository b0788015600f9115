# SPDX-License-Identifier: MIT
"""Findings as GitHub's workflow commands, which put each beside its line in a pull request.

GitHub shows ten of each level and step; the whole list belongs in a log or in SARIF.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edition.check import lines
from edition.check.finding import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.check.finding import Finding
    from edition.check.run import Status

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def written(findings: Sequence[Finding], statuses: Sequence[Status], _failing: Collection[Level]) -> str:
    """A command for each finding, and one for each reason for which files were not validated."""
    commands = [_of(finding) for finding in findings]
    unvalidated = Counter(str(status) for status in statuses if status.readable and not status.validated)
    for reason, many in unvalidated.items():
        files = "1 file" if many == 1 else f"{many:,} files"
        commands.append(f"::warning title=not-validated::{_data(f'{files} {reason}')}")
    return "".join(f"{command}\n" for command in commands)


def _of(finding: Finding) -> str:
    place = {"file": lines.relative(finding.file), "line": finding.line, "col": finding.column, "title": finding.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    text = "\n".join(filter(None, (finding.message, finding.hint)))
    return f"::{_COMMANDS[finding.level]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
