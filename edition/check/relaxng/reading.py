# SPDX-License-Identifier: MIT
"""Reads a document with expat and hands its events to a `Run`: one pass, memory that does not grow.

DTDs are never fetched and external entities never read. What keeps a file from being read is a
problem like any other, never an exception.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from edition.check.relaxng.events import MAX_DEPTH, Problem, Run, TooDeepError
from edition.check.relaxng.xinclude import NAMESPACE as XINCLUDE
from edition.check.relaxng.xinclude import Inclusions

if TYPE_CHECKING:
    from pathlib import Path

    from edition.check.relaxng.source import Source


class Shared:
    """What the readers of one document share: the folder that inclusions may not leave, and their number."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root.resolve() if root is not None else None
        self.count = 0


class Reader:
    """Feeds one file, and what it includes, to a run. `chain` are the files that led to it."""

    def __init__(self, run: Run, source: Source, shared: Shared, chain: tuple[Path, ...] = ()) -> None:
        self.run = run
        self.source = source
        self.shared = shared
        self.chain = chain

    def read(self, only: str | None = None) -> bool:
        """Parse the file; whatever stops the parser becomes a problem. False where `only` was not found."""
        parser = self._parser()
        inclusions = self._including(parser, only)
        self.run.cursor = parser
        try:
            parser.Parse(self.source.content, True)  # noqa: FBT003 - expat's own signature
        except expat.ExpatError as error:
            at = parser.ErrorByteIndex
            self.note(
                "not-well-formed",
                at - 2 * self.source.content.startswith(b"</", at - 2),
                (error.code, at, self.open_tag()),
            )
        return only is None or inclusions is None or inclusions.found

    def nested(self, source: Source, path: Path, only: str | None) -> bool:
        """Read an included file in the place of its inclusion."""
        run, outer = self.run, self.run.cursor
        depth = len(run.stack)
        run.source = source
        found = Reader(run, source, self.shared, (*self.chain, path)).read(only)
        run.close_to(depth)
        run.source, run.cursor = self.source, outer
        return found

    def note(self, kind: str, at: Any, detail: Any = None) -> None:
        """Note a problem of the file rather than of an element."""
        run = self.run
        run.problems.append(Problem(kind, self.source, at, run.inside(), run.inside(), None, detail))

    def open_tag(self) -> tuple[str, int] | None:
        """The innermost element that is open where the parser stopped, as it is written, with its offset.

        Read again, because the run may know less: it need not have seen the last start tags.
        """
        parser = expat.ParserCreate("utf-8")
        opened: list[tuple[str, int]] = []
        parser.StartElementHandler = lambda name, _attributes: opened.append((name, parser.CurrentByteIndex))
        parser.EndElementHandler = lambda _name: opened.pop()
        with contextlib.suppress(expat.ExpatError):
            parser.Parse(self.source.content, True)  # noqa: FBT003 - expat's own signature
        return opened[-1] if opened else None

    def _parser(self) -> Any:
        """A parser of expat with all handlers."""
        parser = expat.ParserCreate("utf-8", "}")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self.run.start
        parser.EndElementHandler = self.run.end
        parser.CharacterDataHandler = self.run.text
        parser.XmlDeclHandler = self._declaration
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped
        if self.run.automaton.needs_prefixes:
            self._follow_prefixes(parser)
        return parser

    def _including(self, parser: Any, only: str | None) -> Inclusions | None:
        """Follow XInclude, in files that mention it, unless it is the schema's own business."""
        if only is None and XINCLUDE.encode() not in self.source.content:
            return None
        if XINCLUDE in self.run.automaton.namespaces():
            return None
        if not self.chain:
            self.chain = (self.source.path.resolve(),)
        inclusions = Inclusions(self, only)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
            inclusions.handlers()
        )
        return inclusions

    def _follow_prefixes(self, parser: Any) -> None:
        """Keep the declared prefixes, for values that are QNames."""
        run = self.run
        outer: list[dict[str, str]] = []

        def begin(prefix: str | None, uri: str | None) -> None:
            outer.append(run.prefixes)
            run.prefixes = {**run.prefixes, prefix or "": uri or ""}

        def finish(_prefix: str | None) -> None:
            run.prefixes = outer.pop()

        parser.StartNamespaceDeclHandler = begin
        parser.EndNamespaceDeclHandler = finish

    def _declaration(self, version: str, _encoding: str | None, _standalone: int) -> None:
        """The XML declaration: only XML 1.0 is read as what it is."""
        if version != "1.0":
            self.note("version", 0, version)

    def _external(self, context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        """An external entity: it stays unread."""
        self.note(
            "external-entity",
            self.run.cursor.CurrentByteIndex,
            (context.rsplit("\f", maxsplit=1)[-1], system),
        )
        return 1

    def _skipped(self, name: str, is_parameter: bool) -> None:
        """An entity whose declaration stands in a DTD that is not read."""
        if not is_parameter:
            self.note("entity", self.run.cursor.CurrentByteIndex, name)


def read(run: Run, source: Source, root: Path | None) -> list[Problem]:
    """Read a whole document, with all it includes, and return its problems."""
    try:
        Reader(run, source, Shared(root)).read()
    except TooDeepError:
        at = run.cursor.CurrentByteIndex
        run.problems.append(Problem("too-deep", run.source, at, run.inside(), run.inside(), None, MAX_DEPTH))
    return run.finish()
