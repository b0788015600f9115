# SPDX-License-Identifier: MIT
"""Proves that one RELAX NG schema of TEI's kind allows nothing that another forbids.

It decides inclusion element by element, by derivatives of the content models and by comparing
attributes; it assumes that an element name has one definition, and says so where it has not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from schema_expressions import (
    EMPTY,
    NEVER,
    TEXT,
    Expr,
    after,
    counterexample,
    either,
    firsts,
    nullable,
    plus,
    star,
    then,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RNG = "{http://relaxng.org/ns/structure/1.0}"


@dataclass
class AttributeRule:
    """One attribute of one element: its value pattern, and whether it must be given."""

    value: etree._Element
    required: bool


@dataclass
class Element:
    """One element of a schema: content, attributes, and groups of which one at most may be given."""

    name: str
    content: Expr = EMPTY
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    exclusive: set[frozenset[str]] = field(default_factory=set)
    documented: bool = False


def tag(node: etree._Element) -> str:
    """The local name of a RELAX NG node; empty for annotations and embedded Schematron."""
    text = str(node.tag)
    return text[len(RNG) :] if text.startswith(RNG) else ""


class Schema:
    """A RELAX NG file in the full syntax as TEI's processor and ours write it."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
        self.defines = {node.get("name"): node for node in self.root.iter(f"{RNG}define")}
        self.elements: dict[str, Element] = {}
        self._values: dict[etree._Element, etree._Element] = {}
        self._contents: dict[str, Expr] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for node in self.root.iter(f"{RNG}element"):
            name = node.get("name")
            if name is None:
                continue
            if name in self.elements:
                raise ValueError(f"{path.name}: {name} is defined twice")
            self.elements[name] = self._element(name, node)
        self.starts = {ref.get("name") for ref in self.root.iterfind(f"{RNG}start//{RNG}ref")}

    def _element(self, name: str, node: etree._Element) -> Element:
        element = Element(name)
        element.documented = any("documentation" in str(child.tag) and child.text for child in node)
        element.content = self._sequence(node, element, optional=False)
        return element

    def _sequence(self, node: etree._Element, into: Element, *, optional: bool) -> Expr:
        result = EMPTY
        for child in reversed(list(node)):
            result = then(self._expr(child, into, optional=optional), result)
        return result

    def _expr(self, node: etree._Element, into: Element, *, optional: bool) -> Expr:
        kind = tag(node)
        if kind == "attribute":
            self._attribute(node, into, optional=optional)
            return EMPTY
        if kind == "ref":
            return self._reference(node.get("name", ""), into, optional=optional)
        if kind in {"optional", "zeroOrMore", "oneOrMore", "choice", "group"}:
            return self._compound(kind, node, into, optional=optional)
        if kind == "text":
            return TEXT
        if kind in {"data", "value", "list"}:
            return ("data", canonical(node))
        return NEVER if kind == "notAllowed" else EMPTY

    def _reference(self, name: str, into: Element, *, optional: bool) -> Expr:
        target = self.defines[name]
        children = [child for child in target if tag(child)]
        if len(children) == 1 and tag(children[0]) == "element":
            return ("name", children[0].get("name") or canonical(children[0][0]))
        if self.attributes_of(name):
            return self._sequence(target, into, optional=optional)
        if name not in self._contents:
            self._contents[name] = self._sequence(target, into, optional=optional)
        return self._contents[name]

    def attributes_of(self, name: str) -> tuple[str, ...]:
        """The names of the attributes that a definition holds, those of elements in it apart."""
        if name not in self._names:
            self._names[name] = tuple(attributes_below(self, self.defines[name]))
        return self._names[name]

    def _compound(self, kind: str, node: etree._Element, into: Element, *, optional: bool) -> Expr:
        if kind == "choice":
            names = [attributes_below(self, child) for child in node]
            if any(names):
                into.exclusive.add(frozenset(name for group in names for name in group))
            return either(*(self._expr(child, into, optional=True) for child in node if tag(child)))
        inner = self._sequence(node, into, optional=optional or kind in {"optional", "zeroOrMore"})
        if kind == "optional":
            return either(EMPTY, inner)
        if kind == "zeroOrMore":
            return star(inner)
        return plus(inner) if kind == "oneOrMore" else inner

    def _attribute(self, node: etree._Element, into: Element, *, optional: bool) -> None:
        name = node.get("name")
        if name is None:
            return
        if name in into.attributes:
            raise ValueError(f"{into.name}/@{name} is defined twice")
        into.attributes[name] = AttributeRule(self.value(node), not optional)

    def value(self, attribute: etree._Element) -> etree._Element:
        """The value pattern of an attribute, references resolved."""
        if attribute not in self._values:
            holder = etree.Element(f"{RNG}group")
            holder.extend(self._resolved(attribute))
            self._values[attribute] = holder
        return self._values[attribute]

    def _resolved(self, node: etree._Element) -> Iterator[etree._Element]:
        for child in node:
            if tag(child) == "ref":
                yield from self._resolved(self.defines[child.get("name")])
            elif tag(child):
                copy = etree.Element(child.tag, child.attrib)
                copy.text = child.text
                copy.extend(self._resolved(child))
                yield copy


def attributes_below(schema: Schema, node: etree._Element) -> list[str]:
    """The names of the attributes that a pattern holds, those of elements in it apart."""
    kind = tag(node)
    if kind in {"attribute", "element"}:
        return [node.get("name", "")] if kind == "attribute" else []
    if kind == "ref":
        return list(schema.attributes_of(node.get("name", "")))
    return [name for child in node if tag(child) for name in attributes_below(schema, child)]


@cache
def canonical(node: etree._Element) -> str:
    """A pattern as text, without spacing, order of alternatives or needless nesting."""
    kind = tag(node)
    text = " ".join((node.text or "").split())
    children = [canonical(child) for child in node if tag(child)]
    if kind in {"group", "choice"} and len(children) == 1:
        return children[0]
    if kind == "choice":
        children = sorted(set(children))
    given = ",".join(f"{key}={value}" for key, value in sorted(node.attrib.items()))
    return f"{kind}[{given}]{text}({';'.join(children)})"


def alternatives(node: etree._Element) -> list[etree._Element]:
    """The alternatives of a value pattern, nested choices flattened."""
    if tag(node) in {"choice", "group"} and (tag(node) == "choice" or len(node) == 1):
        return [option for child in node if tag(child) for option in alternatives(child)]
    return [node]


@cache
def value_included(small: etree._Element, large: etree._Element) -> bool:
    """Whether every value of one attribute pattern is a value of another."""
    if canonical(small) == canonical(large):
        return True
    known = {canonical(option) for option in alternatives(large)}
    return all(
        canonical(option) in known or _option_included(option, large) for option in alternatives(small)
    )


def _option_included(option: etree._Element, large: etree._Element) -> bool:
    if any(tag(other) == "text" for other in alternatives(large)):
        return True
    if tag(option) == "value":
        return accepts(large, option.text or "")
    lists = [other for other in alternatives(large) if tag(other) == "list"]
    return tag(option) == "list" and any(_list_included(option, other) for other in lists)


def _list_included(small: etree._Element, large: etree._Element) -> bool:
    """The same walk as for content models, over the values of a list."""
    items: dict[str, etree._Element] = {}
    seen = {(_list_expr(small, items), _list_expr(large, items))}
    waiting = list(seen)
    for inner, outer in waiting:
        if nullable(inner) and not nullable(outer):
            return False
        for symbol in firsts(inner):
            wider = [other for other in firsts(outer) if value_included(items[symbol[1]], items[other[1]])]
            pair = (after(inner, symbol), either(*(after(outer, other) for other in wider)))
            if pair[1] == NEVER:
                return False
            if pair not in seen:
                seen.add(pair)
                waiting.append(pair)
    return True


def _list_expr(node: etree._Element, items: dict[str, etree._Element]) -> Expr:
    kind = tag(node)
    if kind in {"data", "value"}:
        items[canonical(node)] = node
        return ("data", canonical(node))
    parts = [_list_expr(child, items) for child in node if tag(child)]
    if kind == "choice":
        return either(*parts)
    inner = EMPTY
    for part in reversed(parts):
        inner = then(part, inner)
    wrap = {"zeroOrMore": star, "oneOrMore": plus, "optional": lambda expr: either(EMPTY, expr)}
    return wrap[kind](inner) if kind in wrap else inner


@cache
def _value_schema(pattern: bytes) -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(pattern))


def accepts(pattern: etree._Element, value: str) -> bool:
    """Whether a value pattern allows a value, asked of libxml2 with a schema of one element."""
    library = "http://www.w3.org/2001/XMLSchema-datatypes"
    element = etree.Element(f"{RNG}element", {"name": "v", "datatypeLibrary": library})
    element.append(etree.fromstring(etree.tostring(pattern)))
    document = etree.Element("v")
    document.text = value
    return bool(_value_schema(etree.tostring(element)).validate(document))


def differences(small: Schema, large: Schema) -> Iterator[str]:
    """Everything that the first schema allows and the second does not, one sentence each."""
    for name in sorted(small.starts - large.starts):
        yield f"a document may begin with {name}"
    for name, element in small.elements.items():
        other = large.elements.get(name)
        if other is None:
            yield f"{name} is no element"
            continue
        path = counterexample(element.content, other.content)
        if path is not None:
            yield f"{name} may hold: {path}"
        yield from _attribute_differences(element, other)


def _attribute_differences(element: Element, other: Element) -> Iterator[str]:
    for name, rule in element.attributes.items():
        if name not in other.attributes:
            yield f"{element.name} may have @{name}"
        elif not value_included(rule.value, other.attributes[name].value):
            yield f"{element.name}/@{name} may be {canonical(rule.value)}, not only {canonical(other.attributes[name].value)}"
    for name, rule in other.attributes.items():
        if rule.required and not (name in element.attributes and element.attributes[name].required):
            yield f"{element.name} may do without @{name}"
    for group in other.exclusive:
        ours = group & element.attributes.keys()
        if len(ours) > 1 and not any(ours <= own for own in element.exclusive):
            yield f"{element.name} may have several of {' '.join(sorted(ours))}"
