# SPDX-License-Identifier: MIT
"""A baseline holds back what was there and nothing else, wherever lines have moved to."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.check import lines
from edition.check.baseline import Baseline
from edition.check.finding import Finding
from edition.errors import EnvironmentFailure, UsageError


@pytest.fixture(autouse=True)
def _fresh():
    lines.of.cache_clear()


def source(folder, *texts, name="a.xml"):
    """A file of lines, read anew."""
    file = folder / name
    file.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    lines.of.cache_clear()
    return file


def finding(file, line, message="<p> is wrong.", code="rng-element"):
    return Finding(code, file, line, 1, message)


def written(folder, findings, files):
    baseline = Baseline(folder / "known.json")
    baseline.update(findings, files)
    return Baseline.load(folder / "known.json")


def test_the_same_findings_are_none_the_next_time(tmp_path):
    """What a baseline was written with it holds back, all of it."""
    file = source(tmp_path, "<p>one", "<p>two", "<p>two")
    found = [finding(file, 1), finding(file, 2), finding(file, 3), finding(file, 0, "the file is odd.")]
    baseline = written(tmp_path, found, [file])
    assert baseline.new(found) == []
    assert baseline.gone(found, [file]) == 0


def test_one_more_of_the_same_is_new(tmp_path):
    """Equal findings are counted: a third where there were two is told."""
    file = source(tmp_path, "<p>", "<p>")
    baseline = written(tmp_path, [finding(file, 1), finding(file, 2)], [file])
    source(tmp_path, "<p>", "<p>", "<p>")
    assert baseline.new([finding(file, line) for line in (1, 2, 3)]) == [finding(file, 3)]


def test_lines_may_move_and_be_indented(tmp_path):
    """Neither an inserted line nor another indentation makes a finding new."""
    file = source(tmp_path, "<p>one", "<hi>two")
    baseline = written(tmp_path, [finding(file, 1, "wrong since line 1.")], [file])
    source(tmp_path, "", "", "   <p>one", "<hi>two")
    assert baseline.new([finding(file, 3, "wrong since line 3.")]) == []


@pytest.mark.parametrize(
    "other",
    [
        lambda file: finding(file, 2),
        lambda file: finding(file, 1, "<q> is wrong."),
        lambda file: finding(file, 1, code="rng-attribute"),
        lambda file: finding(file.with_name("b.xml"), 1),
    ],
    ids=["line", "message", "code", "file"],
)
def test_anything_else_is_new(tmp_path, other):
    """Another line, message, code or file is another finding."""
    file = source(tmp_path, "<p>one", "<p>two")
    source(tmp_path, "<p>one", name="b.xml")
    baseline = written(tmp_path, [finding(file, 1)], [file])
    assert baseline.new([other(file)]) == [other(file)]


def test_a_baseline_can_be_used_from_any_folder(tmp_path, monkeypatch):
    """Paths in it are relative to itself, with slashes."""
    (tmp_path / "tei").mkdir()
    file = source(tmp_path, "<p>", name="tei/a.xml")
    baseline = written(tmp_path, [finding(file, 1)], [file])
    assert list(json.loads((tmp_path / "known.json").read_text())["files"]) == ["tei/a.xml"]
    monkeypatch.chdir(tmp_path / "tei")
    lines.of.cache_clear()
    assert Baseline.load(Path("..") / "known.json").new([finding(Path("a.xml"), 1)]) == []
    assert baseline.new([finding(Path("a.xml"), 1)]) == []


def test_updating_after_a_run_on_one_file_keeps_what_is_known_of_the_others(tmp_path):
    """Only files that were checked, or are no more, lose what is known of them."""
    a, b, c = (source(tmp_path, "<p>", name=name) for name in ("a.xml", "b.xml", "c.xml"))
    baseline = written(tmp_path, [finding(file, 1) for file in (a, b, c)], [a, b, c])
    c.unlink()
    assert baseline.update([], [a]) == 1
    assert list(json.loads((tmp_path / "known.json").read_text())["files"]) == ["b.xml"]


def test_what_is_gone_is_counted_for_the_files_checked(tmp_path):
    """An editor is told that the baseline may shrink."""
    a, b = (source(tmp_path, "<p>", "<p>", name=name) for name in ("a.xml", "b.xml"))
    baseline = written(tmp_path, [finding(a, 1), finding(a, 2), finding(b, 1)], [a, b])
    assert baseline.gone([finding(a, 1)], [a]) == 1
    assert baseline.gone([], [a, b]) == 3


def test_two_writings_are_equal(tmp_path):
    """The order of findings plays no part, so that a baseline in git changes only where the corpus does."""
    a, b = (source(tmp_path, "<p>", "<q>", name=name) for name in ("a.xml", "b.xml"))
    found = [finding(b, 1), finding(a, 2), finding(a, 1)]
    written(tmp_path, found, [a, b])
    first = (tmp_path / "known.json").read_bytes()
    written(tmp_path, found[::-1], [b, a])
    assert (tmp_path / "known.json").read_bytes() == first


@settings(max_examples=60, deadline=None)
@given(known=st.lists(st.integers(1, 4), max_size=12), now=st.lists(st.integers(1, 4), max_size=12))
def test_it_holds_back_exactly_what_it_has(tmp_path_factory, known, now):
    """For any two runs the new findings are the difference of the two, counted."""
    folder = tmp_path_factory.mktemp("baseline")
    file = source(folder, "<a>", "<b>", "<c>", "<d>")
    baseline = written(folder, [finding(file, line) for line in known], [file])
    new = baseline.new([finding(file, line) for line in now])
    assert Counter(each.line for each in new) == Counter(now) - Counter(known)
    assert baseline.gone([finding(file, line) for line in now], [file]) == (Counter(known) - Counter(now)).total()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"version": 1}', '{"version": 1, "files": []}', '{"version": 1, "files": {"a": 3}}',
     '{"version": 1, "files": {"a": {"c": -1}}}', '{"version": true, "files": {"a": []}}', "[" * 100_000, "\xff"],
)
def test_what_is_no_baseline_is_a_clear_error(tmp_path, text):
    """A wrong file is named, with what to do; nothing is taken from it."""
    file = tmp_path / "known.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(UsageError, match=r"known\.json.*baseline"):
        Baseline.load(file)


def test_a_later_version_says_so(tmp_path):
    """A baseline of a later program is not misread."""
    file = tmp_path / "known.json"
    file.write_text('{"version": 2, "files": {}}')
    with pytest.raises(UsageError, match="Update the program"):
        Baseline.load(file)


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path):
    """The environment is told apart from a mistake in the command."""
    with pytest.raises(EnvironmentFailure, match="cannot be written"):
        Baseline(tmp_path / "missing" / "known.json").update([], [])
