# SPDX-License-Identifier: MIT
"""Messages about elements and text: unknown, misplaced, missing, or in no place at all.

Attributes are in `message_attributes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng import words
from edition.check.relaxng.message_parts import Message, hints
from edition.check.relaxng.names import TEI_NAMESPACE, split
from edition.check.relaxng.slips import FROM_HTML, FROM_P4
from edition.check.relaxng.tei_elements import module_of

if TYPE_CHECKING:
    from edition.check.relaxng.automaton import Automaton, State
    from edition.check.relaxng.events import Problem
    from edition.check.relaxng.expected import Expected

_MANY = 12  # more names than this help nobody
_P4_ROOTS = ("TEI.2", "teiCorpus.2")


class ElementMessages:
    """Composes messages about elements."""

    def __init__(self, automaton: Automaton, expected: Expected) -> None:
        self._automaton = automaton
        self._expected = expected

    # -- an element that should not be there ----------------------------------------------------------

    def unknown(self, problem: Problem) -> Message:
        """No element of the schema has this name."""
        name, state = problem.name, problem.state
        namespace, local = split(name)
        if not problem.parent:
            return self._root(problem)
        same = [other for other in self._expected.all_names() if split(other)[1] == local]
        if same:
            return self._other_namespace(name, same[0])
        text = f"There is no element {words.element(name)} in this schema."
        module = module_of(local) if namespace == TEI_NAMESPACE else None
        if module is not None:
            hint = f"TEI has it (module {module}), but this customisation leaves it out."
            return Message("rng-element-unknown", text, hints(hint, _see(name)))
        meant = self._automaton.meant(state, name) if state else None
        meant = meant or self._brought_along(namespace, local)
        meant = meant or self._expected.likely(name, self._expected.all_names())
        if meant is None:
            return Message("rng-element-unknown", text, self._allowed(state) if state else "")
        return Message(
            "rng-element-unknown", text, hints(f"Did you mean {words.element(meant)}?", _see(meant))
        )

    def _brought_along(self, namespace: str, local: str) -> str | None:
        """What TEI P5 has for an element of HTML or of TEI P4, if the schema has it."""
        other = FROM_HTML.get(local) or FROM_P4.get(local)
        known = f"{namespace}}}{other}"
        return known if other and namespace == TEI_NAMESPACE and self._automaton.named(known) else None

    def _other_namespace(self, name: str, known: str) -> Message:
        """The element exists, in another namespace."""
        namespace, local = split(name)
        given = f"in the namespace {namespace}" if namespace else "in no namespace"
        wanted = split(known)[0]
        if not wanted:
            hint = "Remove its namespace."
        elif namespace:
            hint = f"Correct the xmlns that names it: {words.element(known)} is in {wanted}."
        else:
            hint = f'Add xmlns="{wanted}" to it or to the root.'
        return Message(
            "rng-namespace-wrong", f"<{local}> is {given}, where the schema does not know it.", hint
        )

    def _root(self, problem: Problem) -> Message:
        """The root is none that the schema allows."""
        namespace, local = split(problem.name)
        roots = self._expected.next_names(self._automaton.start)
        if local in _P4_ROOTS or (local.startswith("TEI.") and not namespace):
            return Message(
                "rng-tei-p4",
                f"<{local}> is the root of TEI P4; this schema is for TEI P5.",
                "Convert the file to P5 first (TEI's p4top5.xsl does most of it).",
            )
        same = [root for root in roots if split(root)[1] == local]
        if same and not namespace and split(same[0])[0]:
            hint = f'Write <{local} xmlns="{split(same[0])[0]}">.'
            return Message("rng-namespace-missing", f"The root <{local}> has no namespace.", hint)
        if same:
            return self._other_namespace(problem.name, same[0])
        text = f"The root cannot be {words.element(problem.name)}."
        return Message(
            "rng-root-wrong", text, f"This schema expects {words.elements(roots)}." if roots else ""
        )

    def misplaced(self, problem: Problem) -> Message:
        """A known element where it is not allowed."""
        name, parent, state = problem.name, problem.parent, problem.state
        if not parent:
            return self._root(problem)
        assert state is not None
        shown, inside = words.element(name), words.element(parent)
        if self._expected.holds(parent, name):
            text = f"{shown} can stand in {inside}, but not in this place."
            wrappers = self._expected.wrappers(state, name)
            hint = self._allowed(state)
            if self._expected.at_the_beginning(parent, name):
                other = f", or wrap it in {words.element(wrappers[0])}" if wrappers else ""
                hint = f"Move it to an earlier place in {inside}{other}."
            return Message("rng-element-not-allowed", text, hints(hint, _see(parent)))
        text = f"{shown} is not allowed in {inside}."
        wrappers = self._expected.wrapping(state, name)
        if wrappers:
            hint = f"Wrap it in {words.listed([words.element(each) for each in wrappers], 'and')}."
            return Message("rng-element-not-allowed", text, hints(hint, _see(parent)))
        if name == parent:
            hint = f"Close the {shown} around it before it begins."
            return Message("rng-element-not-allowed", text, hints(hint, _see(parent)))
        parents = [words.element(other) for other in self._expected.parents(name) if other != name]
        where = f"It is allowed in {words.listed(parents, most=5)}." if parents else self._allowed(state)
        return Message("rng-element-not-allowed", text, hints(where, _see(name)))

    def _allowed(self, state: State) -> str:
        """What may come next, in short."""
        if state is self._automaton.lost:
            return ""
        names = self._expected.next_names(state)
        if not names:
            return "No element is allowed here."
        return f"Allowed here: {words.elements(names, most=_MANY)}." if len(names) <= _MANY else ""

    # -- an element that should be there --------------------------------------------------------------

    def missing_before(self, problem: Problem) -> Message:
        """An element has come too early: something must stand before it."""
        assert problem.state is not None
        missing = self._expected.missing_before(problem.state, problem.name)
        inside = words.element(problem.parent) if problem.parent else "the document"
        what = _missing(missing) or "something"
        text = f"{inside} lacks {what} before {words.element(problem.name)}."
        return Message("rng-element-missing", text, hints(_add(missing), _see(problem.parent)))

    def incomplete(self, problem: Problem) -> Message:
        """An element has ended too early."""
        assert problem.state is not None
        missing = self._expected.required(problem.state)
        shown = words.element(problem.name)
        if not missing:
            return Message("rng-element-missing", f"{shown} is not complete.", self._allowed(problem.state))
        text = f"{shown} lacks {_missing(missing)}."
        return Message("rng-element-missing", text, hints(_add(missing), _see(problem.name)))

    # -- text -----------------------------------------------------------------------------------------

    def text(self, problem: Problem) -> Message:
        """Text where only elements may stand, or nothing."""
        assert problem.state is not None
        inside = words.element(problem.name) if problem.name else "the document"
        text = f"Text is not allowed directly in {inside}: {words.quoted(problem.detail, 40)}."
        wrappers = self._expected.wrapping(problem.state, None)
        if wrappers:
            hint = f"Wrap it in {words.listed([words.element(each) for each in wrappers], 'and')}."
        elif not self._expected.next_names(problem.state):
            hint = "Nothing more is allowed here."
        else:
            hint = self._allowed(problem.state)
        return Message("rng-text-not-allowed", text, hints(hint, _see(problem.name)))

    def content(self, problem: Problem) -> Message:
        """The text of an element is not the value it should be."""
        assert problem.state is not None
        _, value = problem.detail
        pattern = self._automaton.make.choice([pattern for _, pattern in problem.state.parts])
        shown = words.element(problem.name)
        text = (
            f"{words.quoted(value)} is not right in {shown}."
            if value.strip()
            else f"{shown} cannot be empty."
        )
        return Message(
            "rng-content-wrong", text, hints(f"It must be {words.wanted(pattern)}.", _see(problem.name))
        )


def _missing(missing: list[list[str]]) -> str:
    """`<title>` and one of `<p>`, `<ab>`."""
    parts = []
    for names in [names for number, names in enumerate(missing) if names not in missing[:number]]:
        if len(names) == 1:
            parts.append(words.element(names[0]))
        elif names:
            listed = words.elements(words.likeliest_first(names))
            parts.append(f"one of {listed}" if len(names) > 2 else listed)
    return words.listed(parts, "and")


def _add(missing: list[list[str]]) -> str:
    """The first thing to do."""
    if not missing or not missing[0]:
        return ""
    return f"Add {words.element(missing[0][0])}." if len(missing[0]) == 1 else ""


def _see(name: str) -> str:
    address = words.page(name)
    return f"See {address}" if address else ""
