# SPDX-License-Identifier: MIT
"""A schema that has been read and found right, as plain lists of numbers and texts, and back again.

It writes no files: `schema` hands the lists to the cache. What comes back is data, never code; a list
that is not as it should be raises an error of Python, and the schema is read from its file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from edition.check.relaxng import patterns as p
from edition.check.relaxng.datatypes import Datatype, Literal
from edition.check.relaxng.facets import facet
from edition.check.relaxng.making import Patterns
from edition.check.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName
from edition.check.relaxng.source import Source
from edition.check.relaxng.syntax import Context, Document, Node
from edition.check.relaxng.xsd_types import BUILT_IN, XSD_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAVES: Final = (p.EMPTY, p.NOT_ALLOWED, p.TEXT)
# A schema that is right needs no place for an error.
_NODE: Final = Node("stored")
_CONTEXT: Final = Context(Document(Source(Path(), b""), _NODE), "", None, "")
Entry = list[Any]


def to_lists(start: p.Pattern, elements: list[p.Element]) -> dict[str, Any]:
    """The patterns of a schema: leaves and elements first, then what is made of them, then contents."""
    writer = _Writer(elements)
    contents = [writer.number(element.content) for element in elements]
    return {
        "elements": [_names(element.names) for element in elements],
        "patterns": writer.entries,
        "contents": contents,
        "start": writer.number(start),
    }


def from_lists(stored: dict[str, Any]) -> tuple[Patterns, p.Pattern, list[p.Element]]:
    """The same patterns again: their maker, the start, the elements.

    Raises LookupError, TypeError, ValueError or AttributeError for anything that `to_lists` did not write.
    """
    reader = _Reader([_class(names) for names in stored["elements"]])
    for entry in stored["patterns"]:
        reader.read(entry)
    elements, made = reader.elements, reader.made
    for element, content in zip(elements, stored["contents"], strict=True):
        element.content = made[content]
    return reader.make, made[stored["start"]], elements


class _Writer:
    """Numbers patterns, each after those inside it."""

    def __init__(self, elements: list[p.Element]) -> None:
        self.entries: list[Entry] = []
        self._numbers: dict[p.Pattern, int] = {}
        for pattern in (*_LEAVES, *elements):
            self._numbers[pattern] = len(self._numbers)

    def number(self, pattern: p.Pattern) -> int:
        """The number of a pattern."""
        if pattern not in self._numbers:
            entry = self._entry(pattern)
            self._numbers[pattern] = len(self._numbers)
            self.entries.append(entry)
        return self._numbers[pattern]

    def _entry(self, pattern: p.Pattern) -> Entry:  # noqa: PLR0911 - one case after the other
        if isinstance(pattern, p.Choice):
            return ["|", *map(self.number, pattern.members)]
        if isinstance(pattern, p.Pair):
            kind = "," if isinstance(pattern, p.Group) else "&"
            return [kind, self.number(pattern.first), self.number(pattern.second)]
        if isinstance(pattern, p.OneOrMore):
            return ["+", self.number(pattern.item)]
        if isinstance(pattern, p.Attribute):
            return ["@", _names(pattern.names), self.number(pattern.value)]
        if isinstance(pattern, p.ListOf):
            return ["list", self.number(pattern.items)]
        if isinstance(pattern, p.Data):
            besides = [] if pattern.besides is None else [self.number(pattern.besides)]
            facets = [[name, text] for name, text, _ in pattern.literal.facets]
            return ["data", _type(pattern.literal.datatype), facets, *besides]
        assert isinstance(pattern, p.Value)
        return ["value", _type(pattern.literal.datatype), pattern.text, pattern.prefixes]


class _Reader:
    """Makes patterns from entries, in their order."""

    def __init__(self, names: list[NameClass]) -> None:
        self.make = Patterns()
        self.elements = [p.Element(each, _NODE, _CONTEXT) for each in names]
        self.made: list[p.Pattern] = [*_LEAVES, *self.elements]
        self._literals: dict[tuple[str, tuple[tuple[str, str], ...]], Literal] = {}
        self._kinds: dict[str, Callable[..., p.Pattern]] = {
            "|": self._choice,
            ",": lambda one, two: self.make.group(self.made[one], self.made[two]),
            "&": lambda one, two: self.make.interleave(self.made[one], self.made[two]),
            "+": lambda item: self.make.one_or_more(self.made[item]),
            "@": lambda names, value: p.Attribute(_class(names), self.made[value], _NODE, _CONTEXT),
            "list": lambda items: p.ListOf(self.made[items], _NODE, _CONTEXT),
            "data": self._data,
            "value": self._value,
        }

    def read(self, entry: Entry) -> None:
        """Make one pattern."""
        self.made.append(self._kinds[entry[0]](*entry[1:]))

    def _choice(self, *members: int) -> p.Pattern:
        if len(members) == 2 and members[0] == 0:
            return self.make.optional(self.made[members[1]])
        return self.make.written_choice([self.made[member] for member in members])

    def _data(self, kind: str, facets: list[list[str]], *besides: int) -> p.Pattern:
        excepted = self.made[besides[0]] if besides else None
        literal = self._literal(kind, tuple((name, text) for name, text in facets))
        return p.Data(literal, excepted, _NODE, _CONTEXT)

    def _value(self, kind: str, text: str, prefixes: dict[str, str] | None) -> p.Pattern:
        return p.Value(self._literal(kind, ()), str(text), _NODE, _CONTEXT, prefixes)

    def _literal(self, kind: str, facets: tuple[tuple[str, str], ...]) -> Literal:
        known = self._literals.get((kind, facets))
        if known is None:
            datatype = XSD_TYPES[kind[4:]] if kind.startswith("xsd:") else BUILT_IN[kind]
            tests = tuple((name, text, facet(datatype, name, text)) for name, text in facets)
            known = self._literals[kind, facets] = Literal(datatype, tests)
        return known


def _type(datatype: Datatype) -> str:
    return ("xsd:" if XSD_TYPES.get(datatype.name) is datatype else "") + datatype.name


def _names(names: NameClass) -> Any:
    """A name class: a text for one name, else a list that begins with its kind."""
    if isinstance(names, Name):
        return names.name
    if isinstance(names, NameChoice):
        return ["|", *map(_names, names.members)]
    assert isinstance(names, AnyName | NsName)
    besides = [] if names.besides is None else [_names(names.besides)]
    return ["*", *besides] if isinstance(names, AnyName) else [":*", names.namespace, *besides]


def _class(stored: Any) -> NameClass:
    if isinstance(stored, str):
        return Name(stored)
    kind, *rest = stored
    if kind == "|":
        return NameChoice(tuple(map(_class, rest)))
    if kind == "*":
        return AnyName(*map(_class, rest))
    namespace, *besides = rest
    return NsName(str(namespace), *map(_class, besides))
