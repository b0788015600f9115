# SPDX-License-Identifier: MIT
"""Every form of a report is what its readers expect: by its published schema, by a golden file, and when lines move."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from lxml import etree

from edition import __version__
from edition.check import fingerprints, formats, lines
from edition.check.finding import Finding, Level
from edition.check.formats import sarif
from edition.check.run import Status
from edition.codes import Code

FOLDER = Path(__file__).parent / "formats"
SCHEMAS = Path(__file__).parent / "tools" / "formats"
LETTER = Path("letter.xml")
ODD = Path("Briefe, 1. Band") / "Müller 1921.xml"
SUFFIXES = {"json": "json", "sarif": "sarif", "junit": "xml", "github": "txt", "gitlab": "gitlab.json"}


def report():
    """Every level, two equal findings, names and texts with all that must be escaped, and all kinds of statuses."""
    findings = [
        Finding("rng-attribute", LETTER, 4, 8, "<p> has no attribute “rendd”.", "Did you mean “rend”?"),
        Finding("rng-attribute", LETTER, 5, 8, "<p> has no attribute “rendd”.", "Did you mean “rend”?"),
        Finding("ref-no-hash", LETTER, 6, 14, "no # in 12 places (line 6, 7, 8 …): 100 %, all", "", Level.WARNING),
        Finding("ref-outside", ODD, 6, 14, "it has <a> & \"b\"\x01\r\nand more", "Look\nthere.", Level.HINT),
        Finding("xml-empty", Path("empty.xml"), 0, 0, "the file is empty.", "Put a TEI document into it or remove it."),
        Finding("rng-schema-wrong", Path("schemas/own.rng"), 3, 0, "there is no pattern “p”."),
    ]
    statuses = [
        Status(LETTER, [Path("schemas/tei_all.rng")], errors=2),
        Status(ODD, [], ["it names no schema"]),
        Status(Path("empty.xml"), readable=False),
        Status(Path("good.xml"), [Path("schemas/tei_all.rng"), Path("rules.sch")]),
    ]
    return findings, statuses


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.chdir(FOLDER)
    lines.of.cache_clear()


@pytest.mark.parametrize("name", formats.NAMES)
def test_each_form_is_its_golden_file(name, accept, monkeypatch):
    """What services read changes only on purpose."""
    monkeypatch.setattr(sarif, "CODES", {"rng-attribute": Code("error", "The schema has no such attribute here.")})
    text = formats.written(name, *report()).replace(f'"{__version__}"', '"VERSION"')
    expected = FOLDER / f"expected.{SUFFIXES[name]}"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def schema(name):
    file = SCHEMAS / name
    if not file.is_file():
        pytest.skip(f"{name} is absent: tests/tools.sh fetches it from npm")
    return file


def test_sarif_obeys_its_published_schema():
    """SARIF 2.1.0, as its JSON schema has it."""
    rules = json.loads(schema("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    for findings, statuses in (report(), ([], [])):
        log = json.loads(formats.written("sarif", findings, statuses))
        assert [error.message for error in Draft4Validator(rules).iter_errors(log)] == []


def test_sarif_names_a_rule_for_each_result_and_escapes_paths():
    """What the JSON schema cannot say: rules are found by their index, addresses are relative and have no blanks."""
    run = json.loads(formats.written("sarif", *report()))["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert address["uriBaseId"] == "%SRCROOT%"
        assert not re.search(r"[\s\\]", address["uri"])
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "error", "error"]


def test_a_file_outside_the_folder_has_a_whole_address(tmp_path):
    """Nobody can mistake a file elsewhere for one of the repository."""
    finding = Finding("xml-empty", tmp_path / "a b.xml", 1, 1, "the file is empty.")
    [result] = json.loads(formats.written("sarif", [finding], []))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": (tmp_path / "a b.xml").as_uri()}


def test_junit_obeys_the_schema_of_jenkins():
    """The form that Jenkins publishes, which GitLab and Azure read too; and the counts are those of the cases."""
    rules = etree.XMLSchema(etree.parse(schema("jenkins-junit.xsd")))
    for findings, statuses in (report(), ([], [])):
        root = etree.fromstring(formats.written("junit", findings, statuses).encode())
        assert rules.validate(root.getroottree()), rules.error_log
        for suite in root:
            for count, what in (("tests", "testcase"), ("failures", ".//failure"), ("errors", ".//error"), ("skipped", ".//skipped")):
                assert int(suite.get(count)) == len(suite.findall(what))


def test_junit_passes_no_file_that_was_not_validated():
    """Skipped is not passed; with `strict` a warning fails."""
    findings, statuses = report()
    root = etree.fromstring(formats.written("junit", findings, statuses).encode())
    [skipped] = root.findall(".//skipped")
    assert skipped.getparent().get("classname") == ODD.as_posix()
    assert skipped.text.startswith("not validated")
    strict = etree.fromstring(formats.written("junit", findings, statuses, (Level.ERROR, Level.WARNING)).encode())
    assert len(strict.findall(".//failure")) == len(root.findall(".//failure")) + 1


def test_gitlab_gets_all_that_it_requires():
    """GitLab's form has no published schema; its documentation requires these keys and values."""
    report_ = json.loads(formats.written("gitlab", *report()))
    for issue in report_:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert "\\" not in issue["location"]["path"]
    assert len({issue["fingerprint"] for issue in report_}) == len(report_)


def test_github_gets_one_line_for_each_finding():
    """A workflow command ends with its line, so that no text of a source can begin another."""
    text = formats.written("github", *report())
    assert all(re.match(r"::(error|warning|notice) ", line) for line in text.splitlines())
    assert len(text.splitlines()) == 7
    assert "file=Briefe%2C 1. Band/Müller 1921.xml" in text
    assert "100 %25, all" in text


def test_fingerprints_stay_when_lines_move(tmp_path, monkeypatch):
    """Ten lines more before a finding, and what a message says of lines, make no other finding of it."""
    shutil.copytree(FOLDER, tmp_path / "moved", dirs_exist_ok=True)
    findings, _ = report()
    before = [fingerprint for _, fingerprint in fingerprints.fingerprints(findings)]
    monkeypatch.chdir(tmp_path / "moved")
    lines.of.cache_clear()
    for file in (LETTER, ODD):
        head, _, rest = file.read_text(encoding="utf-8").partition("\n")
        file.write_text(head + "\n" * 11 + rest, encoding="utf-8")
    moved = [
        Finding(f.code, f.file, f.line + 10 if f.file in (LETTER, ODD) else f.line, f.column,
                f.message.replace("12 places (line 6, 7, 8 …)", "11 places (line 16, 17 …)"), f.hint, f.level)
        for f in findings
    ]
    assert [fingerprint for _, fingerprint in fingerprints.fingerprints(moved)] == before


def test_fingerprints_differ_where_the_source_differs():
    """What is quoted in a message, the file and the text of the line all tell findings apart; numbers of the text too."""
    def one(message, line=4, file=LETTER):
        [(_, fingerprint)] = fingerprints.fingerprints([Finding("c", file, line, 1, message)])
        return fingerprint

    found = [one("“1921” is wrong"), one("“1922” is wrong"), one("“1921” is wrong", 6), one("“1921” is wrong", 4, ODD)]
    assert len(set(found)) == 4
