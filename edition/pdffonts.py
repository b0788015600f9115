# SPDX-License-Identifier: MIT
"""The fonts of a PDF: which characters the codes of a page stand for (ISO 32000-1, 9.10).

It reads what a font says of itself and no outlines; where text stands is for `edition.pdfwords`.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any


def characters_of_font(pdf: bytes, name: str) -> set[str]:
    """The characters for which a PDF uses the font whose name ends so."""
    import io  # noqa: PLC0415 - seldom needed

    import pikepdf  # noqa: PLC0415

    found: set[str] = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for _, font in fonts_of(page):
                if str(font.get("/BaseFont", "")).endswith(name) and "/ToUnicode" in font:
                    cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
                    found.update("".join(character_map(cmap).values()))
    return found


@dataclass(frozen=True)
class Font:
    """A font's characters by code, and how many bytes a code has."""

    characters: dict[int, str]
    width: int

    def text(self, codes: bytes) -> str:
        """The characters of a string; a code that the font does not explain is U+FFFD, or Latin-1 in simple fonts."""
        return "".join(self.pieces(codes))

    def pieces(self, codes: bytes) -> list[str]:
        """The same, code by code."""
        known = self.characters
        if self.width == 2:
            numbers = struct.unpack(f">{len(codes) // 2}H", codes[: len(codes) // 2 * 2])
            return [known.get(code, "\ufffd") for code in numbers]
        return [known.get(code, "\ufffd" if known else chr(code)) for code in codes]

    @cached_property
    def runs_back(self) -> bool:
        """Whether it has letters of a script that is written from right to left."""
        return any(runs_back(letter) for letter in "".join(self.characters.values()))


def runs_back(letter: str) -> bool:
    """Whether a letter belongs to a script that is written from right to left."""
    return unicodedata.bidirectional(letter) in ("R", "AL")


def character_map(cmap: str) -> dict[int, str]:
    """Character codes and what they stand for (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        found.update({int(code, 16): _utf16(text) for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block)})
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = _utf16(text)
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = first[:-1] + chr(ord(first[-1]) + code - int(low, 16))
        for low, _, texts in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.DOTALL):
            found.update(
                {int(low, 16) + n: _utf16(text) for n, text in enumerate(re.findall(r"<(\w*)>", texts))}
            )
    return found


def fonts_of(page: Any) -> list[tuple[str, Any]]:
    """The fonts that a page names, by their names."""
    resources = page.get("/Resources")
    fonts = resources.get("/Font") if resources is not None else None
    return [(str(name), font) for name, font in fonts.items()] if fonts is not None else []


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
