# SPDX-License-Identifier: MIT
"""Runs the regular expressions of XML Schema over values: automata that are made while they match.

Not Python's `re`: its classes, anchors and categories differ, and a pattern from a stranger's schema
could make it try exponentially many ways. Here the time grows with the length of the value alone.
"""

from __future__ import annotations

from edition.check.relaxng.regex_syntax import PatternParser, RegexError, State

__all__ = ["Regex", "RegexError"]
_MAX_MEMO = 5_000


class Regex:
    """A compiled pattern; the states of its automaton are made when a value first needs them."""

    def __init__(self, pattern: str) -> None:
        """Raises `RegexError` for what is not a regular expression of XML Schema."""
        self.pattern = pattern
        first, self._end = PatternParser(pattern).whole()
        self._start = self._closed([first])
        self._memo: dict[frozenset[State], dict[str, frozenset[State]]] = {}
        self._known = 0

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        states = self._start
        memo = self._memo
        for char in text:
            moves = memo.get(states)
            if moves is None:
                moves = memo[states] = {}
            following = moves.get(char)
            if following is None:
                following = moves[char] = self._step(states, char)
                self._known += 1
                if self._known > _MAX_MEMO:  # a text of all Unicode must not fill the memory
                    memo.clear()
                    self._known = 0
            if not following:
                return False
            states = following
        return self._end in states

    @staticmethod
    def _closed(states: list[State]) -> frozenset[State]:
        """The states reached by free moves."""
        reached: set[State] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in reached:
                reached.add(state)
                waiting.extend(state.free)
        return frozenset(reached)

    def _step(self, states: frozenset[State], char: str) -> frozenset[State]:
        following = [state.next for state in states if state.accepts is not None and state.accepts(char)]
        return self._closed([state for state in following if state is not None])
