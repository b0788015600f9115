# SPDX-License-Identifier: MIT
"""Reads the patterns of text values: data, value, list (sections 4.3, 4.4 and 4.16).

How a text is matched against them is in `values`.
"""

from __future__ import annotations

from collections.abc import Callable

from edition.check.relaxng.datatypes import XSD_TYPES, Datatype, Literal, library
from edition.check.relaxng.facets import FacetError, facet
from edition.check.relaxng.name_classes import check_attributes
from edition.check.relaxng.patterns import NOT_ALLOWED, Data, ListOf, Pattern, Value
from edition.check.relaxng.syntax import Node


def _datatype(node: Node, uri: str, name: str) -> Datatype:
    types = library(uri)
    if types is None:
        raise node.error(f"The datatype library “{uri}” is not known.")
    found = types.get(name)
    if found is None:
        hint = ""
        if name in XSD_TYPES and not uri:
            hint = 'It is one of XML Schema: add datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes".'
        raise node.error(f"There is no datatype “{name}” in this library.", hint)
    return found


def data(node: Node, choice: Callable[[list[Node]], Pattern]) -> Pattern:
    """The pattern of a `data` node; `choice` makes the pattern of what it excepts."""
    check_attributes(node, "type")
    if "type" not in node.attributes:
        raise node.error("<data> needs the attribute “type”.")
    datatype = _datatype(node, node.context.library, node.attributes["type"])
    facets = []
    besides: Pattern | None = None
    for child in node.children:
        if besides is not None:
            raise child.error("<except> is the last thing in <data>, and there is only one.")
        if child.kind == "param":
            facets.append(_facet(child, datatype))
        elif child.kind == "except":
            check_attributes(child)
            if not child.children:
                raise child.error("<except> is empty: it needs at least one value.")
            besides = choice(child.children)
        else:
            raise child.error(f"{child.words()} is not allowed in <data>.")
    return Data(Literal(datatype, tuple(facets)), None if besides is NOT_ALLOWED else besides, node)


def _facet(node: Node, datatype: Datatype) -> tuple[str, str, Callable[[str], bool]]:
    check_attributes(node, "name", required=("name",))
    name = node.attributes["name"]
    if datatype.name not in XSD_TYPES or XSD_TYPES[datatype.name] is not datatype:
        raise node.error(f"The datatype “{datatype.name}” of RELAX NG has no parameters.")
    try:
        return name, node.text, facet(datatype, name, node.text)
    except FacetError as error:
        raise node.error(str(error)) from None


def value(node: Node) -> Pattern:
    """The pattern of a `value` node; without a type it is a token of RELAX NG (section 4.4)."""
    check_attributes(node, "type")
    if node.children:
        raise node.error("<value> can hold only text.")
    name = node.attributes.get("type")
    datatype = _datatype(node, "", "token") if name is None else _datatype(node, node.context.library, name)
    if not datatype.valid(datatype.normal(node.text)):
        raise node.error(f"“{node.text}” is not a value of the datatype {datatype.name}.")
    return Value(Literal(datatype), node.text, node)


def list_pattern(node: Node, items: Pattern) -> Pattern:
    """The pattern of a `list` node."""
    return NOT_ALLOWED if items is NOT_ALLOWED else ListOf(items, node)
