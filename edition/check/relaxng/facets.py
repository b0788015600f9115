# SPDX-License-Identifier: MIT
"""Facets: the `param` elements that narrow a datatype of XML Schema (part 2, section 4.3).

`enumeration` and `whiteSpace` are not among them: RELAX NG has `value` for the first and forbids both.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from edition.check.relaxng.xsd_regex import Regex, RegexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.check.relaxng.datatypes import Datatype, Valid


class FacetError(ValueError):
    """A facet that its datatype does not have, or whose own value is wrong."""


@lru_cache(maxsize=512)
def _regex(pattern: str) -> Regex:
    return Regex(pattern)


def _pattern(_datatype: Datatype, text: str) -> Valid:
    try:
        return _regex(text).matches
    except RegexError as error:
        raise FacetError(f"“{text}” is not a regular expression of XML Schema: {error}.") from None


def _count(text: str) -> int:
    stripped = text.strip(" \t\r\n")
    if not (stripped.isascii() and stripped.isdigit()) or len(stripped) > 9:
        raise FacetError(f"“{text}” is not a whole number from 0 on.")
    return int(stripped)


def _lengths(compare: Callable[[int, int], bool]) -> Callable[[Datatype, str], Valid]:
    def make(datatype: Datatype, text: str) -> Valid:
        measure = datatype.length
        if measure is None:
            raise FacetError(f"The datatype {datatype.name} has no length.")
        wanted = _count(text)
        return lambda value: compare(measure(value), wanted)

    return make


def _order(value: Any, bound: Any) -> int | None:
    """-1, 0 or 1; None where the two cannot be compared."""
    if isinstance(value, tuple) and isinstance(bound, tuple):
        if isinstance(value[0], str):
            return _order_of_moments(value, bound)
        if isinstance(value[0], int):
            from edition.check.relaxng.dates import order_of_durations  # noqa: PLC0415 - hardly any schema has it

            return order_of_durations(value, bound)
        value, bound = value[0], bound[0]
    if isinstance(value, str) or isinstance(bound, str):  # NaN
        return 0 if value == bound else None
    return _sign(value - bound) if value != bound else 0


def _sign(number: Any) -> int:
    return 1 if number > 0 else -1 if number < 0 else 0


def _order_of_moments(value: Any, bound: Any) -> int | None:
    """Moments, one perhaps without a time zone: then only more than 14 hours apart decide."""
    difference = value[1] - bound[1]
    if value[2] == bound[2] or abs(difference) > 14 * 3600:
        return _sign(difference)
    return None


def _bounds(allowed: tuple[int, ...]) -> Callable[[Datatype, str], Valid]:
    def make(datatype: Datatype, text: str) -> Valid:
        if not datatype.ordered:
            raise FacetError(f"The values of the datatype {datatype.name} have no order.")
        normal = datatype.normal(text)
        if not datatype.valid(normal):
            raise FacetError(f"“{text}” is not a value of the datatype {datatype.name}.")
        bound = datatype.value(normal)
        return lambda value: _order(datatype.value(value), bound) in allowed

    return make


def _digits(fraction: bool) -> Callable[[Datatype, str], Valid]:
    def make(datatype: Datatype, text: str) -> Valid:
        if not datatype.decimal:
            raise FacetError(f"The datatype {datatype.name} has no digits to count.")
        most = _count(text)

        def test(value: str) -> bool:
            whole, _, part = value.lstrip("+-").partition(".")
            part = part.rstrip("0")
            return len(part if fraction else whole.lstrip("0") + part) <= most

        return test

    return make


_FACETS: dict[str, Callable[[Datatype, str], Valid]] = {
    "pattern": _pattern,
    "length": _lengths(lambda size, wanted: size == wanted),
    "minLength": _lengths(lambda size, wanted: size >= wanted),
    "maxLength": _lengths(lambda size, wanted: size <= wanted),
    "minInclusive": _bounds((0, 1)),
    "maxInclusive": _bounds((0, -1)),
    "minExclusive": _bounds((1,)),
    "maxExclusive": _bounds((-1,)),
    "totalDigits": _digits(fraction=False),
    "fractionDigits": _digits(fraction=True),
}


def facet(datatype: Datatype, name: str, text: str) -> Valid:
    """The test that a `param` stands for. Raises `FacetError` with the reason where it is wrong."""
    make = _FACETS.get(name)
    if make is None:
        raise FacetError(f"There is no facet “{name}”.")
    return make(datatype, text)
