# SPDX-License-Identifier: MIT
"""The pages that texts get: names that need no escaping in an address, of which no two clash.

It sees names of files only; what a page is about is said elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The pages that an edition makes by itself, and what they are.
OURS = {
    "index.html": "the landing page",
    "about.html": "the page about the edition",
    "persons.html": "the register of persons",
    "places.html": "the register of places",
    "organisations.html": "the register of organisations",
    "events.html": "the register of events",
    "works.html": "the register of works",
    "chronicle.html": "the chronicle",
}
_UNSAFE = re.compile(r"[^\w.-]+")
_OUR_ENDINGS = re.compile(r"\.(html|json|csv|zip|pdf)$", re.IGNORECASE)  # a folder called like one of our files
# What no Windows can write, so that a site can be unpacked there.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Renaming:
    """A text whose page is not called as its file is: its name, its page, and why, as a clause."""

    text: str
    page: str
    reason: str


def pages(names: Iterable[str]) -> tuple[dict[str, str], list[Renaming]]:
    """The page of each source by its path below the sources' folder, and those that are renamed.

    The order of the names plays no part. A name that can be kept is kept; where two want one page,
    the one that sorts first has it, `.xml` before any other ending. Letters of every script are
    kept; case alone tells no two pages apart, because some disks do not tell them apart either.
    """
    given: dict[str, str] = {}
    renamed: list[Renaming] = []
    taken = dict(OURS)
    for name in sorted(set(names), key=_rank):
        wanted = _wanted(name)
        safe = safe_path(wanted)
        page = _free(safe, taken)
        if page != wanted:
            holder = taken.get(safe.casefold())
            reason = f"{safe} is {holder}" if holder else "an address cannot hold every character of the name"
            renamed.append(Renaming(name, page, reason))
        taken[page.casefold()] = f"the page of {name}"
        given[name] = page
    return given, renamed


def _wanted(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(".html"))


def _rank(name: str) -> tuple[bool, bool, str]:
    wanted = _wanted(name)
    return wanted in OURS or wanted != safe_path(wanted), not name.endswith(".xml"), name


def safe_path(path: str) -> str:
    """The path in letters, digits, full stops, hyphens and low lines, in Unicode's composed form."""
    *folders, file = (_UNSAFE.sub("-", part).lstrip(".") for part in unicodedata.normalize("NFC", path).split("/"))
    folders = [f"{folder}-" if _OUR_ENDINGS.search(folder) else folder or "-" for folder in folders]
    parts = [*folders, "text.html" if file in ("", "html") else file]
    return "/".join(f"text-{part}" if _DEVICES.match(part) else part for part in parts)


def _free(page: str, taken: dict[str, str]) -> str:
    """The name itself, else with -text, else with -text-2, -text-3 …"""
    stem = page.removesuffix(".html")
    candidate, number = page, 1
    while candidate.casefold() in taken:
        candidate = f"{stem}-text.html" if number == 1 else f"{stem}-text-{number}.html"
        number += 1
    return candidate
