# SPDX-License-Identifier: MIT
"""Reads the regular expressions of XML Schema (part 2, appendix F) into automata.

How an automaton is run over a value is in `xsd_regex`.
"""

from __future__ import annotations

from edition.check.relaxng.character_classes import (
    MULTI,
    CharacterClass,
    RegexError,
    category,
    negated,
    not_line_end,
    single,
)

__all__ = ["PatternParser", "RegexError", "State"]
_MAX_STATES = 20_000
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_LITERAL_ESCAPES = frozenset("\\|.?*+(){}-[]^$")


class State:
    """A state of the automaton without determinism: at most one class, and free moves."""

    __slots__ = ("accepts", "free", "next")

    def __init__(self) -> None:
        self.accepts: CharacterClass | None = None
        self.next: State | None = None
        self.free: list[State] = []


Part = tuple[State, State]


class PatternParser:
    """Reads a pattern and builds the automaton (Thompson's construction)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.count = 0
        self.depth = 0

    def whole(self) -> Part:
        """The whole pattern."""
        part = self.alternatives()
        if self.at < len(self.text):
            raise RegexError(f"“{self.text[self.at]}” at character {self.at + 1} has no partner")
        return part

    def state(self) -> State:
        """A new state."""
        self.count += 1
        if self.count > _MAX_STATES:
            raise RegexError("its quantifiers are too large")
        return State()

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.text[self.at : self.at + 1]

    def alternatives(self) -> Part:
        """What `|` divides."""
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

    def sequence(self) -> Part:
        """Atoms one after the other."""
        start = end = self.state()
        while self.peek() not in ("", "|", ")"):
            begin = self.at
            part = self.atom()
            low, high = self.quantifier()
            part = self.repeated(part, begin, low, high)
            end.free.append(part[0])
            end = part[1]
        return start, end

    def atom(self) -> Part:
        """A character, a class or a group in parentheses."""
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
        """What one character must be."""
        char = self.peek()
        self.at += 1
        if char == "[":
            return _Class(self).read()
        if char == ".":
            return not_line_end
        if char == "\\":
            return self.escape()
        if char in "?*+{}]":
            raise RegexError(f"“{char}” at character {self.at} stands where a character is expected")
        return single(char)

    def escape(self) -> CharacterClass:
        """What follows a backslash."""
        char = self.peek()
        self.at += 1
        if char in ("p", "P"):
            end = self.text.find("}", self.at)
            if self.peek() != "{" or end < 0:
                raise RegexError(f"“\\{char}” needs a category in braces")
            inside = category(self.text[self.at + 1 : end])
            self.at = end + 1
            return inside if char == "p" else negated(inside)
        if char.lower() in MULTI and char:
            inside = MULTI[char.lower()]
            return inside if char.islower() else negated(inside)
        return single(self.single_escape(char))

    @staticmethod
    def single_escape(char: str) -> str:
        """The character that an escape stands for."""
        if char in _ESCAPED:
            return _ESCAPED[char]
        if char and char in _LITERAL_ESCAPES:
            return char
        raise RegexError(f"“\\{char}” is no escape of XML Schema")

    def quantifier(self) -> tuple[int, int | None]:
        """How often the atom before may come: at least, and at most or None."""
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

    def repeated(self, part: Part, begin: int, low: int, high: int | None) -> Part:
        """The atom that began at `begin`, `low` to `high` times: each further copy is read again."""
        if (low, high) == (1, 1):
            return part
        behind = self.at
        start, end = self.state(), self.state()
        last = start
        copies = max(low, 1) if high is None else high
        for number in range(copies):
            if number:
                self.at = begin
                part = self.atom()
            if number >= low:
                last.free.append(end)  # enough: this copy and those behind it may be left out
            last.free.append(part[0])
            last = part[1]
        if high is None:
            last.free.append(part[0])
        last.free.append(end)
        self.at = behind
        return start, end


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit()


class _Class:
    """A class in brackets: ranges, escapes, negation, subtraction."""

    def __init__(self, parser: PatternParser) -> None:
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
