# SPDX-License-Identifier: MIT
"""One walk over one file, in which every check finds the elements and attributes that it asks for.

It judges nothing. What it holds are nodes of the tree, so it is gone when the file's own checks are done.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from edition.source import TEI

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from edition.source import Place, Source

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEI = f"{{{TEI}}}"
_SPACE = "xml:"
_DESCENDANTS = etree.XPath("count(descendant::*)")


class Node(NamedTuple):
    """An element of TEI, its ordinal in the expanded tree, and its local name."""

    ordinal: int
    element: etree._Element
    name: str

    def get(self, attribute: str) -> str:
        """The value of an attribute, or the empty string."""
        return str(self.element.get(attribute, ""))


class Walk:
    """The nodes of a file that bear one of `tags`, or one of `attributes`, in document order."""

    def __init__(self, source: Source, tags: Collection[str], attributes: Collection[str]) -> None:
        self.source = source
        self._tagged: defaultdict[str, list[Node]] = defaultdict(list)
        self._bearing: defaultdict[str, list[Node]] = defaultdict(list)
        names = {f"{_TEI}{tag}": tag for tag in tags}
        wanted = frozenset(attributes)
        for ordinal, element in source.elements():
            tag = element.tag
            if tag in names:
                self._tagged[names[tag]].append(Node(ordinal, element, names[tag]))
            borne = element.keys()
            # Most elements bear no attribute that is asked for: this test is the quickest.
            if borne and not wanted.isdisjoint(borne) and tag.startswith(_TEI):
                node = Node(ordinal, element, tag[len(_TEI) :])
                for name in wanted.intersection(borne):
                    self._bearing[name].append(node)

    def tagged(self, *names: str) -> list[Node]:
        """The elements of these names; of several names in document order."""
        if len(names) == 1:
            return self._tagged[names[0]]
        found = [node for name in names if name in self._tagged for node in self._tagged[name]]
        return sorted(found, key=lambda node: node.ordinal)

    def bearing(self, *attributes: str) -> Iterator[tuple[Node, str]]:
        """The elements that bear one of these attributes, with its name."""
        for attribute in attributes:
            for node in self._bearing[attribute]:
                yield node, attribute

    def place(self, node: Node, attribute: str = "") -> Place:
        """Where the element or its attribute stands in the real file."""
        written = attribute if not attribute.startswith("{") else _SPACE + attribute.rpartition("}")[2]
        return self.source.place(node.ordinal, written)

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements by their ordinals, for the few checks that go from one to another."""
        return [element for _, element in self.source.elements()]

    @cached_property
    def ids(self) -> dict[str, int]:
        """The ordinal of each id; of one that is given twice, the first."""
        found: dict[str, int] = {}
        for ordinal, element in enumerate(self.elements):
            identifier = element.get(XML_ID)
            if identifier is not None:
                found.setdefault(str(identifier).strip(), ordinal)
        return found

    @cached_property
    def ordinals(self) -> dict[etree._Element, int]:
        """The ordinal of each element."""
        return {element: ordinal for ordinal, element in enumerate(self.elements)}


def extent(node: Node) -> range:
    """The ordinals of a node and of all that is in it."""
    return range(node.ordinal, node.ordinal + 1 + int(_DESCENDANTS(node.element)))  # type: ignore[arg-type] # a number


class Regions:
    """Parts of a document, by ordinals; asked whether an element is in one of them."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for node in sorted(nodes, key=lambda each: each.ordinal):
            if not self._ends or node.ordinal >= self._ends[-1]:  # one that is in another adds nothing
                found = extent(node)
                self._starts.append(found.start)
                self._ends.append(found.stop)

    def __contains__(self, ordinal: int) -> bool:
        position = bisect_right(self._starts, ordinal) - 1
        return position >= 0 and ordinal < self._ends[position]


def text(element: etree._Element, without: frozenset[str] = frozenset()) -> str:
    """The words of an element with all that is in it but elements called `without`; white space collapsed."""
    if without and any(True for _ in element.iterdescendants(*(f"{_TEI}{name}" for name in without))):
        element = copy.deepcopy(element)
        etree.strip_elements(element, *(f"{_TEI}{name}" for name in without), with_tail=False)
    return " ".join("".join(element.itertext("*")).split())  # type: ignore[arg-type] # comments are left out


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children of these names, in document order."""
    tags = _tags(names)
    return [child for child in element if child.tag in tags]


@cache
def _tags(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{_TEI}{name}" for name in names)
