# SPDX-License-Identifier: MIT
"""A large schema is worked out once and kept: what comes from the cache is the same schema, or is not used."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from test_relaxng_spec import cases, prepared

from edition.check import cache
from edition.check.relaxng import Schema, SchemaError, compiling
from edition.check.relaxng.automaton import Automaton
from edition.check.relaxng.stored import from_lists, to_lists

if TYPE_CHECKING:
    from pathlib import Path

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt/>
<publicationStmt><p/></publicationStmt></fileDesc></teiHeader><text><body>
<p rendd="a"><date when="1.3.1899" cert="quite"/><hii/><list><p>x</p>y</list></p><head/></body></text></TEI>"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    """Each test has a cache of its own, and keeps small schemas too."""
    monkeypatch.setenv("EDITION_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(compiling, "_LARGE", 0)


def kept() -> list[Path]:
    return list(cache.location().glob("*.json"))


def again(schema: Schema) -> Schema:
    """The schema as it comes back from JSON."""
    automaton = schema._automaton
    [(_, start)] = automaton.start.parts
    stored = json.loads(json.dumps(to_lists(start, automaton.elements)))
    return Schema(schema.path, Automaton(*from_lists(stored)), schema.files)


@pytest.mark.parametrize(
    "case",
    [c for c in cases() if c.texts("schema") and not c.texts("wrong")],
    ids=lambda c: f"{c.section}: {c.title}",
)
def test_a_schema_says_the_same_of_every_document_when_it_comes_back(case, tmp_path):
    """Patterns, name classes, datatypes, facets and prefixes survive: findings are equal to the letter."""
    schema = Schema.load(prepared(case, tmp_path, "schema"))
    back = again(schema)
    for kind in ("valid", "invalid"):
        for document in case.documents(kind):
            assert back.findings(document.encode()) == schema.findings(document.encode())


@pytest.mark.parametrize("name", ["tei_all.rng", "tei_lite.rng", "tei_simplePrint.rng"])
def test_a_schema_of_tei_gives_the_same_messages_from_the_cache(name, test_data):
    """Also what would be right, which is worked out from the patterns, does not change."""
    path = test_data / "tei" / name
    first = Schema.load(path)
    assert len(kept()) == 1
    second = Schema.load(path)
    found = second.findings(LETTER.encode())
    assert len(found) >= 7
    assert found == first.findings(LETTER.encode())
    assert second.files == first.files


def grammar(folder: Path, inside: str) -> Path:
    path = folder / "schema.rng"
    path.write_text(f'<grammar xmlns="http://relaxng.org/ns/structure/1.0">{inside}</grammar>')
    return path


def test_a_schema_is_read_anew_when_a_file_it_includes_has_changed(tmp_path):
    """The cache knows every file of a schema; a wrong one is found wrong, and kept as nothing."""
    path = grammar(tmp_path, '<include href="part.rng"/>')
    part = tmp_path / "part.rng"
    text = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="{}"><empty/></element></start></grammar>'
    part.write_text(text.format("a"))
    assert not Schema.load(path).findings(b"<a/>")
    assert Schema.load(path).files == (path, part)
    part.write_text(text.format("b"))
    assert Schema.load(path).findings(b"<a/>")
    part.write_text("<nothing/>")
    with pytest.raises(SchemaError):
        Schema.load(path)
    part.unlink()
    with pytest.raises(SchemaError):
        Schema.load(path)


def test_a_schema_with_its_files_may_move(tmp_path):
    """What is kept is told by content: another folder with the same files uses it."""
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        path = grammar(folder, '<include href="part.rng"/>')
        (folder / "part.rng").write_text(
            '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a"><empty/></element></start></grammar>'
        )
        assert Schema.load(path).files == (path, folder / "part.rng")
    assert len(kept()) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "{}",
        '{"files": []}',
        '{"files": [], "elements": [7], "patterns": [], "contents": [0], "start": 0}',
        '{"files": [], "elements": ["a"], "patterns": [["?", 1]], "contents": [4], "start": 3}',
        '{"files": [], "elements": ["a"], "patterns": [["data", "xsd:none", []]], "contents": [4], "start": 3}',
        '{"files": [], "elements": ["a"], "patterns": [["|", 99]], "contents": [4], "start": 3}',
        '{"files": [], "elements": ["a"], "patterns": [["@", "b"]], "contents": [], "start": "x"}',
    ],
)
def test_what_the_cache_cannot_give_is_read_from_the_schema(broken, tmp_path):
    """Whatever stands in the cache folder, the schema counts."""
    path = grammar(tmp_path, '<start><element name="a"><empty/></element></start>')
    Schema.load(path)
    [entry] = kept()
    entry.write_text(broken)
    schema = Schema.load(path)
    assert not schema.findings(b"<a/>")
    assert schema.findings(b"<b/>")


def test_the_cache_does_not_grow_without_end(tmp_path, monkeypatch):
    """The entries that nobody has used for longest make room."""
    monkeypatch.setattr(cache, "_MOST", 4)
    for number in range(10):
        cache.write(f"k{number}", {"files": []})
        os.utime(cache.location() / f"k{number}.json", (number, number))
    assert len(kept()) <= 4
    assert cache.read("k9") == {"files": []}


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    """A read-only home, as in a container, is no reason to stop."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EDITION_CACHE_DIR", str(tmp_path / "file" / "below"))
    path = grammar(tmp_path, '<start><element name="a"><empty/></element></start>')
    assert not Schema.load(path).findings(b"<a/>")
