# SPDX-License-Identifier: MIT
"""`edition validate`: which files, which schemas, and how what was found is told.

The checks are those of `edition.check`; nothing is decided here about a source.
"""

from __future__ import annotations

import contextlib
import itertools
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edition.changes import stamps
from edition.commands.arguments import FILES, PROJECT, project_of
from edition.console import Command, Progress, data, explain, note
from edition.errors import EditionError, ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.check.finding import Finding
    from edition.check.run import Report
    from edition.project import Project

_STANDARD_INPUT = Path("-")
_POLL_SECONDS = 0.4
_PATH = click.Path(path_type=Path)


@click.command(cls=Command, short_help="Check TEI files.")
@FILES
@PROJECT
@click.option("--schema", type=_PATH, metavar="RNG", help="Check with this RELAX NG schema (.rng or .rnc).")
@click.option("--schematron", type=_PATH, metavar="SCH", multiple=True, help="Check with this Schematron schema too.")
@click.option("--phase", metavar="NAME", default="", help="The Schematron phase.")
@click.option("--strict", is_flag=True, help="Warnings fail as errors do, and so does a file that was not validated.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "junit", "github", "gitlab"]), default="text",
    help="How findings are printed.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell each place by itself, and all that a schema would have allowed there.")
@click.option("--max", "most", type=click.IntRange(1), metavar="N", help="Print at most N findings; the exit code counts all.")
@click.option("--baseline", type=_PATH, metavar="FILE", help="Tell only what is not in FILE; write it where it does not exist.")
@click.option("--update-baseline", is_flag=True, help="Write what is found now into the baseline.")
@click.option("--stdin-name", type=_PATH, metavar="FILE", help="What to call standard input (-): its schema and pointers are sought from there.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="How many processes; default: as many as there are processors.")
def validate(watch: bool, **options: Any) -> None:
    """Check TEI files: well-formed, valid, unique ids, pointers that lead to the right kind of thing.

    FILE is a file, a folder with all below it, a pattern such as "letters/*.xml", or - for standard input. The
    schema is the one of --schema, else of edition.toml, else of the file's own <?xml-model?>, else the one in the
    project's schemas folder that fits. Nothing is fetched: `edition schema add URL` brings a schema into the
    project. A file without a schema is "not validated", never "valid".

    \b
    Example:  edition validate tei/letter.xml --schema tei_all.rng
    Example:  edition validate --strict --format github
    Example:  edition validate letters --baseline known-findings.json
    """
    asked = Asked(**options)
    asked.refuse_what_cannot_be()
    if watch:
        _watch(asked)
        return
    code = _once(asked, _Files(asked))
    if code is not ExitCode.CLEAN:
        sys.exit(code)


@dataclass(frozen=True)
class Asked:
    """The command line."""

    files: tuple[Path, ...]
    project_file: Path | None
    schema: Path | None
    schematron: tuple[Path, ...]
    phase: str
    strict: bool
    form: str
    verbose: bool
    most: int | None
    baseline: Path | None
    update_baseline: bool
    stdin_name: Path | None
    jobs: int | None

    def refuse_what_cannot_be(self) -> None:
        """Raise UsageError for options that do not go together, and schemas that are not there."""
        for schema in (self.schema, *self.schematron):
            if schema and schema.parts[0] in {"http:", "https:"}:
                address = f"{schema}".replace(":/", "://", 1)
                raise UsageError(f"{address}: nothing is fetched while validating. Bring it into the project once with: edition schema add {address}")
            if schema and not schema.is_file():
                raise UsageError(f"{schema}: there is no such schema. Check its name and folder.")
        if self.update_baseline and not self.baseline:
            raise UsageError("Which baseline is to be updated? Name it with --baseline FILE.")
        if self.stdin_name and _STANDARD_INPUT not in self.files:
            raise UsageError("--stdin-name names standard input: give - as the file.")


class _Files:
    """The files of one run, and the project that they belong to; standard input is read once."""

    def __init__(self, asked: Asked) -> None:
        from edition import project as projects
        from edition.project import expanded

        named = expanded(file for file in asked.files if file != _STANDARD_INPUT)
        self.sources: list[Any] = []
        self.project: Project | None = None
        if named or not asked.files:
            self.project = project_of(tuple(named), asked.project_file, alone=True)
            self.sources += self.project.files
        if _STANDARD_INPUT in asked.files:
            self._read_standard_input(asked)
        file = self.project.file if self.project else None
        self.others = projects.load(file).files if file and asked.files else ()

    def _read_standard_input(self, asked: Asked) -> None:
        from edition import project as projects
        from edition.check import lines
        from edition.check.one_file import Given
        from edition.source import Limits

        if sys.stdin is None:
            raise UsageError("There is no standard input. Name a file.")
        name = asked.stdin_name or _STANDARD_INPUT
        given = Given(name, sys.stdin.buffer.read(Limits().size + 1))
        lines.give(name, given.data)
        self.sources.append(given)
        if self.project is None:
            self.project = projects.around(name, asked.project_file)


def _once(asked: Asked, files: _Files) -> ExitCode:
    """Check all files, print what is to be told, and return how it ends."""
    from edition import report as reports
    from edition.check import lines

    lines.of.cache_clear()
    result = _checked(asked, files)
    told = result.findings
    if asked.baseline:
        from edition.check.baseline import Baseline

        known = Baseline.load(asked.baseline) if asked.baseline.exists() else Baseline(asked.baseline)
        if asked.update_baseline or not asked.baseline.exists():
            many = known.update(result.findings, [status.file for status in result.statuses])
            note(f"{asked.baseline}: written with {reports.number(many, 'finding')}; from now on only others are told.")
            return ExitCode.CLEAN
        told = known.new(result.findings)
        _tell_known(known, result, told)
    _print(asked, told, result)
    if reports.fails(told, strict=asked.strict):
        return ExitCode.UNREADABLE if reports.unreadable(told) else ExitCode.FINDINGS
    unvalidated = any(status.readable and not status.validated for status in result.statuses)
    return ExitCode.FINDINGS if asked.strict and unvalidated else ExitCode.CLEAN


def _checked(asked: Asked, files: _Files) -> Report:
    from edition.check import run

    assert files.project
    jobs = 1
    if len(files.sources) > 1:
        from edition.workers import processors

        jobs = asked.jobs or processors()
    done = itertools.count(1)
    with Progress() as progress:
        return run.check(
            files.project, sources=files.sources, others=files.others,
            schema=asked.schema, schematron=asked.schematron, phase=asked.phase,
            jobs=jobs, apart=asked.verbose or asked.baseline is not None, verbose=asked.verbose,
            progress=lambda file: progress(next(done), len(files.sources), file.name),
        )


def _tell_known(known: Any, result: Report, told: Sequence[Finding]) -> None:
    from edition import __version__
    from edition import report as reports

    held = len(result.findings) - len(told)
    gone = known.gone(result.findings, [status.file for status in result.statuses])
    said = f"{known.file}: {reports.number(held, 'known finding')} not shown."
    if gone:
        said += f" {reports.number(gone, 'other')} in it {'is' if gone == 1 else 'are'} gone: --update-baseline removes them."
    if told and known.program != __version__:
        said += f" It was written by version {known.program}, whose messages may differ: look through what is new, then --update-baseline."
    note(said)


def _print(asked: Asked, told: Sequence[Finding], result: Report) -> None:
    from edition import report as reports
    from edition.check import alike, formats
    from edition.check.finding import Level

    if asked.form != "text":
        shown = told[: asked.most] if asked.most else told
        failing = (Level.ERROR, Level.WARNING) if asked.strict else (Level.ERROR,)
        data(formats.written(asked.form, shown, result.statuses, failing))
        return
    causes = told if asked.verbose else alike.together(told)
    shown = causes[: asked.most] if asked.most else causes
    reports.show(shown)
    if len(shown) < len(causes):
        click.echo(f"… and {reports.number(len(causes) - len(shown), 'more finding')} (--max {asked.most}).\n")
    reports.show_statuses(result.statuses)
    rest = "; --verbose tells each place by itself" if len(causes) < len(told) else ""
    click.echo(f"{reports.count(told)} in {reports.number(len(result.statuses), 'file')}{rest}")


def _watch(asked: Asked) -> None:
    """Check, wait for a change, and check again; a mistake is told and does not end it."""
    if _STANDARD_INPUT in asked.files:
        raise UsageError("Standard input cannot be watched. Name a file.")
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            before = stamps(_watched(asked))
            if sys.stdout.isatty():
                click.clear()
            try:
                _once(asked, _Files(asked))
            except Exception as error:  # noqa: BLE001 - the desk stays open whatever is wrong at the moment
                explain(error)
            note(f"{time.strftime('%H:%M:%S')}: waiting for changes (stop with Ctrl-C).")
            while stamps(_watched(asked)) == before:
                time.sleep(_POLL_SECONDS)


def _watched(asked: Asked) -> set[Path]:
    """The files whose change asks for a new check, sources that have appeared since included."""
    from edition.check import added

    try:
        files = _Files(asked)
    except EditionError:  # it is told when it is checked
        return set(filter(None, (*asked.files, asked.project_file)))
    project = files.project
    assert project
    folders = [project.root / name for name in added.FOLDERS]
    schemas = {file for folder in folders if folder.is_dir() for file in folder.rglob("*") if file.is_file()}
    named = {asked.schema, *asked.schematron, project.file, project.schema, *project.schematron}
    return {*files.sources, *files.others, *schemas, *filter(None, named)}
