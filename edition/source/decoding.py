# SPDX-License-Identifier: MIT
"""From the bytes of a file to its characters, in whatever encoding it declares.

It does not judge whether the characters are XML beyond their first one.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from edition.source.faults import Fault

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<?" or "<" with no byte order mark looks (XML 1.0, appendix F).
_BARE = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_EBCDIC = bytes.fromhex("4c6fa794")
_DECLARED = re.compile(r"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
# Codecs of Python that are no encodings of characters in a file, or read bytes as program text.
_NOT_ENCODINGS = {
    "utf-7",
    "unicode_escape",
    "raw_unicode_escape",
    "idna",
    "punycode",
    "undefined",
    "mbcs",
    "oem",
}
_WIDE = ("utf-16", "utf-32")
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (a Word or LibreOffice document is one, too)"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
)


class Decoded(NamedTuple):
    """The characters of a file without byte order mark, and the encoding they were in."""

    text: str
    encoding: str


class DecodingError(Exception):
    """The bytes are not characters of XML; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def decode(data: bytes) -> Decoded:
    """The characters of `data` by byte order mark, declaration, or as UTF-8 (XML 1.0, appendix F).

    Raises DecodingError for an empty or binary file, an unknown encoding, or bytes outside it.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DecodingError(
            Fault("xml-empty", "the file is empty.", "Put a TEI document into it or remove it.")
        )
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise DecodingError(
                Fault("xml-not-xml", f"this is no XML but {kind}.", "Name the TEI file itself.")
            )
    mark, encoding = _encoding(data)
    text = _decoded(data[len(mark) :], encoding)
    if mark and text.startswith("\ufeff"):
        fault = Fault("xml-not-well-formed", "a second byte order mark stands before the document.", "Remove one of the two.", 1, 1)
        raise DecodingError(fault)
    _begins_as_xml(text)
    return Decoded(text, encoding)


def _encoding(data: bytes) -> tuple[bytes, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return mark, name
    for start, name in _BARE:
        if data.startswith(start):
            return b"", name
    head = data[:1024].decode("cp037" if data.startswith(_EBCDIC) else "latin-1")
    declared = _DECLARED.match(head.lstrip())
    return b"", _known(declared[1]) if declared else "utf-8"


def _known(name: str) -> str:
    try:
        info = codecs.lookup(name)
    except LookupError:
        info = None
    if info is None or info.name in _NOT_ENCODINGS or not getattr(info, "_is_text_encoding", True):
        raise DecodingError(
            Fault(
                "xml-encoding",
                f"the encoding “{name}” is not known.",
                "Save the file as UTF-8 and declare that.",
                1,
                1,
            )
        )
    if info.name.startswith(_WIDE):
        raise DecodingError(
            Fault(
                "xml-encoding",
                f"the file declares {name}, but its bytes are not in that encoding.",
                'Declare what it is, most likely encoding="UTF-8".',
                1,
                1,
            )
        )
    return info.name


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = f"0x{data[error.start]:02X}"
        if b"\0" in data[:4096]:
            fault = Fault("xml-not-xml", "this is no XML but binary data.", "Name the TEI file itself.")
        else:
            fault = Fault(
                "xml-encoding",
                f"the byte {byte} is not {encoding.upper()}, the encoding of the file.",
                "Save the file as UTF-8, or declare the encoding that it is in "
                '(<?xml version="1.0" encoding="ISO-8859-1"?> for many older files).',
                line,
                column,
            )
        raise DecodingError(fault) from None


def _begins_as_xml(text: str) -> None:
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        if re.match(r"<!doctype\s+html|<html[\s>](?![^>]*xmlns)", start, re.IGNORECASE):
            raise DecodingError(
                Fault("xml-not-xml", "this is an HTML page and no TEI.", "Name the TEI file itself.", 1, 1)
            )
        return
    if "\0" in start[:4096]:
        raise DecodingError(
            Fault("xml-not-xml", "this is no XML but binary data.", "Name the TEI file itself.")
        )
    shown = start[:20].splitlines()[0] if start.strip() else ""
    raise DecodingError(
        Fault(
            "xml-not-xml", f"this is no XML: it begins with “{shown}”.", "An XML file begins with “<”.", 1, 1
        )
    )
