# SPDX-License-Identifier: MIT
"""Turns problems into findings: what is wrong, where it sits, what would be right.

The words for one cause are composed once and kept. It does not decide what a problem is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edition.check.finding import Finding, Level
from edition.check.relaxng.message_attributes import AttributeMessages
from edition.check.relaxng.message_elements import ElementMessages
from edition.check.relaxng.message_files import file_message
from edition.check.relaxng.message_long import LongAnswers
from edition.check.relaxng.message_parts import hints

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from edition.check.relaxng.automaton import Automaton
    from edition.check.relaxng.events import Problem
    from edition.check.relaxng.message_parts import Message

_KEPT = 20_000
_SHORT = 100


class Messages:
    """Composes findings for one schema; with `long` each says all that would have been allowed."""

    def __init__(self, automaton: Automaton, *, long: bool = False) -> None:
        expected = automaton.expected
        elements = ElementMessages(automaton, expected)
        attributes = AttributeMessages(automaton, expected)
        self._known: dict[Hashable, Message] = {}
        self._long = LongAnswers(automaton, expected) if long else None
        self._composers: dict[str, tuple[Callable[[Problem], Message], Callable[[Problem], Hashable]]] = {
            "unknown": (elements.unknown, _by_state),
            "misplaced": (elements.misplaced, _by_state),
            "missing-before": (elements.missing_before, _by_state),
            "incomplete": (elements.incomplete, _by_state),
            "text": (elements.text, _never),
            "content": (elements.content, _never),
            "attribute": (attributes.unknown, _by_attribute),
            "clash": (attributes.clash, _by_attribute),
            "attribute-missing": (attributes.missing, _by_part),
            "value": (attributes.value, _by_value),
            "id-duplicate": (attributes.duplicate, _never),
            "id-invalid": (attributes.invalid_id, _never),
            "idref": (attributes.idref, _never),
        }

    def finding(self, problem: Problem) -> Finding:
        """The finding for one problem."""
        composer = self._composers.get(problem.kind)
        if composer is None:
            message = file_message(problem)
        else:
            compose, key_of = composer
            key = key_of(problem)
            message = self._known.get(key) if key is not None else None  # type: ignore[assignment]
            if message is None:
                message = compose(problem)
                if self._long is not None:
                    message = message._replace(hint=hints(message.hint, self._long.answer(problem)))
                if key is not None and len(self._known) < _KEPT:
                    self._known[key] = message
        line, column = _place(problem)
        return Finding(
            message.code,
            problem.source.path,
            line,
            column,
            message.text,
            message.hint,
            Level.WARNING if message.warning else Level.ERROR,
        )


def _place(problem: Problem) -> tuple[int, int]:
    """Line and column of a tag, of one of its attributes, or of text."""
    source, at = problem.source, problem.at
    found: tuple[int, int]
    if isinstance(at, tuple):
        found = source.attribute_place(at[0], at[1] // 2)
    elif problem.kind == "text":
        found = source.text_place(at, problem.detail)
    else:
        found = source.place(at)
    return found


def _never(_problem: Problem) -> Hashable:
    """Messages that quote the document are not kept."""
    return None


def _by_state(problem: Problem) -> Hashable:
    return problem.kind, problem.name, problem.parent, problem.state


def _by_attribute(problem: Problem) -> Hashable:
    attributes, place, element = problem.detail
    others: Any = tuple(attributes[::2]) if problem.kind == "clash" else ()
    return problem.kind, problem.name, attributes[place], element, others


def _by_value(problem: Problem) -> Hashable:
    """A value is wrong for one reason wherever it stands, and what is wrong once is wrong a hundred times."""
    attributes, place, allowed, _ = problem.detail
    value = attributes[place]
    return (
        (problem.kind, problem.name, attributes[place - 1], value, allowed) if len(value) <= _SHORT else None
    )


def _by_part(problem: Problem) -> Hashable:
    return problem.kind, problem.name, problem.detail[0]
