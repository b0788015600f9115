# SPDX-License-Identifier: MIT
"""What the private prefixes of a file stand for, by its `prefixDef`s (TEI P5, 17.2.3).

It rewrites values; whether what they become exists is not asked here.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from edition.check.survey import Prefix

# Classes of XSD's regular expressions that Python writes otherwise, as they stand within brackets; wide,
# because a value that a pattern lets through wrongly is still looked up.
_CLASSES = {"i": r"\w:", "c": r"\w.\-:·", "L": r"\w", "N": r"\d"}
_TOKEN = re.compile(r"\\([ic])|\\p\{([LN])[a-z]?\}|\\.|[\[\]]")
# A repeated group that holds a repetition or a choice may need time beyond all bounds to fail.
_EXPLOSIVE = re.compile(r"\([^()]*[+*|}][^()]*\)[+*{]")
_MOST_REPETITIONS = 6
_LONGEST = 500


class PatternError(Exception):
    """A prefix cannot be expanded; `code` is that of the finding."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Declared:
    """The prefixes declared in one file. Several `prefixDef`s of one prefix are tried in order."""

    def __init__(self, prefixes: list[Prefix]) -> None:
        self._by_name: dict[str, list[Prefix]] = {}
        for prefix in prefixes:
            self._by_name.setdefault(prefix.ident, []).append(prefix)

    def __contains__(self, ident: str) -> bool:
        return ident in self._by_name

    def expand(self, ident: str, rest: str) -> tuple[str, Path]:
        """What `ident:rest` stands for, and the file to which that is relative. Raises PatternError."""
        for prefix in self._by_name[ident]:
            found = _compiled(prefix).fullmatch(rest) if len(rest) <= _LONGEST else None
            if found:
                return _replaced(prefix, found), prefix.place.file
        patterns = " or ".join(f"“{prefix.pattern}”" for prefix in self._by_name[ident])
        raise PatternError("ref-prefix-mismatch", f"what follows does not match {patterns}")


def _compiled(prefix: Prefix) -> re.Pattern[str]:
    pattern = prefix.pattern
    if _EXPLOSIVE.search(pattern) or len(re.findall(r"(?<!\\)[+*]", pattern)) > _MOST_REPETITIONS:
        raise PatternError(
            "ref-prefix-pattern", f"its matchPattern “{pattern}” repeats repetitions and is not tried"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "possible nested set": an XSD pattern may have one
            return re.compile(_translated(pattern))
    except (re.error, OverflowError) as error:
        raise PatternError(
            "ref-prefix-pattern", f"its matchPattern “{pattern}” is no regular expression ({error})"
        ) from None


def _translated(pattern: str) -> str:
    """An XSD regular expression as Python's, as far as prefixes use them."""
    depth = 0

    def token(found: re.Match[str]) -> str:
        nonlocal depth
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        inside = _CLASSES.get(found[1] or found[2] or "")
        if inside is None:
            return found[0]
        return inside if depth else f"[{inside}]"

    return _TOKEN.sub(token, pattern)


def _replaced(prefix: Prefix, found: re.Match[str]) -> str:
    """The replacementPattern with its `$1`, `$0`; `$$`-signs and backslashes as in fn:replace."""

    def group(reference: re.Match[str]) -> str:
        number = int(reference[1])
        return (found[number] or "") if number <= len(found.groups()) else ""

    return re.sub(r"(?<!\\)\$(\d)", group, prefix.replacement).replace("\\$", "$")
