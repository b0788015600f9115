# SPDX-License-Identifier: MIT
"""Makes random documents that a RELAX NG schema allows, each with an element that was rare before.

The same seed gives the same documents. It reads the schema file itself and knows nothing of how the
schema was compiled.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from schema_inclusion import RNG, tag

if TYPE_CHECKING:
    from pathlib import Path

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NEVER = 10_000

# What the datatypes of TEI allow; the pattern decides where the type alone does not.
SAMPLES: dict[str, tuple[str, ...]] = {
    "anyURI": ("#a1", "#a2 ", "http://example.org/", "person:x"),
    "boolean": ("true", "false"),
    "date": ("1923-10-15", "2024-02-29"),
    "dateTime": ("1923-10-15T12:00:00",),
    "decimal": ("1.5",),
    "double": ("0.5", "1"),
    "duration": ("P3Y",),
    "float": ("0.5",),
    "gDay": ("---15",),
    "gMonth": ("--10",),
    "gMonthDay": ("--10-15",),
    "gYear": ("1923", "-0044"),
    "gYearMonth": ("1923-10",),
    "integer": ("1", "-2"),
    "language": ("en", "ru-Latn"),
    "Name": ("name", "p"),
    "NCName": ("name", "p"),
    "nonNegativeInteger": ("0", "3"),
    "string": ("words", "/a", "a"),
    "time": ("12:00:00",),
    "token": ("word", "1", "1.0", "1923-10", "P3Y", "3cm", "1,2", "1/2", "a-1"),
}


class Generator:
    """Documents from one schema."""

    def __init__(self, path: Path, seed: int) -> None:
        self.root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
        self.defines = {node.get("name"): node for node in self.root.iter(f"{RNG}define")}
        self.random = random.Random(seed)
        self.used: Counter[str] = Counter()
        self.costs = self._costs()
        self._known: dict[etree._Element, int] = {}
        self._below: dict[etree._Element, list[etree._Element]] = {}
        self.serial = self.budget = self.floor = 0
        self.route: list[str] = []
        elements = {str(node.get("name")): node for node in self.root.iter(f"{RNG}element")}
        self.inside = {name: self._below_element(node) for name, node in elements.items()}

    def _below_element(self, node: etree._Element) -> frozenset[str]:
        return frozenset().union(*(self._reach(child) for child in node if tag(child)))

    def document(self, size: int = 60) -> etree._Element:
        """One document of roughly so many elements."""
        self.budget, self.floor, self.serial = size, 0, 0
        self.route = self._way_to(min(self.inside, key=lambda name: self.used[name]))
        holder = etree.Element("holder")
        starts = self.root.findall(f"{RNG}start//{RNG}ref")
        self._pattern(starts[int(self.random.random() < 0.02)], holder, 0)
        return holder[0]

    def _costs(self) -> dict[str, int]:
        """How deep the shallowest match of each definition is."""
        costs = dict.fromkeys(map(str, self.defines), NEVER)
        changed = True
        while changed:
            changed = False
            for name, define in self.defines.items():
                cost = self._cost_of_all(define, costs)
                if cost < costs[str(name)]:
                    costs[str(name)] = cost
                    changed = True
        return costs

    def _cost_of_all(self, node: etree._Element, costs: dict[str, int]) -> int:
        return max((self._cost(child, costs) for child in node if tag(child)), default=0)

    def _cost(self, node: etree._Element, costs: dict[str, int]) -> int:
        kind = tag(node)
        if kind in {"zeroOrMore", "optional", "attribute", "text", "empty", "data", "value", "list"}:
            return 0
        if kind == "ref":
            return costs[node.get("name", "")]
        if kind == "choice":
            return min(self._cost(child, costs) for child in node if tag(child))
        if kind == "notAllowed" or (kind == "element" and node.get("name") is None):
            return NEVER
        return self._cost_of_all(node, costs) + (kind == "element")

    def _pattern(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        kind = tag(node)
        tight = depth > 11 or self.budget <= self.floor
        if kind in {"define", "group"}:
            self._children(node, parent, depth)
        elif kind == "element":
            self._element(node, parent, depth)
        elif kind == "ref":
            self._pattern(self.defines[node.get("name", "")], parent, depth)
        elif kind == "choice":
            self._choice(node, parent, depth, tight=tight)
        elif kind == "attribute":
            self._attribute(node, parent)
        elif kind == "text" and self.random.random() < 0.5:
            append_text(parent, self.random.choice(("word ", "two words ", "1. ")))
        elif kind in {"data", "value", "list"}:
            append_text(parent, self._value(node))
        elif kind in {"optional", "zeroOrMore", "oneOrMore"}:
            self._repeat(kind, node, parent, depth, tight=tight)

    def _children(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        below, floor = self._parts(node), self.floor
        for number, child in enumerate(below):
            # Each part gets its share of what is left, or the first would take it all.
            self.floor = self.budget - (self.budget - floor) // (len(below) - number)
            self._pattern(child, parent, depth)
        self.floor = floor

    def _parts(self, node: etree._Element) -> list[etree._Element]:
        if node not in self._below:
            self._below[node] = [child for child in node if tag(child)]
        return self._below[node]

    def _element(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        name = node.get("name")
        self.budget -= 1
        self.used[str(name)] += 1
        if self.route and self.route[0] == name:
            self.route.pop(0)
        if name is None:
            etree.SubElement(parent, "{http://example.org/ns}foreign")
            return
        self._children(node, etree.SubElement(parent, f"{{{TEI}}}{name}"), depth + 1)

    def _choice(self, node: etree._Element, parent: etree._Element, depth: int, *, tight: bool) -> None:
        options = self._parts(node)
        limit = min(map(self._depth, options)) if tight else NEVER - 1
        wanted = [option for option in options if self._wanted(option)]
        options = wanted or [option for option in options if self._depth(option) <= limit]
        self._pattern(self.random.choice(options), parent, depth)

    def _depth(self, node: etree._Element) -> int:
        if node not in self._known:
            repeats = tag(node) in {"zeroOrMore", "optional"}
            cost = self._cost_of_all if repeats else self._cost
            self._known[node] = cost(node, self.costs)
        return self._known[node]

    def _way_to(self, target: str) -> list[str]:
        """The elements from the root of a document to the nearest place for one element."""
        ways = [["TEI"]]
        seen = {"TEI"}
        for way in ways:
            if way[-1] == target:
                return way
            fresh = sorted(self.inside[way[-1]] - seen)
            seen.update(fresh)
            ways += ([*way, inner] for inner in fresh)
        return []

    def _wanted(self, node: etree._Element) -> bool:
        """Whether the pattern holds the next element of the way."""
        return bool(self.route) and self.route[0] in self._reach(node)

    @cache  # noqa: B019 (the generator lives as long as its test)
    def _reach(self, node: etree._Element) -> frozenset[str]:
        if tag(node) == "ref":
            return self._reach(self.defines[node.get("name", "")])
        if tag(node) == "element":
            return frozenset({str(node.get("name"))})
        return frozenset().union(*(self._reach(child) for child in node if tag(child)))

    def _repeat(
        self, kind: str, node: etree._Element, parent: etree._Element, depth: int, *, tight: bool
    ) -> None:
        times = self.random.randint(0, 1 if kind == "optional" else 3)
        if tag(self._parts(node)[0]) == "attribute":
            times = int(self.random.random() < 0.15)
        elif self._wanted(node):
            times = max(times, 1)
        elif tight or self._depth(node) >= NEVER:
            times = 0
        for _ in range(max(times, int(kind == "oneOrMore"))):
            self._children(node, parent, depth)

    def _attribute(self, node: etree._Element, parent: etree._Element) -> None:
        name = node.get("name")
        if name is None:
            return
        values = [child for child in node if tag(child)]
        value = self._value(values[0]) if values else "words"
        if name.startswith("xml:"):
            name = f"{{{XML}}}{name[4:]}"
        parent.set(name, value)

    def _value(self, node: etree._Element) -> str:
        kind = tag(node)
        if kind == "ref":
            below = [child for child in self.defines[node.get("name", "")] if tag(child)]
            return self._value(below[0])
        if kind == "value":
            return node.text or ""
        if kind == "text":
            return "words"
        if kind == "data":
            return self._sample(node)
        below = [child for child in node if tag(child)]
        if kind == "choice":
            return self._value(self.random.choice(below))
        times = {"zeroOrMore": self.random.randint(0, 2), "oneOrMore": self.random.randint(1, 2)}.get(kind, 1)
        if kind == "optional":
            times = self.random.randint(0, 1)
        return " ".join(self._value(child) for _ in range(times) for child in below)

    def _sample(self, node: etree._Element) -> str:
        kind = node.get("type", "")
        if kind == "ID":
            self.serial += 1
            return f"a{self.serial}"
        fitting = samples(etree.tostring(node), kind)
        return self.random.choice(fitting)


@cache
def samples(pattern: bytes, kind: str) -> tuple[str, ...]:
    """Those of the samples that the datatype with its facets allows, asked of libxml2."""
    library = "http://www.w3.org/2001/XMLSchema-datatypes"
    element = etree.Element(f"{RNG}element", {"name": "v", "datatypeLibrary": library})
    element.append(etree.fromstring(pattern))
    schema = etree.RelaxNG(element)
    fitting = []
    for sample in SAMPLES[kind]:
        document = etree.Element("v")
        document.text = sample
        if schema.validate(document):
            fitting.append(sample.strip())
    if not fitting:
        raise LookupError(f"no sample for {pattern.decode()}")
    return tuple(fitting)


def append_text(parent: etree._Element, text: str) -> None:
    """Text at the end of an element's content."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
