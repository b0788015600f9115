# SPDX-License-Identifier: MIT
"""Findings in the forms that services read: JSON, SARIF, JUnit, GitHub's commands, GitLab's code quality.

Each form is a module of its own; what a person reads on a terminal is `edition.report`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from edition.check.finding import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.check.finding import Finding
    from edition.check.run import Status

_MODULES = {"json": "plain", "sarif": "sarif", "junit": "junit", "github": "github", "gitlab": "gitlab"}
NAMES = tuple(_MODULES)


def written(
    name: str, findings: Sequence[Finding], statuses: Sequence[Status], failing: Collection[Level] = (Level.ERROR,)
) -> str:
    """The text of a report in the form called `name`, one of `NAMES`; `failing` are the levels that fail a run."""
    module = import_module(f"edition.check.formats.{_MODULES[name]}")
    return cast("str", module.written(findings, statuses, failing))
