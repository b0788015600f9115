# SPDX-License-Identifier: MIT
"""Tells what schemas find with one cause together, for people who read it: “312 other places have the same cause”.

It drops nothing: who wants each place by itself (a program, a baseline) does not call it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import others
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.check.finding import Finding

_FAMILIES = ("rng-", "sch-assert", "sch-report")
_MOST = 10  # so many are told one by one
_QUOTED = re.compile("“([^”]*)”")
# These quote what stands in the document: the cause is the same whatever it is.
_QUOTING = {"rng-value-wrong", "rng-text-not-allowed", "rng-content-wrong"}
_VALUES = 5


def together(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings in the same order, but of more than ten with one cause only the first, with the count."""
    causes: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    kept = list(findings)
    for finding in kept:
        if finding.code.startswith(_FAMILIES):
            causes[_cause(finding)].append(finding)
    first = {id(same[0]): _told(same) for same in causes.values() if len(same) > _MOST}
    later = {id(finding) for same in causes.values() if len(same) > _MOST for finding in same[1:]}
    return [first.get(id(finding), finding) for finding in kept if id(finding) not in later]


def _cause(finding: Finding) -> tuple[str, str]:
    if finding.code in _QUOTING:
        return finding.code, _QUOTED.sub("“”", finding.message)
    return finding.code, finding.message


def _told(same: Sequence[Finding]) -> Finding:
    more = others([Place(each.file, each.line, each.column) for each in same], "place")
    if same[0].code in _QUOTING:
        values = list(dict.fromkeys(found[0] for each in same if (found := _QUOTED.search(each.message))))[1:]
        shown = ", ".join(values[:_VALUES]) + (" and others" if len(values) > _VALUES else "")
        more += f" There also: {shown}." if values else ""
    return replace(same[0], message=f"{same[0].message} {more}")
