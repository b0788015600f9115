# SPDX-License-Identifier: MIT
"""All checks over all sources, in order: readable, TEI, valid, ids, pointers; and what was checked with what.

It knows the order of the checks and none of their matter. Each file is parsed once and its tree
goes when its own checks are done.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.check import identifiers, references, schemas, wellformed
from edition.check import survey as surveys
from edition.check.finding import Finding, Level
from edition.source import Source, SourceError
from edition.source.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from edition.check.schemas import Chosen, Rules
    from edition.check.schematron.guarded import Guarded
    from edition.check.survey import Survey
    from edition.project import Project
    from edition.source import Limits

_HELP = "give one with --schema or in edition.toml"


@dataclass
class Status:
    """What became of one file. It is `valid` only if some schema was there and none has an error."""

    file: Path
    schemas: list[Path] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    errors: int = 0
    readable: bool = True

    @property
    def validated(self) -> bool:
        """Whether the file was checked with at least one schema."""
        return bool(self.schemas)

    @property
    def valid(self) -> bool:
        """Whether it was checked with a schema and no schema found an error."""
        return self.validated and not self.errors

    def __str__(self) -> str:
        if not self.readable:
            return "not readable"
        if not self.validated:
            return f"not validated: {'; '.join(self.reasons) or 'there is no schema'} ({_HELP})"
        names = " and ".join(schema.name for schema in self.schemas)
        verdict = "valid against" if self.valid else "not valid against"
        return f"{verdict} {names}" + (f" ({'; '.join(self.reasons)})" if self.reasons else "")


@dataclass
class Report:
    """All findings in the order of files and lines, and one status for each file."""

    findings: list[Finding]
    statuses: list[Status]


def check(
    project: Project,
    *,
    schema: Path | None = None,
    schematron: Sequence[Path] = (),
    phase: str = "",
    progress: Callable[[Path], None] | None = None,
) -> Report:
    """Check the files of a project, with the schemas given, else its own, else those that the files name."""
    if not schema and not schematron:
        schema, schematron, phase = project.schema, project.schematron, phase or project.phase
    return check_sources(
        project.files,
        schema=schema,
        schematron=schematron,
        phase=phase,
        folder=project.root,
        progress=progress,
    )


def check_sources(
    sources: Iterable[Path | Source],
    *,
    schema: Path | None = None,
    schematron: Sequence[Path] = (),
    phase: str = "",
    folder: Path | None = None,
    others: Iterable[Path] = (),
    schemes: Collection[str] = (),
    limits: Limits | None = None,
    progress: Callable[[Path], None] | None = None,
) -> Report:
    """Check files, or sources that were read elsewhere. Nothing outside `folder` is opened for them.

    `others` are files of the project that are not checked now but may be pointed to; `schemes` the
    private prefixes that the project declares. Without `schema` and `schematron` each file is
    checked with those that its `<?xml-model?>` names.
    """
    sources = list(sources)
    paths = [each.path if isinstance(each, Source) else Path(each) for each in sources]
    library = Library(folder or _common(paths), limits)
    given = schemas.named(schema, schematron, phase)
    with ExitStack() as stack:
        checker = _Checker(library, given, phase, stack)
        for each, path in zip(sources, paths, strict=True):
            checker.file(each, path)
            if progress:
                progress(path)
    pointers = references.References(checker.surveys, library, others, schemes)
    findings = checker.findings + pointers.findings()
    return Report(_sorted(findings, paths), checker.statuses)


class _Checker:
    """The checks of one file after the other, with the schemas that were loaded for them."""

    def __init__(self, library: Library, given: Chosen, phase: str, stack: ExitStack) -> None:
        self.library = library
        self.given = given
        self.phase = phase
        self.stack = stack
        self.findings: list[Finding] = []
        self.statuses: list[Status] = []
        self.surveys: list[Survey] = []
        self._grammars: dict[Path, Any] = {}
        self._wrong: dict[Path, str] = {}
        self._guarded: Guarded | None = None

    def file(self, named: Path | Source, path: Path) -> None:
        """Everything that can be said of one file without the others."""
        status = Status(path)
        self.statuses.append(status)
        try:
            source = self.library.adopt(named) if isinstance(named, Source) else self.library.open(named)
            self._readable(source, status)
        except SourceError as error:
            status.readable = False
            self.findings += wellformed.unreadable(error)

    def _readable(self, source: Source, status: Status) -> None:
        self.findings += wellformed.findings(source)
        chosen = self.given or schemas.own(source, self.library, self.phase)
        if not chosen:
            status.reasons.append(chosen.reason)
        found = self._validated(source, chosen, status)
        status.errors = sum(finding.level is Level.ERROR for finding in found)
        self.findings += found
        self.findings += identifiers.findings(source)
        self.surveys.append(surveys.survey(source))

    def _validated(self, source: Source, chosen: Chosen, status: Status) -> list[Finding]:
        """The rules run in a child process while the grammar is checked here."""
        asked = [rules for rules in chosen.rules if rules.path not in self._wrong]
        if asked:
            self._ask(asked[0], source, chosen)
        found = [each for path in chosen.grammars for each in self._grammar(path, source, status)]
        for position, rules in enumerate(asked):
            if position:
                self._ask(rules, source, chosen)
            found += self._answer(rules, status)
        for path in (*chosen.grammars, *(rules.path for rules in chosen.rules)):
            if path in self._wrong:
                status.reasons.append(self._wrong[path])
        return found

    def _ask(self, rules: Rules, source: Source, chosen: Chosen) -> None:
        if self._guarded is None:
            from edition.check.schematron.guarded import Guarded  # noqa: PLC0415 - most runs have no rules

            self._guarded = self.stack.enter_context(Guarded(self.library.folder, bounded=chosen.bounded))
        self._guarded.ask(rules.path, rules.phase, source)

    def _answer(self, rules: Rules, status: Status) -> list[Finding]:
        from edition.check.schematron.guarded import WrongSchemaError  # noqa: PLC0415

        assert self._guarded
        try:
            found = self._guarded.answer()
        except WrongSchemaError as error:
            self.findings += error.findings
            self._wrong[rules.path] = f"the schema {rules.path.name} is wrong"
            return []
        status.schemas.append(rules.path)
        return found

    def _grammar(self, path: Path, source: Source, status: Status) -> list[Finding]:
        from edition.check.relaxng import Schema, SchemaError  # noqa: PLC0415 - not every file has a grammar

        if path not in self._grammars and path not in self._wrong:
            try:
                self._grammars[path] = Schema.load(path)
            except SchemaError as error:
                self.findings.append(error.finding())
                self._wrong[path] = f"the schema {path.name} is wrong"
        if path in self._wrong:
            return []
        status.schemas.append(path)
        return _valid(self._grammars[path], source, self.library.folder)


def _valid(schema: Any, source: Source, folder: Path) -> list[Finding]:
    """What a grammar says of a source, inclusions followed within `folder`; what is no matter of a grammar is said already."""
    found: list[Finding] = schema.findings(source.data, path=source.path, root=folder)
    return [finding for finding in found if finding.code.startswith("rng-")]


def _common(paths: Sequence[Path]) -> Path:
    """The folder of files with no project: the current one if it holds them all, else their common one."""
    here = Path.cwd()
    resolved = [path.resolve() for path in paths]
    if not resolved or all(path.is_relative_to(here) for path in resolved):
        return here
    try:
        return Path(os.path.commonpath([path.parent for path in resolved]))
    except ValueError:  # on different drives
        return here


def _sorted(findings: Iterable[Finding], paths: Sequence[Path]) -> list[Finding]:
    """In the order of files as they were named, then by place; said once, however often it was included."""
    order = {str(path): number for number, path in enumerate(paths)}
    return sorted(
        dict.fromkeys(findings), key=lambda finding: (order.get(str(finding.file), len(order)), finding.place)
    )
