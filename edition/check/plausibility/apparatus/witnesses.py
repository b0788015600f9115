# SPDX-License-Identifier: MIT
"""Witnesses in an apparatus: unknown, twice in one entry, missing where the apparatus is positive, or never used.

A siglum that is a pointer and leads nowhere is told by `edition.check.references`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt, listed
from edition.check.plausibility.walk import children

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.check.plausibility.apparatus.lacunas import Lacunas
    from edition.check.plausibility.apparatus.readings import AppEntry, Reading, Witnesses
    from edition.check.plausibility.walk import Node, Walk

# What tells two readings of one witness apart: its hands, its layers, a change, a doubt.
_APART = ("hand", "resp", "source", "varSeq", "type", "subtype", "cause", "change", "ana", "rend", "cert", "place", "facs", "exclude", "select", "prev", "next")
_LAYERS = ("add", "del", "subst", "handShift", "corr", "sic", "choice", "app", "unclear", "supplied", "retrace", "mod", "restore", "rs", "witDetail")
# A file is positive if so many of its entries name every witness that the file names regularly.
_POSITIVE = 0.75
_LEAST = 4


def unknown(walk: Walk, witnesses: Witnesses) -> Iterator[Doubt]:
    """`app-siglum-unknown` for sigla that are written without “#”, where the file knows most of them."""
    found: defaultdict[str, list[tuple[Node, str]]] = defaultdict(list)
    known = 0
    for node in walk.tagged("lem", "rdg", "rdgGrp", "witDetail"):
        for token in node.get("wit").split():
            if not set("#:/") & set(token):
                if witnesses.knows(token):
                    known += 1
                else:
                    found[token].append((node, token))
    if known <= sum(map(len, found.values())):
        return
    sigla = listed([f"“{each}”" for each in witnesses.declared], 8)
    for token, nodes in found.items():
        for node, _ in nodes:
            message = f"no witness has the siglum “{token}”."
            yield Doubt("app-siglum-unknown", walk.place(node, "wit"), message, f"Known are {sigla}: correct it, or add it to <listWit>.", token, "reading")


def twice(walk: Walk, entries: Iterable[AppEntry]) -> Iterator[Doubt]:
    """`app-witness-twice`: one witness cannot have two readings in one place, unless they are of two hands or layers."""
    for entry in entries:
        seen: dict[str, Reading] = {}
        for reading in entry.readings:
            for witness, many in Counter(reading.written).items():
                before = seen.setdefault(witness, reading)
                if many > 1 or (before is not reading and not _are_apart(before, reading) and witness not in entry.details):
                    lines = f"{walk.place(before.node).line}", f"{walk.place(reading.node).line}"
                    told = f"lines {lines[0]} and {lines[1]}" if lines[0] != lines[1] else f"line {lines[0]}"
                    where = "in one reading" if many > 1 else f"in two readings of this entry ({told})"
                    message = f"the witness {witness} is named twice {where}."
                    hint = "Remove the one that is wrong; for two hands or layers of a witness say so with @hand or @varSeq."
                    yield Doubt("app-witness-twice", walk.place(reading.node, "wit"), message, hint, f"{walk.source.path} {witness}", "entry", 5)


def _are_apart(one: Reading, two: Reading) -> bool:
    if any(one.node.get(name) != two.node.get(name) for name in _APART):
        return True
    return any(children(each.node.element, *_LAYERS) for each in (one, two))


def missing(walk: Walk, witnesses: Witnesses, entries: Sequence[AppEntry], lacunas: Lacunas) -> Iterator[Doubt]:
    """`app-witness-missing`: a witness that the entries before and after name, in a positive apparatus.

    A witness that begins later, ends, or is absent for a while is a fragment and not forgotten.
    """
    kinds: defaultdict[str, list[tuple[AppEntry, set[str]]]] = defaultdict(list)
    for entry in entries:
        if entry.named and all(reading.is_attributed for reading in entry.readings):
            kinds[entry.node.get("type")].append((entry, {witnesses.unit(each) for each in entry.named}))
    for same in kinds.values():
        yield from _missing(walk, same, lacunas)


def _missing(walk: Walk, entries: list[tuple[AppEntry, set[str]]], lacunas: Lacunas) -> Iterator[Doubt]:
    counts = Counter(witness for _, named in entries for witness in named)
    regular = {witness for witness, many in counts.items() if many > len(entries) / 2}
    complete = sum(regular <= named for _, named in entries)
    if len(entries) < _LEAST or len(regular) < 2 or complete < _POSITIVE * len(entries):
        return
    for (_, before), (entry, named), (_, after) in zip(entries, entries[1:], entries[2:], strict=False):
        absent = sorted((before & after & regular) - named)
        absent = [each for each in absent if not lacunas.hold(each, entry.node.ordinal) and not entry.remarks_on(each)]
        if absent:
            one = len(absent) == 1
            message = f"this entry names neither {' nor '.join(absent)}, and the others name every witness." if not one else f"this entry does not name {absent[0]}, and the others name every witness."
            hint = "Add the siglum to the reading that it has; of a gap in the witness say so with <lacunaStart> or <witDetail>."
            yield Doubt("app-witness-missing", walk.place(entry.node), message, hint, str(walk.source.path), "entry", 10)
