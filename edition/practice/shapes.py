# SPDX-License-Identifier: MIT
"""The form of a value where the values themselves are without end: ids, numbers, pointers, dates, addresses.

“p12” and “p13” are of one form; “italic” and “bold” are two values, and stay as they are.
"""

from __future__ import annotations

import re

from edition.check.pointers import is_pointer

_DATES = frozenset({"when", "notBefore", "notAfter", "from", "to", "when-iso", "notBefore-iso", "notAfter-iso", "from-iso", "to-iso", "dateTime"})
_NUMBERED = frozenset({"xml:id", "n", "key", "loc", "points", "ulx", "uly", "lrx", "lry", "width", "height", "quantity", "extent", "value", "url", "facs", "cRef"})
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_DATE = re.compile(r"-?\d{4,}(-\d\d)?(-\d\d)?(T.*)?(?:Z|[+-]\d\d:\d\d)?")
_SCHEME = re.compile(r"([A-Za-z][\w+.\-]*):")


def is_open(element: str, attribute: str) -> bool:
    """Whether values of this attribute are without end, so that their forms are counted."""
    return is_pointer(element, attribute) or attribute in _NUMBERED or attribute in _DATES


def shape(element: str, attribute: str, value: str) -> str:
    """What a value is counted as."""
    if is_pointer(element, attribute) or attribute in {"url", "facs"}:
        forms = list(dict.fromkeys(_pointer(token) for token in value.split()))
        return " ".join(forms[:3]) + (" …" if len(forms) > 3 else "")
    if attribute in _DATES:
        return date(value)
    return _numbered(value) if attribute in _NUMBERED else " ".join(value.split())[:80]


def date(value: str) -> str:
    """A date with its digits taken away: “9999-99-99”."""
    return re.sub(r"\d", "9", value.strip())[:40] if _DATE.fullmatch(value.strip()) else _numbered(value)


def _pointer(token: str) -> str:
    scheme = _SCHEME.match(token)
    if scheme:
        return f"{scheme[1]}:…"
    name, hash_, _ = token.partition("#")
    if not hash_:
        ending = re.search(r"\.\w{1,5}$", token)
        return f"…{ending[0]}" if ending else "…"
    return "#…" if not name else "…#…"


def _numbered(value: str) -> str:
    """Digits become 9, words become a or A: “pmb50491” is “a9”."""
    words = " ".join(value.split())[:60]
    return _TOKEN.sub(lambda found: "9" if found[0].isdigit() else ("A" if found[0][0].isupper() else "a"), words)
