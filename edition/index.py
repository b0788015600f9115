# SPDX-License-Identifier: MIT
"""The files of the index: index.json laid out for readers and for version control, index.csv with the same content.

It decides nothing about the entries, which xslt/index.xsl has made; docs/index.md describes both files.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

JSON = "index.json"
CSV = "index.csv"

_DATES = ("from", "to", "kind")
_IMPRINT = ("authors", "editors", "in", "scope", "place", "publisher", "date")
_ENTRY = (
    "type", "id", "key", "aliases", "registered", "origin", "entry_page", "name", "entry_language", "sort", "letter",
    "from", "to", "dates_kind", "dates", "description", "entry_certainty", "variants", "idno_types", "idnos", "idno_sources",
    "source_texts", "source_urls", *(f"imprint_{part}" for part in _IMPRINT), "notes",
    "relation_types", "relation_keys", "relation_names",
)  # fmt: skip
_MENTION = (
    "file", "text", "mention_id", "permanent", "reference", "section", "page", "form", "language", "value", "before", "after",
    "layer", "certainty",
)  # fmt: skip


def files(made: str) -> dict[str, str]:
    """The texts of index.json and index.csv, from the JSON that the stylesheet gives."""
    index = json.loads(made)
    return {JSON: laid_out(index), CSV: table(index)}


def laid_out(index: Mapping[str, Any]) -> str:
    """index.json with a line for each entry and each mention, so that a change in one is a change in a line."""
    about = [f" {_compact(name)}: {_compact(value)}" for name, value in index.items() if name not in ("texts", "entries")]
    texts = f' "texts": {_listed([_compact(text) for text in index["texts"]], " ")}'
    entries = f' "entries": {_listed([_entry(entry) for entry in index["entries"]], " ")}'
    return "{\n" + ",\n".join([*about, texts, entries]) + "\n}\n"


def _entry(entry: Mapping[str, Any]) -> str:
    own = _compact({name: value for name, value in entry.items() if name != "mentions"})
    mentions = _listed([_compact(mention) for mention in entry["mentions"]], "  ")
    return f'{own[:-1]},\n   "mentions": {mentions}}}'


def _listed(items: list[str], indent: str) -> str:
    return "[\n" + ",\n".join(f"{indent} {item}" for item in items) + f"\n{indent}]" if items else "[]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def table(index: Mapping[str, Any]) -> str:
    """index.csv (RFC 4180): a line for each mention of each entry, one for an entry without mentions."""
    titles = {text["file"]: text["title"] for text in index["texts"]}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_ENTRY, *_MENTION])
    for entry in index["entries"]:
        head = list(_entry_cells(entry))
        lines = [list(_mention_cells(mention, titles)) for mention in entry["mentions"]] or [[""] * len(_MENTION)]
        writer.writerows([*head, *line] for line in lines)
    return out.getvalue()


def _entry_cells(entry: Mapping[str, Any]) -> Iterator[str]:
    """The values of the columns of an entry, in their order."""
    dates, imprint = entry["dates"], entry["imprint"]
    yield from (entry["type"], entry["id"], entry["key"], _several(entry["aliases"]), _truth(entry["registered"]))
    yield from (entry["origin"], entry["page"], entry["name"], entry["language"], entry["sort"], entry["letter"])
    yield from (dates.get(part, "") for part in _DATES)
    yield from (dates["words"], entry["description"], entry["certainty"], _several(entry["variants"]))
    yield from (_each(entry["idnos"], part) for part in ("type", "value", "source"))
    yield from (_each(entry["sources"], part) for part in ("text", "url"))
    yield from (imprint.get(part, "") for part in _IMPRINT)
    yield _several(entry["notes"])
    yield from (_each(entry["relations"], part) for part in ("type", "key", "name"))


def _mention_cells(mention: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    """The values of the columns of a mention, in their order."""
    yield from (mention["file"], titles.get(mention["file"], ""), mention["id"], _truth(mention["permanent"]))
    yield from (mention[name] for name in ("reference", "section", "page", "form", "language", "value"))
    yield from (mention["context"]["before"], mention["context"]["after"], mention["layer"], mention["certainty"])


def _several(values: Iterable[str]) -> str:
    return "\n".join(values)


def _each(items: Iterable[Mapping[str, str]], part: str) -> str:
    return _several(item[part] for item in items)


def _truth(value: object) -> str:
    return "true" if value else "false"
