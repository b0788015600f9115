# SPDX-License-Identifier: MIT
"""XInclude 1.0 within the project's folder: one tree of many files, each element with its real place.

It never fetches an address. `xml:base` is not added, because the side table says more.
"""

from __future__ import annotations

import copy
import re
from array import array
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from edition.source.decoding import DecodingError, decode
from edition.source.faults import Fault, Place, SourceError
from edition.source.library import Library, OutsideError
from edition.source.scan import XINCLUDE

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from edition.source import Source

_INCLUDE = f"{{{XINCLUDE}}}include"
_FALLBACK = f"{{{XINCLUDE}}}fallback"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NCNAME = r"[^\W\d][\w.\-·]*"
_XPOINTER = re.compile(
    rf"""(?P<id>{_NCNAME})$|element\((?P<start>{_NCNAME})?(?P<steps>(?:/\d+)*)\)$"""
    rf"""|xpointer\(\s*id\(\s*["'](?P<function>{_NCNAME})["']\s*\)\s*\)$"""
)
_MOST_ELEMENTS = 20_000_000


class Problem(NamedTuple):
    """An inclusion that failed, at the place of its `xi:include`."""

    place: Place
    fault: Fault


class Expansion:
    """A tree with its inclusions resolved; `sources` are the files in it, the including one first."""

    def __init__(
        self, root: etree._Element, sources: list[Source], table: _Table, problems: list[Problem]
    ) -> None:
        self.root = root
        self.sources = sources
        self.problems = problems
        self._table = table

    def origin(self, ordinal: int) -> tuple[Source, int]:
        """The file of the element with this ordinal in the expanded tree, and its ordinal there."""
        return self.sources[self._table.files[ordinal]], self._table.ordinals[ordinal]


class _Table:
    """For each element of a tree: the number of its file and its ordinal there."""

    def __init__(self) -> None:
        self.files = array("I")
        self.ordinals = array("I")

    def add(self, file: int, ordinal: int) -> None:
        self.files.append(file)
        self.ordinals.append(ordinal)


class _Failure(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.fault = Fault(code, message, hint)


def expand(source: Source, library: Library) -> Expansion:
    """Resolve the inclusions of a source, and theirs; what cannot be included is among `problems`."""
    return _Expander(library).run(source)


class _Expander:
    def __init__(self, library: Library) -> None:
        self.library = library
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        self.table = _Table()
        self.bytes = 0

    def run(self, source: Source) -> Expansion:
        root = copy.deepcopy(source.root)
        # The comments and instructions beside the root belong to the document, and a deep copy of
        # an element leaves them behind.
        for node in source.root.itersiblings(preceding=True):
            root.addprevious(copy.deepcopy(node))
        elements = list(root.iter("*"))
        self._walk(source, elements, 0, ())
        return Expansion(elements[0], self.sources, self.table, self.problems)

    def _number(self, source: Source) -> int:
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source)

    def _walk(
        self, source: Source, elements: list[etree._Element], first: int, chain: tuple[str, ...]
    ) -> None:
        """Resolve what is to be included among `elements`, whose ordinals in their file start at `first`."""
        number = self._number(source)
        position = 0
        while position < len(elements):
            element = elements[position]
            if element.tag != _INCLUDE or element.getparent() is None:
                self.table.add(number, first + position)
                position += 1
                continue
            inside = list(element.iter("*"))
            self._include(source, element, first + position, chain)
            position += len(inside)

    def _include(self, source: Source, element: etree._Element, ordinal: int, chain: tuple[str, ...]) -> None:
        try:
            self._replace_with_target(source, element, chain)
        except _Failure as failure:
            fallback = element.find(_FALLBACK)
            if fallback is None:
                self.problems.append(Problem(source.own_place(ordinal), failure.fault))
                _replace(element, [], "")
                return
            within = list(element.iter("*"))
            children = list(fallback)
            elements = list(fallback.iter("*"))[1:]
            first = ordinal + within.index(fallback) + 1
            _replace(element, children, fallback.text or "")
            self._walk(source, elements, first, chain)

    def _replace_with_target(self, source: Source, element: etree._Element, chain: tuple[str, ...]) -> None:
        href, pointer = element.get("href", ""), element.get("xpointer", "")
        path = self._locate(source, href)
        if element.get("parse", "xml") == "text":
            _replace(element, [], self._text(path, element.get("encoding")))
            return
        step = f"{path}#{pointer}"
        if step in chain or (not pointer and path == source.path.resolve()):
            raise _Failure(
                "xml-include-loop", f"“{href}” is included by itself.", "Remove one link of this circle."
            )
        included = self._source(path, href)
        self._count(included)
        target, first = _part(included, pointer, href)
        node = copy.deepcopy(target)
        node.tail = None
        _replace(element, [node], "")
        self._walk(included, list(node.iter("*")), first, (*chain, step))

    def _locate(self, source: Source, href: str) -> Path:
        if not href:
            return source.path.resolve()
        if "#" in href:
            hint = f'Write href="{href.partition("#")[0]}" xpointer="{href.partition("#")[2]}".'
            raise _Failure(
                "xml-include-broken", f"@href “{href}” has a fragment, which XInclude forbids.", hint
            )
        try:
            return self.library.locate(source.path.resolve(), href)
        except OutsideError:
            remote = bool(urlsplit(href).scheme)
            why = "nothing is fetched from a network" if remote else "it is outside the project's folder"
            message, hint = f"“{href}” is not included: {why}.", "Copy the file into the project."
            raise _Failure("xml-include-outside", message, hint) from None

    def _source(self, path: Path, href: str) -> Source:
        try:
            return self.library.included(path)
        except SourceError as error:
            fault = error.faults[0]
            if fault.code == "xml-missing":
                raise _Failure(
                    "xml-include-missing", f"there is no file “{href}” to include.", _near(path)
                ) from None
            where = f" (line {fault.line})" if fault.line else ""
            message = f"“{href}” cannot be included{where}: {fault.message}"
            raise _Failure("xml-include-broken", message, fault.hint) from None

    def _count(self, included: Source) -> None:
        """Keep a few small files that include each other many times from filling the memory."""
        self.bytes += len(included.data)
        if self.bytes > included.limits.size or len(self.table.files) > _MOST_ELEMENTS:
            message = f"the inclusions add up to more than {included.limits.size // 2**20} MB."
            raise _Failure("xml-too-large", message, "Include less, or include it once.")

    def _text(self, path: Path, encoding: str | None) -> str:
        try:
            data = path.read_bytes()
            text = data.decode(encoding) if encoding else data.decode("utf-8-sig")
        except OSError:
            raise _Failure(
                "xml-include-missing", f"there is no text file “{path.name}” to include.", _near(path)
            ) from None
        except (UnicodeDecodeError, LookupError):
            try:
                text = decode(data).text
            except DecodingError as error:
                raise _Failure("xml-include-broken", f"“{path.name}” is no text.", error.fault.hint) from None
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _near(path: Path) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a message

    if not path.parent.is_dir():
        return f"There is no folder “{path.parent.name}” either."
    close = get_close_matches(path.name, [each.name for each in path.parent.iterdir()], 1)
    return f"Did you mean “{close[0]}”?" if close else "Check its name and folder."


def _part(source: Source, pointer: str, href: str) -> tuple[etree._Element, int]:
    """The element of `source` that an XPointer names, and its ordinal; the root if there is none."""
    if not pointer:
        return source.root, 0
    form = _XPOINTER.match(pointer.strip())
    if form is None:
        message = f"the pointer “{pointer}” is of a scheme that is not understood here."
        raise _Failure(
            "xml-include-broken", message, "Give the element an xml:id and write that as the xpointer."
        )
    elements = list(source.root.iter("*"))
    name = form["id"] or form["start"] or form["function"]
    steps = [int(step) for step in (form["steps"] or "").split("/") if step]
    if name:
        element = next((each for each in elements if each.get(_ID) == name), None)
    else:
        element, steps = (source.root, steps[1:]) if steps[:1] == [1] else (None, [])
    for step in steps:
        children = list(element.iterchildren("*")) if element is not None else []
        element = children[step - 1] if 0 < step <= len(children) else None
    if element is None:
        where = f"“{href}”" if href else "this file"
        raise _Failure("xml-include-broken", f"“{pointer}” names no element of {where}.", "Check the xml:id.")
    return element, elements.index(element)


def _replace(element: etree._Element, nodes: list[etree._Element], text: str) -> None:
    """Put text and nodes where `element` stands; its tail stays."""
    parent, tail = element.getparent(), element.tail or ""
    assert parent is not None
    position = parent.index(element)
    if not nodes:
        text += tail
    previous = parent[position - 1] if position else None
    if text and previous is not None:
        previous.tail = (previous.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text
    parent[position : position + 1] = nodes
    if nodes:
        nodes[-1].tail = (nodes[-1].tail or "") + tail
