# SPDX-License-Identifier: MIT
"""Patterns in the simple form of RELAX NG, interned, so that equal patterns are one object.

Each pattern carries what the restrictions of section 7 ask about as bits, computed when it is made:
a right schema costs nothing to check. `making` makes them; this reads no schema and matches nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.check.relaxng.datatypes import Literal
    from edition.check.relaxng.errors import SchemaError
    from edition.check.relaxng.names import NameClass
    from edition.check.relaxng.syntax import Context, Node

# What occurs in a pattern, outside elements and attributes nested in it.
ATTRIBUTE, ELEMENT, TEXT_BIT, DATA, LIST, GROUP, INTERLEAVE, MORE, EMPTY_BIT = (1 << n for n in range(9))
GROUPED_ATTRIBUTE = 1 << 9  # an attribute below a group or interleave (7.1.2)
OPEN_ATTRIBUTE = 1 << 10  # an attribute with a wildcard, not yet inside oneOrMore (7.3)
WRONG = 1 << 11  # a restriction is broken somewhere below
TYPED = DATA | LIST
_NOT_EXCEPTED = ATTRIBUTE | ELEMENT | LIST | TEXT_BIT | GROUP | INTERLEAVE | MORE | EMPTY_BIT | WRONG
_NOT_LISTED = LIST | ELEMENT | ATTRIBUTE | TEXT_BIT | INTERLEAVE | WRONG

# Content types of section 7.2; 0 is "none": data beside something else.
NO_CONTENT, EMPTY_CONTENT, COMPLEX_CONTENT, DATA_CONTENT = range(4)


class Pattern:
    """What all patterns have: whether the empty sequence matches, the bits, the content type.

    Constructors set them without calling this class's: a large schema makes ten thousand patterns.
    """

    __slots__ = ("content_type", "flags", "nullable")
    nullable: bool
    flags: int
    content_type: int


class Leaf(Pattern):
    """empty, notAllowed or text."""

    __slots__ = ("name",)

    def __init__(self, name: str, flags: int, content_type: int, *, nullable: bool) -> None:
        self.nullable = nullable
        self.flags = flags
        self.content_type = content_type
        self.name = name

    def __repr__(self) -> str:
        return self.name


EMPTY = Leaf("empty", EMPTY_BIT, EMPTY_CONTENT, nullable=True)
NOT_ALLOWED = Leaf("notAllowed", 0, EMPTY_CONTENT, nullable=False)
TEXT = Leaf("text", TEXT_BIT, COMPLEX_CONTENT, nullable=True)


class Written(Pattern):
    """A pattern that knows the node of the schema it was written as."""

    __slots__ = ("context", "node")
    node: Node
    context: Context

    def error(self, message: str, hint: str = "") -> SchemaError:
        """The error to raise when the pattern is wrong."""
        return self.context.error(self.node, message, hint)


class Element(Written):
    """An element of the schema; its content is made when the whole schema has been read."""

    __slots__ = ("attributes", "content", "names", "owners", "rest", "single")

    def __init__(self, names: NameClass, node: Node, context: Context) -> None:
        self.nullable = False
        self.flags = ELEMENT
        self.content_type = COMPLEX_CONTENT
        self.node = node
        self.context = context
        self.names = names
        self.single: tuple[str, ...] = () if names.is_open() else names.names()
        self.content: Pattern = NOT_ALLOWED
        # Filled on first use: see `tags`.
        self.attributes: tuple[Pattern, ...] | None = None
        self.rest: Pattern = NOT_ALLOWED
        self.owners: dict[str, int] = {}


class Attribute(Written):
    """An attribute with the pattern of its value; `good` remembers values that matched."""

    __slots__ = ("good", "names", "value")

    def __init__(self, names: NameClass, value: Pattern, node: Node, context: Context) -> None:
        flags = ATTRIBUTE | (value.flags & WRONG)
        if value.flags & (ELEMENT | ATTRIBUTE) or value.content_type == NO_CONTENT:
            flags |= WRONG
        if names.is_open():
            flags |= OPEN_ATTRIBUTE
        self.nullable = False
        self.flags = flags
        self.content_type = EMPTY_CONTENT
        self.node = node
        self.context = context
        self.names = names
        self.value = value
        self.good: set[str] = set()


class Data(Written):
    """A value of a datatype (`data`), without the values that match `besides`."""

    __slots__ = ("besides", "literal")

    def __init__(self, literal: Literal, besides: Pattern | None, node: Node, context: Context) -> None:
        self.nullable = False
        self.flags = DATA
        self.content_type = DATA_CONTENT
        if besides is not None and (besides.flags & _NOT_EXCEPTED or besides.content_type == NO_CONTENT):
            self.flags |= WRONG
        self.node = node
        self.context = context
        self.literal = literal
        self.besides = besides


class Value(Written):
    """One given value (`value`); `prefixes` are those of the schema, where its meaning hangs on them."""

    __slots__ = ("literal", "prefixes", "text")

    def __init__(
        self,
        literal: Literal,
        text: str,
        node: Node,
        context: Context,
        prefixes: dict[str, str] | None = None,
    ) -> None:
        self.nullable = False
        self.flags = DATA
        self.content_type = DATA_CONTENT
        self.node = node
        self.context = context
        self.literal = literal
        self.text = text
        self.prefixes = prefixes


class ListOf(Written):
    """Words separated by white space that match a pattern (`list`)."""

    __slots__ = ("items",)

    def __init__(self, items: Pattern, node: Node, context: Context) -> None:
        self.nullable = False
        self.flags = LIST | (WRONG if items.flags & _NOT_LISTED else 0)
        self.content_type = DATA_CONTENT
        self.node = node
        self.context = context
        self.items = items


class Choice(Pattern):
    """One of several patterns.

    `members` may hold choices again, as the schema is written; `flat` does not. The index finds the
    alternatives that may start with an element's name.
    """

    __slots__ = ("_flat", "_index", "members")

    def __init__(
        self, members: tuple[Pattern, ...], flags: int, content_type: int, *, nullable: bool
    ) -> None:
        self.nullable = nullable
        self.flags = flags
        self.content_type = content_type
        self.members = members
        self._flat: tuple[Pattern, ...] | None = None
        self._index: tuple[dict[str, list[Pattern]], list[Pattern]] | None = None

    def flat(self) -> tuple[Pattern, ...]:
        """The members without choices among them, each once."""
        if self._flat is None:
            found: dict[Pattern, None] = {}
            for member in self.members:
                if isinstance(member, Choice):
                    found.update(dict.fromkeys(member.flat()))
                else:
                    found[member] = None
            self._flat = tuple(found)
        return self._flat

    def starting_with(self, name: str) -> Iterable[Pattern]:
        """The alternatives worth asking about an element of that name."""
        if self._index is None:
            by_name: dict[str, list[Pattern]] = {}
            others: list[Pattern] = []
            for member in self.flat():
                if isinstance(member, Element) and member.single:
                    for single in member.single:
                        by_name.setdefault(single, []).append(member)
                elif member.flags & ELEMENT:
                    others.append(member)
            self._index = by_name, others
        named, others = self._index
        return [*named.get(name, ()), *others]


class Pair(Pattern):
    """Two patterns in order (`group`) or in any order (`interleave`)."""

    __slots__ = ("first", "second")

    bit: ClassVar[int]

    def __init__(self, first: Pattern, second: Pattern) -> None:
        flags = first.flags | second.flags | self.bit
        self.flags = flags | GROUPED_ATTRIBUTE if flags & ATTRIBUTE else flags
        self.nullable = first.nullable and second.nullable
        one, two = first.content_type, second.content_type
        if one == EMPTY_CONTENT:
            self.content_type = two
        elif two == EMPTY_CONTENT:
            self.content_type = one
        else:
            self.content_type = COMPLEX_CONTENT if one == two == COMPLEX_CONTENT else NO_CONTENT
        self.first = first
        self.second = second


class Group(Pair):
    """Two patterns in order."""

    __slots__ = ()
    bit = GROUP


class Interleave(Pair):
    """Two patterns in any order."""

    __slots__ = ()
    bit = INTERLEAVE


class OneOrMore(Pattern):
    """A pattern once or several times."""

    __slots__ = ("item", "star")

    def __init__(self, item: Pattern) -> None:
        flags = (item.flags | MORE) & ~OPEN_ATTRIBUTE
        if item.flags & GROUPED_ATTRIBUTE:
            flags |= WRONG
        kind = item.content_type
        self.nullable = item.nullable
        self.flags = flags
        self.content_type = NO_CONTENT if kind == DATA_CONTENT else kind
        self.item = item
        self.star: Pattern | None = None


def inner(pattern: Pattern) -> tuple[Pattern, ...]:
    """The patterns directly inside one, not across elements, attributes and lists."""
    if isinstance(pattern, Choice):
        return pattern.flat()
    if isinstance(pattern, Pair):
        return pattern.first, pattern.second
    return (pattern.item,) if isinstance(pattern, OneOrMore) else ()
