# SPDX-License-Identifier: MIT
"""What a page must tell beside the text: values of attributes, alternatives, readings of the apparatus, descriptions.

It accepts a value as it is written, in the words of the locale, or by the name of what it points to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from edition.proof.comparison import Fault, Pair
from edition.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.proof.original import Original
    from edition.proof.stream import Claim, Stream

_MOST_PARTS = 20  # a name has fewer
_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Claims:
    """Asks a page for what the source claims that it tells."""

    def __init__(self, root: etree._Element, pairs: list[Pair], entries: Iterable[Stream]) -> None:
        self._root = root
        self._pairs = {id(pair.source): pair for pair in pairs}
        self._entries: dict[int, list[tuple[int, Stream]]] = defaultdict(list)
        by_output = {id(pair.output): pair for pair in pairs}
        for entry in entries:
            pair = by_output.get(id(entry.parent))
            for at in pair.alignment.of_source(entry.at) if pair else ():
                self._entries[id(pair.source)].append((at, entry))  # type: ignore[union-attr]
        self._ids: dict[str, str] | None = None

    def faults(self, original: Original) -> Iterator[Fault]:
        """One fault for each claim that the page does not keep."""
        for claim in original.claims:
            pair = self._pairs.get(id(claim.stream))
            if pair is None or not pair.alignment.has(claim.at, claim.until):
                continue  # the words themselves are lost, and that is said
            if claim.kind == "attribute":
                if not self._tells(pair, claim):
                    yield Fault("proof-told", claim.value, element=claim.element, detail="@" + claim.name)
            elif claim.kind == "readings":
                if self._count(claim) < int(claim.value):
                    yield Fault("proof-told", "", element=claim.element, detail="readings")
            elif not self._gives(pair, claim):
                yield Fault("proof-lost", " ".join(claim.value.split()), element=claim.element, number=int(claim.name), detail=claim.kind)

    def _tells(self, pair: Pair, claim: Claim) -> bool:
        told = pair.told(claim.at, claim.until)
        plain = _plain(told)
        if claim.name == "n":
            return _plain(claim.value) in plain or _plain(claim.value) in pair.source.characters[claim.at : claim.until].casefold()
        return all(self._said(token, plain) for token in claim.value.split()) or _plain(claim.value) in plain

    def _said(self, token: str, told: str) -> bool:
        """Whether a value stands among what is told: as written, in the locale's words, or by a name."""
        fragment = re.sub(r"^.*[#:/]", "", token)
        candidates = {token, fragment, *_words().get(token, ())}
        if any(_plain(each) in told for each in candidates if each):
            return True
        name = self._names().get(fragment, "")
        return bool(name) and any(_plain(part) in told for part in name.split("\n") if part)

    def _names(self) -> dict[str, str]:
        """The names of what has an id: the words of the element, and of each of its children."""
        if self._ids is None:
            self._ids = {
                element.get(_ID, ""): "\n".join(" ".join(map(str, each.itertext())) for each in (element, *element.iterchildren("*")))
                for element in self._root.iter("*")
                if element.get(_ID) and len(element) < _MOST_PARTS
            }
        return self._ids

    def _near(self, claim: Claim) -> list[Stream]:
        return [entry for at, entry in self._entries[id(claim.stream)] if claim.at <= at <= claim.until]

    def _count(self, claim: Claim) -> int:
        return sum(mark.name == ".rdg" for entry in self._near(claim) for mark in entry.marks)

    def _gives(self, pair: Pair, claim: Claim) -> bool:
        """Whether words that do not stand in the text are told at their place."""
        wanted = "".join(claim.value.split())
        if claim.kind == "variant":
            return any(wanted in entry.characters or wanted in _together(entry) for entry in self._near(claim))
        return wanted in "".join(pair.told(claim.at, claim.until).split())


def _together(stream: Stream) -> str:
    return "".join("".join(told.text.split()) for told in stream.told)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """The words that the locales have for values: the last part of a key → what it says in each language."""
    words: dict[str, set[str]] = defaultdict(set)
    for file in sorted((folder("xslt") / "locale").glob("*.xml")):
        for text in etree.parse(str(file)).iter("text"):
            words[text.get("key", "").rpartition(".")[2]].add("".join(map(str, text.itertext())))
    return {value: frozenset(said) for value, said in words.items()}
