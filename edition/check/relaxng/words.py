# SPDX-License-Identifier: MIT
"""How names, lists and kinds of values are written in messages.

It knows English and the habits of TEI; it does not know what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.relaxng import patterns as p
from edition.check.relaxng.names import TEI_NAMESPACE, XML_NAMESPACE, split
from edition.check.relaxng.tei_elements import module_of
from edition.check.relaxng.values import leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.check.relaxng.datatypes import Literal

_GUIDELINES = "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-{}.html"
_SHORT = 6
_USUAL = "text body div p lg l sp ab list item row cell head title sic corr orig reg abbr expan"
_COMMON = {name: number for number, name in enumerate(_USUAL.split())}

# Facets `pattern` that TEI and others use often, in plain words. The key is the pattern itself.
_PATTERNS = {
    r"[^\p{C}\p{Z}]+": "one word without spaces",
    r"\S+": "one word without spaces",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 3/4",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date or time of ISO 8601",
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "a point such as 12,5",
    r"[\d]+(\.[\d]+){0,2}": "a version such as 4.9.0",
    r"[a-z][a-z0-9\+\.\-]*": "small letters and digits, beginning with a letter",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": "a measure such as 12mm or 50%",
}
_DATES = ("gYear", "gYearMonth", "date")
_TIMES = {"dateTime", "time", "gMonth", "gDay", "gMonthDay", *_DATES}


def element(name: str, home: str = TEI_NAMESPACE) -> str:
    """An element as it is written in a message: its namespace only where it is not the usual one."""
    namespace, local = split(name)
    if namespace in ("", home, TEI_NAMESPACE):
        return f"<{local}>"
    return f"<{local}> (of {namespace})"


def attribute(name: str) -> str:
    """An attribute as TEI people write it."""
    namespace, local = split(name)
    if namespace == XML_NAMESPACE:
        return f"@xml:{local}"
    return f"@{local} (of {namespace})" if namespace else f"@{local}"


def listed(items: Sequence[str], last: str = "or", most: int = _SHORT) -> str:
    """`a, b or c`; of a long list only the beginning."""
    if len(items) > most:
        return f"{', '.join(items[: most - 1])} {last} {len(items) - most + 1} others"
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def elements(names: Iterable[str], last: str = "or", most: int = _SHORT) -> str:
    """Several elements."""
    return listed([element(name) for name in names], last, most)


def likeliest_first(names: Iterable[str]) -> list[str]:
    """The elements that most texts are made of before all others, which stay in their order."""
    return sorted(names, key=lambda name: _COMMON.get(split(name)[1], len(_COMMON)))


def quoted(text: str, most: int = 60) -> str:
    """A piece of the document, short and on one line."""
    flat = " ".join(text.split())
    return f"“{flat[:most]}…”" if len(flat) > most else f"“{flat}”"


def page(name: str) -> str:
    """The address of the Guidelines' page on an element, for elements of TEI."""
    namespace, local = split(name)
    return _GUIDELINES.format(local) if namespace == TEI_NAMESPACE and module_of(local) else ""


def kind_of(literal: Literal) -> str:
    """A datatype with its facets in plain words."""
    said = literal.datatype.words
    bounds = {name: text.strip() for name, text, _ in literal.facets}
    pattern = bounds.pop("pattern", None)
    if pattern is not None and said == "a text":
        said = _PATTERNS.get(pattern, f"a text of the form {pattern}")
    elif pattern is not None and pattern not in _PATTERNS:
        said += f" of the form {pattern}"
    return said + "".join(f" {_FACETS.get(name, name)} {text}" for name, text in bounds.items())


_FACETS = {
    "minInclusive": "from",
    "maxInclusive": "to",
    "minExclusive": "above",
    "maxExclusive": "below",
    "length": "with a length of",
    "minLength": "with a length of at least",
    "maxLength": "with a length of at most",
    "totalDigits": "with at most this many digits:",
    "fractionDigits": "with at most this many digits after the point:",
}


def wanted(pattern: p.Pattern) -> str:
    """What a value must be, in plain words: given values, then kinds, then lists."""
    found = list(leaves(pattern))
    values = dict.fromkeys(_normal(leaf) for leaf in found if isinstance(leaf, p.Value))
    said = [
        *_shortened([f"“{value}”" for value in values if value]),
        *_kinds([leaf for leaf in found if isinstance(leaf, p.Data)]),
    ]
    for leaf in found:
        if isinstance(leaf, p.ListOf):
            inner = wanted(leaf.items)
            repeated = isinstance(leaf.items, p.OneOrMore) or leaf.items.flags & p.MORE
            said.append(
                f"{inner}; several are separated by spaces" if repeated else f"{inner}, separated by spaces"
            )
    behind = ", or empty" if "" in values and said else ""
    return listed(said, most=len(said) + 1) + behind or "empty"


def _normal(leaf: p.Value) -> str:
    return leaf.literal.datatype.normal(leaf.text)


def _shortened(parts: list[str]) -> list[str]:
    if len(parts) <= _LONG:
        return parts
    return [*parts[: _LONG - 1], f"one of {len(parts) - _LONG + 1} other values"]


def _kinds(leaves_: list[p.Data]) -> list[str]:
    """The datatypes in plain words, those of dates together."""
    names = {leaf.literal.datatype.name for leaf in leaves_ if not leaf.literal.facets}
    said: dict[str, None] = {}
    if names & set(_DATES) and len(names & _TIMES) > 1:
        said["a date such as 1921, 1921-03 or 1921-03-08"] = None
        leaves_ = [leaf for leaf in leaves_ if leaf.literal.datatype.name not in _TIMES]
        if "dateTime" in names:
            said["a date with time such as 1921-03-08T12:00:00"] = None
    said.update(dict.fromkeys(kind_of(leaf.literal) for leaf in leaves_))
    return list(said)


_LONG = 12


def given_values(pattern: p.Pattern) -> list[str]:
    """The values that a pattern lists, those inside lists too."""
    found: dict[str, None] = {}
    for leaf in leaves(pattern):
        if isinstance(leaf, p.Value):
            found[leaf.literal.datatype.normal(leaf.text)] = None
        elif isinstance(leaf, p.ListOf):
            found.update(dict.fromkeys(given_values(leaf.items)))
    return list(found)
