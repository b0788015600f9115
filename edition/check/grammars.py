# SPDX-License-Identifier: MIT
"""The grammars of a run, each loaded once; and which of a project's schema folder fits a document.

Which grammar a document is checked with is decided in `edition.check.schemas`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from edition.check import added

if TYPE_CHECKING:
    from pathlib import Path

    from edition.check.relaxng import Schema, SchemaError

_ENDINGS = {".rng", ".rnc"}


class Grammars:
    """Loads grammars when they are first needed, and remembers those that are wrong."""

    def __init__(self) -> None:
        self._loaded: dict[Path, Schema | SchemaError] = {}

    def load(self, path: Path) -> Schema:
        """The grammar in a file; raises SchemaError, each time the same one."""
        from edition.check.relaxng import Schema, SchemaError  # noqa: PLC0415 - not every file has a grammar

        if path not in self._loaded:
            try:
                self._loaded[path] = Schema.load(path)
            except SchemaError as error:
                self._loaded[path] = error
        found = self._loaded[path]
        if isinstance(found, SchemaError):
            raise found
        return found


class Folder:
    """The grammars in the schema folders of a project, asked for by the root element of a document."""

    def __init__(self, root: Path, grammars: Grammars) -> None:
        self._root = root
        self._grammars = grammars
        self._fitting: dict[tuple[str, str], list[Path]] = {}

    def fitting(self, root: tuple[str, str]) -> list[Path]:
        """The grammars by which a document may begin with this element (namespace, local name)."""
        if root not in self._fitting:
            whole = [path for path in self._whole if self._grammars.load(path).begins_with(*root)]
            self._fitting[root] = whole
        return self._fitting[root]

    @cached_property
    def _whole(self) -> list[Path]:
        """The grammars that are right, and no part of another."""
        from edition.check.relaxng import SchemaError  # noqa: PLC0415

        right, parts = [], set()
        for path in self._files():
            try:
                schema = self._grammars.load(path)
            except SchemaError:  # a part need not be a whole grammar
                continue
            right.append(path)
            parts |= {file.resolve() for file in schema.files} - {path.resolve()}
        return [path for path in right if path.resolve() not in parts]

    def _files(self) -> list[Path]:
        """The grammars in the folders, and those of schemas that have a folder of their own there."""
        folders = [self._root / name for name in added.FOLDERS]
        found = [file for folder in folders if folder.is_dir() for file in folder.iterdir()]
        record = added.Added.of_project(self._root)
        found += [record.folder / pinned.file for pinned in record.schemas.values()]
        return sorted({file for file in found if file.suffix.lower() in _ENDINGS and file.is_file()})
