# SPDX-License-Identifier: MIT
"""Which texts are addresses: anyURI of XML Schema (RFC 2396 and 2732, after escaping).

It asks no network whether an address leads anywhere.
"""

from __future__ import annotations

import re


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.DOTALL)


def is_uri(text: str) -> bool:
    """Whether a text is an anyURI: RFC 2396 after escaping, which leaves very little that is not."""
    if "%" in text and _BAD_ESCAPE(text):
        return False
    if text.count("#") > 1:
        return False
    head, colon, rest = text.partition(":")
    if not colon or "/" in head or "?" in head or "#" in head:
        return _is_hierarchical(text)
    if not rest or rest[0] == "#" or not _SCHEME.fullmatch(head):
        return False
    return rest[0] != "/" or _is_hierarchical(rest)


def _is_hierarchical(text: str) -> bool:
    """What follows "//" is a host; brackets are an address of IPv6, or stand in query and fragment (RFC 2732)."""
    if text == "//":
        return False
    if "[" not in text and "]" not in text:
        return True
    place = text.partition("#")[0].partition("?")[0]
    if place.startswith("//"):
        host, _, path = place[2:].partition("/")
        return bool(_HOST.fullmatch(host)) and "[" not in path and "]" not in path
    return "[" not in place and "]" not in place


_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})").search
_HOST = _whole(r"[^\[\]]*|(?:[^\[\]]*@)?\[[0-9A-Fa-f:.]+\](?::[0-9]*)?")
_SCHEME = _whole(r"[A-Za-z][A-Za-z0-9+.\-]*")


def is_absolute_uri(text: str) -> bool:
    """Whether a text can be a `datatypeLibrary` (section 4.4): absolute, without a fragment."""
    head, colon, _ = text.partition(":")
    return is_uri(text) and "#" not in text and bool(colon) and bool(_SCHEME.fullmatch(head))
