# SPDX-License-Identifier: MIT
"""What kind of schema a file is, and which files it includes, from a look at its root or its words.

It does not judge whether a schema is right.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from edition.errors import UnreadableError

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
COMPACT = "RELAX NG (compact)"
ENDINGS = {"RELAX NG": (".rng",), COMPACT: (".rnc",), "Schematron": (".sch", ".isosch", ".schematron")}
_KINDS = {RELAX_NG: "RELAX NG", SCHEMATRON: "Schematron"}
_INCLUDING = {"RELAX NG": ("include", "externalRef"), "Schematron": ("include", "extends")}
# A compact schema names files in literals behind two keywords; comments are taken out before.
_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|#[^\n]*""")
_COMPACT_FILE = re.compile(r"""\b(?:include|external)\s*(?:"([^"\n]*)"|'([^'\n]*)')""")
_OTHERS = {
    "http://www.tei-c.org/ns/1.0": "This is TEI, perhaps an ODD: make RELAX NG of it (TEI's Roma does), and add that.",
    "http://www.w3.org/2001/XMLSchema": "This is an XML Schema (XSD). TEI offers the same schema as RELAX NG (.rng).",
    "http://www.w3.org/1999/xhtml": "This is a web page. Look for the address of the schema itself on it.",
    "": "It is neither RELAX NG nor Schematron.",
}


def kind(address: str, content: bytes) -> str:
    """The kind of schema, a key of `ENDINGS`; raises UnreadableError for what is none."""
    if has_ending(urlsplit(address).path, COMPACT):
        return COMPACT
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableError(f"{address}: this is no schema. {_OTHERS['http://www.w3.org/1999/xhtml']}")
    if start.startswith((b"<!entity", b"<!element", b"<!--")) and b"<!ELEMENT" in content:
        raise UnreadableError(f"{address}: this is a DTD. TEI offers the same schema as RELAX NG (.rng).")
    namespace = etree.QName(_root(address, content)).namespace or ""
    if namespace not in _KINDS:
        raise UnreadableError(f"{address}: this is no schema. {_OTHERS.get(namespace, _OTHERS[''])}")
    return _KINDS[namespace]


def has_ending(path: str, kind: str) -> bool:
    """Whether a file is called as schemas of a kind are."""
    return path.lower().endswith(ENDINGS[kind])


def included(content: bytes, kind: str) -> list[str]:
    """The references to other files in a schema, as they are written."""
    if kind == COMPACT:
        text = _COMMENT.sub(lambda found: found[1] or "", content.decode("utf-8-sig", "replace"))
        return [double or single for double, single in _COMPACT_FILE.findall(text)]
    root = _root("", content)
    namespace = etree.QName(root).namespace
    names = [f"{{{namespace}}}{name}" for name in _INCLUDING[kind]]
    return [href.strip() for element in root.iter(*names) if (href := str(element.get("href", ""))).strip()]


def _root(address: str, content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError(f"{address}: this is no schema: it is not well-formed XML.") from None
