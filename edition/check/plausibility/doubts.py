# SPDX-License-Identifier: MIT
"""A doubt about one place, and how doubts with one cause become one finding.

It knows no matter of any check; the usual level of a code is in `edition.codes`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edition.check.finding import Finding, Level
from edition.codes import CODES
from edition.source import Place  # noqa: TC001 - a field of the tuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Doubt(NamedTuple):
    """One thing that is the case in one place.

    Doubts with equal `code` and `cause` have one cause: where there are more than `most` they are told
    together. `noun` is what they are about ("date"), to count them in words.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    cause: str = ""
    noun: str = "place"
    most: int = 3


def findings_of(
    doubts: Iterable[Doubt], silent: Callable[[str, Place], bool] = lambda _code, _place: False, *, apart: bool = False
) -> list[Finding]:
    """Each doubt apart while those of its cause are few (or always), else one finding with the count.

    What is `silent` at its place is not told and not counted.
    """
    causes: defaultdict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for doubt in dict.fromkeys(doubts):
        if not silent(doubt.code, doubt.place):
            causes[doubt.code, doubt.cause or doubt.message].append(doubt)
    found = []
    for (code, _), same in causes.items():
        told = same if apart or len(same) <= same[0].most else same[:1]
        more = f" {others([doubt.place for doubt in same], same[0].noun)}" if len(told) < len(same) else ""
        level = Level(CODES[code].level)
        found += [Finding(code, *doubt.place, doubt.message + more, doubt.hint, level) for doubt in told]
    return found


def others(places: Sequence[Place], noun: str) -> str:
    """How many places there are after the first, and where."""
    rest = len(places) - 1
    what = f"One other {noun} has" if rest == 1 else f"{rest:,} other {plural(noun)} have"
    files = list(dict.fromkeys(str(place.file) for place in places))
    if len(files) > 1:
        return f"{what} the same cause, in {len(files):,} files together."
    lines = list(dict.fromkeys(str(place.line) for place in places[1:]))
    shown = ", ".join(lines[:5]) + (" …" if len(lines) > 5 else "")
    return f"{what} the same cause (line{'s' if len(lines) > 1 else ''} {shown})."


def plural(noun: str) -> str:
    """More than one of them: “dates”, “entries”."""
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def listed(words: Sequence[str], most: int = 6) -> str:
    """Some words in a sentence: the first ones, and how many more there are."""
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest:,} more" if rest > 0 else "")
