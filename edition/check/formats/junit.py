# SPDX-License-Identifier: MIT
"""Findings as JUnit's XML, which Jenkins, GitLab, Azure and others show as tests: one suite for each file.

A finding that fails the run is a failure; a file that could not be read an error; one that was not
validated is skipped, and never passes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from edition.check import lines
from edition.check.fingerprints import steady

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from edition.check.finding import Finding, Level
    from edition.check.run import Status

# What XML 1.0 forbids in any form.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(findings: Sequence[Finding], statuses: Sequence[Status], failing: Collection[Level]) -> str:
    """The report, suites in the order of the files; files that only have findings (a schema) come last."""
    of_file: defaultdict[Path, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_file[finding.file].append(finding)
    known = {status.file: status for status in statuses}
    suites = [_Suite(file, of_file[file], known.get(file), failing) for file in dict.fromkeys([*known, *of_file])]
    totals = Counter[str]()
    for suite in suites:
        totals.update(suite.counts)
    body = "".join(suite.text for suite in suites)
    counts = " ".join(f'{name}="{totals[name]}"' for name in ("tests", "failures", "errors"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="edition validate" {counts}>\n{body}</testsuites>\n'


class _Suite:
    """The cases of one file."""

    def __init__(self, file: Path, findings: Iterable[Finding], status: Status | None, failing: Collection[Level]) -> None:
        self.name = lines.relative(file)
        self.counts = Counter[str]()
        self._names = Counter[str]()
        cases = [self._verdict(status)] if status else []
        readable = status is None or status.readable
        cases += [self._case(finding, failing, readable=readable) for finding in findings]
        counts = " ".join(f'{name}="{self.counts[name]}"' for name in ("tests", "failures", "errors", "skipped"))
        self.text = f"  <testsuite name={_attribute(self.name)} {counts}>\n{''.join(cases)}  </testsuite>\n"

    def _verdict(self, status: Status) -> str:
        """Whether the file was validated at all, and with what."""
        skipped = status.readable and not status.validated
        return self._element("validated", "skipped" if skipped else "", escape(_clean(str(status))))

    def _case(self, finding: Finding, failing: Collection[Level], *, readable: bool) -> str:
        place = f"{self.name}:{finding.line}:{finding.column}"
        text = "\n".join(filter(None, (place, finding.message, finding.hint)))
        # The name tells a service whether a test is new, so no number of a line stands in it.
        name = f"{finding.code}: {steady(finding.message)}"
        self._names[name] += 1
        if self._names[name] > 1:
            name += f" ({self._names[name]})"
        if finding.level not in failing:
            return self._element(name, "", escape(_clean(text)))
        attributes = f" type={_attribute(finding.code)} message={_attribute(f'{finding.message} {finding.hint}'.strip())}"
        return self._element(name, "failure" if readable else "error", escape(_clean(text)), attributes)

    def _element(self, name: str, what: str, text: str, attributes: str = "") -> str:
        self.counts["tests"] += 1
        if what:
            self.counts[{"failure": "failures", "error": "errors"}.get(what, what)] += 1
        inner = what or "system-out"
        case = f"    <testcase name={_attribute(name)} classname={_attribute(self.name)}>"
        return f"{case}<{inner}{attributes}>{text}</{inner}></testcase>\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n"))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
