# SPDX-License-Identifier: MIT
"""The transmitted text of a TEI document and of its page, each read straight from the file, for tests to compare.

It is written a second time on purpose and knows nothing of the stylesheets.
"""

from __future__ import annotations

import re

from lxml import etree, html

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
TRANSMITTED = ("sic", "orig", "abbr", "am")
CORRECTED = ("corr", "reg", "expan", "ex", "supplied")
# What is written for a machine or an index, and what encoders say of things that are not words.
UNREAD = ("index", "teiHeader", "binaryObject", "facsimile", "fLib", "fvLib", "fsdDecl", "xenoData", "gap", "space")
TRANSLATOR = re.compile("trl|transl|übers|tradu")


def of_source(root: etree._Element) -> str:
    """All characters of the transmitted text that are not white space, in order."""
    texts = [text for text in root.iter(TEI + "text") if not any(above.tag == TEI + "text" for above in text.iterancestors())]
    identified = {element.get(ID): element for element in root.iter(etree.Element) if element.get(ID)}
    found: list[str] = []
    for text in texts or root.iter(TEI + "sourceDoc"):
        _collect(text, identified, found)
    return re.sub(r"\s+", "", "".join(found))


def of_page(page: str) -> str:
    """The same of a page's article, without what is generated, repeated, corrected or the editor's."""
    article = html.fromstring(page).xpath("//article[@data-text]")[0]
    for dropped in article.xpath('.//*[@data-generated or @data-duplicate or @data-reading="corrected" or @data-layer="editor"]'):
        if dropped.getparent() is not None:
            dropped.drop_tree()
    return re.sub(r"\s+", "", article.text_content())


def _collect(element: etree._Element, identified: dict[str, etree._Element], found: list[str]) -> None:
    if _is_unread(element, identified):
        return
    if element.tag == TEI + "app" and not _is_entry(element):
        base = list(element.iterfind(f"{TEI}lem")) or [*element.iterfind(f"{TEI}rdgGrp/{TEI}lem")] or [*element.iter(TEI + "rdg")]
        for reading in base[:1]:
            _collect(reading, identified, found)
        return
    found.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, identified, found)
        found.append(child.tail or "")


def _is_unread(element: etree._Element, identified: dict[str, etree._Element]) -> bool:
    if not element.tag.startswith(TEI):
        return _side(element) in ("corrected", "neither")
    name, parent = etree.QName(element).localname, element.getparent()
    if name in UNREAD or (name == "desc" and parent.tag in (TEI + "graphic", TEI + "media")):
        return True
    return (name == "note" and _is_editors(element, identified)) or _side(element) in ("corrected", "neither")


def _side(element: etree._Element) -> str:
    """Which of the two readings alone has the element."""
    _name, parent = etree.QName(element).localname, element.getparent()
    if parent is not None and parent.tag == TEI + "choice":
        children = [child for child in parent if isinstance(child.tag, str)]
        first = {side: next((child for child in children if etree.QName(child).localname in names), None)
                 for side, names in (("transmitted", TRANSMITTED), ("corrected", CORRECTED))}
        if None not in first.values():
            return next((side for side, child in first.items() if child is element), "neither")
        return "" if element is children[0] else "neither"
    return "corrected" if element.tag in (TEI + "supplied", TEI + "corr", TEI + "reg", TEI + "ex") else ""


def _is_editors(note: etree._Element, identified: dict[str, etree._Element]) -> bool:
    if "editorial" in (note.get("type") or "").split():
        return True
    first = next((identified[pointer[1:]] for pointer in (note.get("resp") or "").split() if pointer[1:] in identified), None)
    if first is None:
        return False
    for holder in (first, *first.iterancestors()):
        if holder.tag == TEI + "respStmt":
            return not TRANSLATOR.search(" ".join("".join(resp.itertext()) for resp in holder.iter(TEI + "resp")).lower())
    return first.tag == TEI + "editor" and not TRANSLATOR.search((first.get("role") or "").lower())


def _is_entry(app: etree._Element) -> bool:
    """Whether an app is an entry of an apparatus that is read by itself: in a list, or located and no part of a line."""
    parent = app.getparent()
    located = app.get("loc") or app.get("from") or app.get("to")
    apart = etree.QName(parent).localname in ("div", "body", "back", "front") and not "".join(parent.xpath("text()")).strip()
    return parent.tag == TEI + "listApp" or bool(located and apart)
