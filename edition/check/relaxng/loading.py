# SPDX-License-Identifier: MIT
"""Finds and reads the files of a schema: its own, and those of `include` and `externalRef`.

Only files on disk: a remote address is an error that says what to do, never a request.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.source import UndecodableError
from edition.check.relaxng.syntax import Context, Document, Node, read_xml

# Files that include each other twice each would be read exponentially often.
_MAX_FILES: Final = 1000
_MAX_BYTES: Final = 64 * 2**20


class Loader:
    """Reads the files of one schema. `files` are all that it read, in order: what a cache depends on."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self._contents: dict[Path, bytes] = {}

    def read(
        self, path: Path, namespace: str | None = None, chain: tuple[Path, ...] = ()
    ) -> tuple[Node, Context]:
        """The root node of a schema file in either syntax, with its context. Raises `SchemaError`."""
        document = self._parsed(path, self._bytes(path))
        document.chain = (*chain, path)
        return document.root, Context(document, str(path), namespace, "")

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
    def _parsed(path: Path, content: bytes) -> Document:
        try:
            if path.suffix.lower() == ".rnc":
                from edition.check.relaxng.compact import read_compact  # noqa: PLC0415 - few schemas need it

                return read_compact(path, content)
            return read_xml(path, content)
        except UndecodableError as error:
            raise SchemaError(str(error), path, error.before.count("\n") + 1, 1) from None

    def referred(self, node: Node, context: Context) -> tuple[Node, Context]:
        """The root of the file that an `include` or `externalRef` names (sections 4.5 to 4.7)."""
        href = node.get("href", "").strip()
        path = self._resolved(node, context, href)
        chain = context.document.chain
        if path in chain:
            raise context.error(node, f"“{href}” includes itself.")
        try:
            return self.read(path, context.namespace, chain)
        except SchemaError as error:
            if error.file == path and not error.line:
                raise context.error(node, f"“{href}”: {error.reason}") from None
            raise

    @staticmethod
    def _resolved(node: Node, context: Context, href: str) -> Path:
        """The path that an `href` leads to."""
        from urllib.parse import unquote, urlsplit  # noqa: PLC0415 - for schemas of several files

        if "#" in href:
            raise context.error(node, f"“{href}” has a fragment: a schema is always a whole file.")
        try:
            parts = urlsplit(href)
            path = (Path(context.base).parent / unquote(parts.path)).resolve()
        except ValueError:  # brackets without an address, a zero byte
            raise context.error(node, f"“{href}” is no address.") from None
        if "://" in context.base or parts.scheme not in ("", "file") or parts.netloc:
            raise context.error(
                node,
                f"“{href}” is a remote address, and no schema is fetched while validating.",
                "Download that schema beside this one, and refer to the file.",
            )
        return path
