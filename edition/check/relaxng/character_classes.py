# SPDX-License-Identifier: MIT
r"""The classes of characters that regular expressions of XML Schema name: categories, blocks, `\i` and `\c`.

Classes in brackets are read in `regex_syntax`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from edition.check.relaxng.names import is_ncname, is_nmtoken
from edition.check.relaxng.unicode_blocks import block

CharacterClass = Callable[[str], bool]
# The letter of each category with the letters that narrow it.
_CATEGORIES = {
    letter + narrow
    for letter, narrows in {
        "L": "ultmo",
        "M": "nce",
        "N": "dlo",
        "P": "cdseifo",
        "Z": "slp",
        "S": "mcko",
        "C": "cfon",
    }.items()
    for narrow in ("", *narrows)
}


class RegexError(ValueError):
    """The pattern is not a regular expression of XML Schema."""


def _is_digit(char: str) -> bool:
    return unicodedata.category(char) == "Nd"


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] not in "PZC"


def _is_initial(char: str) -> bool:
    return char == ":" or is_ncname(char)


MULTI: dict[str, CharacterClass] = {
    "s": lambda char: char in " \t\n\r",
    "i": _is_initial,
    "c": is_nmtoken,
    "d": _is_digit,
    "w": _is_word,
}


def negated(inside: CharacterClass) -> CharacterClass:
    """All characters that are not of a class."""
    return lambda char: not inside(char)


def single(wanted: str) -> CharacterClass:
    """One character."""
    return lambda char: char == wanted


def not_line_end(char: str) -> bool:
    """What `.` stands for."""
    return char not in "\n\r"


def category(name: str) -> CharacterClass:
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
