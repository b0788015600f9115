# SPDX-License-Identifier: MIT
"""The command line: parses, calls, prints; nothing else. Engines are imported by the command that needs them."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.commands.arguments import FILES, PROJECT, project_of
from edition.commands.model import model, witness
from edition.commands.schema import schema
from edition.commands.survey import survey
from edition.commands.validate import validate
from edition.console import Commands, Progress, data, explain, note, uncoloured
from edition.errors import FindingsError, UnreadableError

if TYPE_CHECKING:
    from edition.build import Outputs
    from edition.check.finding import Finding
    from edition.project import Project
    from edition.workers import Workers


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.pass_context
def main(context: click.Context) -> None:
    """Check TEI, and build it into a scholarly edition: pages, a book, and an index.

    \b
    Example:
      edition init my-edition      a small new edition that builds at once
      edition validate             check the sources
      edition build                make site/
      edition serve                the same, rebuilt while you write

    Every command takes TEI files, or else works on the project of edition.toml. Exit codes: 0 clean,
    3 findings, 4 a mistake in the command or in edition.toml, 5 a file that cannot be read, 6 a fault of
    ours, 7 the disk, the memory or an engine.
    """
    context.color = False if uncoloured() else None


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
    click.echo(f"\nNext: cd {shlex.quote(str(folder))} && edition build")


main.add_command(validate)
main.add_command(schema)
main.add_command(survey)


@main.command(short_help="Build pages, book and index.")
@FILES
@PROJECT
@click.option("--html", is_flag=True, help="Only the pages.")
@click.option("--pdf", is_flag=True, help="Only the book.")
@click.option("--index", is_flag=True, help="Only the index.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=True), metavar="DIR", help="Where to build; default: site.")
@click.option("--strict", is_flag=True, help="Build nothing if the sources have errors or warnings.")
def build(files: tuple[Path, ...], project_file: Path | None, out: Path | None, strict: bool, **chosen: bool) -> None:
    """Build the edition: pages, book and index, complete or not at all.

    With --html, --pdf or --index only those; several may be given together. The folder is replaced whole: what
    was not asked for is not in it.

    \b
    Example:  edition build --out public
    Example:  edition build play.xml --html
    """
    from edition.build import Outputs, crew

    project = project_of(files, project_file, out)
    with Progress() as progress, crew(progress) as workers:
        _build(project, Outputs(**chosen) if any(chosen.values()) else Outputs(), workers, strict=strict)


@main.command(short_help="Print the index.")
@FILES
@PROJECT
@click.option("--type", "kind", type=click.Choice(["person", "place", "org", "event", "work", "date"]), help="Only entries of this type.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How the index is printed.")
def index(files: tuple[Path, ...], project_file: Path | None, kind: str | None, form: str) -> None:
    """Print the index of persons, places, organisations, events, works and dates.

    \b
    Example:  edition index --type person --format csv > persons.csv
    """
    from edition import build as builder
    from edition import register

    project = project_of(files, project_file)
    with Progress() as progress, builder.crew(progress) as workers:
        text = builder.index_of(project, workers)
    data(register.printed(text, kind, form, width=_width()))


@main.command(short_help="Print the words of a file.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--reading", type=click.Choice(["transmitted", "corrected"]), default="transmitted", help="Which reading, where there are two.")
def words(file: Path, reading: str) -> None:
    """Print the words of FILE, one a line: a TEI file, a page or a PDF.

    By this the build proves that no word is lost.

    \b
    Example:  edition words tei/letter.xml | diff - <(edition words site/letter.html)
    """
    from edition.words import words_of

    if not file.is_file():
        raise UnreadableError(f"{file}: there is no such file. Name a TEI file, a page or a PDF.")
    data("".join(f"{word}\n" for word in words_of(file, reading)))


main.add_command(model)
main.add_command(witness)


@main.command(short_help="Show the edition while it is written.")
@FILES
@PROJECT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The port on this machine; 0 takes a free one.", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to build; default: site.")
def serve(files: tuple[Path, ...], project_file: Path | None, port: int, out: Path | None) -> None:
    """Build, show the edition on this machine, and rebuild and reload whenever a source changes.

    \b
    Example:  edition serve --port 8080
    """
    from edition import serve as desk
    from edition.build import Outputs, crew

    def rebuild() -> Project:
        project = project_of(files, project_file, out)
        with crew() as workers:
            _build(project, Outputs(), workers, strict=False)
        return project

    with contextlib.suppress(KeyboardInterrupt):
        desk.serve(
            project_of(files, project_file, out), port, rebuild, explain,
            lambda address: click.echo(f"The edition is at {address} (stop with Ctrl-C)."),
        )


def _build(project: Project, outputs: Outputs, workers: Workers, *, strict: bool) -> None:
    """Check, build, and say what was made and how long it took."""
    from edition import build as builder
    from edition import report

    said: list[str] = []
    lost: list[Finding] = []

    def judge(findings: list[Finding]) -> None:
        report.show(findings)
        proved = [finding for finding in findings if finding.code.startswith("proof-")]
        lost.extend(proved)
        if report.fails(findings, strict=strict) and (strict or report.unreadable(findings)):
            kind = UnreadableError if report.unreadable(findings) else FindingsError
            raise kind(f"Nothing was built: {report.count(findings)}.")
        said.extend([f" ({report.count(findings)} in the sources)"] if findings and not proved else [])

    started = time.monotonic()
    built = builder.build(project, outputs, judge, workers=workers)
    for renaming in project.renamed:
        note(f"{renaming.text}: its page is {renaming.page}, because {renaming.reason}.")
    for remark in built.remarks:
        note(remark)
    seconds = time.monotonic() - started
    made = [report.number(built.texts, "text"), report.number(sum(name.endswith(".html") for name in built.files), "page"),
            report.number(len(built.files), "file")]
    click.echo(f"{report.shown(built.place)}: {', '.join(made)} in {seconds:.1f} s{''.join(said)}")
    if built.proof:
        click.echo(f"Proof: {built.proof}")
    if report.fails(lost, strict=strict):
        raise FindingsError(f"The edition was built, and lacks something of its sources: {report.count(lost)} (coverage.html).")


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 160
