# SPDX-License-Identifier: MIT
"""Questions of encoding that TEI leaves to the project, and which answer an element gives.

A new question is one more entry in the table; it needs no other code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.practice.shapes import date, shape
from edition.source import TEI

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_TEI = f"{{{TEI}}}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ITALIC = ("ital", "kursiv", "slant", "oblique", "cursive", "#i", "aq")


@dataclass(frozen=True)
class Question:
    """A question in words, and the function that says how an element answers it (empty: not at all)."""

    title: str
    elements: str
    answer: Callable[[etree._Element], str]


def _local(element: etree._Element | None) -> str:
    return str(element.tag).rpartition("}")[2] if element is not None else ""


def _tag(element: etree._Element, *attributes: str) -> str:
    """The element with those of the attributes that it has: “<pb n facs>”."""
    found = [name for name in attributes if element.get(name) is not None]
    return f"<{' '.join([_local(element), *found])}>"


def _by(*attributes: str) -> Callable[[etree._Element], str]:
    return lambda element: _tag(element, *attributes)


def _valued(attribute: str) -> Callable[[etree._Element], str]:
    """The element with the value of one attribute."""

    def answer(element: etree._Element) -> str:
        value = element.get(attribute)
        return f'<{_local(element)} {attribute}="{value}">' if value is not None else f"<{_local(element)}>"

    return answer


def _name_of(*kinds: str) -> Callable[[etree._Element], str]:
    """How somebody or something is named in the text, and with what link."""

    def answer(element: etree._Element) -> str:
        name, kind = _local(element), str(element.get("type", ""))
        if name in {"rs", "name"} and kind not in kinds:
            return ""
        parent = _local(element.getparent())
        if parent in {"person", "place", "org", "persName", "placeName", "orgName", "name", "rs", "respStmt", "editor", "author"}:
            return ""
        typed = f' type="{kind}"' if name in {"rs", "name"} else ""
        links = [each for each in ("ref", "key") if element.get(each) is not None]
        return f"<{name}{typed}{''.join(f' {each}' for each in links)}>"

    return answer


def _other_language(element: etree._Element) -> str:
    if _local(element) == "foreign":
        return f"<foreign{' xml:lang' if element.get(_XML_LANG) else ''}>"
    if element.get(_XML_LANG):
        return f"<{_local(element)} xml:lang>"
    return ""


def _apart(element: etree._Element) -> str:
    """Words that a printer would set in italics."""
    if _local(element) != "hi":
        return f"<{_local(element)}>"
    rend = f"{element.get('rend', '')} {element.get('rendition', '')} {element.get('style', '')}".lower()
    return "<hi> in italics" if any(each in rend for each in _ITALIC) else ""


def _pair(whole: str, *parts: str) -> Callable[[etree._Element], str]:
    """Whether both of two stand in a choice, or one by itself."""

    def answer(element: etree._Element) -> str:
        name = _local(element)
        if name == "choice":
            children = {_local(child) for child in element}
            return f"<choice> of {whole}" if children & set(parts) else ""
        return "" if _local(element.getparent()) == "choice" else f"<{name}> alone"

    return answer


def _look(element: etree._Element) -> str:
    return ", ".join(f"@{name}" for name in ("rend", "rendition", "style") if element.get(name) is not None) or "nothing"


def _rend(element: etree._Element) -> str:
    return f'rend="{element.get("rend")}"' if element.get("rend") else ""


def _form_of_pointer(element: etree._Element) -> str:
    form = shape(_local(element), "ref", str(element.get("ref"))) if element.get("ref") else ""
    return re.sub(r"\b(?!https?:)[\w.+-]+:…", "prefix:…", form)  # one prefix for persons and one for places are one way


def _form_of_date(element: etree._Element) -> str:
    return date(str(element.get("when"))) if element.get("when") else ""


def _reading(element: etree._Element) -> str:
    wit = str(element.get("wit", ""))
    if wit:
        return 'wit="#…"' if wit.startswith("#") else f"wit without “#”{'' if ':' not in wit else ' (with a prefix)'}"
    return "source" if element.get("source") else "neither wit nor source"


def _entry(element: etree._Element) -> str:
    if element.get("from") or element.get("to"):
        return "double end-point (@from, @to)"
    return "by location (@loc)" if element.get("loc") else "parallel segmentation"


def _verse(element: etree._Element) -> str:
    return f"<l> in <{_local(element.getparent())}>"


_ALL = (
    Question("Words of another language", "foreign hi emph term seg span q quote title mentioned", _other_language),
    Question("Words set apart", "hi emph foreign term mentioned soCalled distinct", _apart),
    Question("Persons in the text", "persName name rs", _name_of("person", "pers")),
    Question("Places in the text", "placeName geogName name rs", _name_of("place")),
    Question("Organisations in the text", "orgName name rs", _name_of("org", "organisation", "organization")),
    *(Question(f"The form of @ref on <{name}>", name, _form_of_pointer) for name in ("persName", "placeName", "orgName", "name", "rs", "title")),
    Question("Quotations", "quote q said", _by("who", "source")),
    Question("Dates in the text", "date", _by("when", "from", "to", "notBefore", "notAfter", "when-iso", "when-custom", "period")),
    Question("The form of @when", "date docDate origDate birth death", _form_of_date),
    Question("Page beginnings", "pb", _by("n", "facs", "ed", "edRef")),
    Question("Line beginnings", "lb", _by("n", "break")),
    Question("Places of notes", "note", _valued("place")),
    Question("Kinds of notes", "note", _valued("type")),
    Question("Errors of the source", "choice sic corr", _pair("<sic> and <corr>", "sic", "corr")),
    Question("Abbreviations", "choice abbr expan ex am", _pair("<abbr> and <expan>", "abbr", "expan")),
    Question("Old spellings", "choice orig reg", _pair("<orig> and <reg>", "orig", "reg")),
    Question("Gaps", "gap", _by("reason", "quantity", "unit", "extent", "atLeast", "atMost")),
    Question("Deletions", "del", _by("rend", "hand", "type")),
    Question("Additions", "add", _by("place", "hand", "type")),
    Question("How the look of words is said", "hi", _look),
    Question("Names of a look", "hi", _rend),
    Question("Divisions", "div div1 div2 div3 div4 div5 div6 div7", _by("type", "n")),
    Question("Paragraphs", "p ab", lambda element: f"<{_local(element)}>" if _local(element.getparent()).startswith(("div", "body", "front", "back")) else ""),
    Question("Speakers", "sp u", _by("who")),
    Question("Verses", "l", _verse),
    Question("Whose a reading is", "lem rdg", _reading),
    Question("How entries are attached", "app", _entry),
)


def _table() -> dict[str, tuple[Question, ...]]:
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for question in _ALL:
        for name in question.elements.split():
            found[name].append(question)
    return {name: tuple(questions) for name, questions in found.items()}


QUESTIONS = _table()
TITLES = tuple(question.title for question in _ALL)
