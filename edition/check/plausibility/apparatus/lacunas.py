# SPDX-License-Identifier: MIT
"""Where witnesses are lost: lacunas that never end or never begin, and readings of a witness that is not there.

It follows the order of the document, as `lacunaStart` and `lacunaEnd` do (TEI P5, 13.1.5).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edition.check.plausibility.apparatus.readings import holders
from edition.check.plausibility.doubts import Doubt
from edition.check.plausibility.walk import Node, extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.check.plausibility.apparatus.readings import AppEntry, Witnesses
    from edition.check.plausibility.walk import Walk

# A reading of these types says that the witness has nothing here.
_NOTHING = {"lac", "lacuna", "lost", "om", "omission", "omitted", "missing", "absent", "gap", "def", "deest", "illegible"}


class _Marker(NamedTuple):
    node: Node
    reading: range


class Lacunas:
    """The lacunas of each manuscript in one file, as ranges of ordinals."""

    def __init__(self, walk: Walk, witnesses: Witnesses) -> None:
        self._walk = walk
        self._unit = witnesses.unit
        self._closed: defaultdict[str, list[tuple[_Marker, _Marker]]] = defaultdict(list)
        self._open: list[tuple[str, _Marker]] = []
        self._unbegun: list[tuple[str, _Marker]] = []
        self._match(witnesses)

    def _match(self, witnesses: Witnesses) -> None:
        """Pair the starts and ends of each witness; the end of a witness is the end of its lacuna too."""
        begun: dict[str, _Marker] = {}
        for node in self._walk.tagged("lacunaStart", "lacunaEnd", "witStart", "witEnd"):
            holder = next((each for each in holders(node.element) if each.get("wit")), None)
            if holder is None:
                continue
            marker = _Marker(node, extent(Node(self._walk.ordinals[holder], holder, "")))
            for witness in dict.fromkeys(map(witnesses.unit, witnesses.ids(str(holder.get("wit"))))):
                if node.name == "lacunaStart":
                    if witness in begun:
                        self._open.append((witness, begun[witness]))
                    begun[witness] = marker
                elif witness in begun:
                    self._closed[witness].append((begun.pop(witness), marker))
                elif node.name == "lacunaEnd":
                    self._unbegun.append((witness, marker))
        self._open += begun.items()

    def hold(self, witness: str, ordinal: int) -> bool:
        """Whether a manuscript is lost at this place; one whose lacuna never ends, from there on."""
        return self._at(witness, ordinal) is not None or any(name == witness and start.node.ordinal < ordinal for name, start in self._open)

    def doubts(self, entries: Iterable[AppEntry]) -> Iterator[Doubt]:
        """`app-lacuna-open`, `app-lacuna-unbegun` and `app-reading-in-lacuna`."""
        place = self._walk.place
        for witness, marker in self._open:
            message = f"the lacuna of {witness} that begins here never ends."
            yield Doubt("app-lacuna-open", place(marker.node), message, "Mark its end with <lacunaEnd/> in a reading of the witness; where the witness ends, write <witEnd/>.", noun="lacuna")
        for witness, marker in self._unbegun:
            message = f"a lacuna of {witness} ends here that has not begun."
            yield Doubt("app-lacuna-unbegun", place(marker.node), message, "Mark its beginning with <lacunaStart/>; where the witness begins, write <witStart/>.", noun="lacuna")
        if self._closed:
            yield from self._inside(entries)

    def _inside(self, entries: Iterable[AppEntry]) -> Iterator[Doubt]:
        for entry in entries:
            for reading in entry.readings:
                if not reading.has_text or reading.node.get("type").lower() in _NOTHING or reading.node.get("cause").lower() in _NOTHING:
                    continue
                for witness in dict.fromkeys(map(self._unit, reading.witnesses)):
                    around = self._around(witness, reading.node.ordinal)
                    if around:
                        lines = [self._walk.place(marker.node).line for marker in around]
                        message = f"{witness} has a reading here, inside its own lacuna (lines {lines[0]} to {lines[1]})."
                        yield Doubt("app-reading-in-lacuna", self._walk.place(reading.node), message, "Correct the sigla, or the ends of the lacuna.", f"{witness} {lines}", "reading")

    def _around(self, witness: str, ordinal: int) -> tuple[_Marker, _Marker] | None:
        """The lacuna that a reading is in; the readings in which it begins and ends may have words."""
        found = self._at(witness, ordinal)
        return found if found and ordinal not in found[0].reading and ordinal not in found[1].reading else None

    def _at(self, witness: str, ordinal: int) -> tuple[_Marker, _Marker] | None:
        """The lacuna of a witness that is around a place; they follow each other and do not overlap."""
        closed = self._closed.get(witness, [])
        position = bisect_left(closed, ordinal, key=lambda pair: pair[0].node.ordinal) - 1
        return closed[position] if position >= 0 and ordinal < closed[position][1].node.ordinal else None
