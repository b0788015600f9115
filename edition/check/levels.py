# SPDX-License-Identifier: MIT
"""How much a finding weighs in this project: the levels that `[check.levels]` of `edition.toml` gives.

A project may raise, lower or switch off any code but those of files that cannot be read (`xml-…`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edition.check.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def weighed(findings: Iterable[Finding], levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings with the project's levels, without those of codes that are off."""
    for finding in findings:
        level = levels.get(finding.code)
        if level is None:
            yield finding
        elif level != "off":
            yield replace(finding, level=Level(level))
