# SPDX-License-Identifier: MIT
"""The index: what is a mention and of what, in which order entries stand, and that all its forms say the same."""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
import time
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from conftest import ROOT
from lxml import html

from edition import project, register, render
from edition.saxon import engine

XSLT = ROOT / "xslt"
CASES = ROOT / "tests" / "cases" / "namesdates"
SCHEMA = json.loads((ROOT / "schemas" / "index.schema.json").read_text("utf-8"))
SETTINGS = {"title": "Cases", "language": "en", "date": "2026-11-22"}
LISTS = {  # column of the table → list of the entry and field in it
    "aliases": ("aliases", None), "variants": ("variants", None), "notes": ("notes", None),
    "idno_types": ("idnos", "type"), "idnos": ("idnos", "value"), "idno_sources": ("idnos", "source"),
    "source_texts": ("sources", "text"), "source_urls": ("sources", "url"),
    "relation_types": ("relations", "type"), "relation_keys": ("relations", "key"), "relation_names": ("relations", "name"),
}  # fmt: skip


class Stylesheets:
    """model.xsl and index.xsl as a build uses them, on documents that are texts."""

    def __init__(self):
        self.model = engine().stylesheet(XSLT / "model.xsl")
        self.index = engine().stylesheet(XSLT / "index.xsl")
        self.locales = {file.stem: self.document(file.read_text("utf-8"), f"locale/{file.name}") for file in (XSLT / "locale").glob("*.xml")}

    @staticmethod
    def document(xml, path):
        return engine().document(xml, f"file:///edition/{path}")

    def models(self, texts, registers):
        """The models of {path: XML}, texts before registers."""
        made = {path: self.document(xml, path) for path, xml in {**texts, **registers}.items()}
        given = [made[path] for path in registers]
        return [
            self.model.text_of("model", {
                "locales": [self.locales["en"]], "registers": given, "file": path,
                "page": "" if path in registers else str(Path(path).with_suffix(".html")),
            }, made[path])
            for path in made
        ]  # fmt: skip

    def made(self, models, template="index", **settings):
        language = settings.get("language", "en")
        locales = [self.locales[name] for name in dict.fromkeys([language, "en"]) if name in self.locales]
        return self.index.texts(template, {"settings": json.dumps({**SETTINGS, **settings}), "locales": locales, "models": models})

    def entries(self, texts, registers=None, **settings):
        return json.loads(self.made(self.models(texts, registers or {}), **settings)["index.json"])["entries"]


@pytest.fixture(scope="module")
def stylesheets():
    made = Stylesheets()
    made.model.text_of = lambda template, parameters, document: made.model.texts(template, parameters, document)["model"]
    return made


def tei(body, header="", language="en"):
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )


def bare(value):
    """A record without what is empty, so that a golden file shows what there is."""
    if isinstance(value, dict):
        kept = {name: bare(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in ("", [], {}, None)}
    return [bare(item) for item in value] if isinstance(value, list) else value


# golden cases


@pytest.mark.parametrize("case", sorted(file.parent for file in CASES.glob("*/input.xml")), ids=lambda case: case.name)
def test_case(case, stylesheets, accept):
    """The index of each phenomenon is the one that was read and accepted."""
    registers = {file.name: file.read_text("utf-8") for file in sorted(case.glob("register*.xml"))}
    entries = stylesheets.entries({"input.xml": (case / "input.xml").read_text("utf-8")}, registers)
    made = json.dumps(bare(entries), ensure_ascii=False, indent=1) + "\n"
    file = case / "expected.index.json"
    if accept:
        file.write_text(made, encoding="utf-8")
    expected = file.read_text("utf-8") if file.is_file() else ""

    if made != expected:
        lines = difflib.unified_diff(expected.splitlines(), made.splitlines(), "expected", "received", lineterm="")
        pytest.fail(f"{file.relative_to(ROOT)}: `pytest --accept` accepts this\n" + "\n".join(lines), pytrace=False)


# index.json, its schema, its documentation, its table


@pytest.fixture(scope="module")
def index(site):
    return json.loads((site / "index.json").read_text("utf-8"))


def test_the_index_of_this_edition_is_valid(index):
    """index.json is what the published schema says, and the schema is one."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(index, SCHEMA, jsonschema.Draft202012Validator)

    assert {entry["type"] for entry in index["entries"]} == set(register.TYPES)


def test_the_schema_refuses_what_is_no_index(index):
    """The schema can fail: an unknown layer, a lost field, a field too many."""
    first = next(entry for entry in index["entries"] if entry["mentions"])
    for broken in (
        {**first, "mentions": [{**first["mentions"][0], "layer": "reader"}]},
        {name: value for name, value in first.items() if name != "description"},
        {**first, "more": 1},
        {**first, "key": "Lenin"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**index, "entries": [broken]}, SCHEMA, jsonschema.Draft202012Validator)


def described(schema):
    """(name, description) of every field that the schema has."""
    for name, part in schema.get("properties", {}).items():
        yield name, part.get("description")
        yield from described(part)
    for part in schema.get("$defs", {}).values():
        yield from described(part)


def test_every_field_is_documented_in_the_words_of_the_schema():
    page = (ROOT / "docs" / "index.md").read_text("utf-8")

    missing = [name for name, words in described(SCHEMA) if f"| `{name}` | {words} |" not in page]

    assert missing == []


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def entry_of(lines):
    """The entry of index.json that the lines of one key in index.csv tell, without its forms, which are counted."""
    row = lines[0]
    lists = {"aliases": [], "variants": [], "notes": []}
    count = {"idnos": len(row["idnos"].split("\n")) if row["idnos"] else 0, "relations": row["relation_keys"].count("\n") + bool(row["relation_keys"]),
             "sources": len(row["source_texts"].split("\n")) if row["source_texts"] + row["source_urls"] else 0}  # fmt: skip
    for column, (name, field) in LISTS.items():
        if field is None:
            lists[name] = row[column].split("\n") if row[column] else []
        else:
            values = row[column].split("\n") if count[name] else []
            lists.setdefault(name, [{} for _ in values])
            assert len(values) == count[name]
            for item, value in zip(lists[name], values, strict=True):
                item[field] = value
    dates = {"from": row["from"], "to": row["to"], "kind": row["dates_kind"]}
    return {
        **{name: row[name] for name in ("id", "key", "type", "name", "description", "sort", "letter", "origin")},
        "language": row["entry_language"], "certainty": row["entry_certainty"], "page": row["entry_page"],
        "registered": row["registered"] == "true",
        "dates": {**{name: value for name, value in dates.items() if value}, "words": row["dates"]},
        "imprint": {name[8:]: value for name, value in row.items() if name.startswith("imprint_") and value},
        **lists,
        "mentions": [mention_of(line) for line in lines if line["file"]],
    }  # fmt: skip


def mention_of(row):
    names = ("file", "reference", "section", "page", "form", "language", "value", "layer", "certainty")
    return {
        **{name: row[name] for name in names}, "id": row["mention_id"], "permanent": row["permanent"] == "true",
        "context": {"before": row["before"], "after": row["after"]},
    }  # fmt: skip


def assert_same(data, table):
    """The table, read back, is the data."""
    lines = {}
    for row in rows(table):
        lines.setdefault(row["key"], []).append(row)
    texts = {text["file"]: text["title"] for text in data["texts"]}
    expected = [{name: value for name, value in entry.items() if name != "forms"} for entry in data["entries"]]

    assert [entry_of(each) for each in lines.values()] == expected
    assert all(row["text"] == texts.get(row["file"], "") for row in rows(table))


def test_the_table_says_the_same(index, site):
    """index.csv, read back, gives index.json."""
    assert_same(index, (site / "index.csv").read_bytes().decode("utf-8"))


def test_forms_are_those_of_the_mentions(index):
    """What is counted is true."""
    for entry in index["entries"]:
        counted = Counter(mention["form"] for mention in entry["mentions"] if mention["form"])

        assert {form["form"]: form["count"] for form in entry["forms"]} == counted
        assert [form["count"] for form in entry["forms"]] == sorted(counted.values(), reverse=True)


# addresses


@pytest.fixture(scope="module")
def pages(site):
    """Page → its ids."""
    return {file.relative_to(site).as_posix(): Counter(html.parse(file).xpath("//@id")) for file in site.rglob("*.html")}


def test_every_address_is_in_the_pages(index, pages):
    """Each entry and each mention is where index.json says, and each id of a register page stands there once."""
    addresses = [entry["page"] for entry in index["entries"]] + [mention["page"] for entry in index["entries"] for mention in entry["mentions"]]

    assert [address for address in addresses if unquote(address.partition("#")[2]) not in pages[unquote(address.partition("#")[0])]] == []
    assert {page: [name for name, number in ids.items() if number > 1] for page, ids in pages.items() if any(number > 1 for number in ids.values())} == {}


def test_a_register_page_shows_every_mention(index, site):
    """Each mention is a line with its words in bold, its place as a link, whose it is, and how certain where that is said."""
    entries = {entry["page"]: entry for entry in index["entries"]}
    for name in ("persons", "places", "organisations", "events", "works", "chronicle"):
        tree = html.parse(site / f"{name}.html")
        for page, entry in entries.items():
            if not page.startswith(f"{name}.html#"):
                continue
            section = tree.xpath("//section[@id=$id]", id=page.partition("#")[2])[0]
            lines = [line for line in section.xpath(".//ul[@class='lines']/li") if line.xpath(".//b")]
            shown = [(line.xpath("string(.//b)"), line.xpath("string(.//a[@class='at']/@href)")) for line in lines]

            assert shown == [(mention["form"], mention["page"]) for mention in entry["mentions"]]
            for line, mention in zip(lines, entry["mentions"], strict=True):
                said = line.xpath("string(.//*[@class='whose'])")
                assert mention["layer"] in said
                assert (mention["certainty"] in said) if mention["certainty"] else ("certainty" not in said)
                words = mention["context"]["before"] + mention["form"] + mention["context"]["after"]
                assert line.xpath("string(.//*[@class='words'])") == words


# what changes nothing


def test_the_order_of_files_changes_nothing_but_the_order_of_mentions(repository, index):
    """Registers in another order, texts in another order: the same entries, ids and mentions."""
    loaded = project.load(repository / "edition.toml")
    renderer = render.Renderer(loaded)
    models = [renderer.model(file) for file in loaded.files]
    settings = render.settings_for(loaded, models, {"html": True, "pdf": True, "index": True})
    first = json.loads(renderer.index(models, settings)["index.json"])
    turned = json.loads(renderer.index(models[::-1], settings)["index.json"])

    def unordered(entry):
        return {name: sorted(map(str, value)) if isinstance(value, list) else value for name, value in entry.items()}

    assert first == index
    assert [unordered(entry) for entry in first["entries"]] == [unordered(entry) for entry in turned["entries"]]


# mentions and entries


def test_texts_that_bring_along_the_same_entry_share_it(stylesheets):
    """An entry in the back of a thousand letters is one entry; an id used for two persons is two."""
    def letter(name):
        return tei(f'<p><persName ref="#pmb1">{name}</persName></p><div><listPerson><person xml:id="pmb1"><persName>{name}</persName></person></listPerson></div>')

    entries = stylesheets.entries({"a.xml": letter("Ann"), "b.xml": letter("Ann"), "c.xml": letter("Bob")})

    assert [(entry["name"], [mention["file"] for mention in entry["mentions"]]) for entry in entries] == [("Ann", ["a.xml", "b.xml"]), ("Bob", ["c.xml"])]
    assert len({entry["id"] for entry in entries}) == 2


def test_a_role_of_one_play_is_not_that_of_another(stylesheets):
    """Persons in the header of a text are that text's own, whatever their names."""
    people = "<profileDesc><particDesc><listPerson><person xml:id='diener'><persName>Diener</persName></person></listPerson></particDesc></profileDesc>"
    play = tei("<p><persName ref='#diener'>der Diener</persName></p>", people)

    entries = stylesheets.entries({"a.xml": play, "b.xml": play})

    assert [(entry["name"], len(entry["mentions"])) for entry in entries] == [("Diener", 1), ("Diener", 1)]
    assert len({entry["page"] for entry in entries}) == 2


def test_a_list_that_is_a_text_is_found_by_its_file_and_by_its_ids(stylesheets):
    """Without settings a register is a text like any other; pointers to its file and bare ids lead into it all the same."""
    people = tei("<listPerson><person xml:id='p7'><persName>Ann</persName></person></listPerson>")
    letter = tei("<p><persName ref='../lists/people.xml#p7'>Ann</persName> and <persName ref='#p7'>A.</persName></p>")

    entries = stylesheets.entries({"letters/a.xml": letter, "lists/people.xml": people})

    assert [(entry["name"], entry["registered"], len(entry["mentions"])) for entry in entries] == [("Ann", True, 2)]
    made = stylesheets.made(stylesheets.models({"letters/a.xml": letter, "lists/people.xml": people}, {}), "index-pages")
    links = {f"persons.html#{mention}" for mention in re.findall(r'id="([^"]+)"', made["persons.html"])}
    assert len(entries[0]["aliases"]) == 2
    assert {f"persons.html#{alias}" for alias in ("p7", entries[0]["id"])} <= links


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["corpus", "egxml"])
def test_any_tei_has_an_index(folder, test_data, stylesheets):
    """The documents of others: a valid index, a table that says the same, each id once on its page."""
    files = sorted((test_data / folder).rglob("*.xml"))
    loaded = project.of_files(files)
    renderer = render.Renderer(loaded)
    models = [renderer.model(file) for file in loaded.files]
    settings = render.settings_for(loaded, models, {"html": True, "pdf": False, "index": True})
    made = renderer.index(models, settings)
    data = json.loads(made["index.json"])
    jsonschema.validate(data, SCHEMA, jsonschema.Draft202012Validator)
    assert_same(data, made["index.csv"])
    found = {name: html.fromstring(page).xpath("//@id") for name, page in renderer.index_pages(made["index.json"], settings).items()}

    assert {name: [each for each, number in Counter(ids).items() if number > 1] for name, ids in found.items()} == {name: [] for name in found}
    assert [entry["page"] for entry in data["entries"] if entry["page"].partition("#")[2] not in found[entry["page"].partition("#")[0]]] == []


@pytest.mark.slow
def test_the_work_grows_with_the_document(stylesheets):
    """Four times the mentions, in one block, take about four times as long, not sixteen times."""

    def seconds(count):
        document = tei("<p>" + "some words and <persName key='a'>Ann</persName> and others, " * count + "</p>")
        begun = time.process_time()
        stylesheets.models({"a.xml": document}, {})
        return time.process_time() - begun

    seconds(100)

    assert seconds(8000) < 9 * seconds(2000)
