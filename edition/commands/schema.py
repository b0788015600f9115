# SPDX-License-Identifier: MIT
"""`edition schema`: schemas that are added to a project, so that validation needs no network.

Only `add` goes to a network, and only to the address that it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from edition.commands.arguments import PROJECT
from edition.console import Command
from edition.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


class _Group(click.Group):
    command_class = Command


@click.group(cls=_Group, short_help="Add schemas to the project.")
def schema() -> None:
    """Keep in the project the schemas that its files are checked with.

    \b
    Example:  edition schema add https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng
    """


@schema.command(short_help="Fetch a schema, or take it from a file.")
@click.argument("source", metavar="URL|FILE")
@click.option("--as", "name", metavar="NAME", default="", help="What to call the file.")
@click.option("--for", "address", metavar="URL", default="", help="The address in documents that a FILE stands for.")
@PROJECT
def add(source: str, name: str, address: str, project_file: Path | None) -> None:
    """Fetch the RELAX NG or Schematron schema at URL, or take it from FILE, and keep it in the project.

    It goes to schemas/ with all that it includes, and schemas/added.json records where it is from and its SHA-256.
    From then on it is used for every document whose <?xml-model?> names that address. Add it again to renew it.

    \b
    Example:  edition schema add https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng
    Example:  edition schema add Downloads/letters.rng --for https://example.org/letters.rng
    """
    from edition import report
    from edition.check import added, fetching

    brought = fetching.bring(source, name)
    fetching.try_out(brought)
    known = added.Added.of_project(_root(project_file))
    address = address or brought.address
    renewed = known.find(address) is not None
    path = known.add(address, brought.file, brought.contents)
    files = len(brought.contents)
    parts = f" with {report.number(files - 1, 'included file')}" if files > 1 else ""
    click.echo(f"{report.shown(path)}: {brought.kind}{parts}, {'renewed' if renewed else 'added'} for {address}")
    click.echo(f"SHA-256 {added.digest_of(path)}, recorded in {report.shown(known.folder / added.RECORD)}")


@schema.command("list", short_help="Say which schemas were added.")
@PROJECT
@click.pass_context
def list_(context: click.Context, project_file: Path | None) -> None:
    """Say which schemas were added to the project, for which addresses, and whether each is as it was then.

    \b
    Example:  edition schema list
    """
    from edition import report
    from edition.check import added

    known = added.Added.of_project(_root(project_file))
    any_changed = False
    for pinned in known.schemas.values():
        changed = known.changed(pinned.address)
        any_changed = any_changed or bool(changed)
        said = f" (not as it was: {', '.join(file.name for file in changed)}; edition schema add {pinned.address})" if changed else ""
        click.echo(f"{report.shown(known.folder / pinned.file)}: {pinned.address}{said}")
    if not known.schemas:
        click.echo("No schema was added to this project. Add one with: edition schema add URL")
    if any_changed:
        context.exit(ExitCode.FINDINGS)


def _root(project_file: Path | None) -> Path:
    """The folder of the project that the user is in."""
    from edition import project as projects

    file = project_file or projects.find(projects.here())
    return file.absolute().parent if file else projects.home(projects.here())
