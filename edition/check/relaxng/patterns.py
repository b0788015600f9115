# SPDX-License-Identifier: MIT
"""Patterns in the simple form of RELAX NG, interned, so that equal patterns are one object.

Each pattern carries what the restrictions of section 7 ask about as bits, computed when it is made:
a right schema costs nothing to check. It does not read schemas, nor match documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.check.relaxng.datatypes import Literal
    from edition.check.relaxng.names import NameClass
    from edition.check.relaxng.syntax import Node

# What occurs in a pattern, outside elements and attributes nested in it.
ATTRIBUTE, ELEMENT, TEXT_BIT, DATA, LIST, GROUP, INTERLEAVE, MORE, EMPTY_BIT = (1 << n for n in range(9))
GROUPED_ATTRIBUTE = 1 << 9  # an attribute below a group or interleave (7.1.2)
OPEN_ATTRIBUTE = 1 << 10  # an attribute with a wildcard, not yet inside oneOrMore (7.3)
WRONG = 1 << 11  # a restriction is broken somewhere below
TYPED = DATA | LIST

# Content types of section 7.2; 0 is "none": data beside something else.
NO_CONTENT, EMPTY_CONTENT, COMPLEX_CONTENT, DATA_CONTENT = range(4)


class Pattern:
    """What all patterns have: whether the empty sequence matches, the bits, the content type."""

    __slots__ = ("content_type", "flags", "nullable")
    nullable: bool
    flags: int
    content_type: int

    def __init__(self, nullable: bool, flags: int, content_type: int) -> None:
        self.nullable = nullable
        self.flags = flags
        self.content_type = content_type


class Leaf(Pattern):
    """empty, notAllowed or text."""

    __slots__ = ("name",)

    def __init__(self, name: str, nullable: bool, flags: int, content_type: int) -> None:
        super().__init__(nullable, flags, content_type)
        self.name = name

    def __repr__(self) -> str:
        return self.name


EMPTY = Leaf("empty", True, EMPTY_BIT, EMPTY_CONTENT)
NOT_ALLOWED = Leaf("notAllowed", False, 0, EMPTY_CONTENT)
TEXT = Leaf("text", True, TEXT_BIT, COMPLEX_CONTENT)


class Element(Pattern):
    """An element of the schema; its content is made when the whole schema has been read."""

    __slots__ = ("attributes", "content", "names", "node", "owners", "rest", "single")

    def __init__(self, names: NameClass, node: Node) -> None:
        super().__init__(False, ELEMENT, COMPLEX_CONTENT)
        self.names = names
        self.node = node
        self.single: tuple[str, ...] = () if names.is_open() else names.names()
        self.content: Pattern = NOT_ALLOWED
        # Filled on first use: see `tags`.
        self.attributes: tuple[Pattern, ...] | None = None
        self.rest: Pattern = NOT_ALLOWED
        self.owners: dict[str, int] = {}


class Attribute(Pattern):
    """An attribute with the pattern of its value; `good` remembers values that matched."""

    __slots__ = ("good", "names", "node", "value")

    def __init__(self, names: NameClass, value: Pattern, node: Node) -> None:
        flags = ATTRIBUTE | (value.flags & WRONG)
        if value.flags & (ELEMENT | ATTRIBUTE) or value.content_type == NO_CONTENT:
            flags |= WRONG
        if names.is_open():
            flags |= OPEN_ATTRIBUTE
        super().__init__(False, flags, EMPTY_CONTENT)
        self.names = names
        self.value = value
        self.node = node
        self.good: set[str] = set()


class Data(Pattern):
    """A value of a datatype (`data`), without the values that match `besides`."""

    __slots__ = ("besides", "literal", "node")

    def __init__(self, literal: Literal, besides: Pattern | None, node: Node) -> None:
        flags = DATA
        if besides is not None:
            forbidden = ATTRIBUTE | ELEMENT | LIST | TEXT_BIT | GROUP | INTERLEAVE | MORE | EMPTY_BIT | WRONG
            if besides.flags & forbidden or besides.content_type == NO_CONTENT:
                flags |= WRONG
        super().__init__(False, flags, DATA_CONTENT)
        self.literal = literal
        self.besides = besides
        self.node = node


class Value(Pattern):
    """One given value (`value`)."""

    __slots__ = ("literal", "node", "text")

    def __init__(self, literal: Literal, text: str, node: Node) -> None:
        super().__init__(False, DATA, DATA_CONTENT)
        self.literal = literal
        self.text = text
        self.node = node


class ListOf(Pattern):
    """Words separated by white space that match a pattern (`list`)."""

    __slots__ = ("good", "items", "node")

    def __init__(self, items: Pattern, node: Node) -> None:
        forbidden = LIST | ELEMENT | ATTRIBUTE | TEXT_BIT | INTERLEAVE | WRONG
        super().__init__(False, LIST | (WRONG if items.flags & forbidden else 0), DATA_CONTENT)
        self.items = items
        self.node = node
        self.good: set[str] = set()


class Choice(Pattern):
    """One of several patterns; `index` finds the alternatives that may start with an element's name."""

    __slots__ = ("index", "members")

    def __init__(self, members: tuple[Pattern, ...], nullable: bool, flags: int, content_type: int) -> None:
        super().__init__(nullable, flags, content_type)
        self.members = members
        self.index: tuple[dict[str, list[Pattern]], list[Pattern]] | None = None

    def starting_with(self, name: str) -> Iterable[Pattern]:
        """The alternatives worth asking about an element of that name."""
        if self.index is None:
            by_name: dict[str, list[Pattern]] = {}
            others: list[Pattern] = []
            for member in self.members:
                if isinstance(member, Element) and member.single:
                    for single in member.single:
                        by_name.setdefault(single, []).append(member)
                elif member.flags & ELEMENT:
                    others.append(member)
            self.index = by_name, others
        named, others = self.index
        return [*named.get(name, ()), *others]


class Pair(Pattern):
    """Two patterns in order (`group`) or in any order (`interleave`)."""

    __slots__ = ("first", "second")

    def __init__(self, first: Pattern, second: Pattern, bit: int) -> None:
        flags = first.flags | second.flags | bit
        if flags & ATTRIBUTE:
            flags |= GROUPED_ATTRIBUTE
        one, two = first.content_type, second.content_type
        if EMPTY_CONTENT in (one, two) or one == two == COMPLEX_CONTENT:
            content_type = max(one, two) if one and two else NO_CONTENT
        else:
            content_type = NO_CONTENT
        super().__init__(first.nullable and second.nullable, flags, content_type)
        self.first = first
        self.second = second


class Group(Pair):
    """Two patterns in order."""

    __slots__ = ()

    def __init__(self, first: Pattern, second: Pattern) -> None:
        super().__init__(first, second, GROUP)


class Interleave(Pair):
    """Two patterns in any order."""

    __slots__ = ()

    def __init__(self, first: Pattern, second: Pattern) -> None:
        super().__init__(first, second, INTERLEAVE)


class OneOrMore(Pattern):
    """A pattern once or several times."""

    __slots__ = ("item", "star")

    def __init__(self, item: Pattern) -> None:
        flags = (item.flags | MORE) & ~OPEN_ATTRIBUTE
        if item.flags & GROUPED_ATTRIBUTE:
            flags |= WRONG
        kind = item.content_type
        super().__init__(item.nullable, flags, NO_CONTENT if kind == DATA_CONTENT else kind)
        self.item = item
        self.star: Pattern | None = None


def inner(pattern: Pattern) -> tuple[Pattern, ...]:
    """The patterns directly inside one, not across elements, attributes and lists."""
    if isinstance(pattern, Choice):
        return pattern.members
    if isinstance(pattern, Pair):
        return pattern.first, pattern.second
    return (pattern.item,) if isinstance(pattern, OneOrMore) else ()


class Patterns:
    """Makes patterns and keeps one of each; it simplifies as sections 4.20 and 4.21 say."""

    def __init__(self) -> None:
        self._groups: dict[tuple[Pattern, Pattern], Pattern] = {}
        self._interleaves: dict[tuple[Pattern, Pattern], Pattern] = {}
        self._choices: dict[frozenset[Pattern], Pattern] = {}
        self._repeats: dict[Pattern, OneOrMore] = {}

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """`first`, then `second`."""
        if first is NOT_ALLOWED or second is NOT_ALLOWED:
            return NOT_ALLOWED
        if first is EMPTY:
            return second
        if second is EMPTY:
            return first
        key = (first, second)
        made = self._groups.get(key)
        if made is None:
            made = self._groups[key] = Group(first, second)
        return made

    def interleave(self, first: Pattern, second: Pattern) -> Pattern:
        """`first` and `second` mixed."""
        if first is NOT_ALLOWED or second is NOT_ALLOWED:
            return NOT_ALLOWED
        if first is EMPTY:
            return second
        if second is EMPTY:
            return first
        key = (first, second)
        made = self._interleaves.get(key)
        if made is None:
            made = self._interleaves[key] = Interleave(first, second)
        return made

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """One of the patterns; nested choices are flattened, so that equal sets are one object."""
        members: dict[Pattern, None] = {}
        flags, nullable, kinds = 0, False, EMPTY_CONTENT
        for pattern in patterns:
            if pattern is NOT_ALLOWED:
                continue
            if isinstance(pattern, Choice):
                members.update(dict.fromkeys(pattern.members))
            else:
                members[pattern] = None
            flags |= pattern.flags
            nullable = nullable or pattern.nullable
            kinds = 0 if not kinds or not pattern.content_type else max(kinds, pattern.content_type)
        if len(members) < 2:
            return next(iter(members), NOT_ALLOWED)
        key = frozenset(members)
        made = self._choices.get(key)
        if made is None:
            made = self._choices[key] = Choice(tuple(members), nullable, flags, kinds)
        return made

    def one_or_more(self, item: Pattern) -> Pattern:
        """`item` at least once."""
        if item is EMPTY or item is NOT_ALLOWED or item is TEXT or isinstance(item, OneOrMore):
            return item
        made = self._repeats.get(item)
        if made is None:
            made = self._repeats[item] = OneOrMore(item)
        return made

    def star(self, repeat: OneOrMore) -> Pattern:
        """What may follow one round of `repeat`: nothing, or more rounds."""
        if repeat.star is None:
            repeat.star = self.choice((EMPTY, repeat))
        return repeat.star

    def optional(self, pattern: Pattern) -> Pattern:
        """`pattern` or nothing."""
        return self.choice((EMPTY, pattern))
