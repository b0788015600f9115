# SPDX-License-Identifier: MIT
"""The registers of an edition as loaded from index.json: entries with their mentions, and their listing for a terminal.

It derives nothing: what an entry or a mention is, the stylesheets have said (docs/index.md).
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edition.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

VERSION = "1"
TYPES = ("person", "place", "org", "event", "work", "date")
# Names that are looked up by another word than their first, if the register says so by a comma in the sort key.
INVERTED = frozenset(("person", "place", "org", "event"))

_HEADINGS = {
    "person": "Persons", "place": "Places", "org": "Organisations", "event": "Events", "work": "Works", "date": "Dates",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the edition: its source, page, title and language."""

    file: str
    page: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Dates:
    """When an entry was: `since` and `until` as EDTF values (empty where not known), and both in words.

    `kind` says what they are: life, floruit or time.
    """

    since: str
    until: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Idno:
    """A number of an entry in some catalogue, and where it comes from."""

    type: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a date or fact comes from: its name and, if it has one, its address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Another entry and how it is related to the one that has this."""

    type: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """Words in which the texts name an entry, and how often."""

    form: str
    count: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names an entry: file, id and address of the place, how it is cited, the words and those around them.

    `layer` is author, translator, editor or quoted; `value` the normalised value of a date, else empty.
    """

    file: str
    id: str
    permanent: bool
    reference: str
    section: str
    page: str
    form: str
    language: str
    value: str
    before: str
    after: str
    layer: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register with its mentions, or a date, or a name that stands in no register (`registered`)."""

    id: str
    key: str
    type: str
    name: str
    language: str
    dates: Dates
    description: str
    certainty: str
    sort: str
    letter: str
    page: str
    registered: bool
    origin: str
    aliases: tuple[str, ...]
    variants: tuple[str, ...]
    idnos: tuple[Idno, ...]
    sources: tuple[Source, ...]
    imprint: Mapping[str, str]
    notes: tuple[str, ...]
    relations: tuple[Relation, ...]
    forms: tuple[Form, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The registers of an edition: the texts in reading order, the entries by type and alphabet."""

    title: str
    date: str
    language: str
    texts: tuple[Text, ...]
    entries: tuple[Entry, ...]

    def of_type(self, kind: str | None) -> tuple[Entry, ...]:
        """The entries of one type, or all of them."""
        return tuple(entry for entry in self.entries if kind in (None, entry.type))


def load(text: str) -> Index:
    """The index that the text of an index.json holds; raises UnreadableError where it is none of this version."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise UnreadableError(f"index.json has version {data['version']!r}; this program reads {VERSION!r}. Build the edition again.")
        texts = tuple(Text(**item) for item in data["texts"])
        entries = tuple(_entry(item) for item in data["entries"])
        return Index(data["title"], data["date"], data["language"], texts, entries)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"index.json is not an index of ours ({error}). Build the edition again.") from error


def _entry(item: Mapping[str, Any]) -> Entry:
    dates = item["dates"]
    made: dict[str, Any] = {
        "dates": Dates(dates.get("from", ""), dates.get("to", ""), dates.get("kind", ""), dates["words"]),
        "aliases": tuple(item["aliases"]),
        "variants": tuple(item["variants"]),
        "notes": tuple(item["notes"]),
        "idnos": tuple(Idno(**part) for part in item["idnos"]),
        "sources": tuple(Source(**part) for part in item["sources"]),
        "relations": tuple(Relation(**part) for part in item["relations"]),
        "forms": tuple(Form(**part) for part in item["forms"]),
        "mentions": tuple(_mention(part) for part in item["mentions"]),
    }
    return Entry(**{**item, **made})


def _mention(item: Mapping[str, Any]) -> Mention:
    return Mention(**{name: value for name, value in item.items() if name != "context"}, **item["context"])


def printed(files: Mapping[str, str], kind: str | None, form: str, width: int) -> str:
    """What `edition index` prints: the entries of one type (or all) as a table of `width` columns, as JSON or as CSV.

    `files` holds the texts of index.json and index.csv under these names.
    """
    if form == "csv":
        return csv_of(files["index.csv"], kind)
    if form == "json":
        return json_of(files["index.json"], kind)
    return "".join(f"{line}\n" for line in table(load(files["index.json"]).of_type(kind), width))


def json_of(text: str, kind: str | None = None) -> str:
    """The text of an index.json with the entries of one type alone."""
    if kind is None:
        return text
    data = json.loads(text)
    data["entries"] = [entry for entry in data["entries"] if entry["type"] == kind]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def csv_of(text: str, kind: str | None = None) -> str:
    """The text of an index.csv with the entries of one type alone."""
    if kind is None:
        return text
    heading, *lines = csv.reader(io.StringIO(text, newline=""))
    column = heading.index("type")
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([heading, *(line for line in lines if line[column] == kind)])
    return out.getvalue()


def table(entries: Sequence[Entry], width: int = 80) -> list[str]:
    """The entries as lines no wider than `width` columns: number of mentions, name, dates, description.

    Entries of several types have a heading each.
    """
    kinds = [kind for kind in TYPES if any(entry.type == kind for entry in entries)]
    lines: list[str] = []
    for kind in kinds:
        chosen = [entry for entry in entries if entry.type == kind]
        if len(kinds) > 1:
            lines += ["", _HEADINGS[kind]] if lines else [_HEADINGS[kind]]
        lines += _rows(chosen, max(width, 20))
    return lines


def _rows(entries: Sequence[Entry], width: int) -> list[str]:
    """One line per entry. Names and dates get what they need up to a share of the width; the description has the rest."""
    rows = [(str(len(entry.mentions)), _shown(entry), "" if entry.type == "date" else entry.dates.words, _said(entry)) for entry in entries]
    counts = _widest(row[0] for row in rows)
    dates = min(_widest(row[2] for row in rows), max(width // 5, 9)) if width >= 60 else 0
    said = any(row[3] for row in rows) and width >= 60
    left = width - counts - 2 - (dates + 2 if dates else 0)
    names = min(_widest(row[1] for row in rows), max(left * 2 // 5, 16)) if said else left
    out = []
    for count, name, date, description in rows:
        cells = [_filled(count, counts, right=True), _filled(name, names)]
        cells += [_filled(date, dates)] if dates else []
        cells += [cut(description, left - names - 2)] if said else []
        out.append("  ".join(cells).rstrip())
    return out


def _shown(entry: Entry) -> str:
    """The name as it is looked up: the inverted one, where the register has it."""
    return entry.sort if entry.type in INVERTED and ", " in entry.sort else entry.name


def _said(entry: Entry) -> str:
    """The description, or for what has none the first words in which the texts speak of it."""
    if entry.description or not entry.mentions or entry.type != "date":
        return entry.description
    first = entry.mentions[0]
    return f"{first.before}{first.form}{first.after}"


def _widest(texts: Iterable[str]) -> int:
    return max((columns(text) for text in texts), default=0)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for marks that stand on others."""
    return sum(0 if _is_mark(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Cf")


def cut(text: str, width: int) -> str:
    """The text, or its beginning with an ellipsis where it is wider than `width` columns."""
    if columns(text) <= width:
        return text
    kept, taken = "", 0
    for letter in text:
        taken += columns(letter)
        if taken > width - 1:
            break
        kept += letter
    return f"{kept.rstrip()}…" if width > 0 else ""


def _filled(text: str, width: int, *, right: bool = False) -> str:
    shown = cut(text, width)
    space = " " * (width - columns(shown))
    return space + shown if right else shown + space
