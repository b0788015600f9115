# SPDX-License-Identifier: MIT
"""Start tags: which attributes an element may have, and what content is left when they have been seen.

The attributes of one element are mostly independent of each other and of their values, so what a
start tag means is computed once for each element and list of attribute names. It reports nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng import patterns as p
from edition.check.relaxng.names import XML_ID
from edition.check.relaxng.values import Prefixes, Values, leaves, needs_prefixes

if TYPE_CHECKING:
    from edition.check.relaxng.automaton import State
    from edition.check.relaxng.making import Patterns

Names = tuple[str, ...]
Attributes = tuple[p.Attribute, ...]
Plan = tuple[tuple[int, Attributes, "set[str] | None"], ...]


class Fit:
    """How the attributes of a start tag fit one element of the schema.

    Attributes are told by their position in the flat list of expat: names at even places, values
    behind them. `plan` are the values to check; `depends` says that `content` hangs on values.
    """

    __slots__ = ("clashing", "content", "depends", "element", "missing", "plan", "unknown", "wrong")

    def __init__(self, element: p.Element) -> None:
        self.element = element
        self.content: p.Pattern = p.NOT_ALLOWED
        self.plan: list[tuple[int, Attributes]] = []
        self.unknown: list[int] = []
        self.clashing: list[int] = []
        self.wrong: list[tuple[int, Attributes]] = []
        self.missing: list[p.Pattern] = []
        self.depends = False

    def faults(self) -> int:
        """How many things are wrong: the element with the fewest is the one that was meant."""
        return len(self.unknown) + len(self.clashing) + len(self.wrong) + len(self.missing)


class Tag:
    """What a start tag does in a state, for one list of attribute names.

    `plan` are the values to check, each with the values already known to be good; `ids` are the
    places of attributes that are identifiers, and whether their type is checked; `refs` of those that
    refer to one; `fit` is what to report; `choose` says that the values decide. `quiet` is true where
    there is nothing to do, `plain` where there are at most values and identifiers to check.
    """

    __slots__ = ("choose", "fit", "ids", "plain", "plan", "quiet", "refs", "state")

    def __init__(
        self,
        state: State,
        plan: Plan = (),
        ids: tuple[tuple[int, bool], ...] = (),
        refs: tuple[int, ...] = (),
        fit: Fit | None = None,
        *,
        choose: bool = False,
    ) -> None:
        self.state = state
        self.plan = plan
        self.ids = ids
        self.refs = refs
        self.fit = fit
        self.choose = choose
        self.plain = not (choose or refs or fit)
        self.quiet = self.plain and not (plan or ids)


class Tags:
    """Computes what start tags do."""

    def __init__(self, make: Patterns, values: Values) -> None:
        self._make = make
        self._values = values
        self._advanced: dict[tuple[p.Pattern, str], dict[p.Pattern, tuple[p.Attribute, ...]]] = {}
        self._names: dict[p.Pattern, tuple[tuple[str, ...], tuple[p.Attribute, ...]]] = {}
        self._closed: dict[tuple[p.Pattern, p.Pattern], p.Pattern] = {}

    # -- the parts of an element's content ----------------------------------------------------------

    def parts(self, element: p.Element) -> list[p.Pattern]:
        """The content of an element as independent parts; the last is all that is not only attributes."""
        if element.attributes is None:
            found: list[p.Pattern] = []
            rest = self._decompose(element.content, found)
            element.attributes = tuple(found)
            element.rest = rest
            element.owners = self._owners([*found, rest])
        return [*element.attributes, element.rest]

    def _decompose(self, pattern: p.Pattern, found: list[p.Pattern]) -> p.Pattern:
        """Move what is only attributes to `found`; return the rest."""
        if not pattern.flags & p.ATTRIBUTE:
            return pattern
        if isinstance(pattern, p.Pair):
            one = self._decompose(pattern.first, found)
            two = self._decompose(pattern.second, found)
            combine = self._make.group if isinstance(pattern, p.Group) else self._make.interleave
            return combine(one, two)
        if not pattern.flags & (p.ELEMENT | p.TEXT_BIT | p.TYPED):
            found.append(pattern)
            return p.EMPTY
        return pattern

    def _owners(self, parts: list[p.Pattern]) -> dict[str, int]:
        return {name: number for number, part in enumerate(parts) for name in self.attribute_names(part)[0]}

    def attribute_names(self, pattern: p.Pattern) -> tuple[tuple[str, ...], tuple[p.Attribute, ...]]:
        """The names of the attributes in a pattern in order, and its attributes with wildcards."""
        known = self._names.get(pattern)
        if known is None:
            singles: dict[str, None] = {}
            wild: list[p.Attribute] = []
            for attribute in self.attributes_in(pattern):
                singles.update(dict.fromkeys(attribute.names.names()))
                if attribute.names.is_open():
                    wild.append(attribute)
            known = self._names[pattern] = tuple(singles), tuple(wild)
        return known

    @staticmethod
    def attributes_in(pattern: p.Pattern) -> list[p.Attribute]:
        """All attributes of a pattern, in the order of the schema."""
        found: dict[p.Attribute, None] = {}
        seen: set[p.Pattern] = set()
        waiting = [pattern]
        while waiting:
            current = waiting.pop()
            if isinstance(current, p.Attribute):
                found[current] = None
            elif current.flags & p.ATTRIBUTE and current not in seen:
                seen.add(current)
                waiting.extend(reversed(p.inner(current)))
        return list(found)

    def _owner(self, element: p.Element, name: str, parts: list[p.Pattern]) -> int | None:
        """The part of an element's content that knows an attribute."""
        owner = element.owners.get(name)
        if owner is None:
            for number, part in enumerate(parts):
                if any(attribute.names.contains(name) for attribute in self.attribute_names(part)[1]):
                    return number
        return owner

    # -- derivatives --------------------------------------------------------------------------------

    def advance(self, pattern: p.Pattern, name: str) -> dict[p.Pattern, tuple[p.Attribute, ...]]:
        """What is left of a pattern behind an attribute, with the attributes that its value may match."""
        key = (pattern, name)
        known = self._advanced.get(key)
        if known is None:
            known = self._advanced[key] = self._advance(pattern, name)
        return known

    def _advance(self, pattern: p.Pattern, name: str) -> dict[p.Pattern, tuple[p.Attribute, ...]]:  # noqa: C901 - one loop with all in it, for speed
        if not pattern.flags & p.ATTRIBUTE:
            return {}
        if isinstance(pattern, p.Attribute):
            return {p.EMPTY: (pattern,)} if pattern.names.contains(name) else {}
        found: dict[p.Pattern, tuple[p.Attribute, ...]] = {}

        def add(left: p.Pattern, attributes: tuple[p.Attribute, ...]) -> None:
            found[left] = found.get(left, ()) + attributes

        if isinstance(pattern, p.Choice):
            for member in pattern.members:
                for left, attributes in self.advance(member, name).items():
                    add(left, attributes)
        elif isinstance(pattern, p.OneOrMore):
            for left, attributes in self.advance(pattern.item, name).items():
                add(self._make.group(left, self._make.star(pattern)), attributes)
        elif isinstance(pattern, p.Pair):
            combine = self._make.group if isinstance(pattern, p.Group) else self._make.interleave
            for left, attributes in self.advance(pattern.first, name).items():
                add(combine(left, pattern.second), attributes)
            for left, attributes in self.advance(pattern.second, name).items():
                add(combine(pattern.first, left), attributes)
        return found

    def without_attributes(self, pattern: p.Pattern, leaf: p.Pattern = p.NOT_ALLOWED) -> p.Pattern:
        """A pattern when no attribute comes any more; with EMPTY as `leaf`, as if all had come."""
        if not pattern.flags & p.ATTRIBUTE:
            return pattern
        known = self._closed.get((pattern, leaf))
        if known is not None:
            return known
        made = leaf
        if isinstance(pattern, p.Choice):
            made = self._make.choice([self.without_attributes(member, leaf) for member in pattern.members])
        elif isinstance(pattern, p.OneOrMore):
            made = self._make.one_or_more(self.without_attributes(pattern.item, leaf))
        elif isinstance(pattern, p.Pair):
            combine = self._make.group if isinstance(pattern, p.Group) else self._make.interleave
            made = combine(
                self.without_attributes(pattern.first, leaf), self.without_attributes(pattern.second, leaf)
            )
        self._closed[pattern, leaf] = made
        return made

    # -- start tags ---------------------------------------------------------------------------------

    def fit(self, element: p.Element, names: Names, values: list[str] | None, prefixes: Prefixes) -> Fit:
        """How attributes fit an element; without `values` only as far as the names tell."""
        parts = self.parts(element)
        fit = Fit(element)
        for number, name in enumerate(names):
            owner = self._owner(element, name, parts)
            if owner is None:
                fit.unknown.append(2 * number)
                continue
            moves = self.advance(parts[owner], name)
            if not moves:
                fit.clashing.append(2 * number)
            elif len(moves) == 1:
                parts[owner], attributes = next(iter(moves.items()))
                fit.plan.append((2 * number + 1, attributes))
            else:
                parts[owner] = self._by_value(fit, 2 * number + 1, moves, values, prefixes)
        self._close(fit, parts)
        return fit

    def _by_value(
        self,
        fit: Fit,
        place: int,
        moves: dict[p.Pattern, tuple[p.Attribute, ...]],
        values: list[str] | None,
        prefixes: Prefixes,
    ) -> p.Pattern:
        """Choose between several ways on by the value of an attribute."""
        fit.depends = True
        fitting = list(moves)
        if values is not None:
            value = values[place // 2]
            fitting = [left for left, attributes in moves.items() if self.match(attributes, value, prefixes)]
            if not fitting:
                fit.wrong.append((place, tuple(a for attributes in moves.values() for a in attributes)))
                fitting = list(moves)
        return self._make.choice(fitting)

    def match(self, attributes: tuple[p.Attribute, ...], value: str, prefixes: Prefixes) -> bool:
        """Whether a value is right for one of the attributes."""
        return any(self._values.matches(attribute.value, value, prefixes) for attribute in attributes)

    def _close(self, fit: Fit, parts: list[p.Pattern]) -> None:
        """No attribute comes any more: what is missing, and which content is left."""
        for part in parts[:-1]:
            if not self.without_attributes(part).nullable:
                fit.missing.append(part)
        rest = self.without_attributes(parts[-1])
        if rest is p.NOT_ALLOWED and parts[-1].flags & p.ATTRIBUTE:
            fit.missing.append(parts[-1])
            rest = self.without_attributes(parts[-1], p.EMPTY)
        fit.content = rest

    def plan(self, fit: Fit) -> Plan:
        """The values to check; where any text is right there is nothing to do."""
        plan = []
        for place, attributes in fit.plan:
            if any(attribute.value is p.TEXT for attribute in attributes):
                continue
            good: set[str] | None = attributes[0].good if len(attributes) == 1 else set()
            if any(needs_prefixes(attribute.value) for attribute in attributes):
                good = None
            plan.append((place, attributes, good))
        return tuple(plan)

    @staticmethod
    def typed(fit: Fit, kinds: tuple[str, ...]) -> tuple[int, ...]:
        """The places of attributes whose values have one of the given datatypes."""
        found = [
            place
            for place, attributes in fit.plan
            for attribute in attributes
            for leaf in leaves(attribute.value)
            if isinstance(leaf, p.Data) and leaf.literal.datatype.name in kinds
        ]
        return tuple(dict.fromkeys(found))


def identifiers(names: Names, typed: tuple[int, ...]) -> tuple[tuple[int, bool], ...]:
    """The places of identifiers: attributes of the datatype ID, and `xml:id` whatever the schema says."""
    found = dict.fromkeys(typed, True)
    if XML_ID in names:
        found.setdefault(2 * names.index(XML_ID) + 1, False)
    return tuple(found.items())
