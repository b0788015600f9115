# SPDX-License-Identifier: MIT
"""What is left of a pattern behind an element's name or behind text: its derivatives, each computed once.

Attributes are taken off in `tags`; the states that a document goes through are in `automaton`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from edition.check.relaxng import patterns as p

if TYPE_CHECKING:
    from edition.check.relaxng.making import Patterns

_MAX_KEPT: Final = 100_000
Firsts = dict[p.Element, p.Pattern]


class Derivatives:
    """Derivatives of the patterns of one schema, as far as documents have asked for them."""

    def __init__(self, make: Patterns) -> None:
        self._make = make
        self._firsts: dict[tuple[p.Pattern, str, bool], Firsts] = {}
        self._texts: dict[p.Pattern, p.Pattern] = {}

    def first(self, pattern: p.Pattern, name: str, *, skip: bool) -> Firsts:
        """The elements of that name a pattern may begin with, each with all that may be left behind it.

        Kept for each pattern: a definition that is used twice is asked once, else forty doublings in a
        schema would take a trillion steps.
        """
        if not pattern.flags & p.ELEMENT:
            return {}
        if isinstance(pattern, p.Element):
            return {pattern: p.EMPTY} if pattern.names.contains(name) else {}
        key = (pattern, name, skip)
        known = self._firsts.get(key)
        if known is None:
            if len(self._firsts) > _MAX_KEPT:
                self._firsts.clear()
            known = self._firsts[key] = self._first_of(pattern, name, skip=skip)
        return known

    def _first_of(self, pattern: p.Pattern, name: str, *, skip: bool) -> Firsts:
        make = self._make
        if isinstance(pattern, p.Choice):
            return self._joined(
                [self.first(member, name, skip=skip) for member in pattern.starting_with(name)]
            )
        if isinstance(pattern, p.OneOrMore):
            found = self.first(pattern.item, name, skip=skip)
            return {element: make.group(left, make.star(pattern)) for element, left in found.items()}
        assert isinstance(pattern, p.Pair)
        one = self.first(pattern.first, name, skip=skip)
        if isinstance(pattern, p.Group):
            found = {element: make.group(left, pattern.second) for element, left in one.items()}
            if pattern.first.nullable or (skip and not found):
                return self._joined([found, self.first(pattern.second, name, skip=skip)])
            return found
        two = self.first(pattern.second, name, skip=skip)
        return self._joined(
            [
                {element: make.interleave(left, pattern.second) for element, left in one.items()},
                {element: make.interleave(pattern.first, left) for element, left in two.items()},
            ]
        )

    def _joined(self, ways: list[Firsts]) -> Firsts:
        """The union of several answers."""
        ways = [way for way in ways if way]
        if len(ways) < 2:
            return ways[0] if ways else {}
        found: dict[p.Element, list[p.Pattern]] = {}
        for way in ways:
            for element, left in way.items():
                found.setdefault(element, []).append(left)
        return {element: self._make.choice(lefts) for element, lefts in found.items()}

    def after_text(self, pattern: p.Pattern) -> p.Pattern:
        """What is left of a pattern behind text that is not white space."""
        if pattern is p.TEXT:
            return pattern
        if not pattern.flags & p.TEXT_BIT:
            return p.NOT_ALLOWED
        known = self._texts.get(pattern)
        if known is None:
            known = self._texts[pattern] = self._after_text_of(pattern)
        return known

    def _after_text_of(self, pattern: p.Pattern) -> p.Pattern:
        make = self._make
        if isinstance(pattern, p.Choice):
            return make.choice([self.after_text(member) for member in pattern.members])
        if isinstance(pattern, p.OneOrMore):
            item = pattern.item
            if isinstance(item, p.Choice) and p.TEXT in item.flat():
                return make.star(pattern)  # text is many texts, so this round need not stay open
            return make.group(self.after_text(item), make.star(pattern))
        if isinstance(pattern, p.Group):
            behind = make.group(self.after_text(pattern.first), pattern.second)
            return (
                make.choice((behind, self.after_text(pattern.second))) if pattern.first.nullable else behind
            )
        if isinstance(pattern, p.Interleave):
            one = make.interleave(self.after_text(pattern.first), pattern.second)
            two = make.interleave(pattern.first, self.after_text(pattern.second))
            return make.choice((one, two))
        return p.NOT_ALLOWED


def first_elements(pattern: p.Pattern) -> list[p.Element]:
    """The elements that a pattern may begin with, in the order of the schema."""
    found: dict[p.Element, None] = {}
    seen: set[p.Pattern] = set()
    waiting = [pattern]
    while waiting:
        current = waiting.pop()
        if isinstance(current, p.Element):
            found[current] = None
        elif current.flags & p.ELEMENT and current not in seen:
            seen.add(current)
            if isinstance(current, p.Group):
                waiting += [current.second, current.first] if current.first.nullable else [current.first]
            else:
                waiting.extend(reversed(p.inner(current)))
    return list(found)
