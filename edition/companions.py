# SPDX-License-Identifier: MIT
"""What travels with the pages: the pictures that the texts show, and the sources as one archive.

It copies nothing from outside the project's folder and changes no source.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from edition.addresses import safe_path
from edition.source import TEI, Source
from edition.source.library import Library, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.project import Project

# Every member of the archive has the same date, or two builds would differ; 1980 is the first that zip knows.
_DATE = (1980, 1, 1, 0, 0, 0)


def pictures(source: Source, library: Library) -> dict[str, tuple[str, Path]]:
    """The pictures and recordings that a text shows and that are there: address as written → (path in the site, file)."""
    found: dict[str, tuple[str, Path]] = {}
    for element in source.expanded.iter(f"{{{TEI}}}graphic", f"{{{TEI}}}media"):
        url = " ".join(element.get("url", "").split())
        try:
            file = library.locate(source.path, url)
        except OutsideError:
            continue
        if url and file.is_file():
            found[url] = f"pictures/{_plain(file.relative_to(library.folder).as_posix())}", file
    return found


def _plain(path: str) -> str:
    """The path as an address can hold it; two that differ stay different."""
    safe = safe_path(path)
    if safe == path:
        return path
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    stem, dot, ending = safe.rpartition(".")
    return f"{stem}-{digest}.{ending}" if dot else f"{safe}-{digest}"


def archive(project: Project) -> bytes:
    """A zip of the sources, the schemas and edition.toml, laid out so that it validates where it is unpacked."""
    files = set(_members(project))
    top = Path(os.path.commonpath([file.parent for file in files]))
    buffer = io.BytesIO()
    # Stored, not compressed: compression differs between versions of zlib, and builds must not.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archived:
        for file in sorted(files):
            member = zipfile.ZipInfo(file.relative_to(top).as_posix(), _DATE)
            member.external_attr = 0o644 << 16
            archived.writestr(member, file.read_bytes())
    return buffer.getvalue()


def _members(project: Project) -> Iterator[Path]:
    """The inputs, and what they name in the project's folder: schemas, included files, the licence."""
    yield from project.inputs
    library = Library(project.root)
    for file in project.files:
        yield from _named(library.open(file), library)
    licence = project.root / "LICENSE"
    if project.file and licence.is_file():
        yield licence


def _named(source: Source, library: Library) -> Iterable[Path]:
    """The files that a source takes in or is checked with."""
    references = [(source, model.pseudo_attributes().get("href", "")) for model in source.models]
    if source.scan.includes:
        references += [(source, element.get("href", "")) for element in source.root.iter("{http://www.w3.org/2001/XInclude}include")]
    for named, reference in references:
        try:
            file = library.locate(named.path, reference)
        except OutsideError:
            continue
        if reference and file.is_file():
            yield file
