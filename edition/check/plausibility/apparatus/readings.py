# SPDX-License-Identifier: MIT
"""The entries of an apparatus with their readings, each with its witnesses by their ids.

It gathers; `witnesses`, `lacunas` and `lemmas` compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from edition.check.plausibility.walk import XML_ID, Node, children, text
from edition.source import TEI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from edition.check.plausibility.walk import Walk

TAGS = frozenset({"app", "lem", "rdg", "rdgGrp", "witDetail", "witness", "listWit", "lacunaStart", "lacunaEnd", "witStart", "witEnd"})
_TEI = f"{{{TEI}}}"
# “A*”, “A2”, “Ac”, “A(vid)”, “01C2a”: a witness in one of its hands or with a reservation. After a letter no
# capital may follow and after a digit no digit: AB and 191 are witnesses of their own beside A and 19.
_HAND_OF_LETTERS = r"[*?!¹²³⁴]+|\(.*\)|\d\*?|[a-z]{1,3}\d?[*?]?"
_HAND_OF_DIGITS = r"[*?!¹²³⁴]+|\(.*\)|[A-Za-z]{1,3}\d?[a-z]?[*?]?"


@dataclass
class Reading:
    """A `lem` or `rdg`. `witnesses` are ids, or what is written where it names no known witness.

    In `written` a group is itself; in `witnesses` it is its members.
    """

    node: Node
    written: list[str]
    witnesses: list[str]

    @property
    def is_lemma(self) -> bool:
        """Whether it is the `lem`."""
        return self.node.name == "lem"

    @property
    def is_attributed(self) -> bool:
        """Whether it says whose it is: witnesses, or a modern source."""
        return bool(self.witnesses or self.node.get("source") or self.node.get("resp"))

    @cached_property
    def has_text(self) -> bool:
        """Whether it has words."""
        return bool(text(self.node.element))


@dataclass
class AppEntry:
    """An `app`; `details` are witnesses of which something is said beside the readings (`witDetail`)."""

    node: Node
    readings: list[Reading] = field(default_factory=list)
    details: set[str] = field(default_factory=set)

    @cached_property
    def remarks(self) -> frozenset[str]:
        """The words of its notes, in which a siglum may stand: “deest S”, “et MT per compendia”."""
        notes = " ".join(text(each) for each in children(self.node.element, "note", "noteGrp", "wit"))
        return frozenset(re.findall(r"[^\s(),;:.]+", notes))

    def remarks_on(self, witness: str) -> bool:
        """Whether a note names a witness, by itself or in a row of sigla."""
        return any(word == witness or (word.isupper() and witness in word) for word in self.remarks)

    @property
    def named(self) -> set[str]:
        """The witnesses that are in some reading, or of which something is said."""
        return {each for reading in self.readings for each in reading.witnesses} | self.details


class Witnesses:
    """The witnesses that a file declares: by `xml:id` or, as older files write sigla, by `@n` or the words of a siglum."""

    def __init__(self, walk: Walk) -> None:
        self.declared: dict[str, Node] = {}
        self.groups: dict[str, list[str]] = {}
        self._units: dict[str, str] = {}
        self._by_siglum: dict[str, str] = {}
        for node in walk.tagged("witness"):
            identifier = node.get(XML_ID).strip() or node.get("n")
            if not identifier:
                continue
            self.declared[identifier] = node
            for siglum in (identifier, node.get("n"), *_sigla(node.element)):
                if siglum:
                    self._by_siglum.setdefault(siglum.strip(), identifier)
        for node in walk.tagged("listWit", "witness"):
            inside = [str(each.get(XML_ID)) for each in node.element.iterdescendants(f"{_TEI}witness") if each.get(XML_ID)]
            if node.get(XML_ID) and inside:
                self.groups[node.get(XML_ID).strip()] = inside
        for identifier in self.declared:
            hands = self.groups.get(identifier, [])
            if not any(each in self.groups for each in hands):
                self._units.update(dict.fromkeys(hands, identifier))

    def ids(self, value: str) -> list[str]:
        """The ids of the witnesses in a value of @wit; a group stands for its members."""
        return [each for token in value.split() for each in self._of(token)]

    def knows(self, token: str) -> bool:
        """Whether a siglum as it is written is that of a witness or group declared here."""
        return bool(self._own(_local(token)))

    def unit(self, witness: str) -> str:
        """The manuscript of a witness, which may be one of its hands (a `witness` in a `witness`, “A*”, “A2”)."""
        own = self._own(witness)
        return self._units.get(witness) or (self._before_hand(witness) if own and own not in self.declared else witness) or witness

    def written(self, value: str) -> list[str]:
        """The ids of the witnesses and groups in a value of @wit."""
        return [self._own(_local(token)) or _local(token) for token in value.split()]

    def _of(self, token: str) -> list[str]:
        local = _local(token)
        own = self._own(local) or local
        return self.groups.get(own, [own])

    def _own(self, local: str) -> str:
        if local in self._by_siglum or local in self.groups:
            return self._by_siglum.get(local, local)
        return local if self._before_hand(local) else ""  # a hand of a witness is told apart from the witness

    def _before_hand(self, local: str) -> str:
        """The witness of a siglum that ends with that of a hand."""
        for length in range(len(local) - 1, max(len(local) - 12, 0), -1):
            known = self._by_siglum.get(local[:length])
            hand = _HAND_OF_DIGITS if local[length - 1].isdigit() else _HAND_OF_LETTERS
            if known and re.fullmatch(hand, local[length:]):
                return known
        return ""


def _local(token: str) -> str:
    """The id of a pointer, with or without “#”, file and prefix."""
    return token.rpartition("#")[2].rpartition(":")[2]


def _sigla(element: etree._Element) -> list[str]:
    return [text(each) for each in children(element, "idno", "abbr", "label") if each.get("type") in {"siglum", "sigla"}]


def entries(walk: Walk, witnesses: Witnesses) -> list[AppEntry]:
    """The entries of one file, in document order."""
    found = []
    for node in walk.tagged("app"):
        entry = AppEntry(node)
        _gather(walk, entry, node.element, witnesses)
        found.append(entry)
    return found


def _gather(walk: Walk, entry: AppEntry, parent: etree._Element, witnesses: Witnesses, inherited: str = "") -> None:
    for child in children(parent, "lem", "rdg", "rdgGrp", "witDetail"):
        name = str(child.tag)[len(_TEI) :]
        own = str(child.get("wit", "")) or inherited
        if name == "rdgGrp":
            _gather(walk, entry, child, witnesses, own)
        elif name == "witDetail":
            entry.details.update(witnesses.ids(own), witnesses.written(own))
        else:
            wit = " ".join([own, *(str(each.get("wit", "")) for each in children(child, "wit"))])
            entry.readings.append(Reading(Node(walk.ordinals[child], child, name), witnesses.written(wit), witnesses.ids(wit)))


def holders(element: etree._Element) -> Iterator[etree._Element]:
    """An element and its ancestors up to the `app`: those that may say by @wit whose a reading is."""
    yield element
    for each in element.iterancestors():
        if each.tag == f"{_TEI}app":
            return
        yield each
