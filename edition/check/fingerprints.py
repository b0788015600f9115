# SPDX-License-Identifier: MIT
"""By what a finding is known again when lines have moved: its file, code, message and the text of its line.

It compares nothing; that is for a baseline, and for the services that are told of findings.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from edition.check import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from edition.check.finding import Finding

# What is quoted or is markup belongs to the source and stays; other numbers count lines and findings.
_NUMBER = re.compile(r"(“[^”]*”|\"[^\"]*\"|<[^>]*>)|\d+(?:[,.]\d+)*(?:, \d+)*(?: …)?")


def steady(message: str) -> str:
    """A message without the numbers of lines and of findings that stand in it: they change when others change."""
    return _NUMBER.sub(lambda found: found[1] or "…", message)


def digest(finding: Finding) -> str:
    """Sixteen hexadecimal digits for the message and the text of the line; numbers of lines play no part."""
    return hashlib.sha256(f"{steady(finding.message)}\0{lines.at(finding)}".encode()).hexdigest()[:16]


def fingerprints(findings: Iterable[Finding], folder: Path | None = None) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint of its own: the second equal finding of a file differs from the first."""
    seen: Counter[str] = Counter()
    for finding in findings:
        key = f"{lines.relative(finding.file, folder)}\0{finding.code}\0{digest(finding)}"
        seen[key] += 1
        yield finding, hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32]
