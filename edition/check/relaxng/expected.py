# SPDX-License-Identifier: MIT
"""What a schema would have allowed: the questions that messages ask once something is wrong.

All answers are lists in the order of the schema or by likelihood. It writes no sentences.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edition.check.relaxng import patterns as p
from edition.check.relaxng.derivatives import first_elements
from edition.check.relaxng.names import TEI_NAMESPACE, split
from edition.check.relaxng.slips import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.check.relaxng.automaton import Automaton, State

# What text or a block in TEI is usually wrapped in; other elements by how special they are.
_USUAL = ("item", "p", "l", "cell", "ab", "head", "div")
_KNOWN = {
    name: number
    for number, name in enumerate(
        (
            "TEI",
            "teiHeader",
            "text",
            "body",
            "div",
            "p",
            "list",
            "item",
            "table",
            "row",
            "lg",
            "figure",
            "titleStmt",
        )
    )
}
_FEW = 3  # an element with so few parents belongs to this one
_CLASS = 5  # one of so few must come: more are a class, which says little
_MOST = 4  # of many things that are missing only the first are of use
Missing = list[list[str]] | None


class Expected:
    """Answers about one schema; what is costly is kept."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._children: dict[p.Pattern, tuple[p.Element, ...]] = {}
        self._wanted: dict[p.Pattern, list[list[str]]] = {}
        self._names: dict[p.Pattern, frozenset[str]] = {}
        self._parents: dict[str, list[str]] = {}
        self._common: set[str] | None = None
        self._owners: dict[str, dict[str, None]] | None = None

    # -- elements -----------------------------------------------------------------------------------

    def elements_in(self, pattern: p.Pattern) -> tuple[p.Element, ...]:
        """All elements that may stand somewhere in a pattern."""
        known = self._children.get(pattern)
        if known is None:
            found: dict[p.Element, None] = {}
            seen: set[p.Pattern] = set()
            waiting = [pattern]
            while waiting:
                current = waiting.pop()
                if isinstance(current, p.Element):
                    found[current] = None
                elif current.flags & p.ELEMENT and current not in seen:
                    seen.add(current)
                    waiting.extend(reversed(p.inner(current)))
            known = self._children[pattern] = tuple(found)
        return known

    def next_elements(self, state: State) -> list[p.Element]:
        """The elements that may come next."""
        found: dict[p.Element, None] = {}
        for _, pattern in state.parts:
            found.update(dict.fromkeys(first_elements(pattern)))
        return list(found)

    def next_names(self, state: State) -> list[str]:
        """The names that may come next, in the order of the schema, without wildcards."""
        names = dict.fromkeys(name for element in self.next_elements(state) for name in element.single)
        return list(names)

    def required(self, state: State) -> list[list[str]]:
        """What must still come: a list of alternatives for each thing that is missing."""
        best: list[list[str]] | None = None
        for _, pattern in state.parts:
            found = self._required(pattern)
            best = found if best is None or len(found) < len(best) else best
        return best or []

    def _required(self, pattern: p.Pattern) -> list[list[str]]:
        if pattern.nullable:
            return []
        if isinstance(pattern, p.Element):
            return [list(pattern.single)]
        known = self._wanted.get(pattern)
        if known is None:
            known = self._wanted[pattern] = self._required_of(pattern)[:_MOST]
        return known

    def _required_of(self, pattern: p.Pattern) -> list[list[str]]:
        if isinstance(pattern, p.Choice):
            ways = [self._required(member) for member in pattern.flat()]
            if all(len(way) == 1 for way in ways):
                return [list(dict.fromkeys(name for way in ways for name in way[0]))]
            common = [want for want in ways[0] if all(want in way for way in ways)]
            firsts = list(dict.fromkeys(name for way in ways if way for name in way[0]))
            return common or ([firsts] if firsts else [])
        if isinstance(pattern, p.Pair):
            return [*self._required(pattern.first), *self._required(pattern.second)]
        return self._required(pattern.item) if isinstance(pattern, p.OneOrMore) else []

    def missing_before(self, state: State, name: str) -> list[list[str]]:
        """What must come before an element of that name may."""
        for _, pattern in state.parts:
            found = self._before(pattern, name, {})
            if found is not None:
                return found[:_MOST]
        return []

    def _before(self, pattern: p.Pattern, name: str, known: dict[p.Pattern, Missing]) -> Missing:
        """What must come before; None where the pattern has no such element. `known` are earlier answers."""
        if isinstance(pattern, p.Element):
            return [] if pattern.names.contains(name) else None
        if not pattern.flags & p.ELEMENT:
            return None
        if pattern not in known:
            known[pattern] = self._before_in(pattern, name, known)
        return known[pattern]

    def _before_in(self, pattern: p.Pattern, name: str, known: dict[p.Pattern, Missing]) -> Missing:
        if isinstance(pattern, p.Group):
            found = self._before(pattern.first, name, known)
            if found is None:
                found = self._before(pattern.second, name, known)
                return None if found is None else [*self._required(pattern.first), *found][:_MOST]
            return found
        ways = [self._before(inside, name, known) for inside in p.inner(pattern)]
        return next((way for way in ways if way is not None), None)

    def parents(self, name: str) -> list[str]:
        """The elements in which an element of that name may stand, the best known first, then the most special."""
        known = self._parents.get(name)
        if known is None:
            elements = [e for e in self._automaton.elements if name in self._names_in(e.content)]
            elements.sort(key=lambda element: len(self._names_in(element.content)))
            found = dict.fromkeys(single for element in elements for single in element.single)
            known = sorted(found, key=lambda parent: _KNOWN.get(split(parent)[1], len(_KNOWN)))
            self._parents[name] = known
        return known

    def _names_in(self, pattern: p.Pattern) -> frozenset[str]:
        """The names of the elements that may stand somewhere in a pattern, without wildcards."""
        if isinstance(pattern, p.Element):
            return frozenset(pattern.single)
        if not pattern.flags & p.ELEMENT:
            return frozenset()
        known = self._names.get(pattern)
        if known is None:
            members = pattern.members if isinstance(pattern, p.Choice) else p.inner(pattern)
            known = self._names[pattern] = frozenset().union(*[self._names_in(member) for member in members])
        return known

    def holds(self, parent: str, name: str) -> bool:
        """Whether an element of one name may hold, somewhere, an element of another."""
        return any(
            child.names.contains(name)
            for element in self._automaton.named(parent)
            for child in self.elements_in(element.content)
        )

    def at_the_beginning(self, parent: str, name: str) -> bool:
        """Whether an element may come first in another."""
        contents = [self._content(element) for element in self._automaton.named(parent)]
        return any(first.names.contains(name) for content in contents for first in first_elements(content))

    def _content(self, element: p.Element) -> p.Pattern:
        """The content of an element as if its attributes had come."""
        tags = self._automaton.tags
        return tags.without_attributes(tags.parts(element)[-1], p.EMPTY)

    def wrapping(self, state: State, name: str | None) -> list[str]:
        """The elements to put around that element (or, for None, text), the outer first: `row`, `cell`; or none."""
        needed = self._needed(state)
        found = [(rank, [one]) for one in self.wrappers(state, name)[:1] if (rank := self._rank(one, needed)) is not None]
        for element in self.next_elements(state):
            outer = element.single[0] if element.single else ""
            rank = self._rank(outer, needed) if outer else None
            if rank is None or outer == name or (rank[0] == 1 and not needed):
                continue
            content = self._content(element)
            inner = self.wrappers(self._automaton.state(((0, content),)), name)
            if inner and inner[0] != outer and self._holds_alone(content, inner[0]):
                found.append((rank, [outer, inner[0]]))
        return min(found, key=lambda way: way[0])[1] if found else []

    def _needed(self, state: State) -> set[str]:
        """What must come anyway, where it is one of a few."""
        return {name for names in self.required(state) if len(names) <= _CLASS for name in names}

    def wrappers(self, state: State, name: str | None) -> list[str]:
        """Elements that may come next and may hold that element (or, for None, text) alone.

        The most likely first. Most elements that would do are not worth a word: any phrase may hold a name.
        """
        needed = self._needed(state)
        found = [
            element.single[0]
            for element in self.next_elements(state)
            if element.single and self._may_wrap(element, name, needed)
        ]
        if name is not None:
            found = [wrapper for wrapper in found if wrapper != name]
        ranked = {wrapper: rank for wrapper in found if (rank := self._rank(wrapper, needed)) is not None}
        return sorted(ranked, key=lambda wrapper: ranked[wrapper])

    def _may_wrap(self, element: p.Element, name: str | None, needed: set[str]) -> bool:
        """Whether it holds that alone; what must come anyway need not, for its other parts are missing too."""
        content = self._content(element)
        if self._holds_alone(content, name):
            return True
        state = self._automaton.state(((0, content),))
        return name is not None and element.single[0] in needed and self._automaton.move(state, name) is not None

    def _rank(self, wrapper: str, needed: set[str]) -> tuple[int, int] | None:
        """How likely a wrapper was meant: what must come anyway, what is usual, what stands only here."""
        namespace, local = split(wrapper)
        if wrapper in needed:
            return 0, len(self.parents(wrapper))
        if namespace == TEI_NAMESPACE and local in _USUAL:
            return 1, _USUAL.index(local)
        parents = len(self.parents(wrapper))
        return (2, parents) if parents <= _FEW else None

    def _holds_alone(self, content: p.Pattern, name: str | None) -> bool:
        state = self._automaton.state(((0, content),))
        if name is None:
            return state.text is not None and any(pattern.nullable for _, pattern in state.text.parts)
        move = self._automaton.move(state, name)
        return move is not None and any(after.accept != -1 for after in move.after)

    # -- names --------------------------------------------------------------------------------------

    def likely(self, name: str, candidates: Iterable[str]) -> str | None:
        """The name that was probably meant: the same letters in another case, or nearly the same."""
        namespace, local = split(name)
        # A forgotten namespace is another mistake: only names of the same one are compared.
        pool = {split(other)[1]: other for other in candidates if split(other)[0] == namespace}
        found = nearest(local, pool)
        return pool[found] if found is not None else None

    def all_names(self) -> list[str]:
        """The names of all elements of the schema."""
        return [name for element in self._automaton.elements for name in element.single]

    def attribute_names(self, element: p.Element) -> list[str]:
        """The attributes that an element may have, without wildcards."""
        return list(self._automaton.tags.attribute_names(element.content)[0])

    def own_attributes(self, names: list[str]) -> list[str]:
        """Those of the attributes that most elements have not."""
        if self._common is None:
            sets: dict[p.Pattern, frozenset[str]] = {}
            counted = Counter(name for e in self._automaton.elements for name in _attributes(e.content, sets))
            self._common = {
                name for name, many in counted.items() if 4 * many > len(self._automaton.elements)
            }
        return [name for name in names if name not in self._common]

    def elements_with(self, attribute: str) -> list[str]:
        """The elements that may have an attribute."""
        if self._owners is None:
            sets: dict[p.Pattern, frozenset[str]] = {}
            self._owners = {}
            for element in self._automaton.elements:
                for name in _attributes(element.content, sets):
                    self._owners.setdefault(name, {}).update(dict.fromkeys(element.single))
        return list(self._owners.get(attribute, ()))


def _attributes(pattern: p.Pattern, known: dict[p.Pattern, frozenset[str]]) -> frozenset[str]:
    """The attributes named in a pattern; `known` are earlier answers, for elements share most of theirs."""
    if not pattern.flags & p.ATTRIBUTE:
        return frozenset()
    if pattern not in known:
        if isinstance(pattern, p.Attribute):
            known[pattern] = frozenset(pattern.names.names())
        else:
            inside = pattern.members if isinstance(pattern, p.Choice) else p.inner(pattern)
            known[pattern] = frozenset().union(*[_attributes(each, known) for each in inside])
    return known[pattern]
