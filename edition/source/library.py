# SPDX-License-Identifier: MIT
"""The files of one project, each read and parsed once, and none outside its folder.

It does not look for files: it reads those that it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.source import Limits, Source, SourceError


class OutsideError(Exception):
    """A file lies outside the project's folder, or at an address on a network."""


class Library:
    """Sources by their resolved path. `folder` bounds what an inclusion or a pointer may reach."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.folder = folder.resolve()
        self.limits = limits or Limits()
        self._read: dict[Path, Source | SourceError] = {}

    def source(self, path: Path) -> Source:
        """The source in a file, which may lie anywhere: the user named it. Raises SourceError."""
        return self._known(path.resolve(), path)

    def add(self, source: Source) -> Source:
        """Take in a source that was read elsewhere (standard input, an editor's buffer)."""
        source._library = self  # noqa: SLF001 - the two are one concept in two files
        self._read[source.path.resolve()] = source
        return source

    def locate(self, base: Path, reference: str) -> Path:
        """The file that the relative `reference` in the file `base` names, which need not exist.

        Raises OutsideError for an address with a scheme and for a file outside the folder.
        """
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc:
            raise OutsideError(reference)
        try:
            path = (base.parent / unquote(parts.path)).resolve()
        except (OSError, RuntimeError, ValueError):
            raise OutsideError(reference) from None
        if not path.is_relative_to(self.folder):
            raise OutsideError(reference)
        return path

    def included(self, path: Path) -> Source:
        """The source in a file that another file names; `path` comes from `locate`. Raises SourceError."""
        return self._known(path, self._shown(path))

    def _shown(self, path: Path) -> Path:
        """A path as a user would write it: from the current folder, if the file lies below it."""
        here = Path.cwd()
        return path.relative_to(here) if path.is_relative_to(here) else path

    def _known(self, path: Path, shown: Path) -> Source:
        if path not in self._read:
            try:
                self.add(Source.read(shown, self.limits))
            except SourceError as error:
                self._read[path] = error
        found = self._read[path]
        if isinstance(found, SourceError):
            raise found
        return found
