# SPDX-License-Identifier: MIT
"""Follows a document, event by event, through the states of a schema, and notes what is wrong.

It knows neither expat nor lxml, only start, end and text, and a cursor that says where they are; it
composes no messages. After an error it goes on where reading is most likely to make sense: as if what
is missing had come, or inside the element that is misplaced, so that one mistake is noted once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from edition.check.relaxng.names import XML_NAMESPACE, is_ncname
from edition.check.relaxng.syntax import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.check.relaxng.automaton import Automaton, Move, State
    from edition.check.relaxng.tags import Attributes, Tag

MAX_DEPTH: Final = 1000
_MAX_MEMO: Final = 10_000


class Cursor(Protocol):
    """Where the reading is: an offset, or a node of a tree."""

    @property
    def CurrentByteIndex(self) -> Any:  # noqa: N802 - expat's own name: its parser is one cursor
        """The place of the current event."""


class Problem(NamedTuple):
    """One thing that is wrong: a kind, the place, the element it is in, and what its message needs.

    `name` is the element in question, `parent` the one around it; `state` is the state in which it
    was met; `detail` depends on the kind.
    """

    kind: str
    source: Any
    at: Any
    name: str
    parent: str
    state: State | None = None
    detail: Any = None


class TooDeepError(Exception):
    """The document is nested beyond the bound."""


class Run:
    """One document on its way through the schema. `start`, `end` and `text` are the handlers."""

    def __init__(self, automaton: Automaton, cursor: Cursor, source: Any) -> None:
        self.automaton = automaton
        self.cursor = cursor
        self.source = source
        self.problems: list[Problem] = []
        self.prefixes: dict[str, str] = {"xml": XML_NAMESPACE}
        self.ids: dict[str, tuple[Any, Any]] = {}
        self.refs: list[tuple[str, Problem]] = []
        self.stack: list[tuple[Move, Any, str]] = []
        self.start: Callable[[str, list[str]], None]
        self.end: Callable[[str], None]
        self.text: Callable[[str], None]
        self._install()

    def _install(self) -> None:  # noqa: C901 - one loop with all in it, for speed
        """Make the handlers: closures, because they run a million times a second on large files."""
        automaton, stack = self.automaton, self.stack
        push, pop, tag_of = stack.append, stack.pop, automaton.tag
        buffer: list[str] = []
        state = automaton.start

        def start(name: str, attributes: list[str]) -> None:
            nonlocal state
            if buffer:
                state = self.settled(state, buffer)
            move = state.moves.get(name)
            if move is None:
                move = self.found(state, name)
            at = self.cursor.CurrentByteIndex
            if move.error is not None:
                self.note(move.error, at, name, state, move)
            if attributes:
                names = tuple(attributes[::2])
                tag = move.tags.get(names) or tag_of(move, names)
            else:
                tag = move.bare or tag_of(move, ())
            push((move, at, name))
            state = tag.state
            if not tag.quiet:
                state = self.checked(tag, move, attributes, at)
            if len(stack) > MAX_DEPTH:
                raise TooDeepError

        def end(_name: str) -> None:
            nonlocal state
            accept = state.accept
            state = pop()[0].after[accept] if accept >= 0 else self.ended(state, buffer)

        def text(data: str) -> None:
            nonlocal state
            if state.collect:
                buffer.append(data)
                return
            following = state.text
            if following is state or not data.strip(WHITE_SPACE):
                return
            state = self.stray(state, data) if following is None else following

        self.start, self.end, self.text = start, end, text

    def close_to(self, depth: int) -> None:
        """Close what a file that broke off has left open."""
        while len(self.stack) > depth:
            self.end("")

    def inside(self) -> str:
        """The name of the innermost open element."""
        return self.stack[-1][2] if self.stack else ""

    def note(self, kind: str, at: Any, name: str, state: State | None = None, detail: Any = None) -> None:
        """Note a problem in or at the element of that name."""
        self.problems.append(Problem(kind, self.source, at, name, self.inside(), state, detail))

    def found(self, state: State, name: str) -> Move:
        """A move that the state has not made before."""
        if not self.stack:
            move = self._other_namespace(state, name)
            if move is not None:
                return move
        move = self.automaton.move(state, name) or self.automaton.recover(state, name)
        if len(state.moves) < _MAX_MEMO:
            state.moves[name] = move
        return move

    def _other_namespace(self, state: State, name: str) -> Move | None:
        """A root without the namespace it should have, or in a wrong one: one problem, and all names are read as if right."""
        given, _, local = name.rpartition("}")
        if self.automaton.move(state, name) is not None:
            return None
        for namespace in sorted(self.automaton.namespaces()):
            move = self.automaton.move(state, f"{namespace}}}{local}")
            if move is not None:
                move.error = "unknown"
                self._translate(given, namespace)
                return move
        return None

    def _translate(self, given: str, namespace: str) -> None:
        """From now on a name in the `given` namespace (or in none) is read as one in this namespace."""
        start, prefix, wrong = self.start, namespace + "}", f"{given}}}" if given else ""

        def translated(name: str, attributes: list[str]) -> None:
            if wrong and name.startswith(wrong):
                name = prefix + name[len(wrong) :]
            start(name if "}" in name or wrong else prefix + name, attributes)

        self.start = translated
        if getattr(self.cursor, "StartElementHandler", None) is start:
            self.cursor.StartElementHandler = translated  # type: ignore[attr-defined]

    def settled(self, state: State, buffer: list[str]) -> State:
        """Text of what might have been a value, and now an element follows: it is mere text."""
        text = "".join(buffer)
        buffer.clear()
        if not text.strip(WHITE_SPACE):
            return state
        return self.stray(state, text) if state.text is None else state.text

    def stray(self, state: State, data: str) -> State:
        """Text where none may stand."""
        at = self.cursor.CurrentByteIndex
        if not self._goes_on(at):
            self.note("text", at, self.inside(), state, data)
        return self.automaton.wrapped(state, None)

    def _goes_on(self, at: Any) -> bool:
        """Whether text is the rest of one that was noted: expat hands on a long text in pieces."""
        last = self.problems[-1] if self.problems else None
        if last is None or last.kind != "text" or last.source is not self.source or not isinstance(at, int):
            return False
        return bool(self.source.is_one_text(last.at, at))

    def ended(self, state: State, buffer: list[str]) -> State:
        """The end of an element that is not simply complete."""
        move, at, name = self.stack.pop()
        text = "".join(buffer) if state.collect else None
        buffer.clear()
        slots = self.automaton.ending(state, text, self.prefixes)
        if not slots:
            kind = "incomplete" if text is None else "content"
            self.note(kind, at, name, state, (move, text))
            slots = [slot for slot, _ in state.parts]
        if len(slots) == 1:
            return move.after[slots[0]]
        return self.automaton.union(tuple(move.after[slot] for slot in slots))

    def checked(self, tag: Tag, move: Move, attributes: list[str], at: Any) -> State:
        """Check the attributes of a start tag; the state behind it may depend on their values."""
        if tag.choose:
            tag = self.automaton.chosen(move, tuple(attributes[::2]), attributes, self.prefixes)
        for place, allowed, good in tag.plan:
            if good is None or attributes[place] not in good:
                self.check_value(tag, place, allowed, good, attributes, at)
        for place, typed in tag.ids:
            self.identify(place, attributes, at, typed=typed)
        if not tag.plain:
            self._more_than_values(tag, move, attributes, at)
        return tag.state

    def _more_than_values(self, tag: Tag, move: Move, attributes: list[str], at: Any) -> None:
        """References by IDREF, and what does not fit."""
        name = self.inside()
        for place in tag.refs:
            problem = Problem("idref", self.source, (at, place), name, name, None, (attributes, place))
            self.refs.extend((word, problem) for word in attributes[place].split())
        if tag.fit is not None:
            self._faults(tag, move, attributes, at, name)

    def check_value(  # noqa: PLR0917 - called in the hot loop
        self, tag: Tag, place: int, allowed: Attributes, good: set[str] | None, attributes: list[str], at: Any
    ) -> None:
        """Check the value of an attribute; `good` are values that were right before."""
        value = attributes[place]
        if not self.automaton.tags.match(allowed, value, self.prefixes):
            self.note("value", (at, place), self.inside(), None, (attributes, place, allowed, tag))
        elif good is not None and len(good) < _MAX_MEMO:
            good.add(value)

    def identify(self, place: int, attributes: list[str], at: Any, *, typed: bool) -> None:
        """An identifier stands once in a document, and is a name: where it is `typed` the schema has said so."""
        value = attributes[place].strip(WHITE_SPACE)
        if value in self.ids:
            self.note("id-duplicate", (at, place), self.inside(), None, (attributes, place, self.ids[value]))
        elif typed or is_ncname(value):
            self.ids[value] = (self.source, (at, place))
        else:
            self.note("id-invalid", (at, place), self.inside(), None, (attributes, place))

    def _faults(self, tag: Tag, move: Move, attributes: list[str], at: Any, name: str) -> None:
        """Note what does not fit whatever the values, and values that decided between contents."""
        fit = tag.fit
        assert fit is not None
        for place in fit.unknown:
            self.note("attribute", (at, place), name, None, (attributes, place, fit.element))
        for place in fit.clashing:
            self.note("clash", (at, place), name, None, (attributes, place, fit.element))
        for place, allowed in fit.wrong:
            self.note("value", (at, place), name, None, (attributes, place, allowed, tag))
        for part in fit.missing:
            self.note("attribute-missing", at, name, None, (part, move))

    def finish(self) -> list[Problem]:
        """The problems in the order in which they were met, with references to nothing at the end."""
        for word, problem in self.refs:
            if word not in self.ids:
                self.problems.append(problem._replace(detail=(*problem.detail, word)))
        return self.problems
