# SPDX-License-Identifier: MIT
"""XInclude on the stream: what is included is validated in its place and reported with its own file and line.

Whole files, elements by `xml:id`, and text; `fallback` where a file cannot be read. Nothing remote is
fetched. It takes no part where the schema itself knows `xi:include`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from edition.check.relaxng.events import Problem
from edition.check.relaxng.names import XML_ID, is_ncname
from edition.check.relaxng.source import Source, UndecodableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.check.relaxng.reading import Reader

NAMESPACE: Final = "http://www.w3.org/2001/XInclude"
_INCLUDE: Final = NAMESPACE + "}include"
_FALLBACK: Final = NAMESPACE + "}fallback"
_MOST: Final = 10_000  # inclusions in one document: files that include each other could be endless

_TAKE, _DROP, _AWAIT = range(3)  # what happens to an element: its events go on, or not, or a fallback's would


class Inclusions:
    """The handlers of a reader that follow inclusions."""

    def __init__(self, reader: Reader, only: str | None = None) -> None:
        self.reader = reader
        self.only = only
        self.modes: list[int] = []
        self.found = False
        self.failed: list[Problem] = []  # of open inclusions, until it is known whether a fallback helps

    def handlers(
        self,
    ) -> tuple[Callable[[str, list[str]], None], Callable[[str], None], Callable[[str], None]]:
        """start, end and text."""
        return self.start, self.end, self.text

    def start(self, name: str, attributes: list[str]) -> None:
        """A start tag: passed on, left out, or an inclusion."""
        modes = self.modes
        outer = modes[-1] if modes else (_TAKE if self.only is None else _DROP)
        if self.only is not None and outer == _DROP and not self.found and _id(attributes) == self.only:
            outer = _TAKE
            self.found = True
        if name == _INCLUDE and outer == _TAKE:
            modes.append(_DROP if self.include(attributes) else _AWAIT)
        elif name == _FALLBACK and outer == _AWAIT:
            modes.append(_TAKE)
            self.failed[-1] = self.failed[-1]._replace(kind=self.failed[-1].kind + "+fallback")
        elif outer == _TAKE:
            modes.append(_TAKE)
            self.reader.run.start(name, attributes)
        else:
            modes.append(_DROP)

    def end(self, name: str) -> None:
        """An end tag."""
        mode = self.modes.pop()
        if mode == _TAKE and name != _FALLBACK:
            self.reader.run.end(name)
        elif mode == _AWAIT:
            self.reader.run.problems.append(self.failed.pop())

    def text(self, data: str) -> None:
        """Text."""
        if (self.modes[-1] if self.modes else _DROP) == _TAKE:
            self.reader.run.text(data)

    def include(self, attributes: list[str]) -> bool:  # noqa: PLR0911 - one case after the other
        """Read what an inclusion names; false where its fallback is to be taken."""
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        reader = self.reader
        reader.shared.count += 1
        if reader.shared.count > _MOST:
            return self.fail("xinclude-bound", _MOST)
        path = self.path_of(given)
        if path is None:
            return False
        pointer = given.get("xpointer")
        if pointer is not None and not is_ncname(pointer):
            return self.fail("xinclude-pointer", pointer)
        if path in reader.chain and (pointer is None or path != reader.source.path.resolve()):
            return self.fail("xinclude-loop", given.get("href", ""))
        try:
            source = Source.decoded(_shown(reader.source.path, path), path.read_bytes())
        except (OSError, UndecodableError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return self.fail("xinclude-unreadable", (given.get("href", ""), reason))
        if given.get("parse", "xml") == "text":
            reader.run.text(source.content.decode("utf-8", "replace"))
            return True
        if reader.nested(source, path, pointer):
            return True
        return self.fail("xinclude-id", (source.path, pointer))

    def fail(self, kind: str, detail: Any) -> bool:
        """Remember that something was not included, should no fallback come."""
        run = self.reader.run
        at = run.cursor.CurrentByteIndex
        self.failed.append(Problem(kind, run.source, at, run.inside(), run.inside(), None, detail))
        return False

    def path_of(self, given: dict[str, str]) -> Path | None:
        """The file that an inclusion names, if it is one that may be read."""
        from urllib.parse import unquote, urlsplit  # noqa: PLC0415 - for documents of several files

        href = given.get("href", "")
        own = self.reader.source.path
        try:
            parts = urlsplit(href)
            path = (own.parent / unquote(parts.path)).resolve() if parts.path else own.resolve()
        except ValueError:  # brackets without an address, a zero byte
            self.fail("xinclude-unreadable", (href, "this is no address"))
            return None
        if parts.scheme not in ("", "file") or parts.netloc:
            self.fail("xinclude-remote", href)
            return None
        root = self.reader.shared.root
        if root is not None and not path.is_relative_to(root):
            self.fail("xinclude-outside", href)
            return None
        return path


def _id(attributes: list[str]) -> str | None:
    for place in range(0, len(attributes), 2):
        if attributes[place] == XML_ID:
            return attributes[place + 1].strip()
    return None


def _shown(own: Path, path: Path) -> Path:
    """The included file as it is shown: relative, where the including file is."""
    if own.is_absolute():
        return path
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
