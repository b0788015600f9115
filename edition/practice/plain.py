# SPDX-License-Identifier: MIT
"""The practice of a corpus as a table for a terminal: differences first, then elements with attributes and values."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from edition.check import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.practice.corpus import Corpus, Total
    from edition.practice.differences import Difference
    from edition.source import Place

_MOST_VALUES = 12
_MOST_WAYS = 8
_WIDTH = 44


def written(corpus: Corpus, differences: Sequence[Difference], element: str = "") -> str:
    """The table; of one element alone if it is named."""
    found = list(_head(corpus, element))
    if not element and differences:
        found += ["", "WHERE PRACTICE DIFFERS"]
        for difference in differences:
            found += ["", _title(difference), *_ways(difference)]
    names = [(name, total) for name, total in corpus.under(corpus.elements) if element in {"", name}]
    found += ["", "ELEMENTS", ""] if not element else [""]
    for name, total in names:
        found.append(_row(0, name, total))
        for attribute, borne in corpus.under(corpus.attributes, name):
            found.append(_row(1, f"@{attribute}", borne))
            found += _values(corpus, name, attribute)
    return "".join(f"{line.rstrip()}\n" for line in found)


def place(where: Place) -> str:
    """A place that a terminal or an editor can open."""
    return f"{lines.relative(where.file)}:{where.line}"


def size(corpus: Corpus) -> str:
    """How much there is, in words."""
    elements = sum(total.count for total in corpus.elements.values())
    kinds = f"{number(elements, 'element')} of {number(len(corpus.elements), 'kind')}"
    return f"{number(len(corpus.files), 'file')}, {kinds}, {number(len(corpus.attributes), 'attribute')}"


def number(many: int, noun: str) -> str:
    """“1 file”, “2,310 files”."""
    return f"{many:,} {noun}{'' if many == 1 else 's'}"


def _head(corpus: Corpus, element: str) -> Iterator[str]:
    yield size(corpus)
    if not element:
        rare = [name for name, total in corpus.under(corpus.elements) if total.count == 1]
        if rare:
            yield from textwrap.wrap(f"Used only once: {', '.join(sorted(rare))}", 100, subsequent_indent="  ", break_long_words=False)


def _title(difference: Difference) -> str:
    return difference.title + (" (files differ)" if difference.between else "")


def _ways(difference: Difference) -> Iterator[str]:
    for way in difference.ways[:_MOST_WAYS]:
        yield f"  {way.count:>9,}  {_cut(way.what):<44}  {number(way.files, 'file'):>11}  {place(way.place)}"
    if len(difference.ways) > _MOST_WAYS:
        yield f"             … and {len(difference.ways) - _MOST_WAYS} more ways"


def _values(corpus: Corpus, element: str, attribute: str) -> Iterator[str]:
    values = corpus.under(corpus.values, element, attribute)
    for value, total in values[:_MOST_VALUES]:
        yield _row(2, f'"{value}"', total)
    if len(values) > _MOST_VALUES:
        yield f"             … and {len(values) - _MOST_VALUES:,} more values"


def _row(level: int, name: str, total: Total) -> str:
    return f"  {total.count:>9,}  {_cut('  ' * level + name):<44}  {number(len(total.files), 'file'):>11}  {place(total.place)}"


def _cut(name: str) -> str:
    return name if len(name) <= _WIDTH else f"{name[: _WIDTH - 1]}…"
