# SPDX-License-Identifier: MIT
"""What travels with the pages: the pictures that the texts name, and the sources as one archive.

It copies nothing from outside the project's folder and changes no source.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from edition.source import TEI
from edition.source.library import Library, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.project import Project

# Every archive member has the same date, or two builds would differ; 1980 is the first that zip knows.
_DATE = (1980, 1, 1, 0, 0, 0)


def pictures(project: Project) -> Iterator[tuple[str, Path]]:
    """(path in the site, file) of each local picture or recording that a text names and that is there."""
    library = Library(project.sources)
    seen: set[Path] = set()
    for text in project.texts:
        for element in library.open(text).root.iter(f"{{{TEI}}}graphic", f"{{{TEI}}}media"):
            try:
                file = library.locate(text, element.get("url", ""))
            except OutsideError:
                continue
            if file.is_file() and file not in seen:
                seen.add(file)
                yield project.name(file), file


def archive(project: Project) -> bytes:
    """A zip of the sources, the schemas and edition.toml, laid out so that it validates where it is unpacked."""
    files = [*project.files, *project.schematron]
    files += [file for file in (project.schema, project.file) if file is not None]
    licence = project.root / "LICENSE"
    files += [licence] if licence.is_file() else []
    buffer = io.BytesIO()
    # Stored, not compressed: compression differs between versions of zlib, and builds must not.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archived:
        for file in sorted(set(files)):
            if file.is_relative_to(project.root):
                member = zipfile.ZipInfo(file.relative_to(project.root).as_posix(), _DATE)
                member.external_attr = 0o644 << 16
                archived.writestr(member, file.read_bytes())
    return buffer.getvalue()
