# SPDX-License-Identifier: MIT
"""The restrictions of section 7: schemas that have a syntax but no meaning, or no sensible one.

Most of it is computed as bits when patterns are made; here a broken bit is traced to its place, and
names that may not meet are compared. It does not change the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng import patterns as p
from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.names import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.check.relaxng.syntax import Spot

_START_FORBIDS = (
    p.ATTRIBUTE
    | p.DATA
    | p.LIST
    | p.TEXT_BIT
    | p.GROUP
    | p.INTERLEAVE
    | p.MORE
    | p.EMPTY_BIT
    | p.OPEN_ATTRIBUTE
)
_WORDS = {
    p.ATTRIBUTE: "an attribute",
    p.ELEMENT: "an element",
    p.LIST: "a list",
    p.TEXT_BIT: "text",
    p.DATA: "data or a value",
    p.GROUP: "a group",
    p.INTERLEAVE: "an interleave",
    p.MORE: "oneOrMore",
    p.EMPTY_BIT: "empty",
}


def check(start: p.Pattern, elements: list[p.Element], root: Spot) -> None:
    """Raise `SchemaError` at the first broken restriction."""
    if start.flags & _START_FORBIDS:
        what = _named(start.flags & _START_FORBIDS)
        raise _spot_of(start, root).error(
            f"The root of a document is one element: <start> cannot hold {what}."
        )
    checker = _Checker()
    for element in elements:
        try:
            _check_element(element, checker)
        except SchemaError:
            # What <notAllowed/> has swallowed is no part of the schema (section 4.20).
            if element in _reachable(start):
                raise


def _check_element(element: p.Element, checker: _Checker) -> None:
    content = element.content
    if content.flags & (p.WRONG | p.OPEN_ATTRIBUTE) or content.content_type == p.NO_CONTENT:
        raise _explained(content, element)
    if content.flags & (p.ATTRIBUTE | p.INTERLEAVE):
        checker.pairs(content, element)


def _reachable(start: p.Pattern) -> set[p.Element]:
    """The elements that a document can have."""
    found: set[p.Element] = set()
    waiting = [start]
    while waiting:
        for pattern in _walk(waiting.pop()):
            if isinstance(pattern, p.Element) and pattern not in found:
                found.add(pattern)
                waiting.append(pattern.content)
    return found


def _named(flags: int) -> str:
    return next((words for bit, words in _WORDS.items() if flags & bit), "this")


def _walk(pattern: p.Pattern) -> Iterator[p.Pattern]:
    """A pattern and all inside it, each once."""
    seen: set[p.Pattern] = set()
    waiting = [pattern]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            yield current
            waiting.extend(reversed(p.inner(current)))


def _spot_of(pattern: p.Pattern, default: Spot | p.Written) -> Spot | p.Written:
    """A spot of the schema near a pattern: groups and choices have none of their own."""
    for inner in _walk(pattern):
        if isinstance(inner, p.Attribute | p.Data | p.Value | p.ListOf):
            return inner
    return default


def _explained(content: p.Pattern, spot: Spot | p.Written) -> SchemaError:
    """The error for a content with a broken bit: the innermost cause, with its place."""
    for inner in _walk(content):
        found = _explained_one(inner)
        if found is not None:
            return found
    if content.flags & p.OPEN_ATTRIBUTE:
        open_ones = [a for a in _walk(content) if isinstance(a, p.Attribute) and a.names.is_open()]
        where = open_ones[0] if open_ones else spot
        return where.error("An attribute with a wildcard must stand in <oneOrMore> or <zeroOrMore>.")
    return _spot_of(content, spot).error(
        "Data, values and lists cannot stand beside other content in one element.",
        "Put them in an element of their own, or use <text/>.",
    )


def _explained_one(pattern: p.Pattern) -> SchemaError | None:  # noqa: PLR0911 - one case after the other
    if isinstance(pattern, p.Attribute) and pattern.flags & p.WRONG:
        value = pattern.value
        if value.flags & (p.ELEMENT | p.ATTRIBUTE):
            return pattern.error(
                f"An attribute cannot hold {_named(value.flags & (p.ELEMENT | p.ATTRIBUTE))}."
            )
        return _explained(value, pattern)
    if isinstance(pattern, p.ListOf) and pattern.flags & p.WRONG:
        forbidden = p.LIST | p.ELEMENT | p.ATTRIBUTE | p.TEXT_BIT | p.INTERLEAVE
        if pattern.items.flags & forbidden:
            return pattern.error(f"A list cannot hold {_named(pattern.items.flags & forbidden)}.")
        return _explained(pattern.items, pattern)
    if isinstance(pattern, p.Data) and pattern.flags & p.WRONG and pattern.besides is not None:
        what = _named(pattern.besides.flags & ~p.DATA)
        return pattern.error(f"The <except> of data can hold values and data, not {what}.")
    if isinstance(pattern, p.OneOrMore) and pattern.item.flags & p.GROUPED_ATTRIBUTE:
        attribute = next(a for a in _walk(pattern.item) if isinstance(a, p.Attribute))
        return attribute.error("An attribute inside a group cannot be repeated by <oneOrMore>.")
    return None


class _Checker:
    """Compares the names on both sides of groups and interleaves (7.3 and 7.4)."""

    def __init__(self) -> None:
        self._seen: set[p.Pattern] = set()
        self._names: dict[p.Pattern, tuple[frozenset[str], tuple[p.Attribute, ...]]] = {}

    def pairs(self, pattern: p.Pattern, spot: Spot | p.Written) -> None:
        """Check a pattern and all inside it."""
        interesting = p.ATTRIBUTE | p.INTERLEAVE
        waiting = [pattern]
        while waiting:
            current = waiting.pop()
            if current in self._seen or not current.flags & interesting:
                continue
            self._seen.add(current)
            if isinstance(current, p.Pair):
                if current.first.flags & current.second.flags & p.ATTRIBUTE:
                    self._attributes(current)
                if isinstance(current, p.Interleave):
                    self._interleave(current, spot)
            waiting.extend(p.inner(current))

    def _attributes(self, pair: p.Pair) -> None:
        """One attribute cannot stand on both sides (7.3)."""
        one, one_open = self._attribute_names(pair.first)
        two, two_open = self._attribute_names(pair.second)
        if one_open or two_open:
            self._open_attributes(pair)
        elif not one.isdisjoint(two):
            twice = min(one & two)
            spot = next(
                a for a in _walk(pair.second) if isinstance(a, p.Attribute) and a.names.contains(twice)
            )
            raise spot.error(f"The attribute “{twice.rpartition('}')[2]}” is declared twice for one element.")

    def _open_attributes(self, pair: p.Pair) -> None:
        ones = [a for a in _walk(pair.first) if isinstance(a, p.Attribute)]
        for two in _walk(pair.second):
            if isinstance(two, p.Attribute) and any(overlap(one.names, two.names) for one in ones):
                raise two.error(
                    "Two attribute patterns of one element have a name in common.",
                    "Give the wildcard an <except> with the name of the other attribute.",
                )

    def _attribute_names(self, pattern: p.Pattern) -> tuple[frozenset[str], tuple[p.Attribute, ...]]:
        """The names of the attributes in a pattern, and those attributes that have a wildcard."""
        known = self._names.get(pattern)
        if known is not None:
            return known
        if isinstance(pattern, p.Attribute):
            known = frozenset(pattern.names.names()), (pattern,) if pattern.names.is_open() else ()
        elif not pattern.flags & p.ATTRIBUTE:
            known = frozenset(), ()
        else:
            inner = [self._attribute_names(child) for child in p.inner(pattern) if child.flags & p.ATTRIBUTE]
            names = frozenset().union(*(names for names, _ in inner))
            known = names, tuple(a for _, found in inner for a in found)
        self._names[pattern] = known
        return known

    @staticmethod
    def _interleave(pair: p.Interleave, spot: Spot | p.Written) -> None:
        """Elements and text cannot stand on both sides of an interleave (7.4)."""
        if pair.first.flags & pair.second.flags & p.TEXT_BIT:
            raise spot.error("Text stands on both sides of an interleave, or in <mixed> inside <mixed>.")
        ones = [e for e in _walk(pair.first) if isinstance(e, p.Element)]
        singles = {name for one in ones for name in one.single}
        open_ones = [one for one in ones if not one.single]
        for two in _walk(pair.second):
            if not isinstance(two, p.Element):
                continue
            clash = any(name in singles for name in two.single) or any(
                overlap(o.names, two.names) for o in open_ones
            )
            if clash or (not two.single and any(overlap(one.names, two.names) for one in ones)):
                raise two.error("The same element can stand on both sides of an interleave.")
