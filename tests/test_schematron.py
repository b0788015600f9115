# SPDX-License-Identifier: MIT
"""Schematron: a case for each phenomenon of the standard, TEI's own schema on real documents, safety and the cache."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from lxml import etree

from edition.check import cache
from edition.check.schematron import Schema, SchemaError
from edition.check.schematron.guarded import Guarded, WrongSchemaError
from edition.source import Source

CASES = Path(__file__).parent / "schematron"
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">{}</schema>"""


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory):
    """No test reads what another program transpiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITION_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_each_phenomenon_of_the_standard(folder, accept, monkeypatch):
    """A schema gives the findings that ISO/IEC 19757-3 asks for, at the places of the nodes."""
    monkeypatch.chdir(folder)
    phase = Path("phase.txt")
    try:
        schema = Schema.load("schema.sch", phase.read_text().strip() if phase.exists() else "")
        found = schema.findings("document.xml")
    except SchemaError as error:
        found = error.findings
    result = "".join(f"{finding.level} {finding}\n" for finding in found)
    if accept:
        Path("expected.txt").write_text(result, encoding="utf-8")
    assert result == Path("expected.txt").read_text(encoding="utf-8")


def write(folder, rules, document='<root n="1">\n  <a/>\n</root>'):
    (folder / "rules.sch").write_text(RULES.format(rules), encoding="utf-8")
    (folder / "document.xml").write_text(document, encoding="utf-8")
    return folder / "rules.sch", folder / "document.xml"


def test_what_was_transpiled_is_found_again(tmp_path):
    """The second load takes the stylesheet from the cache, and finds the same."""
    rules, document = write(
        tmp_path, '<pattern><rule context="a"><report test="true()">x</report></rule></pattern>'
    )
    first = Schema.load(rules).findings(document)
    assert list(cache.location().glob("*.json"))
    assert Schema.load(rules).findings(document) == first


def test_an_included_file_that_changed_is_read_anew(tmp_path):
    """The cache knows every file that a schema was made of."""
    rules, document = write(tmp_path, '<include href="part.sch"/>')
    part = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="a"><report test="true()">{}</report></rule></pattern>'
    (tmp_path / "part.sch").write_text(part.format("before"))
    assert [f.message for f in Schema.load(rules).findings(document)] == ["before"]
    (tmp_path / "part.sch").write_text(part.format("after"))
    assert [f.message for f in Schema.load(rules).findings(document)] == ["after"]


def test_a_broken_cache_is_no_cache(tmp_path):
    """Whatever stands in the cache folder, checking goes on."""
    rules, document = write(
        tmp_path, '<pattern><rule context="a"><report test="true()">x</report></rule></pattern>'
    )
    Schema.load(rules)
    for file in cache.location().glob("*.json"):
        file.write_text(random.choice(["", "{}", "[1]", '{"files": 3}', '{"files": []}']))
    assert len(Schema.load(rules).findings(document)) == 1


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    """A read-only home, as in a container, is no reason to stop."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EDITION_CACHE_DIR", str(tmp_path / "file" / "below"))
    rules, document = write(
        tmp_path, '<pattern><rule context="a"><report test="true()">x</report></rule></pattern>'
    )
    assert len(Schema.load(rules).findings(document)) == 1


def test_flags_and_ids_are_kept(tmp_path):
    """Who needs the flags, ids and roles of a schema finds them beside the finding."""
    rule = '<pattern id="p"><rule context="a" flag="r"><report id="q" flag="s t" role="warning" test="true()">x</report></rule></pattern>'
    rules, document = write(tmp_path, rule)
    [violation] = Schema.load(rules).violations(document)
    assertion = violation.assertion
    assert (assertion.id, assertion.pattern, assertion.role) == ("q", "p", "warning")
    assert set(assertion.flags) == {"r", "s", "t"}


def test_a_variable_may_say_role_and_flags(tmp_path):
    """Where an attribute is the name of a variable, what is kept is its value on that node; the rest stays."""
    rule = """<let name="kind" value="'of-schema'"/><pattern><rule context="a" flag="fixed">
    <let name="how" value="'warning', 'loud'"/>
    <report test="true()" flag="$kind">x</report>
    <report test="true()" flag="one $two" role="$how">y</report></rule></pattern>"""
    rules, document = write(tmp_path, rule)
    first, second = Schema.load(rules).violations(document)
    assert (first.assertion.flags, first.assertion.role) == (("of-schema", "fixed"), "")
    assert (set(second.assertion.flags), second.assertion.role) == ({"one", "$two", "fixed"}, "warning loud")


def test_each_document_has_its_phase(tmp_path):
    """With #ANY one schema serves documents of several kinds; of a kind without a phase all patterns are asked."""
    phases = """<phase id="p" when="/a"><let name="x" value="1"/><active pattern="p"/></phase>
    <phase id="q" when="/b"><active pattern="q"/></phase>
    <pattern id="p"><rule context="*"><report test="true()">p</report></rule></pattern>
    <pattern id="q"><rule context="*"><report test="true()">q</report></rule></pattern>"""
    rules, _ = write(tmp_path, phases)
    schema = Schema.load(rules, "#ANY")
    told = {name: schema.findings(Source(tmp_path / "x.xml", f"<{name}/>".encode())) for name in "abc"}
    assert {name: [finding.message for finding in found] for name, found in told.items()} == {
        "a": ["p"],
        "b": ["q"],
        "c": ["p", "q"],
    }


def test_patterns_that_need_their_phase_cannot_be_run_without_one(tmp_path):
    """A document for which no phase is meant asks for all patterns; that they do not fit together is its finding alone."""
    phases = """<phase id="p" when="/a"><let name="x" value="1"/><active pattern="p"/></phase>
    <pattern id="p"><rule context="*"><report test="$x">p</report></rule></pattern>"""
    rules, _ = write(tmp_path, phases)
    with Guarded(tmp_path, bounded=True) as guarded:
        for root, expected in (("a", ["sch-report"]), ("b", ["sch-stopped"]), ("a", ["sch-report"])):
            guarded.ask(rules, "#ANY", Source(tmp_path / "x.xml", f"<{root}/>".encode()))
            found = guarded.answer()
            assert [finding.code for finding in found] == expected
            assert root == "a" or "Variable $x has not been declared" in found[0].message


def test_a_rule_that_never_ends_is_stopped(tmp_path):
    """After its time the child is stopped, and the next document is checked by a new one."""
    endless = """<ns prefix="f" uri="urn:f"/>
    <function xmlns="http://www.w3.org/1999/XSL/Transform" name="f:f"><param name="n"/>
    <sequence select="if ($n lt 0) then () else f:f($n + 1)"/></function>
    <pattern><rule context="a[@endless]"><report test="f:f(1)">x</report></rule>
    <rule context="a"><report test="true()">y</report></rule></pattern>"""
    rules, document = write(tmp_path, endless, '<r><a endless="yes"/></r>')
    (tmp_path / "short.xml").write_text("<r><a/></r>")
    with Guarded(tmp_path, bounded=False, seconds=2.0) as guarded:
        guarded.ask(rules, "", Source.read(document))
        assert [finding.code for finding in guarded.answer()] == ["sch-stopped"]
        guarded.ask(rules, "", Source.read(tmp_path / "short.xml"))
        assert [finding.message for finding in guarded.answer()] == ["y"]


def test_recursion_without_end_takes_no_process_of_ours_with_it(tmp_path):
    """A function that fills the stack is a finding, in whichever way the engine dies of it."""
    deep = """<ns prefix="f" uri="urn:f"/>
    <function xmlns="http://www.w3.org/1999/XSL/Transform" name="f:f"><param name="n"/>
    <sequence select="1 + f:f($n + 1)"/></function>
    <pattern><rule context="a"><report test="f:f(1) = 1">x</report></rule></pattern>"""
    rules, document = write(tmp_path, deep)
    with Guarded(tmp_path, bounded=False, seconds=20.0) as guarded:
        guarded.ask(rules, "", Source.read(document))
        assert {finding.code for finding in guarded.answer()} <= {"sch-stopped", "sch-rule-failed"}


def test_a_wrong_schema_says_so_through_the_wall(tmp_path):
    """The child hands on what is wrong with a schema, with its place."""
    rules, document = write(
        tmp_path, '<pattern><rule context="a"><report test="(">x</report></rule></pattern>'
    )
    with Guarded(tmp_path, bounded=True) as guarded:
        guarded.ask(rules, "", Source.read(document))
        with pytest.raises(WrongSchemaError) as caught:
            guarded.answer()
    assert [(finding.code, finding.line) for finding in caught.value.findings] == [("sch-xpath", 1)]


def test_a_bounded_schema_includes_nothing_from_outside(tmp_path):
    """A schema that a stranger's file names cannot read the user's other files."""
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.sch").write_text('<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/>')
    rules, _ = write(project, '<include href="../secret.sch"/>')
    with pytest.raises(SchemaError, match="outside the project"):
        Schema.load(rules, folder=project)
    Schema.load(rules)


def test_many_findings_cost_no_more_each(tmp_path):
    """Places come from one table: ten thousand findings do not take ten thousand walks."""
    rules, _ = write(tmp_path, '<pattern><rule context="a"><report test="true()">x</report></rule></pattern>')
    text = "<r>\n" + "<a/>\n" * 10_000 + "</r>"
    found = Schema.load(rules).findings(Source(tmp_path / "long.xml", text.encode()))
    assert [finding.line for finding in found] == list(range(2, 10_002))


@pytest.fixture(scope="module")
def tei_rules(test_data):
    return Schema.load(test_data / "tei" / "tei_all.isosch")


def test_tei_s_own_rules_hold_where_the_guidelines_say_so(test_data, tei_rules):
    """Of the Guidelines' valid examples only those break a rule for which the wrapper has made room."""
    lines = (test_data / "egxml" / "manifest.jsonl").read_text().splitlines()
    valid = [
        entry["file"] for entry in map(json.loads, lines) if entry["valid"] == "true" and entry["tei_all"]
    ]
    broken = [
        name
        for name in valid[:400]
        if any(finding.level == "error" for finding in tei_rules.findings(test_data / "egxml" / name))
    ]
    assert len(broken) <= 0.15 * 400


def test_no_real_document_brings_the_rules_down(test_data, tei_rules):
    """On documents of 26 projects each rule of TEI can be evaluated."""
    for path in sorted((test_data / "corpus").rglob("*.xml")):
        assert [f for f in tei_rules.findings(path) if f.code == "sch-rule-failed"] == [], path


def test_places_are_those_of_the_nodes(test_data, tmp_path):
    """A rule for every element gives every element, at the line that the parser knows, whatever the document."""
    rules, _ = write(
        tmp_path, '<pattern><rule context="*"><report test="true()"><name/></report></rule></pattern>'
    )
    schema = Schema.load(rules)
    for path in sorted((test_data / "corpus").rglob("*.xml"))[::6]:
        if path.stat().st_size > 200_000:
            continue
        source = Source.read(path)
        if source.scan.includes:
            continue
        found = schema.findings(source)
        lines = source.text.replace("\r\n", "\n").split("\n")
        assert len(found) == sum(1 for _ in source.root.iter(etree.Element))
        for finding in found:
            assert lines[finding.line - 1][finding.column - 1 :].startswith(f"<{finding.message}")
