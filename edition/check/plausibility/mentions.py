# SPDX-License-Identifier: MIT
"""Mentions in a text that lead to no entry, where most others do.

A file in which names are marked but not linked has no finding: that is a practice and not a gap.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt, listed
from edition.check.plausibility.entries import LISTS, comparable
from edition.check.plausibility.walk import Regions, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from edition.check.plausibility.entries import Entry
    from edition.check.plausibility.walk import Node, Walk
    from edition.source import Place

_ELEMENTS = {"persName": "person", "placeName": "place", "orgName": "organisation"}
_TYPES = {"person": "person", "pers": "person", "place": "place", "org": "organisation", "organisation": "organisation", "organization": "organisation"}
# What is said in these is no text of the edition, or says itself what it is about.
_APART = LISTS | {"person", "place", "org", "event", "nym", "respStmt", "correspDesc", "castList", "titlePage", "listWit", "speaker", "signed", "bibl", "biblStruct", "msDesc", "note", "imprint"}
TAGS = frozenset({*_ELEMENTS, "name", "rs", "text", *_APART})
_LINKS = ("ref", "key", "corresp", "sameAs", "copyOf", "nymRef", "ana", "target")
# From how many linked mentions on, and which part of all, linking is the practice of a file; and from which part on it
# is likely that somebody is meant whose entry has this very name.
_LEAST = 3
_LONGEST = 100
_MOST_OF, _LIKELY = 0.8, 0.6


@dataclass(frozen=True)
class Mention:
    """A name in the text that has no pointer to an entry."""

    kind: str
    element: str
    place: Place
    shown: str


@dataclass
class Mentions:
    """The mentions of one file: how many of a kind have a pointer, and those that have none."""

    linked: Counter[str]
    without: list[Mention]


def mentions(walk: Walk) -> Mentions:
    """The mentions in the texts of one file; a name within another name is part of it."""
    found = Mentions(Counter(), [])
    named = walk.tagged(*_ELEMENTS, "name", "rs")
    if not named:
        return found
    texts, apart = Regions(walk.tagged("text")), Regions(walk.tagged(*_APART))
    for node in named:
        kind = _kind(node)
        if not kind or node.ordinal not in texts or node.ordinal in apart:
            continue
        if any(node.get(name) for name in _LINKS):
            found.linked[kind] += 1
        elif not _is_part(node):
            found.without.append(Mention(kind, node.name, walk.place(node), text(node.element)[:_LONGEST]))
    return found


def _kind(node: Node) -> str:
    return _ELEMENTS.get(node.name) or _TYPES.get(node.get("type").lower(), "")


def _is_part(node: Node) -> bool:
    """Whether it stands in another name, or has one in it that is linked."""
    parent = node.element.getparent()
    if parent is not None and str(parent.tag).rpartition("}")[2] in {*_ELEMENTS, "name", "rs"}:
        return True
    return any(each.get("ref") or each.get("key") for each in node.element.iterchildren("*"))


def doubts(files: Iterable[Mentions], entries: Sequence[Entry], silent: Callable[[str, Place], bool]) -> Iterator[Doubt]:
    """`mention-no-entry`, once for each kind in a file."""
    known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    kinds = {entry.kind for entry in entries}
    for entry in entries:
        if entry.id and entry.key:
            known[entry.kind, entry.key].add(entry.id)
    for each in files:
        for kind in dict.fromkeys(mention.kind for mention in each.without):
            own = [mention for mention in each.without if mention.kind == kind]
            many = each.linked[kind]
            share = many / (many + len(own))
            if kind not in kinds or many < _LEAST or share < _LIKELY:
                continue
            if share < _MOST_OF:
                own = [mention for mention in own if len(known.get((kind, comparable(mention.shown)), ())) == 1]
            own = [mention for mention in own if not silent("mention-no-entry", mention.place)]
            if own:
                yield _doubt(own, many, known)


def _doubt(own: list[Mention], many: int, known: Mapping[tuple[str, str], set[str]]) -> Doubt:
    first = own[0]
    names = listed([f"“{name}”" for name in dict.fromkeys(mention.shown for mention in own)])
    if len(own) == 1:
        message = f"<{first.element}> {names} leads to no entry, as {many:,} other mentions of a {first.kind} in this file do."
    else:
        message = f"{len(own):,} mentions of a {first.kind} lead to no entry, and {many:,} in this file do: {names}."
    hint = "Add @ref with the entry that is meant."
    for mention in own:
        ids = known.get((mention.kind, comparable(mention.shown)), set())
        if len(ids) == 1:
            hint = f"“{mention.shown}” is most likely #{next(iter(ids))}."
            break
    return Doubt("mention-no-entry", first.place, message, hint, first.kind, "file", 3)
