# SPDX-License-Identifier: MIT
"""Regular expressions of XML Schema (part 2, appendix F), as automata that are made while they match.

Not Python's `re`: its classes, anchors and categories differ, and a pattern from a stranger's schema
could make it try exponentially many ways. Here the time grows with the length of the value alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from edition.check.relaxng.names import is_ncname, is_nmtoken
from edition.check.relaxng.unicode_blocks import block

CharacterClass = Callable[[str], bool]
# One state of the automaton: a class with the state behind it, or a bundle of states to be in at once.
_MAX_STATES = 20_000
_MAX_MEMO = 5_000

_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_LITERAL_ESCAPES = frozenset("\\|.?*+(){}-[]^$")
_CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)


class RegexError(ValueError):
    """The pattern is not a regular expression of XML Schema."""


def _is_digit(char: str) -> bool:
    return unicodedata.category(char) == "Nd"


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] not in "PZC"


def _is_initial(char: str) -> bool:
    return char == ":" or is_ncname(char)


_MULTI: dict[str, CharacterClass] = {
    "s": lambda char: char in " \t\n\r",
    "i": _is_initial,
    "c": is_nmtoken,
    "d": _is_digit,
    "w": _is_word,
}


def _negated(inside: CharacterClass) -> CharacterClass:
    return lambda char: not inside(char)


def _single(wanted: str) -> CharacterClass:
    return lambda char: char == wanted


def _not_line_end(char: str) -> bool:
    return char not in "\n\r"


def _category(name: str) -> CharacterClass:
    r"""`\\p{Lu}`, `\\p{L}` or `\\p{IsGreek}`."""
    if name.startswith("Is"):
        found = block(name[2:])
        if found is None:
            raise RegexError(f"there is no Unicode block “{name[2:]}”")
        first, last = found
        return lambda char: first <= ord(char) <= last
    if name not in _CATEGORIES:
        raise RegexError(f"there is no character category “{name}”")
    if len(name) == 1:
        return lambda char: unicodedata.category(char)[0] == name
    return lambda char: unicodedata.category(char) == name


class _State:
    """A state of the automaton without determinism: at most one class, and free moves."""

    __slots__ = ("accepts", "free", "next")

    def __init__(self) -> None:
        self.accepts: CharacterClass | None = None
        self.next: _State | None = None
        self.free: list[_State] = []


_Part = tuple[_State, _State]


class _Parser:
    """Reads a pattern and builds the automaton (Thompson's construction)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.count = 0
        self.depth = 0

    def whole(self) -> _Part:
        """The whole pattern."""
        part = self.alternatives()
        if self.at < len(self.text):
            raise RegexError(f"“{self.text[self.at]}” at character {self.at + 1} has no partner")
        return part

    def state(self) -> _State:
        self.count += 1
        if self.count > _MAX_STATES:
            raise RegexError("its quantifiers are too large")
        return _State()

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def alternatives(self) -> _Part:
        self.depth += 1
        if self.depth > 200:
            raise RegexError("it is nested too deeply")
        start, end = self.state(), self.state()
        while True:
            first, last = self.sequence()
            start.free.append(first)
            last.free.append(end)
            if self.peek() != "|":
                break
            self.at += 1
        self.depth -= 1
        return start, end

    def sequence(self) -> _Part:
        start = end = self.state()
        while self.peek() not in ("", "|", ")"):
            begin = self.at
            part = self.atom()
            low, high = self.quantifier()
            part = self.repeated(part, begin, low, high)
            end.free.append(part[0])
            end = part[1]
        return start, end

    def atom(self) -> _Part:
        char = self.peek()
        if char == "(":
            self.at += 1
            part = self.alternatives()
            if self.peek() != ")":
                raise RegexError("a parenthesis is not closed")
            self.at += 1
            return part
        start, end = self.state(), self.state()
        start.accepts, start.next = self.character_class(), end
        return start, end

    def character_class(self) -> CharacterClass:
        char = self.peek()
        self.at += 1
        if char == "[":
            return _Class(self).read()
        if char == ".":
            return _not_line_end
        if char == "\\":
            return self.escape()
        if char in "?*+{}]":
            raise RegexError(f"“{char}” at character {self.at} stands where a character is expected")
        return _single(char)

    def escape(self) -> CharacterClass:
        """What follows a backslash."""
        char = self.peek()
        self.at += 1
        if char in ("p", "P"):
            end = self.text.find("}", self.at)
            if self.peek() != "{" or end < 0:
                raise RegexError(f"“\\{char}” needs a category in braces")
            inside = _category(self.text[self.at + 1 : end])
            self.at = end + 1
            return inside if char == "p" else _negated(inside)
        if char.lower() in _MULTI and char:
            inside = _MULTI[char.lower()]
            return inside if char.islower() else _negated(inside)
        return _single(self.single_escape(char))

    @staticmethod
    def single_escape(char: str) -> str:
        if char in _ESCAPED:
            return _ESCAPED[char]
        if char and char in _LITERAL_ESCAPES:
            return char
        raise RegexError(f"“\\{char}” is no escape of XML Schema")

    def quantifier(self) -> tuple[int, int | None]:
        char = self.peek()
        if char in ("?", "*", "+"):
            self.at += 1
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[char]
        if char != "{":
            return 1, 1
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : end].partition(",")
        if end < 0 or not _number(low) or (high and not _number(high)):
            raise RegexError("a quantifier in braces is not of the form {n}, {n,} or {n,m}")
        self.at = end + 1
        least, most = int(low), (int(high) if high else None) if comma else int(low)
        if least > _MAX_STATES or (most or 0) > _MAX_STATES or (most is not None and most < least):
            raise RegexError(f"the quantifier {{{low}{comma}{high}}} cannot be")
        return least, most

    def repeated(self, part: _Part, begin: int, low: int, high: int | None) -> _Part:
        """The atom that began at `begin`, `low` to `high` times: further copies are read again."""
        if (low, high) == (1, 1):
            return part
        after = self.at
        start = end = self.state()
        copies = max(low, 1) if high is None else high
        for number in range(copies):
            if number:
                self.at = begin
                part = self.atom()
            end.free.append(part[0])
            if number >= low:
                end.free.append(last := self.state()) if number == low else end.free.append(last)
            if high is None and number == copies - 1:
                part[1].free.append(part[0])
            end = part[1]
        if high is None and low == 0:
            last = self.state()
            start.free.append(last)
        if copies > low:
            end.free.append(last)
            end = last
        self.at = after
        return start, end


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit()


class _Class:
    """A class in brackets: ranges, escapes, negation, subtraction."""

    def __init__(self, parser: _Parser) -> None:
        self.parser = parser
        self.singles: set[str] = set()
        self.ranges: list[tuple[str, str]] = []
        self.classes: list[CharacterClass] = []

    def read(self) -> CharacterClass:
        parser = self.parser
        negative = parser.peek() == "^"
        parser.at += negative
        without: CharacterClass | None = None
        first = True
        while (char := parser.peek()) != "]" or first:
            if not char or char == "]":
                raise RegexError("a class in brackets is empty or not closed")
            if char == "-" and not first and parser.text[parser.at + 1 : parser.at + 2] == "[":
                parser.at += 2
                without = _Class(parser).read()
                if parser.peek() != "]":
                    raise RegexError("a subtraction must be the last thing in its class")
                break
            self.item(char)
            first = False
        parser.at += 1
        return self.made(negative, without)

    def item(self, char: str) -> None:
        """One character, range or escape."""
        parser = self.parser
        if char == "[":
            raise RegexError("“[” inside a class needs a backslash")
        start = self.character()
        if start is None:
            return
        follows = parser.text[parser.at + 1 : parser.at + 2]
        if parser.peek() != "-" or follows in ("]", "["):
            self.singles.add(start)
            return
        parser.at += 1
        end = self.character()
        if end is None or end < start:
            raise RegexError("a range in a class runs backwards")
        self.ranges.append((start, end))

    def character(self) -> str | None:
        """A character, or None when the escape was a class of its own."""
        parser = self.parser
        char = parser.peek()
        if char == "\\":
            escaped = parser.text[parser.at + 1 : parser.at + 2]
            if escaped in _ESCAPED or escaped in _LITERAL_ESCAPES:
                parser.at += 2
                return parser.single_escape(escaped)
            parser.at += 1
            self.classes.append(parser.escape())
            return None
        if not char:
            raise RegexError("a class in brackets is not closed")
        parser.at += 1
        return char

    def made(self, negative: bool, without: CharacterClass | None) -> CharacterClass:
        singles, ranges, classes = frozenset(self.singles), tuple(self.ranges), tuple(self.classes)

        def inside(char: str) -> bool:
            found = (
                char in singles
                or any(low <= char <= high for low, high in ranges)
                or any(member(char) for member in classes)
            )
            return found != negative and not (without is not None and without(char))

        return inside


class Regex:
    """A compiled pattern; the states of its automaton are made when a value first needs them."""

    def __init__(self, pattern: str) -> None:
        """Raises `RegexError` for what is not a regular expression of XML Schema."""
        self.pattern = pattern
        first, self._end = _Parser(pattern).whole()
        self._start = self._closed([first])
        self._memo: dict[frozenset[_State], dict[str, frozenset[_State]]] = {}
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
    def _closed(states: list[_State]) -> frozenset[_State]:
        """The states reached by free moves."""
        reached: set[_State] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in reached:
                reached.add(state)
                waiting.extend(state.free)
        return frozenset(reached)

    def _step(self, states: frozenset[_State], char: str) -> frozenset[_State]:
        following = [state.next for state in states if state.accepts is not None and state.accepts(char)]
        return self._closed([state for state in following if state is not None])
