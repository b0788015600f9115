# SPDX-License-Identifier: MIT
"""What may stand in a language tag: the subtags that IANA has registered (RFC 5646, BCP 47).

The table is `subtags.txt`, with its date and source; what a tag means is not asked.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from edition.check.nearness import Names


class Wrong(NamedTuple):
    """Why a tag is none, and the tag that was most likely meant, or the empty string."""

    reason: str
    meant: str = ""


# Names and codes that are often written for a language and are none, or are those of a country.
_MEANT = {
    "latin": "la", "greek": "grc", "gr": "grc", "gk": "grc", "ancientgreek": "grc", "english": "en", "german": "de",
    "deutsch": "de", "french": "fr", "francais": "fr", "italian": "it", "spanish": "es", "sp": "es", "russian": "ru", "hebrew": "he",
    "arabic": "ar", "sanskrit": "sa", "syriac": "syr", "coptic": "cop", "dutch": "nl", "polish": "pl", "cz": "cs",
    "dk": "da", "jp": "ja", "ua": "uk", "cn": "zh", "us": "en-US", "ahd": "goh", "afrz": "fro", "frz": "fr", "engl": "en", "lati": "la",
    "hb": "he", "ofr": "fro",
}  # fmt: skip
_REGIONS = {"uk": "GB", "en": "GB", "su": "RU"}


@cache
def _table() -> dict[str, frozenset[str]]:
    lines = Path(__file__).with_name("subtags.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if not line.startswith("#"))
    return {kind: frozenset(words.split()) for kind, _, words in pairs}


@cache
def _shorter() -> dict[str, str]:
    return dict(pair.split("=") for pair in _table()["shorter"])


@cache
def _names(kind: str) -> Names:
    return Names(_table()[kind])


@cache
def wrong(tag: str) -> Wrong | None:
    """Why `tag` is no language tag, or None if it is one. Case plays no part (RFC 5646, 2.1.1)."""
    lower = tag.lower()
    if lower in _table()["grandfathered"] or not tag:
        return None
    if lower in _MEANT:
        return Wrong("no language has this code", _MEANT[lower])
    if "_" in tag:
        return Wrong("its parts are joined by hyphens", tag.replace("_", "-"))
    parts = lower.split("-")
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts):
        return Wrong("it has parts of one to eight letters or digits, joined by hyphens")
    return _language(parts, tag.split("-"))


def _language(parts: list[str], written: list[str]) -> Wrong | None:
    first = parts[0]
    if first == "x":
        return None if len(parts) > 1 else Wrong("something must follow “x-”")
    if first in _shorter():
        return Wrong("the code of this language has two letters in a language tag", "-".join([_shorter()[first], *written[1:]]))
    if first not in _table()["language"] and not "qaa" <= first <= "qtz":
        meant = _MEANT.get(first)
        return Wrong(f"no language has the code “{written[0]}”", "-".join([meant, *written[1:]]) if meant else "")
    return _rest(parts, written)


def _rest(parts: list[str], written: list[str]) -> Wrong | None:
    """What follows the language: script, region, variants, in this order; after a single letter anything may."""
    least = 0
    for position, part in enumerate(parts[1:], 1):
        if len(part) == 1:
            return None if position + 1 < len(parts) else Wrong(f"something must follow “-{part}”")
        kind, rank = _kind(part)
        if kind == "region" and part in _REGIONS:
            return Wrong(f"the code of the country is {_REGIONS[part]}", _with(written, position, _REGIONS[part]))
        if not _registered(kind, part):
            near = _names(kind).nearest(part)
            proper = {"script": near.capitalize(), "region": near.upper()}.get(kind, near)
            return Wrong(f"no {kind} has the code “{written[position]}”", _with(written, position, proper) if near else "")
        if rank < least or (rank == least and kind != "variant"):
            return Wrong("script, region and variant stand in this order, each once")
        least = rank
    return None


def _with(written: list[str], position: int, part: str) -> str:
    return "-".join([*written[:position], part, *written[position + 1 :]])


def _kind(part: str) -> tuple[str, int]:
    if len(part) == 4 and part.isalpha():
        return "script", 2
    if (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
        return "region", 3
    return ("extlang", 1) if len(part) == 3 else ("variant", 4)


def _registered(kind: str, part: str) -> bool:
    private = (kind == "script" and "qaaa" <= part <= "qabx") or (kind == "region" and ("qm" <= part <= "qz" or "xa" <= part <= "xz"))
    return private or part in _table()[kind]
