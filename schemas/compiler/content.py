# SPDX-License-Identifier: MIT
"""Content models and datatypes of a selection as RELAX NG patterns.

A reference to an element or class that the customisation leaves out can never be fulfilled; it writes
no definitions and no documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .odd import TEI, OddError, Selection, key_of, local, tei
from .patterns import Pattern, choice, repeated, rng, sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

# Where no element is named, any foreign element may stand: TEI's own and its examples may not.
FOREIGN_EXCEPTIONS = (("nsName", TEI, ""), ("name", "http://www.tei-c.org/ns/Examples", "egXML"))


def occurrences(element: etree._Element) -> tuple[int, int | None]:
    """The minimum and maximum of `@minOccurs` and `@maxOccurs` (None: unbounded)."""
    highest = element.get("maxOccurs", "1")
    return int(element.get("minOccurs", "1")), None if highest == "unbounded" else int(highest)


class Contents:
    """Translates content models; remembers which definitions the result refers to."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self.weakened: list[str] = []
        self._kinds: dict[str, Callable[[etree._Element], Pattern]] = {
            "sequence": lambda node: sequence(map(self.pattern, node)),
            "alternate": lambda node: choice(map(self.pattern, node)),
            "elementRef": lambda node: self._reference(key_of(node, "key")),
            "macroRef": lambda node: self._reference(key_of(node, "key")),
            "classRef": self._class,
            "dataRef": self._data,
            "textNode": lambda _: rng("text"),
            "empty": lambda _: rng("empty"),
            "valList": lambda node: choice([_value(item) for item in node.iterfind(tei("valItem"))]),
            "anyElement": lambda _: rng("ref", name="foreign.element"),
        }

    def pattern(self, node: etree._Element) -> Pattern:
        """The pattern of one node of a content model."""
        kind = self._kinds.get(local(node))
        if kind is None:
            raise OddError(f"line {node.sourceline}: {local(node)} in a content model is not compiled")
        return repeated(kind(node), *occurrences(node))

    def content(self, spec: etree._Element) -> Pattern:
        """The pattern of the `content` of an element, macro or datatype."""
        content = spec.find(tei("content"))
        if content is None or not len(content):
            return rng("empty")
        return sequence(map(self.pattern, content))

    def _reference(self, name: str) -> Pattern:
        return rng("ref", name=name) if name in self._selection.present else None

    def _class(self, node: etree._Element) -> Pattern:
        name = key_of(node, "key")
        if name not in self._selection.present or not self.populated(name):
            return None
        expand = node.get("expand", "alternate")
        if node.get("include") or node.get("except"):
            raise OddError(f"line {node.sourceline}: a part of class {name} is not compiled")
        if expand == "alternate":
            return rng("ref", name=name)
        low = 0 if "Optional" in expand else 1
        high = None if "Repeatable" in expand else 1
        return sequence(
            repeated(self._reference(member), low, high) for member in self._selection.members(name)
        )

    def populated(self, name: str) -> bool:
        """Whether any element that holds is in a model class or in a class below it."""
        members = self._selection.members(name)
        return any(
            local(self._selection.present[member]) == "elementSpec" or self.populated(member)
            for member in members
        )

    def alternatives(self, name: str) -> Pattern:
        """The members of a model class, as a choice."""
        present = self._selection.present
        members = [
            member
            for member in self._selection.members(name)
            if local(present[member]) == "elementSpec" or self.populated(member)
        ]
        return choice([rng("ref", name=member) for member in members])

    def _data(self, node: etree._Element) -> Pattern:
        if node.get("name"):
            data = rng("data", type=key_of(node, "name"))
            for facet in node.iterfind(tei("dataFacet")):
                data.append(_facet(key_of(facet, "name"), key_of(facet, "value")))
            if node.get("restriction"):
                data.append(_facet("pattern", key_of(node, "restriction")))
            return data
        if node.get("restriction"):
            raise OddError(f"line {node.sourceline}: a restriction of {node.get('key')} is not compiled")
        return self._reference(key_of(node, "key"))


def _value(item: etree._Element) -> etree._Element:
    value = rng("value")
    value.text = key_of(item)
    return value


def _facet(name: str, value: str) -> etree._Element:
    facet = rng("param", name=name)
    facet.text = value
    return facet


def foreign_element() -> etree._Element:
    """The definition of an element of any vocabulary that is not TEI."""
    exceptions = rng("except")
    for kind, namespace, name in FOREIGN_EXCEPTIONS:
        exception = rng(kind, ns=namespace)
        exception.text = name or None
        exceptions.append(exception)
    itself = rng("ref", name="foreign.element")
    return rng(
        "define",
        rng(
            "element",
            rng("anyName", exceptions),
            rng("zeroOrMore", rng("attribute", rng("anyName"))),
            rng("zeroOrMore", rng("choice", rng("text"), itself)),
        ),
        name="foreign.element",
    )
