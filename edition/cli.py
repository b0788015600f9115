# SPDX-License-Identifier: MIT
"""The command line: parses, calls, prints; nothing else. Engines are imported by the command that needs them."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from edition import __version__
from edition.errors import EditionError, ExitCode, FindingsError

if TYPE_CHECKING:
    from edition.build import Outputs
    from edition.project import Project

_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
_PROJECT = click.option(
    "--project", "project_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="The edition.toml to use; without it, the one in this folder or the nearest above.",
)


class _Commands(click.Group):
    """Commands in the order of an editor's work, errors in our words, exit codes as documented."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and leave with the exit code of the error's kind."""
        kwargs["standalone_mode"] = False
        try:
            return super().main(*args, **kwargs)
        except click.exceptions.Abort:
            _stop("Stopped. Nothing was changed.", 130)
        except click.ClickException as error:
            error.show()
            sys.exit(ExitCode.USAGE)
        except EditionError as error:
            _stop(error.message, error.code)
        except BrokenPipeError:
            # Whoever read our output has had enough; that is no error, and closing must not raise again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(ExitCode.CLEAN)
        except MemoryError:
            _stop("There is not enough memory for this. Build fewer texts at once.", ExitCode.ENVIRONMENT)


def _stop(message: str, code: int) -> None:
    click.echo(message, err=True)
    sys.exit(code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="edition")
def main() -> None:
    """Check TEI, and build it into a scholarly edition: pages, a book, and an index.

    \b
    edition init my-edition      a small new edition that builds at once
    edition validate             check the sources
    edition build                make site/
    edition serve                the same, rebuilt while you write

    Every command takes TEI files, or else works on the project of edition.toml. Exit codes: 0 clean,
    3 findings, 4 a mistake in the command or in edition.toml, 5 a file that cannot be read, 6 a fault of
    ours, 7 the disk, the memory or an engine.
    """


@main.command(short_help="Make a small new edition.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Make a small new edition in DIR that validates and builds at once.

    \b
    Example:  edition init my-edition && cd my-edition && edition build
    """
    from edition import scaffold

    for file in scaffold.create(folder):
        click.echo(folder / file)
    click.echo(f"\nNext: cd {folder} && edition build")


@main.command(short_help="Check TEI files.")
@_FILES
@_PROJECT
@click.option("--schema", type=click.Path(path_type=Path), metavar="RNG", help="Check with this RELAX NG schema.")
@click.option("--schematron", type=click.Path(path_type=Path), metavar="SCH", multiple=True, help="Check with this Schematron schema too.")
@click.option("--phase", metavar="NAME", default="", help="The Schematron phase.")
@click.option("--strict", is_flag=True, help="Warnings fail as errors do.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are printed.")
def validate(files: tuple[Path, ...], project_file: Path | None, form: str, strict: bool, **check: Any) -> None:
    """Check TEI files: well-formed, valid, unique ids, pointers that lead to the right kind of thing.

    The schema is the one of --schema, else of edition.toml, else of the file's own <?xml-model?>; a file without
    a schema is "not validated", never "valid".

    \b
    Example:  edition validate tei/letter.xml --schema tei_all.rng
    """
    from edition import report
    from edition.check import run

    project = _project(files, project_file)
    result = run.check(project, schema=check["schema"], schematron=check["schematron"], phase=check["phase"])
    if form == "json":
        click.echo(report.as_json(result.findings, result.statuses))
    else:
        report.show(result.findings)
        report.show_statuses(result.statuses)
        click.echo(report.count(result.findings) + f" in {len(result.statuses)} files.")
    if report.fails(result.findings, strict=strict):
        sys.exit(ExitCode.UNREADABLE if report.unreadable(result.findings) else ExitCode.FINDINGS)


@main.command(short_help="Build pages, book and index.")
@_FILES
@_PROJECT
@click.option("--html", is_flag=True, help="Only the pages.")
@click.option("--pdf", is_flag=True, help="Only the book.")
@click.option("--index", is_flag=True, help="Only the index.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=True), metavar="DIR", help="Where to build; default: site.")
@click.option("--strict", is_flag=True, help="Build nothing if the sources have errors or warnings.")
def build(files: tuple[Path, ...], project_file: Path | None, out: Path | None, strict: bool, **chosen: bool) -> None:
    """Build the edition: pages, book and index, complete or not at all.

    With --html, --pdf or --index only those; several may be given together.

    \b
    Example:  edition build --out /var/www/edition
    Example:  edition build play.xml --html
    """
    project = _project(files, project_file, out)
    _build(project, _outputs(chosen), strict=strict)


@main.command(short_help="Print the index.")
@_FILES
@_PROJECT
@click.option("--type", "kind", type=click.Choice(["person", "place", "org", "event", "work", "date"]), help="Only entries of this type.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How the index is printed.")
def index(files: tuple[Path, ...], project_file: Path | None, kind: str | None, form: str) -> None:
    """Print the index of persons, places, organisations, events, works and dates.

    \b
    Example:  edition index --type person --format csv > persons.csv
    """
    from edition import build as builder
    from edition import register

    text = builder.index_of(_project(files, project_file))
    click.echo(register.printed(text, kind, form, width=_width()), nl=False)


@main.command(short_help="Print the words of a file.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option("--reading", type=click.Choice(["transmitted", "corrected"]), default="transmitted", help="Which reading, where there are two.")
def words(file: Path, reading: str) -> None:
    """Print the words of FILE, one a line: a TEI file, a page or a PDF.

    By this the build proves that no word is lost.

    \b
    Example:  edition words tei/letter.xml | diff - <(edition words site/letter.html)
    """
    from edition.words import words_of

    for word in words_of(file, reading):
        click.echo(word)


@main.command(short_help="Show the edition while it is written.")
@_FILES
@_PROJECT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The port on this machine; 0 takes a free one.", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to build; default: site.")
def serve(files: tuple[Path, ...], project_file: Path | None, port: int, out: Path | None) -> None:
    """Build, show the edition on this machine, and rebuild and reload whenever a source changes.

    \b
    Example:  edition serve --port 8080
    """
    from edition.serve import serve as run

    def rebuild() -> bool:
        try:
            _build(_project(files, project_file, out), _outputs({}), strict=False)
        except EditionError as error:
            click.echo(error.message, err=True)
            return False
        return True

    project = _project(files, project_file, out)
    rebuild()
    with contextlib.suppress(KeyboardInterrupt):
        run(project.out, port, project.watched, rebuild, lambda address: click.echo(f"The edition is at {address} (stop with Ctrl-C)."))


def _project(files: tuple[Path, ...], project_file: Path | None, out: Path | None = None) -> Project:
    """The project that the command line means: an edition.toml, the files named, or both."""
    from dataclasses import replace

    from edition import project as projects
    from edition.errors import UsageError

    found = project_file or projects.find((files[0].parent if files else Path()).resolve())
    if found is None and not files:
        raise UsageError("There is no edition.toml here or above. Name TEI files, or begin with: edition init DIR")
    base = projects.load(found) if found else None
    project = projects.of_files(files, base) if files else base
    assert project is not None
    return replace(project, out=out.resolve()) if out else project


def _outputs(chosen: dict[str, bool]) -> Outputs:
    from edition.build import Outputs

    return Outputs(**chosen) if any(chosen.values()) else Outputs()


def _build(project: Project, outputs: Outputs, *, strict: bool) -> None:
    """Check, build, and say what was made and how long it took."""
    from edition import build as builder
    from edition import report

    started = time.monotonic()
    findings = builder.check_before(project)
    report.show(findings)
    if report.fails(findings, strict=strict) and (strict or report.unreadable(findings)):
        raise FindingsError(f"Nothing was built: {report.count(findings)}.")
    with _Progress(builder.steps(project, outputs)) as progress:
        built = builder.build(project, outputs, progress)
    seconds = time.monotonic() - started
    said = f" ({report.count(findings)} in the sources)" if findings else ""
    pages = sum(name.endswith(".html") for name in built.files)
    click.echo(f"{report.shown(built.place)}: {built.texts} texts, {pages} pages, {len(built.files)} files in {seconds:.1f} s{said}")


class _Progress:
    """A bar on a terminal once a second has passed; elsewhere nothing."""

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._started = steps, 0, time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, name: str) -> None:
        self._done += 1
        if self._bar is None and sys.stderr.isatty() and time.monotonic() - self._started > 1:
            self._bar = click.progressbar(
                length=self._steps, file=sys.stderr, show_pos=True, item_show_func=lambda item: item or ""
            )
            self._bar.__enter__()
        if self._bar is not None:
            self._bar.update(self._done - self._bar.pos, name)

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 160
