# SPDX-License-Identifier: MIT
"""Language tags that are none (“lat”, “italic”), and those that name another language than was meant (“skt”).

It does not guess the language of a text. By the tag browsers hyphenate, read aloud and choose a font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.plausibility.doubts import Doubt
from edition.check.plausibility.subtags import wrong
from edition.check.plausibility.walk import XML_LANG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.check.plausibility.walk import Node, Walk

ATTRIBUTES = frozenset({XML_LANG, "ident", "mainLang", "otherLangs"})

# Codes that are registered, but for a language that few editions have: what it is, what was likely meant.
_UNLIKELY = {
    "skt": ("Sakata, of the Congo", "Sanskrit", "sa"),
    "skr": ("Saraiki, of Pakistan", "Sanskrit", "sa"),
    "grk": ("the Greek languages together", "Ancient Greek", "grc"),
    "agr": ("Aguaruna, of Peru", "Ancient Greek", "grc"),
    "mhd": ("Mbugu, of Tanzania", "Middle High German", "gmh"),
    "lai": ("Lambya, of Malawi", "Latin", "la"),
    "kr": ("Kanuri, of Nigeria", "Korean", "ko"),
    "se": ("Northern Sami", "Swedish", "sv"),
}


def doubts(walk: Walk) -> Iterator[Doubt]:
    """`lang-unknown` and `lang-unlikely` of one file, one cause for each tag."""
    for node, attribute in walk.bearing(*sorted(ATTRIBUTES)):
        if attribute != "ident" or node.name == "language":
            value = node.get(attribute)
            for tag in value.split() if attribute == "otherLangs" else [value.strip()]:
                yield from _doubt(walk, node, attribute, tag)


def _doubt(walk: Walk, node: Node, attribute: str, tag: str) -> Iterator[Doubt]:
    shown = f'@{"xml:lang" if attribute == XML_LANG else attribute}="{tag}"'
    found = wrong(tag)
    if found:
        hint = f"Write “{found.meant}”." if found.meant else "Codes are in IANA's Language Subtag Registry; a private one begins with “x-”."
        yield Doubt("lang-unknown", walk.place(node, attribute), f"{shown} is no language tag: {found.reason}.", hint, tag, "element", 1)
        return
    code, _, rest = tag.partition("-")
    if code.lower() in _UNLIKELY:
        name, likely, meant = _UNLIKELY[code.lower()]
        hint = f"For {likely} write “{meant}{'-' if rest else ''}{rest}”."
        yield Doubt("lang-unlikely", walk.place(node, attribute), f"{shown} says that the language is {name}.", hint, tag, "element", 1)
