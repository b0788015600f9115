# SPDX-License-Identifier: MIT
"""The bytes of a file as UTF-8, whatever its encoding, and the way from an offset back to line and column.

Expat knows four encodings; Python knows the rest, so the file is decoded here and expat is told that
it reads UTF-8. It does not parse.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]*)["']""").match
_LINE_END = re.compile(rb"\r\n?|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a byte order mark the first characters, "<?", still tell the width (XML 1.0, appendix F).
_STARTS = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_TAG_NAME = re.compile(rb"<[^\s/>=]+")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_LONGEST_TAG = 1 << 20
_FEW = 10
_NO_TAGS = ((b"-->", b"<!--"), (b"?>", b"<?"), (b"]]>", b"<![CDATA["))
_ASCII_BASED = frozenset(("utf-8", "ascii"))


class UndecodableError(ValueError):
    """The bytes are not of the encoding that the file declares; `offset` counts bytes of the file."""

    def __init__(self, message: str, before: str) -> None:
        super().__init__(message)
        self.before = before  # what could be read: it tells the place


class _Found(Exception):  # noqa: N818 - no error: it ends a search
    """Carries an offset out of expat."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class Source:
    """One file: its path, its content as UTF-8 without byte order mark, and its lines."""

    __slots__ = ("_asked", "_lines", "_tag", "content", "encoding", "path")

    def __init__(self, path: Path, content: bytes, encoding: str = "utf-8") -> None:
        self.path = path
        self.content = content
        self.encoding = encoding
        self._lines: list[int] | None = None
        self._asked = 0
        self._tag: tuple[int, list[int]] = (-1, [])  # the last tag that was asked for, with its attributes

    @classmethod
    def decoded(cls, path: Path, raw: bytes) -> Source:
        """The source of a file's bytes. Raises `UndecodableError` for an unknown or wrong encoding."""
        bom, encoding = _encoding(raw)
        if encoding == "utf-8":
            return cls(path, raw[len(bom) :] if bom else raw)
        try:
            return cls(path, raw[len(bom) :].decode(encoding).encode("utf-8"), encoding)
        except LookupError:
            raise UndecodableError(f"The encoding “{encoding}” is not known.", "") from None
        except UnicodeError as error:
            end = len(bom) + (error.start if isinstance(error, UnicodeDecodeError) else 0)
            before = raw[len(bom) : end].decode(encoding, "ignore")
            raise UndecodableError(f"The file is not {encoding}, as it claims to be.", before) from None

    def place_of(self, number: int) -> tuple[int, int]:
        """Line and column of the `number`th start tag, counted from 1: read again, for it is rarely asked."""
        parser = expat.ParserCreate("utf-8")
        count = 0

        def start(_name: str, _attributes: dict[str, str]) -> None:
            nonlocal count
            count += 1
            if count == number:
                raise _Found(parser.CurrentByteIndex)

        parser.StartElementHandler = start
        try:
            parser.Parse(self.content, True)  # noqa: FBT003 - expat's own signature
        except _Found as found:
            return self.place(found.offset)
        except expat.ExpatError:
            pass
        return 0, 0

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, counted from 1; the column counts characters."""
        content = self.content
        offset = max(0, min(offset, len(content)))
        self._asked += 1
        if self._asked < _FEW and b"\r" not in content:  # counting is cheap, but not a thousand times
            line = content.count(b"\n", 0, offset) + 1
            start = content.rfind(b"\n", 0, offset) + 1
        else:
            if self._lines is None:
                self._lines = [0, *(match.end() for match in _LINE_END.finditer(content))]
            line = bisect_right(self._lines, offset)
            start = self._lines[line - 1]
        return line, len(content[start:offset].decode("utf-8", "replace")) + 1

    def attribute_place(self, offset: int, number: int) -> tuple[int, int]:
        """Line and column of the `number`th attribute, from 0, of the tag at an offset.

        Declarations of namespaces do not count. Where the tag came from an entity, its place.
        """
        if self._tag[0] != offset:
            self._tag = offset, list(self._attributes(offset))
        places = self._tag[1]
        return self.place(places[number] if number < len(places) else offset)

    def _attributes(self, offset: int) -> Iterator[int]:
        """Where each attribute of the tag at an offset begins, without declarations of namespaces."""
        content = self.content
        end = min(len(content), offset + _LONGEST_TAG)
        found = _TAG_NAME.match(content, offset, end)
        while found is not None:
            found = _ATTRIBUTE.match(content, found.end(), end)
            if found is not None and found[1] != b"xmlns" and not found[1].startswith(b"xmlns:"):
                yield found.start(1)

    def is_one_text(self, begin: int, end: int) -> bool:
        """Whether no tag stands between two offsets."""
        return begin < end and b"<" not in self.content[begin:end]

    def text_place(self, end: int, text: str) -> tuple[int, int]:
        """Line and column of the first visible character of a text that ends at an offset."""
        head = text[:_FEW].encode("utf-8")
        if self.content.startswith(head, end):  # of a long text expat tells where it begins
            return self.place(end + len(text) - len(text.lstrip(" \t\r\n")))
        whole = text.strip(" \t\r\n").encode("utf-8")
        start = self.content.rfind(whole, 0, end)
        if start < 0:  # entities, comments or line ends inside: look for its first word
            word = whole.split(None, 1)[0] if whole.split() else b""
            start = self.content.find(word, self._behind_tag(end), end)
        return self.place(start if start >= 0 else end)

    def _behind_tag(self, end: int) -> int:
        """Where the last tag before an offset ends; comments, instructions and CDATA are no tags."""
        content = self.content
        while True:
            behind = content.rfind(b">", 0, end) + 1
            before = next((start for close, start in _NO_TAGS if content.endswith(close, 0, behind)), b"")
            opened = content.rfind(before, 0, behind) if before else -1
            if opened < 0:
                return behind
            end = opened


def _encoding(raw: bytes) -> tuple[bytes, str]:
    """The byte order mark and the encoding of a file: by mark, by width, by declaration."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return bom, encoding
    for start, encoding in _STARTS:
        if raw.startswith(start):
            return b"", encoding
    declared = _DECLARED(raw)
    if declared is None:
        return b"", "utf-8"
    name = declared.group(1).decode("ascii").lower()
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return b"", name
    # A declaration that can be read byte by byte cannot stand in an encoding of two bytes.
    wide = name.startswith(("utf-16", "utf-32"))
    return b"", "utf-8" if name in _ASCII_BASED or wide else name
