# SPDX-License-Identifier: MIT
"""Reads the patterns of text values: data, value, list (sections 4.3, 4.4 and 4.16).

How a text is matched against them is in `values`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng.datatypes import Datatype, Literal
from edition.check.relaxng.facets import FacetError, facet
from edition.check.relaxng.name_classes import attributes_checked, required_name
from edition.check.relaxng.patterns import NOT_ALLOWED, Data, ListOf, Pattern, Value
from edition.check.relaxng.syntax import WHITE_SPACE, Context, Node, children, kind_of, text_of, words
from edition.check.relaxng.xsd_types import BUILT_IN, XSD_TYPES, library

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = Literal(BUILT_IN["token"])


def _datatype(node: Node, context: Context, name: str) -> Datatype:
    types = library(context.library)
    if types is None:
        raise context.error(node, f"The datatype library “{context.library}” is not known.")
    found = types.get(name)
    if found is None:
        hint = ""
        if name in XSD_TYPES and not context.library:
            hint = (
                'It is one of XML Schema: add datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes".'
            )
        raise context.error(node, f"There is no datatype “{name}” in this library.", hint)
    return found


def data(node: Node, context: Context, choice: Callable[[list[Node], Context], Pattern]) -> Pattern:
    """The pattern of a `data` node; `choice` makes the pattern of what it excepts."""
    name = node.get("type")
    if name is None:
        raise context.error(node, "<data> needs the attribute “type”.")
    datatype = _datatype(node, context, name.strip(WHITE_SPACE))
    facets = []
    besides: Pattern | None = None
    for child in children(node, context):
        kind = kind_of(child)
        if besides is not None:
            raise context.error(child, "<except> is the last thing in <data>, and there is only one.")
        if kind == "param":
            facets.append(_facet(child, context, datatype))
        elif kind == "except":
            inner = attributes_checked(child, context)
            excepted = children(child, inner)
            if not excepted:
                raise inner.error(child, "<except> is empty: it needs at least one value.")
            besides = choice(excepted, inner)
        else:
            raise context.error(child, f"{words(child)} is not allowed in <data>.")
    besides = None if besides is NOT_ALLOWED else besides
    return Data(Literal(datatype, tuple(facets)), besides, node, context)


def _facet(node: Node, context: Context, datatype: Datatype) -> tuple[str, str, Callable[[str], bool]]:
    attributes_checked(node, context, "name")
    name = required_name(node, context)
    text = text_of(node, context)
    if XSD_TYPES.get(datatype.name) is not datatype:
        raise context.error(node, f"The datatype “{datatype.name}” of RELAX NG has no parameters.")
    try:
        return name, text, facet(datatype, name, text)
    except FacetError as error:
        raise context.error(node, str(error)) from None


def value(node: Node, context: Context) -> Pattern:
    """The pattern of a `value` node; without a type it is a token of RELAX NG (section 4.4)."""
    text = text_of(node, context)
    name = node.get("type")
    literal = _TOKEN if name is None else Literal(_datatype(node, context, name.strip(WHITE_SPACE)))
    if literal is not _TOKEN and not literal.datatype.valid(literal.datatype.normal(text)):
        raise context.error(node, f"“{text}” is not a value of the datatype {literal.datatype.name}.")
    if not literal.datatype.needs_prefixes:
        return Value(literal, text, node, context)
    # Its `ns` is the default namespace (section 4.9).
    prefixes = {**context.document.prefixes(node), "": context.namespace or ""}
    return Value(literal, text, node, context, prefixes)


def list_pattern(node: Node, context: Context, items: Pattern) -> Pattern:
    """The pattern of a `list` node."""
    return NOT_ALLOWED if items is NOT_ALLOWED else ListOf(items, node, context)
