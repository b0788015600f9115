# SPDX-License-Identifier: MIT
"""`edition survey`: what the sources use, how often, and where their practice differs.

Counting is `edition.practice`; nothing is judged here.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from edition.commands.arguments import FILES, PROJECT, project_of
from edition.console import Command, Progress, data, note
from edition.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from edition.practice.counting import Usage
    from edition.project import Project


@click.command(cls=Command, short_help="Say how the sources are encoded.")
@FILES
@PROJECT
@click.option("--format", "form", type=click.Choice(["table", "json", "html"]), default="table", help="How it is printed; html is a page of its own.")
@click.option("--element", metavar="NAME", default="", help="Only this element, with its attributes and values.")
def survey(files: tuple[Path, ...], project_file: Path | None, form: str, element: str) -> None:
    """Count the elements, attributes and values of the sources, each with an example, and say where practice differs.

    Two ways to mark a foreign word, names with a pointer and without, values that look like one: what an editor wants
    to see before writing guidelines. Nothing is judged; the exit code is 0 unless a file cannot be read.

    \b
    Example:  edition survey --format html > survey.html
    Example:  edition survey letters --element persName
    """
    from edition import project as projects
    from edition.check.relaxng.slips import nearest
    from edition.practice import as_json, page, plain
    from edition.practice.corpus import together
    from edition.practice.differences import differences

    project = project_of(tuple(projects.expanded(files)), project_file, alone=True)
    usages, unreadable = _counted(project)
    corpus = together(usages)
    if element and (element,) not in corpus.elements:
        meant = nearest(element, [path[0] for path in corpus.elements if len(path) == 1])
        raise UsageError(f"No source uses <{element}>." + (f" Did you mean <{meant}>?" if meant else ""))
    found = differences(corpus)
    if form == "json":
        data(as_json.written(corpus, found, element))
    elif form == "html":
        data(page.written(corpus, found, project.title))
    else:
        data(plain.written(corpus, found, element))
    if unreadable:
        sys.exit(ExitCode.UNREADABLE)


def _counted(project: Project) -> tuple[list[Usage], int]:
    """What each file uses; a file that cannot be read is named and passed over."""
    from edition.practice.counting import usage
    from edition.report import shown
    from edition.source import SourceError
    from edition.source.library import Library

    library = Library(project.root)
    found: list[Usage] = []
    unreadable = 0
    with Progress() as progress:
        for number, file in enumerate(project.files, start=1):
            progress(number, len(project.files), file.name)
            try:
                found.append(usage(library.open(file)))
            except SourceError as error:
                unreadable += 1
                note(error.message.replace(f"{error.path}", f"{shown(error.path)}", 1))
    return found, unreadable
