# SPDX-License-Identifier: MIT
"""Findings as SARIF 2.1.0 (OASIS), which GitHub's code scanning and many editors read.

Paths are relative to the root of the sources, so that a report of one machine can be shown on another.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from edition import __version__
from edition.check import lines
from edition.check.finding import Level
from edition.check.fingerprints import fingerprints
from edition.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.check.finding import Finding
    from edition.check.run import Status

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def written(findings: Sequence[Finding], statuses: Sequence[Status], _failing: Collection[Level]) -> str:
    """One run with a rule for each code, and a notification for each file that was not validated."""
    codes = sorted({finding.code for finding in findings})
    run = {
        "tool": {
            "driver": {
                "name": "edition",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    _notification(status) for status in statuses if status.readable and not status.validated
                ],
            }
        ],
        "results": [
            _result(finding, fingerprint, codes.index(finding.code)) for finding, fingerprint in fingerprints(findings)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """What a code is about, for those who meet it in a list of alerts."""
    known = CODES.get(code)
    rule: dict[str, Any] = {"id": code, "name": code}
    if known:
        rule["shortDescription"] = {"text": known.about}
        if known.level in _LEVELS:
            rule["defaultConfiguration"] = {"level": _LEVELS[Level(known.level)]}
    return rule


def _result(finding: Finding, fingerprint: str, rule: int) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [_location(finding.file, finding.line, finding.column)],
        "partialFingerprints": {"edition/v1": fingerprint},
    }


def _notification(status: Status) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": str(status)}, "locations": [_location(status.file)]}


def _location(file: Path, line: int = 0, column: int = 0) -> dict[str, Any]:
    path = lines.relative(file)
    artifact = {"uri": file.as_uri()} if Path(path).is_absolute() else {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
    place: dict[str, Any] = {"artifactLocation": artifact}
    if line:
        place["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
    return {"physicalLocation": place}
