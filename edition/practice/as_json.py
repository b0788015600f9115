# SPDX-License-Identifier: MIT
"""The practice of a corpus as JSON, version 1: everything that was counted, for each file too.

A change that breaks a reader changes the version. Paths are relative to the current folder.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from edition.check import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.practice.corpus import Corpus, Total
    from edition.practice.differences import Difference
    from edition.source import Place


def written(corpus: Corpus, differences: Sequence[Difference], element: str = "") -> str:
    """The text of the report; of one element alone if it is named."""
    report = {
        "version": "1",
        "files": [lines.relative(file) for file in corpus.files],
        "elements": [_element(corpus, name, total) for name, total in corpus.under(corpus.elements) if element in {"", name}],
        "differences": [_difference(each) for each in differences] if not element else [],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _element(corpus: Corpus, name: str, total: Total) -> dict[str, Any]:
    attributes = [
        {
            "name": attribute,
            **_total(borne),
            "values": [{"value": value, **_total(each)} for value, each in corpus.under(corpus.values, name, attribute)],
        }
        for attribute, borne in corpus.under(corpus.attributes, name)
    ]
    return {"name": name, **_total(total), "attributes": attributes}


def _total(total: Total) -> dict[str, Any]:
    files = {lines.relative(file): {"count": use.count, "line": use.place.line} for file, use in total.files.items()}
    return {"count": total.count, "example": _place(total.place), "files": files}


def _difference(difference: Difference) -> dict[str, Any]:
    ways = [
        {"what": way.what, "count": way.count, "files": way.files, "usualIn": [lines.relative(file) for file in way.usual], "example": _place(way.place)}
        for way in difference.ways
    ]
    return {"kind": difference.kind, "title": difference.title, "betweenFiles": difference.between, "ways": ways}


def _place(place: Place) -> dict[str, Any]:
    return {"file": lines.relative(place.file), "line": place.line, "column": place.column}
