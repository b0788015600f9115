# SPDX-License-Identifier: MIT
"""Matches a text, of an attribute or an element, against a pattern (section 6.2.7 to 6.2.10).

It does not say what is wrong with a text that does not match: `messages` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng.patterns import (
    EMPTY,
    EMPTY_BIT,
    GROUP,
    MORE,
    NOT_ALLOWED,
    TEXT,
    TYPED,
    Choice,
    Data,
    Group,
    ListOf,
    OneOrMore,
    Pair,
    Pattern,
    Value,
    inner,
)
from edition.check.relaxng.syntax import WHITE_SPACE

if TYPE_CHECKING:
    from edition.check.relaxng.making import Patterns

Prefixes = dict[str, str]
_MANY_WORDS = GROUP | MORE | EMPTY_BIT  # what may stand for none or several words of a list


class Values:
    """Matching of texts; it needs the maker of patterns for what is left of a list."""

    def __init__(self, make: Patterns) -> None:
        self._make = make

    def matches(self, pattern: Pattern, text: str, prefixes: Prefixes) -> bool:
        """Whether the whole text is what the pattern wants: white space alone may also be nothing."""
        if pattern.nullable and not text.strip(WHITE_SPACE):
            return True
        return self._text(pattern, text, prefixes)

    def _text(self, pattern: Pattern, text: str, prefixes: Prefixes) -> bool:  # noqa: PLR0911 - one case after the other
        if pattern is TEXT:
            return True
        if isinstance(pattern, Choice):
            return any(self._text(member, text, prefixes) for member in pattern.flat())
        if isinstance(pattern, Data | Value):
            return self._one(pattern, text, prefixes)
        if isinstance(pattern, ListOf):
            return self._list(pattern, text, prefixes)
        if isinstance(pattern, OneOrMore):
            return self._text(pattern.item, text, prefixes)
        if isinstance(pattern, Pair):
            one, two = pattern.first, pattern.second
            return (two.nullable and self._text(one, text, prefixes)) or (
                one.nullable and self._text(two, text, prefixes)
            )
        return False

    def _one(self, pattern: Data | Value, text: str, prefixes: Prefixes) -> bool:
        if isinstance(pattern, Value):
            return pattern.literal.same(text, pattern.text, prefixes, pattern.prefixes or {})
        if not pattern.literal.allows(text, prefixes):
            return False
        return pattern.besides is None or not self.matches(pattern.besides, text, prefixes)

    def _list(self, pattern: ListOf, text: str, prefixes: Prefixes) -> bool:
        words = text.split()
        items = pattern.items
        if isinstance(items, OneOrMore) and not items.item.flags & _MANY_WORDS:
            return bool(words) and all(self._text(items.item, word, prefixes) for word in dict.fromkeys(words))
        for word in words:
            items = self._after(items, word, prefixes, {})
            if items is NOT_ALLOWED:
                return False
        return items.nullable

    def _after(
        self, pattern: Pattern, word: str, prefixes: Prefixes, known: dict[Pattern, Pattern]
    ) -> Pattern:
        """What is left of a list's pattern behind one word; `known` are the answers for this word."""
        if isinstance(pattern, Data | Value):
            return EMPTY if self._one(pattern, word, prefixes) else NOT_ALLOWED
        if pattern not in known:
            known[pattern] = self._after_of(pattern, word, prefixes, known)
        return known[pattern]

    def _after_of(
        self, pattern: Pattern, word: str, prefixes: Prefixes, known: dict[Pattern, Pattern]
    ) -> Pattern:
        make = self._make
        if isinstance(pattern, Choice):
            return make.choice([self._after(member, word, prefixes, known) for member in pattern.flat()])
        if isinstance(pattern, OneOrMore):
            return make.group(self._after(pattern.item, word, prefixes, known), make.star(pattern))
        if isinstance(pattern, Group):
            rest = make.group(self._after(pattern.first, word, prefixes, known), pattern.second)
            if pattern.first.nullable:
                return make.choice((rest, self._after(pattern.second, word, prefixes, known)))
            return rest
        return NOT_ALLOWED


def leaves(pattern: Pattern) -> list[Data | Value | ListOf]:
    """The typed parts of a pattern, in the order of the schema, without those inside lists."""
    found: dict[Data | Value | ListOf, None] = {}
    seen: set[Pattern] = set()
    waiting = [pattern]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Data | Value | ListOf):
            found[current] = None
        elif current.flags & TYPED and current not in seen:
            seen.add(current)
            waiting.extend(reversed(inner(current)))
    return list(found)


def needs_prefixes(pattern: Pattern) -> bool:
    """Whether the text's meaning hangs on the namespace prefixes around it: QName and NOTATION."""
    for leaf in leaves(pattern):
        if isinstance(leaf, ListOf):
            if needs_prefixes(leaf.items):
                return True
        elif leaf.literal.datatype.needs_prefixes or (
            isinstance(leaf, Data) and leaf.besides is not None and needs_prefixes(leaf.besides)
        ):
            return True
    return False
