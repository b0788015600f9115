# SPDX-License-Identifier: MIT
"""Finds and reads the files of a schema: its own, and those of `include` and `externalRef`.

Only files on disk: a remote address is an error that says what to do, never a request.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.source import UndecodableError
from edition.check.relaxng.syntax import Node, read_xml

# Files that include each other twice each would be read exponentially often.
_MAX_FILES: Final = 1000
_MAX_BYTES: Final = 64 * 2**20


class Loader:
    """Reads the files of one schema. `files` are all that it read, in order: what a cache depends on."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self._contents: dict[Path, bytes] = {}

    def read(self, path: Path, namespace: str | None = None, chain: tuple[Path, ...] = ()) -> Node:
        """The root node of a schema file in either syntax. Raises `SchemaError`."""
        root = self._parsed(path, self._bytes(path), namespace)
        root.context.source.chain = (*chain, path)
        return root

    def _bytes(self, path: Path) -> bytes:
        if path not in self._contents:
            try:
                self._contents[path] = path.read_bytes()
            except OSError as error:
                reason = error.strerror or "it cannot be read"
                raise SchemaError(f"The schema cannot be read: {reason}.", path) from None
        self.files.append(path)
        if len(self.files) > _MAX_FILES:
            raise SchemaError(f"The schema includes files more than {_MAX_FILES:,} times.", path)
        if len(self._contents[path]) > _MAX_BYTES:
            raise SchemaError(f"The schema is larger than {_MAX_BYTES // 2**20} MB.", path)
        return self._contents[path]

    @staticmethod
    def _parsed(path: Path, content: bytes, namespace: str | None) -> Node:
        try:
            if path.suffix.lower() == ".rnc":
                from edition.check.relaxng.compact import read_compact  # noqa: PLC0415 (few schemas need it)

                return read_compact(path, content, namespace)
            return read_xml(path, content, namespace)
        except UndecodableError as error:
            raise SchemaError(str(error), path, error.before.count("\n") + 1, 1) from None

    def referred(self, node: Node) -> Node:
        """The root of the file that an `include` or `externalRef` names (sections 4.5 to 4.7)."""
        path = self._resolved(node)
        chain = node.context.source.chain
        if path in chain:
            raise node.error(f"“{node.attributes['href']}” includes itself.")
        try:
            return self.read(path, node.context.namespace, chain)
        except SchemaError as error:
            if error.file == path and not error.line:
                raise node.error(f"“{node.attributes['href']}”: {error.reason}") from None
            raise

    @staticmethod
    def _resolved(node: Node) -> Path:
        """The path that an `href` leads to."""
        href = node.attributes["href"].strip()
        if "#" in href:
            raise node.error(f"“{href}” has a fragment: a schema is always a whole file.")
        base = node.context.base
        if "://" in base or urlsplit(href).scheme not in ("", "file"):
            raise node.error(
                f"“{href}” is a remote address, and no schema is fetched while validating.",
                "Download that schema beside this one, and refer to the file.",
            )
        place = unquote(urlsplit(href).path)
        return (Path(base).parent / place).resolve()
