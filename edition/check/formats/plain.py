# SPDX-License-Identifier: MIT
"""Findings and files as JSON of our own, version 1: all that is known, for programs and editors.

Its form is documented in docs/validate.md; a change that breaks a reader changes the version.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edition.check import lines
from edition.check.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.check.finding import Finding, Level
    from edition.check.run import Status


def written(findings: Sequence[Finding], statuses: Sequence[Status], _failing: Collection[Level]) -> str:
    """The report; `line` and `column` are 0 where they are not known."""
    report = {
        "version": "1",
        "files": [
            {
                "file": lines.relative(status.file),
                "validated": status.validated,
                "valid": status.valid,
                "schemas": [lines.relative(schema) for schema in status.schemas],
                "status": str(status),
            }
            for status in statuses
        ],
        "findings": [
            {
                "code": finding.code,
                "level": str(finding.level),
                "file": lines.relative(finding.file),
                "line": finding.line,
                "column": finding.column,
                "message": finding.message,
                "hint": finding.hint,
                "fingerprint": fingerprint,
            }
            for finding, fingerprint in fingerprints(findings)
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
