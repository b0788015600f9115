# SPDX-License-Identifier: MIT
"""One TEI file, read safely: its characters, its tree, the place of each element, what it includes.

It judges only whether the file can be read; what TEI or a schema says of it is checked elsewhere.
Nothing here writes, and nothing is fetched from a network.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from edition.source.decoding import DecodingError, decode
from edition.source.faults import Fault, Place, SourceError
from edition.source.scan import Instruction, Scan, other_nodes, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.source.include import Expansion
    from edition.source.library import Library

__all__ = ["TEI", "Fault", "Instruction", "Limits", "Place", "Source", "SourceError"]

TEI = "http://www.tei-c.org/ns/1.0"
_ROOTS = {"TEI", "teiCorpus"}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_LINE_END = re.compile(r"\r\n?|\n")
_TAG = re.compile(r"""<[^\s/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>""")


@dataclass(frozen=True)
class Limits:
    """How deep and how large (in bytes, with all that it includes) a source may be."""

    depth: int = 1000
    size: int = 512 * 2**20


class Source:
    """A well-formed file. `Source.read(path)` reads one; `Source(path, data)` takes its bytes.

    `path` is as the user named it; `digest` is the SHA-256 of the bytes, hexadecimal. Raises
    SourceError, with its faults, for whatever cannot be read as XML.
    """

    def __init__(self, path: Path, data: bytes, limits: Limits | None = None) -> None:
        self.path = path
        self.data = data
        self.limits = limits or Limits()
        self._library: Library | None = None
        if len(data) > self.limits.size:
            raise SourceError(path, too_large(self.limits))
        try:
            self.text, self.encoding = decode(data)
        except DecodingError as error:
            raise SourceError(path, error.fault) from None
        self.scan: Scan = scan(self.utf8, self.limits.depth)
        if self.scan.faults:
            raise SourceError(path, *self.scan.faults)

    @classmethod
    def read(cls, path: Path | str, limits: Limits | None = None) -> Source:
        """Read one file; raises SourceError if it is not there, not readable, or not XML."""
        path = Path(path)
        return cls(path, read_bytes(path, limits or Limits()), limits)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def utf8(self) -> bytes:
        """The characters as UTF-8, whatever the file's own encoding: for parsers told to take it so."""
        return self.data if self.encoding == "utf-8" and self.data[:1] == b"<" else self.text.encode()

    @property
    def is_tei(self) -> bool:
        """Is the root element `TEI` or `teiCorpus` in TEI's namespace?"""
        namespace, name = self.scan.root
        return namespace == TEI and name in _ROOTS

    @property
    def models(self) -> list[Instruction]:
        """The `<?xml-model?>` instructions before the root element."""
        return [each for each in self.scan.instructions if each.target == "xml-model"]

    @cached_property
    def root(self) -> etree._Element:
        """The file's own tree, internal entities expanded, `xi:include` as it stands."""
        return parse(self.path, self.utf8, len(self.scan.lines))

    @cached_property
    def expansion(self) -> Expansion:
        """The tree with its inclusions resolved, and where each element comes from."""
        from edition.source.include import expand  # noqa: PLC0415 - few files include others
        from edition.source.library import Library  # noqa: PLC0415

        return expand(self, self._library or Library(self.path.parent, self.limits))

    @property
    def expanded(self) -> etree._Element:
        """The root of the tree with its inclusions resolved (the own tree if there are none)."""
        return self.expansion.root if self.scan.includes else self.root

    def elements(self) -> Iterator[tuple[int, etree._Element]]:
        """The elements of the expanded tree with their ordinals, in document order from 0."""
        return enumerate(self.expanded.iter("*"))

    def origin(self, ordinal: int) -> tuple[Source, int]:
        """The file in which the expanded tree's element stands, and its ordinal there."""
        return self.expansion.origin(ordinal) if self.scan.includes else (self, ordinal)

    def place(self, ordinal: int, attribute: str = "") -> Place:
        """The place in the real file of an element of the expanded tree, or of its attribute.

        `attribute` is a name as it is written (`xml:id`); one that is not found there (it came
        through an entity) has the element's place.
        """
        source, own = self.origin(ordinal)
        return source.own_place(own, attribute)

    def own_place(self, ordinal: int, attribute: str = "") -> Place:
        """The place of an element of the file's own tree, or of its attribute."""
        line, column = self.scan.lines[ordinal], self.scan.columns[ordinal]
        if attribute:
            tag = _TAG.match(self.text, self._line_starts[line - 1] + column - 1)
            found = tag and re.search(rf"\s({re.escape(attribute)})\s*=", tag[0])
            if tag and found:
                return self._place_at(tag.start() + found.start(1))
        return Place(self.path, line, column)

    def ordinal(self, element: etree._Element) -> int:
        """The ordinal of an element of the expanded tree; slow, for the few that have a finding."""
        return next(ordinal for ordinal, each in self.elements() if each is element)

    def node_place(self, kind: str, number: int) -> Place | None:
        """The place of the text, comment or instruction with this number among its kind.

        None where the file includes others: then the numbers are those of the expanded tree.
        """
        if self.scan.includes or number >= len(self._other_nodes[kind]):
            return None
        return Place(self.path, *self._other_nodes[kind][number])

    @cached_property
    def _other_nodes(self) -> dict[str, list[tuple[int, int]]]:
        return other_nodes(self.utf8)

    @cached_property
    def xml(self) -> str:
        """The expanded document as XML text with no document type declaration, for Saxon."""
        if not (self.scan.doctype or self.scan.includes):
            return _DECLARATION.sub("", self.text, count=1)
        around = self.root if self.expanded is self.root else self.expanded
        nodes = [*reversed(list(around.itersiblings(preceding=True))), around, *around.itersiblings()]
        return "".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def _place_at(self, offset: int) -> Place:
        line = bisect_right(self._line_starts, offset)
        return Place(self.path, line, offset - self._line_starts[line - 1] + 1)


def parse(path: Path, data: bytes, elements: int) -> etree._Element:
    """The tree of bytes in UTF-8 that expat has found well-formed and not too deep, with so many elements.

    `huge_tree` lifts libxml2's own limits (256 deep, 10 MB of text in one node): the bounds of
    `Limits` have been applied before. libxml2 refuses a few things that are well-formed (a namespace
    name that is no URI); then it must recover, and have as many elements.
    """
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        fault = Fault("xml-not-well-formed", f"not well-formed: {error.msg}.", "", line, column)
    root = etree.fromstring(data, _parser(recover=True))
    if root is None or sum(1 for _ in root.iter("*")) != elements:
        raise SourceError(path, fault)
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities="internal",  # type: ignore[arg-type] # newer than the stubs
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        collect_ids=False,
        recover=recover,
    )


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; raises SourceError, with the reason in words, where there is none to read."""
    try:
        if path.is_dir():
            raise SourceError(
                path, Fault("xml-unreadable", "this is a folder.", "Name the files in it: FOLDER/*.xml.")
            )
        if path.stat().st_size > limits.size:
            raise SourceError(path, too_large(limits))
        return path.read_bytes()
    except FileNotFoundError:
        fault = Fault("xml-missing", "there is no such file.", "Check its name and folder.")
    except PermissionError:
        fault = Fault("xml-unreadable", "you may not read this file.", "Change its permissions (chmod u+r).")
    except OSError as error:
        fault = Fault(
            "xml-unreadable", f"the file cannot be read: {error.strerror or error}.", "Check the disk."
        )
    raise SourceError(path, fault) from None


def too_large(limits: Limits) -> Fault:
    """The fault of a file beyond the bound on size."""
    megabytes = limits.size // 2**20
    return Fault(
        "xml-too-large", f"the file is larger than {megabytes} MB.", "Split it, and join it with XInclude."
    )
