# SPDX-License-Identifier: MIT
"""What is said of pointers that lead nowhere: one finding for a place, or one for a common cause.

Words and grouping only; what a pointer leads to is decided in `edition.check.references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edition.check.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edition.check.survey import Pointer


class Cause(NamedTuple):
    """Why a pointer is wrong. Pointers with equal causes are told together where they are many."""

    code: str
    key: str
    detail: str = ""
    other: str = ""
    fragment: str = ""


def findings_of(causes: Mapping[Cause, Sequence[Pointer]], *, apart: bool = False) -> list[Finding]:
    """The findings for all causes: each place apart while they are few (or always), else one with the count."""
    found: list[Finding] = []
    for cause, pointers in causes.items():
        words, most, level = (
            _NOWHERE if cause.code == "ref-broken" and not cause.other else _REPORTS[cause.code]
        )
        places = list(dict.fromkeys(pointers))
        told = places if apart or len(places) <= most else places[:1]
        for pointer in told:
            message, hint = words(cause, pointer)
            if len(told) < len(places):
                message = f"{message} {_others(places)}"
            found.append(Finding(cause.code, *pointer.place, message, hint, level))
    return found


def _others(pointers: Sequence[Pointer]) -> str:
    """How many more there are, and where."""
    rest = len(pointers) - 1
    files = list(dict.fromkeys(str(pointer.place.file) for pointer in pointers))
    what = "One other pointer has" if rest == 1 else f"{rest:,} other pointers have"
    if len(files) > 2 or (len(files) == 2 and rest > 1):
        return f"{what} the same cause, in {len(files):,} files together."
    if len(files) == 2:
        return f"{what} the same cause, in {files[1]}."
    lines = list(dict.fromkeys(str(pointer.place.line) for pointer in pointers[1:]))
    shown = ", ".join(lines[:5]) + (" …" if len(lines) > 5 else "")
    return f"{what} the same cause (line{'s' if len(lines) > 1 else ''} {shown})."


def _shown(pointer: Pointer) -> str:
    return f'@{pointer.attribute}="{pointer.value}" on <{pointer.element}>'


def _empty(_cause: Cause, pointer: Pointer) -> tuple[str, str]:
    return f"{_shown(pointer)} points to nothing.", "Name an id after the “#”, or remove the attribute."


def _broken(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    fragment = pointer.value.partition("#")[2] or pointer.value.partition(":")[2]
    message = f"{_shown(pointer)}: no element of {cause.detail} has the id “{cause.fragment}”."
    return message, f"Did you mean “{pointer.value.removesuffix(fragment)}{cause.other}”?"


def _nowhere(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    fragment = cause.fragment or pointer.value.partition("#")[2] or pointer.value.partition(":")[2]
    message = f"{_shown(pointer)}: no element of {cause.detail} has the id “{fragment}”."
    return (
        message,
        f'Give what is meant xml:id="{fragment}", correct the pointer, or add the register that is missing.',
    )


def _siglum(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    if cause.other == "no witness":
        message = f"{_shown(pointer)}: this siglum is unknown, since {cause.detail} declares no witness with an id."
        return message, 'Declare the witnesses in the header, <witness xml:id="…"> in <listWit>, or point to the file that does.'
    if cause.other:
        message = f"{_shown(pointer)}: an id has no “?”, so this is the siglum of no witness."
        return message, f'Write "{pointer.value.partition("?")[0]}", and the place in the witness in <citedRange> or <wit>.'
    message = f"{_shown(pointer)}: no witness of {cause.detail} has the id “{cause.key}”."
    return message, f'Correct the siglum, or declare it: <witness xml:id="{cause.key}"> in <listWit>.'


def _responsible(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    message = f"{_shown(pointer)}: nobody in {cause.detail} has the id “{cause.key}”."
    return message, f'Declare who that is in the header: <respStmt xml:id="{cause.key}"> or <persName xml:id="{cause.key}">.'


def _elsewhere(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    identifier = pointer.value.partition("#")[2]
    message = f"{_shown(pointer)} points into this file, but that id is in {cause.detail}."
    return (
        message,
        f'Write "{cause.other}#{identifier}", or declare a prefix for that file (<prefixDef>).',
    )


def _no_hash(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    if cause.detail == "elsewhere":
        message = f"{_shown(pointer)} lacks the “#” that a pointer to an id begins with; the id is in another file."
        return message, f'Write "FILE#{pointer.value}" with the path of that file, or declare a prefix for it (<prefixDef>).'
    if cause.detail:  # an element of the file has this id
        return (
            f"{_shown(pointer)} lacks the “#” that a pointer to an id begins with.",
            f'Write "#{pointer.value}".',
        )
    message = f"{_shown(pointer)} is no pointer: it has no “#”, and no element has this id."
    return (
        message,
        f'Write "#ID" with the xml:id of what is meant; @{pointer.attribute} takes pointers, not names.',
    )


def _undeclared(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    if pointer.value.startswith(f"{cause.key}://"):
        message = f"{_shown(pointer)}: no kind of address begins with “{cause.key}://”."
        return message, f"Did you mean “https{pointer.value.removeprefix(cause.key)}”?"
    message = f"{_shown(pointer)}: the prefix “{cause.key}:” is declared nowhere in this file, so it cannot be followed."
    return (
        message,
        f'Declare it in the header: <prefixDef ident="{cause.key}" matchPattern="(.*)" replacementPattern="…$1"/>.',
    )


def _mismatch(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    return f"{_shown(pointer)}: {cause.detail} of the prefixDef.", "Correct the pointer or the pattern."


def _pattern(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    return (
        f"{_shown(pointer)} cannot be followed: {cause.detail}.",
        f"Correct the prefixDef of “{cause.key}”.",
    )


def _file_missing(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    if pointer.value.lower().startswith("www."):
        return f"{_shown(pointer)}: an address on the network begins with “https://”.", f"Write “https://{pointer.value}”."
    hint = (
        f"Did you mean “{cause.detail}”?"
        if cause.detail
        else "Check its name and folder; it is sought from this file."
    )
    return f"{_shown(pointer)}: there is no such file.", hint


def _file_broken(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    return f"{_shown(pointer)}: {cause.key} cannot be read as XML.", f"Check {cause.key} by itself."


def _media_missing(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    return (
        f"{_shown(pointer)}: there is no such file in the project.",
        "A file is there whose name is nearly the same: mind capitals and endings." if cause.detail else "Add the file, or give its full address.",
    )


def _outside(_cause: Cause, pointer: Pointer) -> tuple[str, str]:
    message = f"{_shown(pointer)} leads out of the project's folder and was not followed."
    return (
        message,
        "Readers of the edition cannot follow it either: use a path inside the project or an address.",
    )


def _scheme(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    return (
        f"{_shown(pointer)}: pointers of the scheme {cause.key}() are not followed.",
        "Nothing to do if it is right.",
    )


def _wrong_kind(cause: Cause, pointer: Pointer) -> tuple[str, str]:
    message = f"{_shown(pointer)} leads to <{cause.other}>, which is not {cause.detail}."
    return message, f"Point to {cause.detail}, or use the element or attribute that fits <{cause.other}>."


# For each code: the words, how many places are told one by one, and the level.
_REPORTS: dict[str, tuple[Callable[[Cause, Pointer], tuple[str, str]], int, Level]] = {
    "app-siglum-unknown": (_siglum, 3, Level.ERROR),
    "resp-undeclared": (_responsible, 1, Level.WARNING),
    "ref-empty": (_empty, 3, Level.WARNING),
    "ref-broken": (_broken, 3, Level.ERROR),
    "ref-elsewhere": (_elsewhere, 3, Level.ERROR),
    "ref-no-hash": (_no_hash, 3, Level.ERROR),
    "ref-prefix-undeclared": (_undeclared, 1, Level.WARNING),
    "ref-prefix-mismatch": (_mismatch, 3, Level.ERROR),
    "ref-prefix-pattern": (_pattern, 1, Level.ERROR),
    "ref-file-missing": (_file_missing, 3, Level.ERROR),
    "ref-file-broken": (_file_broken, 1, Level.ERROR),
    "ref-media-missing": (_media_missing, 1, Level.WARNING),
    "ref-outside": (_outside, 1, Level.HINT),
    "ref-scheme": (_scheme, 1, Level.HINT),
    "ref-wrong-kind": (_wrong_kind, 5, Level.ERROR),
}
# Ids that resemble none that exist are mostly those of a register that is not in the project.
_NOWHERE = (_nowhere, 5, Level.ERROR)
