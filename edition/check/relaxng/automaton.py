# SPDX-License-Identifier: MIT
"""The states of a schema while a document is read: derivatives of patterns, each computed once.

A state is what may still come in one element. Where two elements of the schema claim a start tag,
the state holds one pattern for each, under a number (`slot`); the end tag tells which of them were
satisfied, and so which states of the parent go on. It reports nothing: `events` does.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from edition.check.relaxng import patterns as p
from edition.check.relaxng.derivatives import Derivatives, first_elements
from edition.check.relaxng.names import TEI_NAMESPACE, split
from edition.check.relaxng.slips import FROM_HTML, FROM_P4, nearest
from edition.check.relaxng.tags import Fit, Names, Tag, Tags, identifiers
from edition.check.relaxng.tei_elements import module_of
from edition.check.relaxng.values import Prefixes, Values

if TYPE_CHECKING:
    from edition.check.relaxng.expected import Expected
    from edition.check.relaxng.making import Patterns

NONE: Final = -1
SEVERAL: Final = -2
_CLASS: Final = 5  # so many elements, of which any would do, are a class
Parts = tuple[tuple[int, p.Pattern], ...]


class Move:
    """What a start tag does in a state: the elements that claim it, and the parent's states behind them.

    `error` is None, or says how the move had to be invented: see `Automaton.recover`.
    """

    __slots__ = ("after", "bare", "elements", "error", "tags")

    def __init__(
        self, elements: tuple[p.Element, ...], after: tuple[State, ...], error: str | None = None
    ) -> None:
        self.elements = elements
        self.after = after
        self.error = error
        self.tags: dict[Names, Tag] = {}
        self.bare: Tag | None = None


class State:
    """What may still come: a pattern for each slot.

    `accept` is the one slot that may end here, NONE or SEVERAL; `collect` says that the text of the
    element is a value to be seen whole; `text` is the state behind text, mostly the same, or None.
    """

    __slots__ = ("accept", "collect", "moves", "parts", "text")

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.moves: dict[str, Move] = {}
        accepting = [slot for slot, pattern in parts if pattern.nullable]
        self.collect = any(pattern.flags & p.TYPED for _, pattern in parts)
        self.accept = (
            NONE if self.collect or not accepting else accepting[0] if len(accepting) == 1 else SEVERAL
        )
        self.text: State | None = None


class Automaton:
    """All states of one schema that documents have needed so far. It is kept from file to file."""

    def __init__(self, make: Patterns, start: p.Pattern, elements: list[p.Element]) -> None:
        self.make = make
        self.values = Values(make)
        self.derivatives = Derivatives(make)
        self.tags = Tags(make, self.values)
        self.elements = elements
        self.needs_prefixes = True
        self._states: dict[Parts, State] = {}
        self._unions: dict[tuple[State, ...], State] = {}
        self._namespaces: set[str] = set()
        self._by_name: dict[str, list[p.Element]] | None = None
        # A place of which nothing is known: below an element that no schema element explains.
        self.lost = State(())
        self.lost.accept = 0
        self.lost.text = self.lost
        self.start = self.state(((0, start),))

    # -- states -------------------------------------------------------------------------------------

    def state(self, parts: Parts) -> State:
        """The state with these parts, made once."""
        known = self._states.get(parts)
        if known is None:
            known = self._states[parts] = State(parts)
            known.text = self._text_state(known)
        return known

    def _merged(self, parts: dict[int, list[p.Pattern]]) -> State:
        return self.state(tuple((slot, self.make.choice(parts[slot])) for slot in sorted(parts)))

    def union(self, states: tuple[State, ...]) -> State:
        """The state of all alternatives together."""
        known = self._unions.get(states)
        if known is None:
            parts: dict[int, list[p.Pattern]] = {}
            for state in states:
                for slot, pattern in state.parts:
                    parts.setdefault(slot, []).append(pattern)
            known = self._unions[states] = self.lost if self.lost in states else self._merged(parts)
        return known

    def ending(self, state: State, text: str | None, prefixes: Prefixes) -> list[int]:
        """The slots that may end; `text` is the whole text of the element where it is a value."""
        if state is self.lost:
            return [0]
        if text is None:
            return [slot for slot, pattern in state.parts if pattern.nullable]
        return [slot for slot, pattern in state.parts if self.values.matches(pattern, text, prefixes)]

    def _text_state(self, state: State) -> State | None:
        """The state behind text, or None where no text may stand."""
        parts = [(slot, self.derivatives.after_text(pattern)) for slot, pattern in state.parts]
        parts = [(slot, pattern) for slot, pattern in parts if pattern is not p.NOT_ALLOWED]
        if tuple(parts) == state.parts:
            return state
        return self.state(tuple(parts)) if parts else None

    # -- moves --------------------------------------------------------------------------------------

    def move(self, state: State, name: str) -> Move | None:
        """What a start tag does, or None where it is not allowed."""
        return self._move(state, name, skip=False)

    def skipping(self, state: State, name: str) -> Move | None:
        """The same, as if what is still required before had been there."""
        move = self._move(state, name, skip=True)
        if move is not None:
            move.error = "missing-before"
        return move

    def _move(self, state: State, name: str, *, skip: bool) -> Move | None:
        behind: dict[p.Element, dict[int, list[p.Pattern]]] = {}
        for slot, pattern in state.parts:
            for element, left in self.derivatives.first(pattern, name, skip=skip).items():
                behind.setdefault(element, {}).setdefault(slot, []).append(left)
        if not behind:
            return None
        return Move(tuple(behind), tuple(self._merged(parts) for parts in behind.values()))

    def recover(self, state: State, name: str) -> Move:
        """A move for an element that is not allowed, so that reading goes on sensibly.

        `missing-before`: it is allowed once something that is missing has come. `misplaced`: it is not
        allowed here, but known, so its inside is checked. `unknown`: no element has that name; a likely
        slip is read as what was meant.
        """
        if state is not self.lost:
            move = self.skipping(state, name)
            if move is not None:
                return move
        elements = tuple(self.named(name))
        if not elements and state is not self.lost:
            meant = self.meant(state, name)
            move = self.move(state, meant) if meant is not None else None
            if move is not None:
                move.error = "unknown"
                return move
        error: str | None = "misplaced" if elements else "unknown"
        # Inside what is unknown nothing is misplaced, and a foreign vocabulary is one mistake, not many.
        if state is self.lost and (elements or split(name)[0] not in self.namespaces()):
            error = None
        after = state if error is None else self.wrapped(state, name)
        return Move(elements, (after,) * max(1, len(elements)), error)

    def wrapped(self, state: State, name: str | None) -> State:
        """The state behind the element that should have been put around another, or (None) around text.

        Only where that element must come anyway: then its absence is the same mistake, not a second one.
        """
        if any(pattern.nullable for _, pattern in state.parts):
            return state
        required = self.expected.required(state)
        needed = {name for names in required for name in names}
        wrappers = [each for each in self.expected.wrapping(state, name) if each in needed]
        # Where any of a class would do, what stands there was meant to be it.
        if not wrappers and len(required) == 1 and len(required[0]) > _CLASS:
            wrappers = required[0]
        for wrapper in wrappers:
            move = self.move(state, wrapper)
            if move is not None:
                return self.union(tuple(dict.fromkeys(move.after)))
        return state

    @cached_property
    def expected(self) -> Expected:
        """The answers about what the schema would have allowed."""
        from edition.check.relaxng.expected import Expected  # noqa: PLC0415 - it builds on this module

        return Expected(self)

    def meant(self, state: State, name: str) -> str | None:
        """The element that may come next and is probably meant by a name that no element has."""
        namespace, local = split(name)
        firsts = [element for _, pattern in state.parts for element in first_elements(pattern)]
        here = {split(single)[1]: single for element in firsts for single in element.single}
        if local in here:
            return here[local]  # only its namespace is another
        if namespace == TEI_NAMESPACE and module_of(local) is not None:
            return None  # no slip: TEI has the element, only this schema leaves it out
        if namespace == TEI_NAMESPACE and (local in FROM_HTML or local in FROM_P4):
            return here.get(FROM_HTML.get(local) or FROM_P4[local])
        found = nearest(local, [other for other, full in here.items() if split(full)[0] == namespace])
        return here[found] if found is not None else None

    def namespaces(self) -> set[str]:
        """The namespaces of the schema's elements."""
        if not self._namespaces:
            self._namespaces = {split(name)[0] for element in self.elements for name in element.single}
        return self._namespaces

    def named(self, name: str) -> list[p.Element]:
        """The elements of the schema that can have a name; wildcards do not count."""
        if self._by_name is None:
            self._by_name = {}
            for element in self.elements:
                for single in element.single:
                    self._by_name.setdefault(single, []).append(element)
        return self._by_name.get(name, [])

    # -- start tags ---------------------------------------------------------------------------------

    def tag(self, move: Move, names: Names) -> Tag:
        """What a move does with these attributes, computed once."""
        made = self._tag(move, names)
        if names:
            move.tags[names] = made
        else:
            move.bare = made
        return made

    def _tag(self, move: Move, names: Names) -> Tag:
        if not move.elements:
            ids = identifiers(names, ())
            return Tag(self.lost, ids=ids)
        fits = [self.tags.fit(element, names, None, {}) for element in move.elements]
        if any(fit.depends for fit in fits) or (len(fits) > 1 and any(self.tags.plan(fit) for fit in fits)):
            return Tag(self.lost, choose=True)
        return self._decided(fits, names)

    def _decided(self, fits: list[Fit], names: Names) -> Tag:
        """The tag for fits that need no more values."""
        right = [(slot, fit) for slot, fit in enumerate(fits) if not fit.faults()]
        best = min(fits, key=Fit.faults)
        if not right:
            right = [(slot, fit) for slot, fit in enumerate(fits) if fit is best]
        state = self.state(tuple((slot, fit.content) for slot, fit in right))
        plan = self.tags.plan(best)
        ids = identifiers(names, Tags.typed(best, ("ID",)))
        refs = Tags.typed(best, ("IDREF", "IDREFS"))
        fault = best if best.faults() else None
        return Tag(state, plan, ids, refs, fault)

    def chosen(self, move: Move, names: Names, attributes: list[str], prefixes: Prefixes) -> Tag:
        """The tag where the values decide between elements or contents."""
        values = attributes[1::2]
        fits = [self.tags.fit(element, names, values, prefixes) for element in move.elements]
        for fit in fits:
            wrong = [(at, a) for at, a in fit.plan if not self.tags.match(a, attributes[at], prefixes)]
            fit.wrong.extend(wrong)
            fit.plan = [entry for entry in fit.plan if entry not in wrong]
        return self._decided(fits, names)
