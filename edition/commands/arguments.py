# SPDX-License-Identifier: MIT
"""What commands have in common on the command line: the files, the project, and what the two together mean.

It reads no source.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.errors import UsageError

if TYPE_CHECKING:
    from edition.project import Project

FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
PROJECT = click.option(
    "--project", "project_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="The edition.toml to use; without it, the one in the files' folder or the nearest above.",
)


def project_of(files: tuple[Path, ...], project_file: Path | None, out: Path | None = None, *, alone: bool = False) -> Project:
    """The project that the command line means: an edition.toml, the files named, or both; raises UsageError."""
    from dataclasses import replace

    from edition import project as projects

    found = project_file or projects.find(projects.here() if not files else files[0].absolute().parent)
    if found is None and not files:
        raise UsageError("There is no edition.toml here or above. Name TEI files, or begin with: edition init DIR")
    base = projects.load(found) if found else None
    project = projects.of_files(files, base, alone=alone) if files else base
    assert project is not None
    if project_file and files and project.file is None:
        raise UsageError(f"{project_file}: this project's sources are in {base.sources if base else ''}; the files named are not.")
    return replace(project, out=out.resolve()) if out else project
