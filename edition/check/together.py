# SPDX-License-Identifier: MIT
"""What all files of a run show together: pointers between them, their plausibility; then silences and levels.

It knows the order of these and none of their matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.finding import Level
from edition.check.levels import weighed
from edition.check.plausibility.project import Plausibility
from edition.check.references import References
from edition.check.silence import Silences
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.check.one_file import Checked
    from edition.source.library import Library


def findings(
    checked: Sequence[Checked],
    library: Library,
    others: Iterable[Path] = (),
    levels: Mapping[str, str] | None = None,
    *,
    schemes: Collection[str] = (),
    keys: Mapping[str, str] | None = None,
    apart: bool = False,
) -> Iterator[Finding]:
    """All findings of files that were checked, their own included, without those that their editors silenced."""
    silent = Silences(silence for each in checked for silence in each.silences)
    surveys = [each.survey for each in checked if each.survey]
    included = {part.resolve() for each in surveys for part in each.parts}
    own = [
        finding
        for each in checked
        for finding in each.findings
        if not silent(finding.code, _place(finding)) and not _is_part(finding, included)
    ]
    references = References(surveys, library, others, schemes, keys or {})
    pointers = references.findings(silent, apart=apart)
    observed = [each.observed for each in checked if each.observed]
    plausibility = Plausibility(observed, surveys, references.reached, references.crossed)
    # A value that the schema refuses is told once, by the schema.
    refused = {_place(finding) for finding in own if finding.code == "rng-value-wrong"}

    def told(code: str, place: Place) -> bool:
        return silent(code, place) or (code in {"date-invalid", "lang-unknown"} and place in refused)

    yield from weighed([*own, *pointers, *plausibility.findings(told, apart=apart)], levels or {})


def _is_part(finding: Finding, included: Collection[Path]) -> bool:
    """That a file is no whole document is right where another of the run includes it."""
    return finding.code == "xml-not-tei" and finding.level is Level.WARNING and finding.file.resolve() in included


def _place(finding: Finding) -> Place:
    return Place(finding.file, finding.line, finding.column)
