# SPDX-License-Identifier: MIT
"""The schema as others use it: load it once, validate any number of documents.

It decides nothing about which schema belongs to which file, and prints nothing.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.check.finding import Finding
from edition.check.relaxng.compiling import compiled
from edition.check.relaxng.events import Problem, Run
from edition.check.relaxng.reading import read
from edition.check.relaxng.recursion import deep_recursion, without_collection
from edition.check.relaxng.source import Source, UndecodableError

if TYPE_CHECKING:
    from edition.check.relaxng.automaton import Automaton
    from edition.check.relaxng.messages import Messages


class Schema:
    """A RELAX NG schema. It remembers what it has worked out: the second document is faster."""

    def __init__(self, path: Path, automaton: Automaton, files: tuple[Path, ...]) -> None:
        self.path = path
        self.files = files
        self._automaton = automaton

    @classmethod
    def load(cls, path: Path | str) -> Schema:
        """Read a schema in the XML syntax (`.rng`) or the compact syntax (`.rnc`).

        `files` of the result are all files it was read from. Raises `SchemaError`, with file, line and
        column, when it cannot be read, is not RELAX NG, or breaks a rule of its specification.
        """
        path = Path(path)
        with deep_recursion(), without_collection():
            automaton, files = compiled(path if path.is_absolute() else path.resolve())
        return cls(path, automaton, files)

    def findings(
        self,
        document: Path | str | bytes | Any,
        *,
        path: Path | None = None,
        root: Path | None = None,
        verbose: bool = False,
    ) -> list[Finding]:
        """All that is wrong in a document, in its order; an empty list means that it is valid.

        `document` is a path, the bytes of a file, or a tree or element of lxml; `path` names the file
        in findings where the document is not one. XInclude is followed, but not out of the folder `root`.
        With `verbose` hints say all that would have been allowed, not only what is likely.
        A file that cannot be read gives a finding, too. Raises nothing but TypeError for other types.
        """
        if isinstance(document, Path | str):
            path = Path(document) if path is None else path
            try:
                document = Path(document).read_bytes()
            except OSError as error:
                reason = error.strerror or "unknown reason"
                return [Finding("xml-unreadable", path, 0, 0, f"The file cannot be read: {reason}.")]
        path = path or Path("-")
        if isinstance(document, bytes | bytearray | memoryview):
            with deep_recursion():
                return self._compose(self._read(path, bytes(document), root), verbose=verbose)
        from edition.check.relaxng.trees import walk  # noqa: PLC0415 - not needed for files

        with deep_recursion():
            return self._compose(walk(document, path, self._automaton), verbose=verbose)

    def begins_with(self, namespace: str, name: str) -> bool:
        """Whether a document may begin with this element, and the schema says so by its name."""
        full = f"{namespace}}}{name}" if namespace else name
        move = self._automaton.move(self._automaton.start, full)
        return move is not None and any(full in element.single for element in move.elements)

    def _read(self, path: Path, content: bytes, root: Path | None) -> list[Problem]:
        """The problems of a file's bytes."""
        try:
            source = Source.decoded(path, content)
        except UndecodableError as error:
            before = error.before.encode("utf-8", "replace")
            return [Problem("encoding", Source(path, before), len(before), "", "", None, str(error))]
        return read(Run(self._automaton, _NOWHERE, source), source, root)

    @cached_property
    def _messages(self) -> Messages:
        """The composer of messages, loaded with the first problem."""
        from edition.check.relaxng.messages import Messages  # noqa: PLC0415 - valid documents need none

        return Messages(self._automaton)

    @cached_property
    def _long_messages(self) -> Messages:
        from edition.check.relaxng.messages import Messages  # noqa: PLC0415

        return Messages(self._automaton, long=True)

    def _compose(self, problems: list[Problem], *, verbose: bool) -> list[Finding]:
        if not problems:
            return []
        messages = self._long_messages if verbose else self._messages
        findings = [messages.finding(problem) for problem in problems]
        return sorted(findings, key=lambda finding: finding.place)


class _Nowhere:
    """The cursor before anything is read."""

    CurrentByteIndex = 0


_NOWHERE = _Nowhere()
