# SPDX-License-Identifier: MIT
"""Registers as Python sees them: loaded whole, listed in the width of a terminal, printed by type."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import register
from edition.errors import UnreadableError

DATES = {"from": "1870-04-22", "to": "1924-01-21", "kind": "life", "words": "1870–1924"}
MENTION = {
    "file": "a.xml", "id": "p1.1", "permanent": False, "reference": "¶ 1", "section": "", "page": "a.html#p1.1", "form": "Lenin", "language": "en",
    "value": "", "context": {"before": "of ", "after": " too"}, "layer": "quoted", "certainty": "low",
}  # fmt: skip


def entry(kind="person", name="Vladimir Lenin", **others):
    made = {
        "id": "x", "key": f"{kind}:x", "type": kind, "name": name, "language": "en", "dates": DATES, "description": "Revolutionary.", "certainty": "",
        "sort": "Lenin, Vladimir", "letter": "L", "page": "persons.html#x", "registered": True, "origin": "r.xml#x", "aliases": [], "variants": ["Ulyanov"],
        "idnos": [{"type": "GND", "value": "1", "source": ""}], "sources": [{"text": "A Life", "url": ""}], "imprint": {}, "notes": [],
        "relations": [{"type": "spouse", "key": "person:y", "name": "Y"}], "forms": [{"form": "Lenin", "count": 1}], "mentions": [MENTION],
    }  # fmt: skip
    return {**made, **others}


def index(*entries):
    return json.dumps({"version": "1", "title": "T", "date": "", "language": "en", "texts": [], "entries": list(entries)})


def test_an_index_is_loaded_whole():
    """Every field of the file is in the records."""
    loaded = register.load(index(entry())).entries[0]

    assert (loaded.name, loaded.dates.since, loaded.dates.until, loaded.variants) == ("Vladimir Lenin", "1870-04-22", "1924-01-21", ("Ulyanov",))
    assert (loaded.idnos[0].value, loaded.sources[0].text, loaded.relations[0].type, loaded.forms[0].count) == ("1", "A Life", "spouse", 1)
    assert (loaded.mentions[0].before, loaded.mentions[0].layer, loaded.mentions[0].certainty) == ("of ", "quoted", "low")


def test_the_index_of_this_edition_is_loaded(site):
    text = (site / "index.json").read_text("utf-8")

    assert sum(len(each.mentions) for each in register.load(text).entries) == sum(len(each["mentions"]) for each in json.loads(text)["entries"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": "2"}', index({"id": "x"}), index(entry(surprise=1))])
def test_what_is_no_index_is_refused_in_words(text):
    """A file of another program or version: a sentence that says what to do, no traceback."""
    with pytest.raises(UnreadableError, match="Build the edition again"):
        register.load(text)


def test_one_type_is_printed_alone(site):
    """--type picks the same entries from the table and from the data."""
    files = {name: (site / name).read_bytes().decode("utf-8") for name in ("index.json", "index.csv")}
    chosen = json.loads(register.printed(files, "place", "json", 80))["entries"]
    lines = list(csv.DictReader(io.StringIO(register.printed(files, "place", "csv", 80), newline="")))

    assert {each["type"] for each in chosen} == {"place"}
    assert list(dict.fromkeys(line["key"] for line in lines)) == [each["key"] for each in chosen]
    assert len(register.printed(files, "place", "table", 80).splitlines()) == len(chosen)
    assert register.printed(files, None, "csv", 80) == files["index.csv"]
    assert register.printed(files, None, "json", 80) == files["index.json"]


def test_a_table_says_who_when_what_and_how_often():
    """The number of mentions, the name as it is looked up, the dates, the description."""
    lines = register.table(register.load(index(entry(), entry(sort="Zetkin, Clara", dates={"words": ""}, mentions=[]))).entries, 80)

    assert lines == ["1  Lenin, Vladimir  1870–1924  Revolutionary.", "0  Zetkin, Clara               Revolutionary."]


def test_an_entry_stands_under_the_words_that_put_it_there():
    """An inverted sort key is what a reader looks up; one that is made for a machine is not shown."""
    bodies = index(entry("org", "Bureau of the Union", sort="Union, Bureau of the"), entry("event", "Third Congress", sort="Congress 03"))

    assert [line.split("  ")[1] for line in register.table(register.load(bodies).entries, 80) if line[:1].isdigit()] == ["Union, Bureau of the", "Third Congress"]


def test_several_types_have_headings():
    entries = register.load(index(entry(), entry("place", "Moscow", sort="Moscow"))).entries

    assert [line for line in register.table(entries, 80) if line and not line[0].isdigit()] == ["Persons", "Places"]


def test_an_empty_index_is_an_empty_table():
    assert register.table((), 80) == []


@settings(max_examples=150, deadline=None)
@given(
    names=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60), min_size=1, max_size=6),
    words=st.text("abcdefghij ", max_size=150), when=st.text("0123456789–", max_size=30), width=st.integers(20, 200),
)  # fmt: skip
def test_no_line_is_wider_than_the_terminal(names, words, when, width):
    """Whatever the names are written in: wide letters take two columns, combining marks none."""
    entries = register.load(index(*(entry(name=name, sort=name, description=words, dates={"words": when}) for name in names))).entries

    lines = register.table(entries, width)

    assert len(lines) == len(names)
    assert max(register.columns(line) for line in lines) <= width
