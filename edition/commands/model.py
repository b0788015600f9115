# SPDX-License-Identifier: MIT
"""`edition model` and `edition witness`: what one text holds, as data, and the text of one of its witnesses.

The meaning of the encoding is `xslt/`'s; here a command line becomes a call and its result is printed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edition.commands.arguments import PROJECT, project_of
from edition.console import Command, Progress, data, note
from edition.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.apparatus import Apparatus

VERSION = 1
INTERVENTIONS = ("choice", "supplied", "surplus", "secl", "add", "del", "gap", "sic", "corr", "orig", "reg", "unclear")
_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
_FILES = click.Path(path_type=Path, dir_okay=False)


def _about_the_apparatus(command: Callable[..., None]) -> Callable[..., None]:
    """The options by which an apparatus is read."""
    for option in (
        click.option("--apparatus", "others", type=_FILES, multiple=True, metavar="FILE", help="A file with entries about this text; may be repeated."),
        click.option("--with", "beside", multiple=True, metavar="[ADDRESS=]FILE", help="A file that pointers in the text mean, if need be by another address: a list of witnesses, a witness's text; may be repeated."),
        click.option("--base", metavar="ID", default="", help="The witness (its xml:id) whose readings are the text where an entry has no lemma."),
        click.option("--intervention", "interventions", multiple=True, metavar="ELEMENT", type=click.Choice(INTERVENTIONS), help="Make entries of these too: choice, supplied, add …; may be repeated."),
        click.option("--sigla", "sigla", type=click.Choice(["abbr", "n", "id"]), default="abbr", help="Where sigla come from; where that is missing, from the others.", show_default=True),
    ):
        command = option(command)
    return command


@click.command(cls=Command, short_help="Print what a text holds, as JSON.")
@_FILE
@PROJECT
@_about_the_apparatus
def model(file: Path, project_file: Path | None, **choices: Any) -> None:
    """Print the model of FILE as JSON: base text, witnesses, the entries of its apparatus, and the mentions of names.

    The format is described in docs/apparatus.md and by schemas/model.schema.json. All methods of encoding an apparatus
    give the same entries.

    \b
    Example:  edition model tei/aeneid.xml
    Example:  edition model tei/aeneid.xml --apparatus tei/variants.xml
    """
    data(json.dumps(_model(file, project_file, **choices), ensure_ascii=False, indent=1) + "\n")


@click.command(cls=Command, short_help="Print the text of a witness.")
@_FILE
@click.argument("siglum", metavar="SIGLUM")
@PROJECT
@click.option("--first", is_flag=True, help="The witness before correction, where it was corrected.")
@_about_the_apparatus
def witness(file: Path, siglum: str, project_file: Path | None, first: bool, **choices: Any) -> None:
    """Print the text of the witness SIGLUM as far as the apparatus of FILE reports it.

    What the apparatus does not report is taken from the text; how much that is, is said at the end. Words that the witness
    lacks or that cannot be read in it are signs: [---] lost or missing, […] illegible.

    \b
    Example:  edition witness tei/aeneid.xml M
    """
    from edition.apparatus import Apparatus
    from edition.reconstruction import WitnessText

    apparatus = Apparatus.of(_model(file, project_file, **choices))
    found = apparatus.witnesses.find(siglum)
    if found is None:
        known = ", ".join(each.siglum for each in apparatus.witnesses.all[:30])
        raise UsageError(f"{file}: there is no witness {siglum}. " + (f"Known are: {known}." if known else "It has no witnesses: add a <listWit>."))
    text = WitnessText(apparatus, found.id, first_layer=first)
    data("".join(f"{f'{numbers}  ' if numbers else ''}{line}\n" for numbers, line in text.lines))
    _say(text, siglum, apparatus)


def _say(text: Any, siglum: str, apparatus: Apparatus) -> None:
    """How much of the text is attested, on the other stream."""
    note(
        f"{siglum}, as far as this apparatus reports it: named in {text.attested} of {len(apparatus.entries)} entries,"
        f" silent in {text.inferred} (read as the text), missing in {text.absent}."
    )
    for entries, why in ((text.unplaced, "have no exact place in the text"), (text.clashing, "overlap with another reading of it")):
        if entries:
            note(f"Not in this text: {len(entries)} readings that {why} ({', '.join(entry.id for entry in entries[:5])}{' …' if len(entries) > 5 else ''}).")


def _model(file: Path, project_file: Path | None, *, others: tuple[Path, ...], beside: tuple[str, ...], base: str, sigla: str, interventions: tuple[str, ...]) -> dict[str, Any]:
    """The whole model of one file; registers' entries are left to `edition index`."""
    from edition import build as builder
    from edition import render

    pointed = [_addressed(each) for each in beside]
    for each in (file, *others, *(path for _, path in pointed)):
        if not each.is_file():
            raise UnreadableError(f"{each}: there is no such file. Name a TEI file.")
    project = project_of((file,), project_file)
    source = file.resolve()
    choices = {"base": base, "siglum": [sigla], "interventions": interventions}
    files = [each.resolve() for each in others], [(address, path.resolve()) for address, path in pointed]
    with Progress() as progress, builder.crew(progress) as workers:
        named = workers.task("model", project.name(source), render.model, project, source)
        critical = workers.task("apparatus", project.name(source), render.apparatus, project, source, *files, choices)
        document, apparatus = json.loads(named.result()), json.loads(critical.result())
    kept = {name: document[name] for name in ("file", "id", "title", "language", "sections")}
    return {"format": "edition-model", "version": VERSION, **kept, **apparatus, "mentions": document["mentions"]}


def _addressed(given: str) -> tuple[str, Path]:
    """The address by which pointers mean a file, or nothing, and the file."""
    address, sign, file = given.partition("=")
    return (address, Path(file)) if sign and ":" in address else ("", Path(given))
