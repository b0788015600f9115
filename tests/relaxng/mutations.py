# SPDX-License-Identifier: MIT
"""Mistakes as editors make them, put into a document at random but repeatably.

It knows nothing of schemas: half of what it makes may well be valid.
"""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NAMES = [
    "p",
    "div",
    "head",
    "list",
    "item",
    "note",
    "persName",
    "placeName",
    "date",
    "hi",
    "ab",
    "lg",
    "l",
    "sp",
    "stage",
    "app",
    "rdg",
    "lem",
    "w",
    "seg",
    "ref",
    "ptr",
    "figure",
    "graphic",
    "table",
    "row",
    "cell",
    "title",
    "author",
    "bibl",
    "biblStruct",
    "quote",
    "cit",
    "pb",
    "lb",
    "gap",
    "del",
    "add",
    "choice",
    "sic",
    "corr",
    "abbr",
    "expan",
    "egXML",
    "teiHeader",
    "body",
    "text",
    "front",
    "back",
    "TEI",
    "msDesc",
    "listPerson",
    "person",
    "birth",
    "fs",
    "f",
    "xenoData",
    "notAnElement",
]
ATTRIBUTES = {
    "n": ["1", "a b", ""],
    "when": ["1921-02-29", "1920-02-29", "1921", "1.3.1921", "--13", "-0044-03-15", " 1921 ", "0000"],
    "notBefore": ["1921-13", "1921-12", "x"],
    "ref": ["#a", "#", "a b", "http://example.org/%4", "#a#b", "urn:x", ":x", "##"],
    "target": ["#a", "a:", "", "http://a:b/"],
    "rend": ["it", "it bold", ""],
    "type": ["x", "a b", "\u00e9", ""],
    "cert": ["high", "quite", "0.5", "1e3", "INF"],
    "place": ["foot", "margin top", ""],
    "quantity": ["1", "-1", "1.5", "x", "+3"],
    "cols": ["2", "0", "-1", "x", "\u0663"],
    "notAnAttribute": ["x"],
    XML + "id": ["x1", "1x", "a b", "\u00e9t\u00e9", "a:b"],
    XML + "lang": ["de", "de_AT", "zh-Hant", "", "x-very-long-subtags9"],
    "who": ["#a #b", ""],
    "url": ["a b.png", "%zz", "x.png"],
    "dur": ["P1D", "P", "P1DT", "-P1Y2M", "PT1.5S"],
    "instant": ["true", "1", "yes", " true "],
    "wit": ["#A #B", "A"],
    "part": ["Y", "Q", "I"],
    "full": ["yes", "abb", "x"],
}


def elements(root: Any) -> list[Any]:
    return [node for node in root.iter() if isinstance(node.tag, str)]


def delete(root: Any, rng: random.Random) -> None:
    inner = elements(root)[1:]
    if inner:
        node = rng.choice(inner)
        node.getparent().remove(node)


def rename(root: Any, rng: random.Random) -> None:
    rng.choice(elements(root)).tag = TEI + rng.choice(NAMES)


def misspell(root: Any, rng: random.Random) -> None:
    node = rng.choice(elements(root))
    local = etree.QName(node).localname
    node.tag = TEI + rng.choice([local.lower(), local + local[-1], local[:-1] or "x"])


def insert(root: Any, rng: random.Random) -> None:
    node = rng.choice(elements(root))
    made = etree.Element(TEI + rng.choice(NAMES))
    if rng.random() < 0.5:
        made.text = rng.choice(["text", " ", "1921"])
    node.insert(rng.randint(0, len(node)), made)


def swap(root: Any, rng: random.Random) -> None:
    parents = [node for node in elements(root) if len(node) > 1]
    if parents:
        parent = rng.choice(parents)
        one = rng.choice(parent)
        parent.remove(one)
        parent.insert(rng.randint(0, len(parent)), one)


def move(root: Any, rng: random.Random) -> None:
    inner = elements(root)[1:]
    if inner:
        node = rng.choice(inner)
        outside = [
            other for other in elements(root) if node not in other.iterancestors() and other is not node
        ]
        rng.choice(outside).append(node)


def duplicate(root: Any, rng: random.Random) -> None:
    inner = elements(root)[1:]
    if inner:
        node = rng.choice(inner)
        copy = deepcopy(node)
        for other in elements(copy):
            other.attrib.pop(XML + "id", None)
        node.addnext(copy)


def unwrap(root: Any, rng: random.Random) -> None:
    inner = [node for node in elements(root)[1:] if len(node)]
    if inner:
        node = rng.choice(inner)
        parent, place = node.getparent(), node.getparent().index(node)
        for child in reversed(list(node)):
            parent.insert(place, child)
        parent.remove(node)


def attribute(root: Any, rng: random.Random) -> None:
    name = rng.choice(list(ATTRIBUTES))
    rng.choice(elements(root)).set(name, rng.choice(ATTRIBUTES[name]))


def value(root: Any, rng: random.Random) -> None:
    having = [node for node in elements(root) if node.attrib]
    if having:
        node = rng.choice(having)
        name = rng.choice(list(node.attrib))
        pool = [*ATTRIBUTES.get(name, []), "", "x", "a b", "1", "#x", "true", "1921-03-08"]
        node.set(name, rng.choice(pool))


def drop_attribute(root: Any, rng: random.Random) -> None:
    having = [node for node in elements(root) if node.attrib]
    if having:
        node = rng.choice(having)
        del node.attrib[rng.choice(list(node.attrib))]


def text(root: Any, rng: random.Random) -> None:
    node = rng.choice(elements(root))
    stray = rng.choice(["stray", "\u00a0", " \n ", "&", "1921"])
    if rng.random() < 0.5 or node is root:
        node.text = (node.text or "") + stray
    else:
        node.tail = (node.tail or "") + stray


def namespace(root: Any, rng: random.Random) -> None:
    node = rng.choice(elements(root))
    local = etree.QName(node).localname
    node.tag = rng.choice(
        [local, "{http://example.org/x}" + local, "{http://www.tei-c.org/ns/Examples}" + local]
    )


HARMLESS = [swap, duplicate, attribute, drop_attribute, insert]
ALL = [
    delete, rename, misspell, insert, swap, move, duplicate, unwrap, attribute, value, drop_attribute, text, namespace,
    value, attribute,
]  # fmt: skip


def mutant(original: bytes, seed: int) -> bytes:
    """The document with up to three mistakes; with some seeds it is left as it is."""
    rng = random.Random(seed)
    root = etree.fromstring(original, etree.XMLParser(collect_ids=False, remove_blank_text=False))
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
        rng.choice(ALL)(root, rng)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)
