# SPDX-License-Identifier: MIT
"""A font made for one book: characters that no font of the book has, as boxes with their numbers in them.

So a missing character is seen on the page, and stays the same character in the PDF. It is no substitute
for a font that has the script.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILY = "Edition Boxes"

_UNITS = 1000
_WIDTH, _FOOT, _TOP, _LINE = 640, -140, 760, 34

# Seven segments (a top, b and c right, d foot, e and f left, g middle) for each hexadecimal digit.
_SHAPES = "abcdef bc abged abgcd fgbc afgcd afgcde abc abcdefg abcdfg abcefg cdefg adef bcdeg adefg aefg"
_SEGMENTS = dict(zip("0123456789ABCDEF", _SHAPES.split(), strict=True))

_Box = tuple[int, int, int, int]  # left, foot, right, top


def font(characters: Iterable[str]) -> bytes:
    """A TrueType font (OpenType 1.9) with a box for each of the characters."""
    codes = sorted({ord(character) for character in characters})
    glyphs = [_glyph(_frame()), *(_glyph(_frame() + _number(code)) for code in codes)]
    tables = {
        b"OS/2": _os2(codes),
        b"cmap": _cmap(codes),
        b"glyf": b"".join(glyphs),
        b"head": _head(),
        b"hhea": struct.pack(
            ">HHhhhH11hH", 1, 0, _TOP, _FOOT, 0, _WIDTH, 40, 40, _WIDTH - 40, 1, *[0] * 7, len(glyphs)
        ),
        b"hmtx": struct.pack(">Hh", _WIDTH, 40) * len(glyphs),
        b"loca": _loca(glyphs),
        b"maxp": struct.pack(">I14H", 0x10000, len(glyphs), 256, 64, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">Iihh5I", 0x30000, 0, -100, 50, 1, 0, 0, 0, 0),
    }
    return _file(tables)


def _frame() -> list[tuple[_Box, bool]]:
    """The rim of the box: a rectangle, and one cut out of it."""
    inner = (40 + _LINE, _FOOT + _LINE, _WIDTH - 40 - _LINE, _TOP - _LINE)
    return [((40, _FOOT, _WIDTH - 40, _TOP), True), (inner, False)]


def _number(code: int) -> list[tuple[_Box, bool]]:
    """The character's number in two rows of hexadecimal digits."""
    digits = f"{code:04X}" if code < 0x10000 else f"{code:06X}"
    columns = len(digits) // 2
    wide = (_WIDTH - 80 - 2 * _LINE) // columns
    strokes = []
    for place, digit in enumerate(digits):
        row, column = divmod(place, columns)
        left = 40 + _LINE + column * wide + wide // 5
        foot = _TOP - _LINE - (row + 1) * 400 + 60
        strokes += [(stroke, True) for stroke in _digit(digit, left, foot, wide - 2 * (wide // 5))]
    return strokes


def _digit(digit: str, left: int, foot: int, wide: int) -> list[_Box]:
    line, high = 30, 300
    right, top, middle = left + wide, foot + high, foot + high // 2
    places = {
        "a": (left, top - line, right, top),
        "b": (right - line, middle, right, top),
        "c": (right - line, foot, right, middle),
        "d": (left, foot, right, foot + line),
        "e": (left, foot, left + line, middle),
        "f": (left, middle, left + line, top),
        "g": (left, middle - line // 2, right, middle + line // 2),
    }
    return [places[segment] for segment in _SEGMENTS[digit]]


def _glyph(boxes: list[tuple[_Box, bool]]) -> bytes:
    """An outline of rectangles; those that are cut out run the other way round."""
    points: list[tuple[int, int]] = []
    for (left, foot, right, top), filled in boxes:
        corners = [(left, foot), (left, top), (right, top), (right, foot)]
        points += corners if filled else corners[::-1]
    ends = struct.pack(f">{len(boxes)}H", *range(3, 4 * len(boxes), 4))
    steps = [(0, 0), *points]
    across = b"".join(struct.pack(">h", b[0] - a[0]) for a, b in zip(steps, points, strict=False))
    upward = b"".join(struct.pack(">h", b[1] - a[1]) for a, b in zip(steps, points, strict=False))
    header = struct.pack(">5h", len(boxes), 40, _FOOT, _WIDTH - 40, _TOP)
    data = header + ends + struct.pack(">H", 0) + b"\x01" * len(points) + across + upward
    return data + b"\0" * (-len(data) % 4)


def _loca(glyphs: list[bytes]) -> bytes:
    offsets = [0]
    for glyph in glyphs:
        offsets.append(offsets[-1] + len(glyph))
    return struct.pack(f">{len(offsets)}I", *offsets)


def _cmap(codes: list[int]) -> bytes:
    groups = b"".join(struct.pack(">3I", code, code, glyph) for glyph, code in enumerate(codes, start=1))
    table = struct.pack(">2H3I", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">4HI", 0, 1, 3, 10, 12) + table


def _head() -> bytes:
    # No date: two builds of one book are equal byte by byte.
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        0x10000,
        0x10000,
        0,
        0x5F0F3CF5,
        0,
        _UNITS,
        0,
        0,
        40,
        _FOOT,
        _WIDTH - 40,
        _TOP,
        0,
        8,
        2,
        1,
        0,
    )


def _os2(codes: list[int]) -> bytes:
    first, last = min(codes, default=0), max(codes, default=0)
    return struct.pack(
        ">HhHHH10hh10s4I4sHHHhhhHHIIhhHHH",
        4, _WIDTH, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0, b"\0" * 10, 0, 0, 0, 0, b"TEIE", 0x40,
        min(first, 0xFFFF), min(last, 0xFFFF), _TOP, _FOOT, 0, _TOP, -_FOOT, 0, 0, 500, 650, 0, 32, 1,
    )  # fmt: skip


def _name() -> bytes:
    names = {1: FAMILY, 2: "Regular", 3: "EditionBoxes", 4: FAMILY, 6: "EditionBoxes"}
    texts = {number: text.encode("utf-16-be") for number, text in names.items()}
    records, stored = b"", b""
    for number, text in texts.items():
        records += struct.pack(">6H", 3, 1, 0x409, number, len(text), len(stored))
        stored += text
    return struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + stored


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">I4H", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = 12 + 16 * count
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        directory += tag + struct.pack(">3I", _checksum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body
