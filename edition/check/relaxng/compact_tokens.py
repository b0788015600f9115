# SPDX-License-Identifier: MIT
"""The words of the compact syntax of RELAX NG: names, literals, signs, with their offsets.

Comments and annotations are dropped here, so that the grammar need not know them (its specification,
sections 2 and 5).
"""

from __future__ import annotations

import re
from typing import NamedTuple

KEYWORDS = frozenset(
    (
        *(
            "attribute",
            "default",
            "datatypes",
            "div",
            "element",
            "empty",
            "external",
            "grammar",
            "include",
            "inherit",
        ),
        *("list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token"),
    )
)
_NAME = r"[^\W\d](?:[\w.\-\u00B7]|\\x+\{[0-9A-Fa-f]+\})*"
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]+|\#[^\r\n]*)
    |(?P<literal>\"\"\"(?:[^"]|"(?!"")|""(?!"))*\"\"\"|'''(?:[^']|'(?!'')|''(?!'))*'''|"[^"\r\n]*"|'[^'\r\n]*')
    |(?P<cname>\\?{_NAME}:{_NAME})
    |(?P<nsname>{_NAME}:\*)
    |(?P<quoted>\\{_NAME})
    |(?P<name>{_NAME})
    |(?P<sign>>>|\|=|&=|[=\[\]{{}}(),|&?*+~\-])""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]+)\}")


class CompactError(ValueError):
    """Something in the text is not of the compact syntax; `at` is its offset."""

    def __init__(self, message: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.hint = hint


class Token(NamedTuple):
    """One word: its kind, its text (of a literal and a name what they mean), its offset."""

    kind: str
    text: str
    at: int

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs

    def is_keyword(self, *words: str) -> bool:
        """Whether it is one of these keywords, and not a name that looks like it."""
        return self.kind == "name" and self.text in words

    def shown(self) -> str:
        """As it is called in messages."""
        return "the end of the file" if self.kind == "end" else f"“{self.text}”"


def tokens(text: str) -> list[Token]:
    """All words of a schema without comments and annotations; the last is of the kind `end`.

    Raises `CompactError` for a character that begins no word.
    """
    return list(_without_annotations(_words(text)))


def _words(text: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CompactError(f"“{text[at]}” cannot stand here.", at)
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(_token(kind, match.group(), at))
        at = match.end()
    return [*found, Token("end", "", len(text))]


def _token(kind: str, text: str, at: int) -> Token:
    if kind == "literal":
        quotes = 3 if text.startswith(('"""', "'''")) and len(text) >= 6 else 1
        text = text[quotes:-quotes]
    elif kind == "quoted":
        kind, text = "identifier", text[1:]
    elif kind == "name":
        kind = "name" if text in KEYWORDS else "identifier"
    return Token(kind, _ESCAPE.sub(lambda match: _character(match, at), text), at)


def _character(match: re.Match[str], at: int) -> str:
    try:
        return chr(int(match.group(1), 16))
    except (ValueError, OverflowError):
        raise CompactError(f"“{match.group()}” is no character.", at) from None


def _without_annotations(words: list[Token]) -> list[Token]:
    """Leave out `[…]` before a pattern, `>> name […]` behind one, and `name […]` between definitions."""
    found: list[Token] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word.is_sign(">>"):
            place += 2
            if place >= len(words) or not words[place].is_sign("["):
                raise CompactError("“>>” is followed by an element of an annotation.", word.at)
            place = _behind_brackets(words, place)
        elif word.is_sign("["):
            before = words[place - 1] if place else None
            # `name [` is an annotation as a whole; after a keyword it is not: `element [ … ] name`.
            if (
                before is not None
                and before.kind in ("cname", "identifier")
                and found
                and found[-1] is before
            ):
                found.pop()
            place = _behind_brackets(words, place)
        else:
            found.append(word)
            place += 1
    return found


def _behind_brackets(words: list[Token], place: int) -> int:
    """The place behind the bracket that closes the one at `place`."""
    begin, depth = words[place], 0
    while place < len(words):
        depth += words[place].is_sign("[") - words[place].is_sign("]")
        place += 1
        if depth == 0:
            return place
    raise CompactError("This “[” is not closed.", begin.at)
