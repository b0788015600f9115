# SPDX-License-Identifier: MIT
"""Findings as GitLab's code quality report, a part of Code Climate's form: what a merge request makes better or worse.

Fingerprints stay the same when lines move, because by them GitLab tells what is new.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edition.check import lines
from edition.check.finding import Level
from edition.check.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.check.finding import Finding
    from edition.check.run import Status

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.HINT: "info"}


def written(findings: Sequence[Finding], _statuses: Sequence[Status], _failing: Collection[Level]) -> str:
    """The report; GitLab counts lines from 1, so that a finding about a whole file stands on its first line."""
    report = [
        {
            "description": f"{finding.message} {finding.hint}".strip(),
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.level],
            "location": {"path": lines.relative(finding.file), "lines": {"begin": max(finding.line, 1)}},
        }
        for finding, fingerprint in fingerprints(findings)
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
