# SPDX-License-Identifier: MIT
"""`edition validate` as people use it: any files, every form, exit codes, baselines, watching, and no traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.check import formats, lines, sharing
from edition.check.run import check_sources
from edition.cli import main
from edition.errors import ExitCode

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="TEI"><element name="text"><zeroOrMore><ref name="p"/></zeroOrMore></element></element></start>
<define name="p"><element name="p"><optional><attribute name="ref"/></optional><optional><attribute name="n">
<data type="integer"/></attribute></optional><text/></element></define></grammar>"""
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text>\n{}\n</text>\n</TEI>\n'
GOOD = TEI.format('<p n="1">Caro Filippo,</p>')
BAD = TEI.format('<p n="one">Caro Filippo,</p>\n<q>second</q>')
WARNED = TEI.format('<p ref="xyz:abc">Caro Filippo,</p>')


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a schema that fits, a good file and a bad one."""
    write(tmp_path, schemas__tei_rng=SCHEMA, good_xml=GOOD, bad_xml=BAD)
    monkeypatch.chdir(tmp_path)
    lines.of.cache_clear()
    return tmp_path


def write(folder, **files):
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["validate", *(str(each) for each in arguments)], input=stdin)


def codes(result):
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def test_exit_codes_tell_what_happened(project):
    """0 clean, 3 findings, 4 the command, 5 a file that cannot be read (DESIGN, the one table)."""
    write(project, broken_xml="<TEI><p></TEI>", warned_xml=WARNED)
    assert run("good.xml").exit_code == ExitCode.CLEAN
    assert run("bad.xml").exit_code == ExitCode.FINDINGS
    assert run("good.xml", "broken.xml").exit_code == ExitCode.UNREADABLE
    assert run("good.xml", "--schema", "none.rng").exit_code == ExitCode.USAGE
    assert run("warned.xml").exit_code == ExitCode.CLEAN
    assert run("warned.xml", "--strict").exit_code == ExitCode.FINDINGS


def test_a_file_that_was_not_validated_passes_no_strict_run(project):
    """In CI nobody may take silence for validity."""
    (project / "schemas" / "tei.rng").unlink()
    result = run("good.xml")
    assert (result.exit_code, "good.xml: not validated" in result.stdout) == (ExitCode.CLEAN, True)
    assert run("good.xml", "--strict").exit_code == ExitCode.FINDINGS


def test_the_summary_names_the_schema(project):
    """Each verdict says by which schema; the last line counts."""
    result = run("good.xml", "bad.xml")
    assert result.stdout.endswith("bad.xml: not valid against tei.rng\ngood.xml: valid against tei.rng\n2 errors in 2 files\n")


def test_many_files_have_a_summary_of_a_few_lines(project):
    """Verdicts that many share are told once, with their number."""
    for number in range(40):
        write(project, **{f"letters__{number:02}_xml": GOOD})
    result = run("letters", "bad.xml")
    assert result.stdout.endswith("bad.xml: not valid against tei.rng\n40 files: valid against tei.rng\n2 errors in 41 files\n")


def test_a_folder_or_a_pattern_stands_for_its_files(project):
    """All sources below a folder; a pattern that no shell has resolved; each file once."""
    write(project, letters__a_xml=GOOD, letters__deep__b_xml=BAD, letters__c_tei=BAD, letters___git__d_xml=BAD, letters__catalog_xml="<catalog/>")
    assert [Path(each["file"]).as_posix() for each in json.loads(run("letters", "--format", "json").stdout)["files"]] == [
        "letters/a.xml", "letters/deep/b.xml"]
    assert len(json.loads(run("letters/*.tei", "letters/**/*.xml", "letters/a.xml", "--format", "json").stdout)["files"]) == 4
    for empty in ("schemas", "letters/*.none"):
        result = run(empty)
        assert (result.exit_code, result.stdout) == (ExitCode.UNREADABLE, "")
        assert empty in result.stderr


def test_standard_input_is_a_file_like_any_other(project):
    """`-` is checked with the schema that fits, its line is quoted, and --stdin-name says where it would lie."""
    result = run("-", stdin=BAD)
    assert "-:3:4: error" in result.stdout
    assert '<p n="one">' in result.stdout
    assert run("-", stdin=GOOD).stdout == "-: valid against tei.rng\nno findings in 1 file\n"
    write(project, letters__rules_rng=SCHEMA.replace("integer", "string"))
    model = '<?xml-model href="rules.rng" type="application/xml"?>'
    named = run("-", "--stdin-name", "letters/new.xml", stdin=model + BAD)
    assert "letters/new.xml:4:1: error" in named.stdout
    assert "letters/new.xml: not valid against rules.rng" in named.stdout
    assert run("-", stdin="").exit_code == ExitCode.UNREADABLE
    assert run("-", stdin=b"\xff\xfe\x00\x00\x00").exit_code == ExitCode.UNREADABLE
    assert run("good.xml", "--stdin-name", "x.xml").exit_code == ExitCode.USAGE


def test_max_cuts_what_is_printed_and_not_what_counts(project):
    """One finding is shown, the rest is counted, and the run fails all the same."""
    result = run("bad.xml", "--max", "1")
    assert result.stdout.count(": error: ") == 1
    assert "… and 1 more finding (--max 1)." in result.stdout
    assert result.stdout.endswith("2 errors in 1 file\n")
    assert result.exit_code == ExitCode.FINDINGS
    assert len(codes(run("bad.xml", "--max", "1", "--format", "json"))) == 1


@pytest.mark.parametrize("name", formats.NAMES)
def test_every_form_is_written_and_fails_alike(project, name):
    """The form changes what is printed and never the exit code; nothing else is on standard output."""
    result = run("bad.xml", "good.xml", "--format", name)
    assert result.exit_code == ExitCode.FINDINGS
    if name == "junit":
        assert etree.fromstring(result.stdout.encode()).get("failures") == "2"
    elif name == "github":
        assert result.stdout.startswith("::error file=bad.xml,line=3,col=4,title=rng-")
    else:
        assert json.loads(result.stdout)


def test_a_baseline_lets_an_old_corpus_begin(project):
    """Written where it is not; then the same findings are none; a new one is told, and only that."""
    first = run("bad.xml", "good.xml", "--baseline", "known.json")
    assert (first.exit_code, first.stdout) == (ExitCode.CLEAN, "")
    assert "known.json: written with 2 findings" in first.stderr
    again = run("bad.xml", "good.xml", "--baseline", "known.json")
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (ExitCode.CLEAN, "no findings in 2 files")
    assert "2 known findings not shown" in again.stderr
    write(project, bad_xml=BAD.replace("<text>", "<text>\n\n<pp/>"))
    lines.of.cache_clear()
    new = run("bad.xml", "good.xml", "--baseline", "known.json", "--format", "json")
    assert (new.exit_code, codes(new)) == (ExitCode.FINDINGS, ["rng-element-unknown"])


def test_a_baseline_shrinks_when_asked(project):
    """What was mended is told, and --update-baseline takes it out."""
    run("bad.xml", "--baseline", "known.json")
    write(project, bad_xml=GOOD)
    lines.of.cache_clear()
    assert "2 others in it are gone" in run("bad.xml", "--baseline", "known.json").stderr
    assert "written with 0 findings" in run("bad.xml", "--baseline", "known.json", "--update-baseline").stderr
    assert run("bad.xml", "--update-baseline").exit_code == ExitCode.USAGE


def test_a_baseline_holds_pointers_apart(project):
    """Findings of one cause are told as one, but known one by one: a further one is new."""
    pointers = "\n".join(f'<p ref="nobody{number}">x{number}</p>' for number in "abcdefghij")
    write(project, many_xml=TEI.format(pointers))
    assert len(codes(run("many.xml", "--format", "json"))) == 1
    run("many.xml", "--baseline", "known.json")
    write(project, many_xml=TEI.format(pointers.replace("nobodyc", "c") + '\n<p ref="nobodyz">z</p>'))
    lines.of.cache_clear()
    result = json.loads(run("many.xml", "--baseline", "known.json", "--format", "json").stdout)
    assert {finding["line"] for finding in result["findings"]} == {5, 13}


def test_another_version_of_the_program_says_that_its_words_may_differ(project):
    """After an update a baseline may know findings by other words."""
    run("bad.xml", "--baseline", "known.json")
    text = (project / "known.json").read_text()
    (project / "known.json").write_text(re.sub('"program": "[^"]*"', '"program": "0.0.1"', text).replace("rng-", "old-"))
    assert "version 0.0.1" in run("bad.xml", "--baseline", "known.json").stderr


def test_several_processes_find_what_one_finds(project, monkeypatch):
    """The same findings, verdicts and order, however the files are shared out; also with a schema that is wrong."""
    monkeypatch.setattr(sharing, "_WORTH", 1)
    monkeypatch.setattr(sharing, "_MOST_FILES", 3)
    for number in range(30):
        text = [GOOD, BAD, "<TEI", WARNED.replace("xyz:abc", f"#p{number}"), ""][number % 5]
        write(project, **{f"letters__{number:02}_xml": text})
    for schema in ([], ["--schema", "good.xml"]):
        one = run("letters", "-j", "1", "--format", "json", *schema)
        two = run("letters", "-j", "2", "--format", "json", *schema)
        assert one.stdout == two.stdout
        assert one.exit_code == two.exit_code == ExitCode.UNREADABLE
        assert len(json.loads(one.stdout)["findings"]) > 20 - bool(schema) * 10


def test_a_file_that_brings_its_process_down_does_not_hide_the_others(project, monkeypatch):
    """It is named, and the files beside it are checked."""
    monkeypatch.setattr(sharing, "_WORTH", 1)
    for number in range(6):
        write(project, **{f"letters__{number}_xml": BAD})
    real = sharing.Checker.file

    def deadly(checker, file):
        if file.name == "3.xml":
            os._exit(9)
        return real(checker, file)

    monkeypatch.setattr(sharing.Checker, "file", deadly)  # a forked process has it, too
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # threads that other tests have left would prevent the fork
    report = check_sources(sorted((project / "letters").iterdir()), folder=project, jobs=2)
    assert [status.readable for status in report.statuses] == [True, True, True, False, True, True]
    assert [finding.code for finding in report.findings if finding.file.name == "3.xml"] == ["xml-too-large"]
    assert sum(finding.code.startswith("rng-") for finding in report.findings) == 10


def test_pointers_lead_to_the_registers_of_the_project(project):
    """A single file of a project is checked against all its files, not only those named."""
    write(project, edition_toml='[sources]\nroot = "tei"\nregisters = ["people.xml"]\n', tei__a_xml=WARNED.replace("xyz:abc", "#lenin"),
          tei__people_xml=GOOD.replace("<p", '<p xml:id="lenin"'))
    [finding] = [each for each in json.loads(run("tei/a.xml", "--format", "json").stdout)["findings"] if each["code"].startswith("ref-")]
    assert finding["code"] == "ref-elsewhere"
    assert "people.xml" in finding["message"]


def test_watching_checks_again_when_a_file_changes(project):
    """A change is noticed, a new file in a folder too; Ctrl-C ends it without a word of error."""
    write(project, letters__a_xml=BAD)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "edition", "validate", "--watch", "letters"], cwd=project, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    try:
        assert "2 errors in 1 file" in _until(process, "waiting for changes")
        write(project, letters__a_xml=GOOD)
        assert "no findings in 1 file" in _until(process, "waiting for changes")
        write(project, letters__b_xml="<TEI")
        assert "1 error in 2 files" in _until(process, "waiting for changes")
        write(project, schemas__tei_rng="<grammar")
        _until(process, "waiting for changes")
        process.send_signal(2)
        assert process.wait(10) == 0
    finally:
        process.kill()


def _until(process, words):
    said, end = "", time.monotonic() + 60
    while words not in said and time.monotonic() < end:
        said += process.stdout.readline()
    return said


@pytest.mark.parametrize(
    "arguments",
    [["--max", "0"], ["--format", "xml"], ["-j", "0"], ["-", "--watch"], ["good.xml", "--baseline", "."], ["good.xml", "--baseline", "bad.xml"],
     ["none.xml"], ["good.xml", "--schema", "schemas"], ["good.xml", "--baseline", "none/known.json"]],
    ids=" ".join,
)
def test_a_command_that_cannot_be_gets_a_sentence(project, arguments):
    """Every mistake in the command ends in words and its exit code."""
    result = run(*arguments, stdin=GOOD)
    assert result.exit_code in {ExitCode.USAGE, ExitCode.UNREADABLE, ExitCode.ENVIRONMENT}
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    assert "fault of ours" not in result.output


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode),
                         st.tuples(st.integers(0, len(BAD)), st.binary(max_size=6)).map(lambda c: BAD.encode()[: c[0]] + c[1] + BAD.encode()[c[0] :])),
       form=st.sampled_from([*formats.NAMES, "text"]))
def test_no_content_brings_it_down(project, content, form):
    """Whatever is on standard input ends in findings or none, in every form."""
    result = run("-", "--format", form, stdin=content)
    assert result.exit_code in {ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.UNREADABLE}, result.output
    if form == "junit":
        etree.fromstring(result.stdout.encode())
    elif form not in {"text", "github"}:
        json.loads(result.stdout)
