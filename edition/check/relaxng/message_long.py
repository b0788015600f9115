# SPDX-License-Identifier: MIT
"""The long answer: all that a schema would have allowed where something is wrong, for those who ask for it.

The short answer, which says what is most likely, is in `message_elements` and `message_attributes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng import words
from edition.check.relaxng.message_parts import hints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.check.relaxng.automaton import Automaton
    from edition.check.relaxng.events import Problem
    from edition.check.relaxng.expected import Expected


class LongAnswers:
    """Composes the lists behind a message."""

    def __init__(self, automaton: Automaton, expected: Expected) -> None:
        self._automaton = automaton
        self._expected = expected

    def answer(self, problem: Problem) -> str:
        """Everything that might have been meant; empty where the short answer is whole."""
        if problem.kind in ("attribute", "clash"):
            return self._attributes(problem)
        if problem.kind == "value":
            allowed = problem.detail[2]
            pattern = self._automaton.make.choice([attribute.value for attribute in allowed])
            return _said("All values that are given", [f"“{each}”" for each in words.given_values(pattern)])
        if problem.state is None or problem.state is self._automaton.lost:
            return ""
        return self._elements(problem)

    def _elements(self, problem: Problem) -> str:
        assert problem.state is not None
        allowed = [words.element(name) for name in self._expected.next_names(problem.state)]
        parents: list[str] = []
        if problem.kind == "misplaced":
            parents = [words.element(name) for name in self._expected.parents(problem.name)]
        return hints(
            _said("Allowed here", sorted(dict.fromkeys(allowed))),
            _said(f"{words.element(problem.name)} may stand in", sorted(dict.fromkeys(parents))),
        )

    def _attributes(self, problem: Problem) -> str:
        attributes, place, element = problem.detail
        allowed = [words.attribute(name) for name in self._expected.attribute_names(element)]
        others = [words.element(name) for name in self._expected.elements_with(attributes[place])]
        return hints(
            _said(f"{words.element(problem.name)} may have", sorted(allowed)),
            _said(f"{words.attribute(attributes[place])} is allowed on", sorted(dict.fromkeys(others))),
        )


def _said(what: str, names: Sequence[str]) -> str:
    return f"{what}: {', '.join(names)}." if names else ""
