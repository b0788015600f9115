# SPDX-License-Identifier: MIT
"""Words that are marked, and how: the same words marked in two ways are two practices.

Only short phrases; what the words mean is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

# Elements of which one may stand for the other in careless encoding.
_PHRASES = frozenset(
    {"foreign", "hi", "emph", "title", "term", "mentioned", "soCalled", "distinct", "gloss", "q", "quote", "name", "rs"}
    | {"persName", "placeName", "orgName", "geogName", "objectName", "eventName", "date", "num", "measure", "abbr", "roleName"}
)
_LONGEST = 60


def marked(name: str, element: etree._Element) -> tuple[str, str] | None:
    """The words of an element and the form in which they are marked; None for what is no phrase.

    Two elements around the same words are one form: “<hi rend="italic"><foreign>”.
    """
    if name not in _PHRASES:
        return None
    words = _words(element)
    if not words or len(words) > _LONGEST or not re.search(r"[^\W\d_]{2}", words):
        return None
    around = element.getparent()
    if around is not None and _local(around) in _PHRASES and _words(around) == words:
        return None
    form = _form(name, element)
    inner = next(iter(element), None)
    while inner is not None and _local(inner) in _PHRASES and _words(inner) == words:
        form += _form(_local(inner), inner)
        inner = next(iter(inner), None)
    return words.strip(" .,;:"), form


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext("*")).split())  # type: ignore[arg-type] # comments are left out


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _form(name: str, element: etree._Element) -> str:
    kind = element.get("type") if name in {"rs", "name"} else None
    rend = element.get("rend") or element.get("rendition") if name == "hi" else None
    return f"<{name}" + (f' type="{kind}"' if kind else "") + (f' rend="{rend}"' if rend else "") + ">"
