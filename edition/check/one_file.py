# SPDX-License-Identifier: MIT
"""All that can be said of one file without the others: readable, TEI, valid, ids; and what it points to.

It knows the order of the checks and none of their matter. A file is parsed once and its tree goes
when its checks are done.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from edition.check import identifiers, silence, wellformed
from edition.check import survey as surveys
from edition.check.finding import Finding, Level
from edition.check.grammars import Grammars
from edition.check.plausibility import observed
from edition.check.schemas import Chooser, Chosen, Rules
from edition.check.status import Status
from edition.source import Limits, Source, SourceError
from edition.source.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from edition.check.plausibility.observed import Observed
    from edition.check.schematron.guarded import Guarded
    from edition.check.silence import Silence
    from edition.check.survey import Survey


# What a grammar says of a root that is not TEI's: in `xml-not-tei` the same is said already, whatever the schema.
_OF_THE_ROOT = {"rng-namespace-missing", "rng-namespace-wrong", "rng-root-wrong", "rng-tei-p4"}


class Setting(NamedTuple):
    """What holds for all files of a run: the folder that bounds them, the schemas that were named, the limits.

    `apart` asks for each finding by itself, also where many have one cause; `verbose` for long answers.
    """

    folder: Path
    given: Chosen = Chosen()
    phase: str = ""
    limits: Limits = Limits()
    apart: bool = False
    verbose: bool = False


class Given(NamedTuple):
    """A file whose bytes come from elsewhere: standard input, an editor."""

    path: Path
    data: bytes


@dataclass
class Checked:
    """What was found in one file; no survey where it cannot be read."""

    status: Status
    findings: list[Finding] = field(default_factory=list)
    survey: Survey | None = None
    observed: Observed | None = None
    silences: list[Silence] = field(default_factory=list)


def path_of(named: Path | Given | Source) -> Path:
    """The path by which a file or a source is told."""
    return named.path if isinstance(named, Given | Source) else named


class Checker:
    """Checks one file after the other, with the schemas that were loaded for them. To be used as a context manager."""

    def __init__(self, setting: Setting) -> None:
        self.library = Library(setting.folder, setting.limits)
        self._grammars = Grammars()
        self._chooser = Chooser(self.library, setting.given, setting.phase, self._grammars)
        self._apart = setting.apart
        self._verbose = setting.verbose
        self._stack = ExitStack()
        self._wrong: dict[Path, str] = {}
        self._guarded: Guarded | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def file(self, named: Path | Given | Source) -> Checked:
        """Everything that can be said of one file, or of one that was read elsewhere."""
        result = Checked(Status(path_of(named)))
        try:
            self._readable(self._source(named), result)
        except SourceError as error:
            result.status.readable = False
            result.findings += wellformed.unreadable(error)
        return result

    def _source(self, named: Path | Given | Source) -> Source:
        if isinstance(named, Given):
            named = Source(named.path, named.data, self.library.limits)
        return self.library.adopt(named) if isinstance(named, Source) else self.library.open(named)

    def _readable(self, source: Source, result: Checked) -> None:
        result.findings += wellformed.findings(source)
        chosen = self._chooser.chosen(source)
        if not chosen:
            result.status.reasons.append(chosen.reason)
        result.status.missing = chosen.missing
        found = self._validated(source, chosen, result)
        result.status.errors = sum(finding.level is Level.ERROR for finding in found)
        result.findings += _not_said_yet(found, result.findings)
        result.findings += identifiers.findings(source, apart=self._apart)
        result.survey = surveys.survey(source)
        result.observed = observed.observed(source)
        result.silences, wrong = silence.of(source)
        result.findings += wrong

    def _validated(self, source: Source, chosen: Chosen, result: Checked) -> list[Finding]:
        """The rules run in a child process while the grammar is checked here."""
        asked = [rules for rules in chosen.rules if rules.path not in self._wrong]
        if asked:
            self._ask(asked[0], source, chosen)
        found = [each for path in chosen.grammars for each in self._grammar(path, source, result)]
        for position, rules in enumerate(asked):
            if position:
                self._ask(rules, source, chosen)
            found += self._answer(rules, result)
        for path in (*chosen.grammars, *(rules.path for rules in chosen.rules)):
            if path in self._wrong:
                result.status.reasons.append(self._wrong[path])
        return found

    def _ask(self, rules: Rules, source: Source, chosen: Chosen) -> None:
        if self._guarded is None:
            from edition.check.schematron.guarded import Guarded  # noqa: PLC0415 - most runs have no rules

            self._guarded = self._stack.enter_context(Guarded(self.library.folder, bounded=chosen.bounded))
        self._guarded.ask(rules.path, rules.phase, source)

    def _answer(self, rules: Rules, result: Checked) -> list[Finding]:
        from edition.check.schematron.guarded import WrongSchemaError  # noqa: PLC0415

        assert self._guarded
        try:
            found = self._guarded.answer()
        except WrongSchemaError as error:
            result.findings += error.findings
            self._wrong[rules.path] = f"the schema {rules.path.name} is wrong"
            return []
        result.status.schemas.append(rules.path)
        return found

    def _grammar(self, path: Path, source: Source, result: Checked) -> list[Finding]:
        """What a grammar says, inclusions followed within the folder; what is no matter of a grammar is said already."""
        from edition.check.relaxng import SchemaError  # noqa: PLC0415 - not every file has a grammar

        try:
            schema = self._grammars.load(path)
        except SchemaError as error:
            result.findings.append(error.finding())
            self._wrong[path] = f"the schema {path.name} is wrong"
            return []
        result.status.schemas.append(path)
        found = schema.findings(source.data, path=source.path, root=self.library.folder, verbose=self._verbose)
        return [finding for finding in found if finding.code.startswith("rng-")]


def _not_said_yet(found: list[Finding], before: list[Finding]) -> list[Finding]:
    said = {each.place[:3] for each in before if each.code == "xml-not-tei" and each.level is Level.ERROR}
    return [each for each in found if each.code not in _OF_THE_ROOT or each.place[:3] not in said]
