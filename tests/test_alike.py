# SPDX-License-Identifier: MIT
"""What a schema finds with one cause is told once, with its number; `--verbose` tells all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.check import alike
from edition.check.finding import Finding
from edition.check.relaxng import Schema
from edition.cli import main

SCHEMA = Path(__file__).parent / "relaxng" / "letters.rng"
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>
<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>
<text><body>{}</body></text></TEI>"""


def value(file: str, line: int, said: str) -> Finding:
    return Finding("rng-value-wrong", Path(file), line, 1, f"“{said}” is not a value of @when of <date>.", "It must be a date.")


def test_ten_are_told_apart_and_eleven_together():
    """A few places are shown; of many the first and the count."""
    same = [Finding("rng-attribute-not-allowed", Path("a.xml"), n, 1, "<hi> has no attribute @rendd.") for n in range(1, 12)]
    assert alike.together(same[:10]) == same[:10]
    [one] = alike.together(same)
    assert one.line == 1
    assert one.message == "<hi> has no attribute @rendd. 10 other places have the same cause (lines 2, 3, 4, 5, 6 …)."


def test_other_causes_stay_where_they_are():
    """Nothing else is drawn together, and the order remains."""
    other = Finding("ref-broken", Path("a.xml"), 5, 1, "x")
    many = [other if n == 4 else value("a.xml", n, "2.3.1921") for n in range(15)]
    assert [each.line for each in alike.together(many)] == [0, 5]
    assert alike.together([other] * 20) == [other] * 20


def test_values_that_differ_have_one_cause_and_are_named():
    """Three hundred dates written as people write them are one habit."""
    many = [value(f"{n}.xml", 1, f"{n}.3.1921") for n in range(1, 31)]
    [one] = alike.together(many)
    assert "29 other places have the same cause, in 30 files together." in one.message
    assert one.message.endswith("There also: “2.3.1921”, “3.3.1921”, “4.3.1921”, “5.3.1921”, “6.3.1921” and others.")


@pytest.fixture
def letters(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        body = '<p>a <hi rendd="x">b</hi></p><p>c</p>'
        (tmp_path / f"l{number:02}.xml").write_text(LETTER.format(body))
    return tmp_path


def test_the_command_tells_one_and_counts_all(letters):
    """The number in the last line is that of all errors, and it says how to see them."""
    result = CliRunner().invoke(main, ["validate", "--schema", str(SCHEMA), "."])
    assert result.output.count("has no attribute @rendd") == 1
    assert "11 other places have the same cause, in 12 files together." in result.output
    assert result.output.rstrip().endswith("12 errors in 12 files; --verbose tells each place by itself")
    assert result.exit_code == 3


def test_verbose_tells_each_and_all_that_is_allowed(letters):
    """Each place is told, with the attributes that the element may have and where the other one is allowed."""
    result = CliRunner().invoke(main, ["validate", "--schema", str(SCHEMA), "--verbose", "."])
    assert result.output.count("has no attribute @rendd.") == 12
    assert "<hi> may have: @" in result.output
    assert "--verbose tells" not in result.output


def test_programs_are_told_each_place(letters):
    """An editor marks every place, not only the first."""
    result = CliRunner().invoke(main, ["validate", "--schema", str(SCHEMA), "--format", "github", "."])
    assert result.output.count("rng-attribute-not-allowed") == 12


def test_the_long_answer_says_all_that_would_have_been_right():
    """In the short answer the likely, in the long one everything: elements here, where else, attributes, values."""
    schema = Schema.load(SCHEMA)
    text = LETTER.format('<p><hii/><list><p>x</p></list><hi rendd="x" n="1">y</hi></p>').encode()
    short = {finding.code: finding.hint for finding in schema.findings(text)}
    long = {finding.code: finding.hint for finding in schema.findings(text, verbose=True)}
    assert short.keys() == long.keys()
    for code, hint in short.items():
        assert long[code].startswith(hint)
    assert "Allowed here: " in long["rng-element-unknown"]
    assert "<p> may stand in: " in long["rng-element-not-allowed"]
    assert "<hi> may have: " in long["rng-attribute-not-allowed"]
