# SPDX-License-Identifier: MIT
"""Are the `xml:id`s of a document names, and is each given once?

It does not ask what points to them; that is `edition.check.references`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from edition.check.finding import Finding

if TYPE_CHECKING:
    from edition.source import Source

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# Namespaces in XML 1.0, production 4 (NCName), with the ranges of XML 1.0, fifth edition.
_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NCNAME = rf"[{_START}][{_START}\-.0-9\u00B7\u0300-\u036F\u203F\u2040]*"
_ASCII = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*").fullmatch
# One slip repeated on every element of a file (numbers as ids) is one finding after this many.
_MOST_APART = 10


def is_ncname(value: str) -> bool:
    """Is `value` a name without a colon, as `xml:id` must be?"""
    return bool(_ASCII(value) or (not value.isascii() and _ncname().fullmatch(value)))


@cache
def _ncname() -> re.Pattern[str]:
    """Compiled when the first name with other letters comes: it takes longer than a document."""
    return re.compile(_NCNAME)


def findings(source: Source, *, apart: bool = False) -> list[Finding]:
    """Ids that are no names (`id-invalid`) or occur twice (`id-duplicate`), inclusions resolved; many as one unless `apart`."""
    first: dict[str, int] = {}
    found: list[Finding] = []
    invalid: list[tuple[int, str]] = []
    for ordinal, element in source.elements():
        value = element.get(XML_ID)
        if value is None:
            continue
        name = value.strip()  # xml:id is of type ID, whose white space is collapsed
        if name in first:
            found.append(_duplicate(source, name, first[name], ordinal))
        else:
            first[name] = ordinal
        if not is_ncname(name):
            invalid.append((ordinal, name))
    return found + _invalid(source, invalid, apart=apart)


def _duplicate(source: Source, name: str, first: int, second: int) -> Finding:
    place, before = source.place(second, "xml:id"), source.place(first, "xml:id")
    where = f"line {before.line}" if before.file == place.file else f"{before.file}, line {before.line}"
    message = f"the xml:id “{name}” is already used in {where}."
    return Finding(
        "id-duplicate", *place, message, "Give each element an id of its own; a pointer can mean only one."
    )


def _invalid(source: Source, values: list[tuple[int, str]], *, apart: bool) -> list[Finding]:
    told = values if apart or len(values) <= _MOST_APART else values[:1]
    rest = len(values) - len(told)
    more = f" So are {rest} more in this file." if rest else ""
    return [
        Finding(
            "id-invalid",
            *source.place(ordinal, "xml:id"),
            f"the xml:id “{name}” is no name.{more}",
            _advice(name),
        )
        for ordinal, name in told
    ]


def _advice(name: str) -> str:
    if not name:
        return "Give an id, or remove the attribute."
    if name.startswith("#"):
        return f"Write “{name[1:]}”: the “#” belongs to the pointer, not to the id."
    if re.match(r"[\d.\-·]", name):
        return f"A name begins with a letter or “_”: write “n{name}” or the like."
    if re.search(r"\s", name):
        return "A name has no spaces: use “-” or “_”."
    wrong = next((char for char in name if not is_ncname(f"a{char}")), "")
    return f"Letters, digits, “.”, “-” and “_” may stand in it; “{wrong}” may not."
