# SPDX-License-Identifier: MIT
"""What one file shows: its own doubts, and the facts that can be judged only beside the other files.

Facts hold no nodes of the tree, so that files can be looked at in several processes, and go when done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.check.plausibility import dates, entries, languages, lives, mentions, spans
from edition.check.plausibility.apparatus import lemmas, readings, witnesses
from edition.check.plausibility.apparatus.base_text import BaseText
from edition.check.plausibility.apparatus.lacunas import Lacunas
from edition.check.plausibility.mentions import Mentions
from edition.check.plausibility.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.check.plausibility.doubts import Doubt
    from edition.check.plausibility.entries import Entry
    from edition.check.plausibility.lives import Deed
    from edition.source import Place, Source

_TAGS = entries.TAGS | lives.TAGS | mentions.TAGS | readings.TAGS
_ATTRIBUTES = dates.ATTRIBUTES | languages.ATTRIBUTES | spans.ATTRIBUTES | {"key"}


@dataclass
class Observed:
    """One file. `witnesses` are those that it declares, with their groups; `sigla` those that its entries name."""

    path: Path
    doubts: list[Doubt] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    mentions: Mentions = field(default_factory=lambda: Mentions(Counter(), []))
    keys: frozenset[str] = frozenset()
    witnesses: dict[str, Place] = field(default_factory=dict)
    sigla: frozenset[str] = frozenset()


def observed(source: Source) -> Observed:
    """Look at one file, in one walk (and a second where an apparatus points to its text)."""
    walk = Walk(source, _TAGS, _ATTRIBUTES)
    result = Observed(source.path)
    result.entries = list(entries.entries(walk))
    result.deeds = list(lives.deeds(walk))
    result.mentions = mentions.mentions(walk)
    result.keys = frozenset(token for node, _ in walk.bearing("key") for token in node.get("key").split())
    result.doubts += [*dates.doubts(walk), *languages.doubts(walk), *spans.doubts(walk), *lives.own_doubts(result.entries)]
    result.doubts += _apparatus(walk, result)
    return result


def _apparatus(walk: Walk, result: Observed) -> Iterator[Doubt]:
    known = readings.Witnesses(walk)
    result.witnesses = {identifier: walk.place(node) for identifier, node in known.declared.items()}
    if not walk.tagged("app", "lacunaStart", "lacunaEnd"):
        return
    found = readings.entries(walk, known)
    result.sigla = frozenset(each for entry in found for each in entry.named)
    lacunas = Lacunas(walk, known)
    yield from witnesses.unknown(walk, known)
    yield from witnesses.twice(walk, found)
    yield from witnesses.missing(walk, known, found, lacunas)
    yield from lacunas.doubts(found)
    if any(entry.node.get("from") or entry.node.get("loc") for entry in found):
        base = BaseText(walk)
        yield from lemmas.delimited(walk, found, base)
        yield from lemmas.located(walk, found, base)
