# SPDX-License-Identifier: MIT
"""The datatypes of XML Schema 1.0 (part 2, section 3), each with its test, its value and its plain words.

What a datatype is, and how it compares, is in `datatypes`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from edition.check.relaxng import names
from edition.check.relaxng.datatypes import COLLAPSE, PRESERVE, REPLACE, Datatype, Valid
from edition.check.relaxng.uris import is_uri

if TYPE_CHECKING:
    from collections.abc import Hashable

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"


def _any(_text: str) -> bool:
    return True


def _matching(pattern: str) -> Valid:
    """A test by Python's regular expressions, compiled when it is first asked."""
    return lambda text: _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.DOTALL)


def _list_of(valid: Valid) -> Valid:
    return lambda text: bool(text) and all(valid(word) for word in text.split(" "))


_INTEGER = _matching(r"[+-]?[0-9]+")
_DECIMAL = _matching(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOAT = _matching(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN")
# Longer numbers are legal, but turning a million digits into a number is slow and no editor means it.
_MAX_DIGITS = 4000


def _integer_between(least: int | None, most: int | None) -> Valid:
    def valid(text: str) -> bool:
        if not _INTEGER(text):
            return False
        if len(text) > _MAX_DIGITS:
            return _is_far(text, least, most)
        number = int(text)
        return (least is None or number >= least) and (most is None or number <= most)

    return valid


def _is_far(text: str, least: int | None, most: int | None) -> bool:
    """The same for a number too long to read: only its sign and its being 0 matter."""
    if not text.lstrip("+-").strip("0"):
        return _integer_between(least, most)("0")
    return least is None if text[0] == "-" else most is None


def _to_number(text: str) -> Any:
    from decimal import Decimal  # noqa: PLC0415 - few schemas have bounds

    return Decimal(text.rstrip(".") if text.endswith(".") else text)


def _to_float(text: str) -> Hashable:
    if text == "NaN":
        return text  # equal to itself here, as in XML Schema
    number = float(text.replace("INF", "inf"))
    return number, str(number)[0] == "-"


def _to_bool(text: str) -> bool:
    return text in ("true", "1")


def _is_base64(text: str) -> bool:
    compact = text.replace(" ", "")
    if not _BASE64(compact):
        return False
    return not _BASE64_LOOSE_END(compact)


_BASE64 = _matching(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
# The bits beyond the last byte are zero: only some characters can stand before the padding.
_BASE64_LOOSE_END = _matching(r".*[^AQgw]==|.*[^AEIMQUYcgkosw048=]=")


def _from_base64(text: str) -> bytes:
    import base64  # noqa: PLC0415 - hardly any schema has it
    import binascii  # noqa: PLC0415 - hardly any schema has it

    try:
        return base64.b64decode(text.replace(" ", ""))
    except binascii.Error:
        return b""


def _calendar(name: str, words: str) -> Datatype:
    def value(text: str) -> Any:
        from edition.check.relaxng import dates  # noqa: PLC0415 - loaded with the first date

        return dates.read(name, text)

    return Datatype(name, COLLAPSE, lambda text: value(text) is not None, value, ordered=True, words=words)


def _whole(name: str, least: int | None, most: int | None, words: str) -> Datatype:
    return Datatype(
        name, COLLAPSE, _integer_between(least, most), _to_number, ordered=True, decimal=True, words=words
    )


def _words(text: str) -> int:
    return len(text.split(" "))


_NAME_WORDS = "a name: letters, digits, “.”, “-”, “_”, beginning with a letter or “_”"


def _build() -> dict[str, Datatype]:
    """All datatypes of XML Schema by name."""
    return {kind.name: kind for kind in (*_texts(), *_names(), *_numbers(), *_times(), *_binaries())}


def _texts() -> list[Datatype]:
    language = _matching(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
    word, pointer = "one word of letters, digits, . - _ :", "an address or a pointer such as #p1"
    tag = "a language tag such as de, grc or zh-Hant"
    return [
        Datatype("string", PRESERVE, _any, length=len, words="a text"),
        Datatype("normalizedString", REPLACE, _any, length=len, words="a text"),
        Datatype("token", COLLAPSE, _any, length=len, words="a text"),
        Datatype("language", COLLAPSE, language, length=len, words=tag),
        Datatype("anyURI", COLLAPSE, is_uri, length=len, words=pointer),
        Datatype("NMTOKEN", COLLAPSE, names.is_nmtoken, length=len, words=word),
        Datatype("NMTOKENS", COLLAPSE, _list_of(names.is_nmtoken), length=_words, words=word),
    ]


def _names() -> list[Datatype]:
    several, qualified = "names separated by spaces", "a name with or without a prefix"
    single = {**dict.fromkeys(("NCName", "ID", "IDREF", "ENTITY"), names.is_ncname), "Name": names.is_name}
    lists = _list_of(names.is_ncname)
    return [
        *(Datatype(name, COLLAPSE, valid, length=len, words=_NAME_WORDS) for name, valid in single.items()),
        *(Datatype(name, COLLAPSE, lists, length=_words, words=several) for name in ("IDREFS", "ENTITIES")),
        *(
            Datatype(name, COLLAPSE, names.is_qname, length=len, words=qualified, needs_prefixes=True)
            for name in ("QName", "NOTATION")
        ),
    ]


def _numbers() -> list[Datatype]:
    found = [
        Datatype("boolean", COLLAPSE, _matching("true|false|1|0"), _to_bool, words="true or false"),
        Datatype(
            "decimal",
            COLLAPSE,
            _DECIMAL,
            _to_number,
            ordered=True,
            decimal=True,
            words="a number such as 12 or 0.5",
        ),
        Datatype("float", COLLAPSE, _FLOAT, _to_float, ordered=True, words="a number such as 12 or 0.5"),
        Datatype("double", COLLAPSE, _FLOAT, _to_float, ordered=True, words="a number such as 12 or 0.5"),
        _whole("integer", None, None, "a whole number"),
        _whole("nonPositiveInteger", None, 0, "0 or a negative whole number"),
        _whole("negativeInteger", None, -1, "a negative whole number"),
        _whole("nonNegativeInteger", 0, None, "a whole number from 0 on"),
        _whole("positiveInteger", 1, None, "a whole number from 1 on"),
    ]
    for name, bits in (("long", 63), ("int", 31), ("short", 15), ("byte", 7)):
        unsigned = "unsigned" + name.capitalize()
        least, most = -(2**bits), 2**bits - 1
        found.append(_whole(name, least, most, f"a whole number from {least} to {most}"))
        found.append(_whole(unsigned, 0, 2 * most + 1, f"a whole number from 0 to {2 * most + 1}"))
    return found


def _times() -> list[Datatype]:
    return [
        _calendar("date", "a day such as 1921-03-08"),
        _calendar("gYearMonth", "a month such as 1921-03"),
        _calendar("gYear", "a year such as 1921, with at least four digits"),
        _calendar("gMonthDay", "a day of any year such as --03-08"),
        _calendar("gMonth", "a month of any year such as --03"),
        _calendar("gDay", "a day of any month such as ---08"),
        _calendar("dateTime", "a day and time such as 1921-03-08T12:00:00"),
        _calendar("time", "a time such as 12:00:00"),
        _calendar("duration", "a duration such as P3D or PT1H30M"),
    ]


def _binaries() -> list[Datatype]:
    return [
        Datatype(
            "hexBinary",
            COLLAPSE,
            _matching("(?:[0-9A-Fa-f]{2})*"),
            bytes.fromhex,
            length=lambda text: len(text) // 2,
            words="bytes as pairs of hexadecimal digits",
        ),
        Datatype(
            "base64Binary",
            COLLAPSE,
            _is_base64,
            _from_base64,
            length=lambda text: len(_from_base64(text)),
            words="bytes in base64",
        ),
    ]


XSD_TYPES: Final = _build()
BUILT_IN: Final = {
    "string": Datatype("string", PRESERVE, _any, words="a text"),
    "token": Datatype("token", COLLAPSE, _any, words="a text"),
}
_LIBRARIES: Final = {XSD: XSD_TYPES, "http://www.w3.org/2001/XMLSchema": XSD_TYPES, "": BUILT_IN}


def library(uri: str) -> dict[str, Datatype] | None:
    """The datatypes of a library by name, or None for a library that is not known."""
    return _LIBRARIES.get(uri)
