# SPDX-License-Identifier: MIT
"""What a datatype is, and what a `data` or `value` pattern makes of one: white space, tests, equality.

The datatypes themselves are in `xsd_types`, facets (`param`) in `facets`. It composes no messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

PRESERVE, REPLACE, COLLAPSE = "preserve", "replace", "collapse"
_WHITE = re.compile(r"[ \t\r\n]+")
_REPLACE = str.maketrans("\t\r\n", "   ")

Valid = Callable[[str], bool]
ToValue = Callable[[str], Any]


class Datatype:
    """One datatype: white space, lexical check, value (for equality and order), length, plain words."""

    __slots__ = ("decimal", "length", "name", "needs_prefixes", "ordered", "space", "valid", "value", "words")

    def __init__(
        self,
        name: str,
        space: str,
        valid: Valid,
        value: ToValue = str,
        *,
        ordered: bool = False,
        length: Callable[[str], int] | None = None,
        decimal: bool = False,
        words: str = "",
        needs_prefixes: bool = False,
    ) -> None:
        self.name = name
        self.space = space
        self.valid = valid
        self.value = value
        self.ordered = ordered
        self.length = length
        self.decimal = decimal
        self.words = words
        self.needs_prefixes = needs_prefixes

    def normal(self, text: str) -> str:
        """The text with white space treated as the type wants."""
        if self.space == COLLAPSE:
            return _WHITE.sub(" ", text).strip(" ")
        return text.translate(_REPLACE) if self.space == REPLACE else text


class Literal:
    """A datatype with its facets, as a `data` or `value` pattern uses it.

    `facets` hold the facet's name, its text, and its test of a normalised text.
    """

    __slots__ = ("datatype", "facets")

    def __init__(self, datatype: Datatype, facets: tuple[tuple[str, str, Valid], ...] = ()) -> None:
        self.datatype = datatype
        self.facets = facets

    def allows(self, text: str, prefixes: dict[str, str] | None = None) -> bool:
        """Whether a text is a value of the datatype and keeps the facets."""
        normal = self.datatype.normal(text)
        if not self.datatype.valid(normal):
            return False
        if self.datatype.needs_prefixes and prefixes is not None and not _is_bound(normal, prefixes):
            return False
        return all(test(normal) for _, _, test in self.facets)

    def same(
        self, text: str, own: str, prefixes: dict[str, str] | None, own_prefixes: dict[str, str]
    ) -> bool:
        """Whether a text of a document is the value that the schema gives."""
        kind = self.datatype
        given, wanted = kind.normal(text), kind.normal(own)
        if not kind.valid(given):
            return False
        if kind.needs_prefixes:
            return _resolved(given, prefixes or {}) == _resolved(wanted, own_prefixes)
        return given == wanted or bool(kind.value(given) == kind.value(wanted))


def _is_bound(qname: str, prefixes: dict[str, str]) -> bool:
    prefix, colon, _ = qname.partition(":")
    return not colon or prefix in prefixes


def _resolved(qname: str, prefixes: dict[str, str]) -> tuple[str, str] | None:
    prefix, colon, local = qname.partition(":")
    if not colon:
        return prefixes.get("", ""), prefix
    return (prefixes[prefix], local) if prefix in prefixes else None
