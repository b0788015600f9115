# SPDX-License-Identifier: MIT
"""Makes patterns and keeps one of each, simplified as sections 4.20 and 4.21 of the specification say.

It decides nothing about schemas: `simplify` calls it for what is written, `automaton` for what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng.patterns import (
    EMPTY,
    EMPTY_BIT,
    EMPTY_CONTENT,
    NOT_ALLOWED,
    TEXT,
    Choice,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Patterns:
    """The patterns of one schema, each made once."""

    def __init__(self) -> None:
        self._groups: dict[tuple[Pattern, Pattern], Pattern] = {}
        self._interleaves: dict[tuple[Pattern, Pattern], Pattern] = {}
        self._choices: dict[frozenset[Pattern], Pattern] = {}
        self._repeats: dict[Pattern, OneOrMore] = {}
        self._optionals: dict[Pattern, Pattern] = {}

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

    def written_choice(self, patterns: list[Pattern]) -> Pattern:
        """One of the patterns, as the schema writes it: neither flattened nor kept, for it comes only once."""
        members = [pattern for pattern in patterns if pattern is not NOT_ALLOWED]
        if len(members) < 2:
            return members[0] if members else NOT_ALLOWED
        flags, nullable, kinds = 0, False, EMPTY_CONTENT
        for member in members:
            flags |= member.flags
            nullable = nullable or member.nullable
            kind = member.content_type
            if kind != kinds:
                kinds = 0 if not kinds or not kind else max(kinds, kind)
        return Choice(tuple(members), flags, kinds, nullable=nullable)

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """One of the patterns; nested choices are flattened, so that equal sets are one object."""
        members: dict[Pattern, None] = {}
        flags, nullable, kinds = 0, False, EMPTY_CONTENT
        for pattern in patterns:
            if pattern is NOT_ALLOWED:
                continue
            if isinstance(pattern, Choice):
                members.update(dict.fromkeys(pattern.flat()))
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
            made = self._choices[key] = Choice(tuple(members), flags, kinds, nullable=nullable)
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
        if pattern is NOT_ALLOWED or pattern is EMPTY:
            return EMPTY
        made = self._optionals.get(pattern)
        if made is None:
            kind = pattern.content_type
            made = self._optionals[pattern] = Choice(
                (EMPTY, pattern), pattern.flags | EMPTY_BIT, kind, nullable=True
            )
        return made
