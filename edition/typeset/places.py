# SPDX-License-Identifier: MIT
"""Where things have come to stand in the book, and the page numbers of the index that follow from it.

It is told pages and does not set any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edition.typeset.notes import NAMESPACE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RANGE = f"{{{NAMESPACE}}}range"


class Pages(NamedTuple):
    """On which page things begin.

    Markers and notes by the notes' keys, paragraphs with notes by their numbers, places that the index
    or a link names by their ids.
    """

    markers: dict[str, int]
    notes: dict[str, int]
    paragraphs: dict[str, int]
    places: dict[str, int]


class Index:
    """The entries and sub-entries of a book's index."""

    def __init__(self, root: Element) -> None:
        self._entries = [element for element in root.iter() if element.get("at") is not None]
        self._anchors: dict[str, Element] = {}
        for anchor in root.iter(f"{{{NAMESPACE}}}anchor"):
            self._anchors.setdefault(anchor.get("id", ""), anchor)

    def number(self, pages: Pages) -> None:
        """Give every entry the numbers of its pages, each leading to the first place there."""
        for entry in self._entries:
            for old in entry.findall(_RANGE):
                entry.remove(old)
            for place, number in self._ranges(entry.get("at", "").split(), pages):
                entry.append(made := entry.makeelement(_RANGE, {"to": place}))
                made.text = number

    def _ranges(self, places: list[str], pages: Pages) -> list[tuple[str, str]]:
        """Pages as they are printed, consecutive ones merged, with the place that each leads to.

        A mention in a note is marked n, unless the text of the same page has one too.
        """
        found = sorted(
            (pages.places[place], self._anchors[place].get("note") is not None, number, place)
            for number, place in enumerate(places)
            if place in pages.places and place in self._anchors
        )
        ranges: list[list[int | str | bool]] = []
        for page, in_note, _, place in found:
            if ranges and ranges[-1][1] == page:
                continue
            if ranges and ranges[-1][1] == page - 1 and not in_note and not ranges[-1][3]:
                ranges[-1][1] = page
            else:
                ranges.append([page, page, place, in_note])
        return [
            (str(place), f"{first}\N{EN DASH}{last}" if first != last else f"{first}{'n' * bool(in_note)}")
            for first, last, place, in_note in ranges
        ]
