# SPDX-License-Identifier: MIT
"""The files of one project: what one file names in another, and none outside the project's folder.

It does not look for files: it reads those that it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.source import Limits, Source, SourceError


class OutsideError(Exception):
    """A file lies outside the project's folder, or at an address on a network."""


class Library:
    """Finds and reads files; `folder` bounds what an inclusion or a pointer may reach.

    Included files are kept, because many files include the same one; those that the user named are
    not, because the trees of a large project would fill the memory.
    """

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.folder = folder.resolve()
        self.limits = limits or Limits()
        self._included: dict[Path, Source | SourceError] = {}

    def open(self, path: Path) -> Source:
        """The source in a file, which may lie anywhere: the user named it. Raises SourceError."""
        return self.adopt(Source.read(path, self.limits))

    def adopt(self, source: Source) -> Source:
        """Let a source that was read elsewhere (standard input, an editor) include files of this library."""
        source._library = self  # noqa: SLF001 - the two are one concept in two files
        return source

    def locate(self, base: Path, reference: str) -> Path:
        """The file that the relative `reference` in the file `base` names, which need not exist.

        Raises OutsideError for an address with a scheme and for a file outside the folder.
        """
        try:
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc:
                raise OutsideError(reference)
            path = (base.parent / unquote(parts.path)).resolve()
        except (OSError, RuntimeError, ValueError):
            raise OutsideError(reference) from None
        if not path.is_relative_to(self.folder):
            raise OutsideError(reference)
        return path

    def included(self, path: Path) -> Source:
        """The source in a file that another file names; `path` comes from `locate`. Raises SourceError."""
        if path not in self._included:
            try:
                self._included[path] = self.open(self.shown(path))
            except SourceError as error:
                self._included[path] = error
        found = self._included[path]
        if isinstance(found, SourceError):
            raise found
        return found

    def shown(self, path: Path) -> Path:
        """A path as a user would write it: from the current folder, if the file lies below it."""
        here = Path.cwd()
        return path.relative_to(here) if path.is_relative_to(here) else path
