# SPDX-License-Identifier: MIT
"""The entries of registers: persons, places, organisations, events, works, and what is said to tell them apart.

It gathers from one file and compares nothing; `registers` and `lives` do, when all files are known.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.check.plausibility.dates import interval
from edition.check.plausibility.moments import NEVER, Moment, span
from edition.check.plausibility.walk import XML_ID, Regions, children, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from edition.check.plausibility.walk import Node, Walk
    from edition.source import Place

# Element of an entry: kind in words, the list it stands in, the elements that name it.
KINDS = {
    "person": ("person", "listPerson", ("persName", "name")),
    "place": ("place", "listPlace", ("placeName", "settlement", "geogName", "name", "country", "region", "district")),
    "org": ("organisation", "listOrg", ("orgName", "name")),
    "event": ("event", "listEvent", ("eventName", "label", "head", "desc")),
    "bibl": ("work", "listBibl", ("title",)),
    "biblStruct": ("work", "listBibl", ()),
    "biblFull": ("work", "listBibl", ()),
}
LISTS = frozenset(each[1] for each in KINDS.values())
TAGS = frozenset({*KINDS, *LISTS})
_MAIN_NAMES = {"", "main", "reg", "pref", "preferred", "full", "regularised", "regularized", "index"}
_PUBLIC_ID = re.compile(r"(viaf|gnd|d-nb|wikidata|geonames|orcid|isni|pleiades|tgn|ulan|lccn|loc\.gov|bnf|sudoc|syriaca|pmb)", re.IGNORECASE)

_SAME_REGISTER = {"d-nb": "gnd", "loc.gov": "lccn"}


@dataclass
class Entry:
    """One entry. `names` are its main name in a form that can be compared, `idnos` pairs of kind and value."""

    kind: str
    id: str
    place: Place
    list: Place
    shown: str
    key: str = ""
    birth: Moment = NEVER
    death: Moment = NEVER
    idnos: frozenset[tuple[str, str]] = frozenset()
    marks: dict[str, str] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()


def entries(walk: Walk) -> Iterator[Entry]:
    """The entries of one file; a `bibl` is one only if it stands in a list."""
    lists = {node.element: node for node in walk.tagged(*LISTS)}
    # What is listed in an entry (the literature on a person) is part of it.
    inside = Regions(each for each in walk.tagged("listBibl") if _in_entry(each.element))
    for node in walk.tagged(*KINDS):
        home = next((lists[each] for each in _ancestors(node.element) if each in lists), None)
        if home is not None and node.ordinal not in inside:
            yield _entry(walk, node, home)


def _in_entry(element: etree._Element) -> bool:
    return any(str(each.tag).rpartition("}")[2] in {"person", "place", "org", "event", "msDesc", "item", "object"} for each in element.iterancestors())


def _ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """The few ancestors in which the list of an entry may be."""
    for depth, each in enumerate(element.iterancestors()):
        if depth > 7:
            return
        yield each


def _entry(walk: Walk, node: Node, home: Node) -> Entry:
    kind, _, names = KINDS[node.name]
    name = _name(node, names)
    element = node.element
    # Two volumes have one author and one title: every number tells them apart.
    numbers = " ".join(re.findall(r"\d+", text(element))) if kind == "work" else ""
    return Entry(
        kind,
        node.get(XML_ID).strip(),
        walk.place(node),
        walk.place(home),
        name or node.get(XML_ID) or node.name,
        f"{comparable(name)} {numbers}".strip(),
        _life(element, "birth") if kind == "person" else NEVER,
        _life(element, "death") if kind == "person" else NEVER,
        frozenset(_idnos(node)),
        dict(_marks(node)),
        frozenset(str(each.get(XML_ID)).strip() for each in element.iterdescendants("*") if each.get(XML_ID)),
    )


def _name(node: Node, names: tuple[str, ...]) -> str:
    """The name under which an entry stands; of a work its author, title and date."""
    if node.name in {"bibl", "biblStruct", "biblFull"}:
        return _work(node)
    found = children(node.element, *names)
    main = [each for each in found if str(each.get("type", "")).lower() in _MAIN_NAMES]
    return text((main or found)[0]) if found else ""


def _work(node: Node) -> str:
    if not any(True for _ in node.element.iterdescendants("{*}title")):
        return text(node.element)
    return " ".join(text(each) for wanted in ("author", "title", "date") for each in [*node.element.iterdescendants(f"{{*}}{wanted}")][:4])


def comparable(name: str) -> str:
    """The words of a name without case, marks, punctuation and order: “Lenin, Wladimir” is “Wladimir Lenin”."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return " ".join(sorted(re.findall(r"\w+", plain)))


def _life(element: etree._Element, end: str) -> Moment:
    """When a life began or ended; what several say of it together, if they differ."""
    found = [*children(element, end), *(each for each in children(element, "event") if each.get("type") == end)]
    moments = []
    for each in found:
        own = interval(each)
        moments += [own] if own.known else [interval(date) for date in children(each, "date")]
    return span(moments)


def _idnos(node: Node) -> Iterator[tuple[str, str]]:
    """What other registers call it. An ISBN is of a book and not of the chapter that has the entry."""
    if node.name.startswith("bibl"):
        return
    for each in children(node.element, "idno"):
        value = text(each)
        public = _PUBLIC_ID.search(f"{each.get('type', '')} {each.get('subtype', '')} {value}")
        number = re.sub(r"[/#](?:this|about)?$", "", value).rpartition("/")[2]
        if number and public:
            kind = public[1].lower()
            yield _SAME_REGISTER.get(kind, kind), number


def _marks(node: Node) -> Iterator[tuple[str, str]]:
    """What tells two of one name apart."""
    for attribute in ("when", "from", "to", "notBefore", "notAfter", "type", "subtype", "role", "sex", "gender", "age", "n"):
        if node.get(attribute):
            yield f"@{attribute}", node.get(attribute)
    parent = node.element.getparent()
    if parent is not None and parent.get(XML_ID):
        yield "parent", str(parent.get(XML_ID))
    for name in ("sex", "occupation", "location", "country", "region", "settlement", "residence", "note", "floruit", "state", "trait", "desc"):
        found = children(node.element, name)
        if found:
            yield name, text(found[0]) + "".join(str(value) for value in found[0].attrib.values())
