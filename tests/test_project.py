# SPDX-License-Identifier: MIT
"""edition.toml: every mistake at once, with its line and the nearest key; and projects without one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from edition import project, settings
from edition.errors import EditionError, UnreadableError, UsageError

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(TEI)
    (tmp_path / "tei" / "b.xml").write_text(TEI)
    return tmp_path


def _said(folder, toml):
    (folder / "edition.toml").write_text(toml)
    with pytest.raises(UsageError) as error:
        project.load(folder / "edition.toml")
    return error.value.message.splitlines()


def test_all_mistakes_are_told_at_once_with_their_lines(folder):
    """An editor mends a settings file in one go."""
    said = _said(folder, '[editon]\ntitle = "x"\n\n[edition]\ntitel = "x"\ndate = "yesterday"\n\n[sources]\nroot = 3\n')

    assert [line.split("edition.toml:")[1].split(":")[0] for line in said] == ["1", "5", "6", "9"]
    assert 'Did you mean "edition"?' in said[0]
    assert 'Did you mean "title"?' in said[1]
    assert "date" in said[2]
    assert "must be a folder" in said[3]


def test_a_key_in_the_wrong_table_is_sent_home(folder):
    """A known key in another table is told where it belongs."""
    [line] = _said(folder, '[edition]\nschema = "x.rng"\n')

    assert "It belongs to [check]." in line


def test_what_is_not_toml_has_line_and_column(folder):
    [line] = _said(folder, "[edition]\ntitle = x\n")

    assert ":2:9: this is not TOML" in line


def test_files_that_are_not_there_are_all_named(folder):
    said = _said(folder, '[sources]\ntexts = ["a.xml", "c.xml"]\n[check]\nschema = "no.rng"\nschematron = ["no.sch"]\n')

    assert len(said) == 3
    assert any("'c.xml'" in line for line in said)


def test_sources_cannot_lie_outside_the_project(folder):
    """A pattern that climbs out of the folder is refused, not followed."""
    [line] = _said(folder, '[sources]\ntexts = ["a.xml", "../x.xml"]\n')

    assert "leads out" in line


def test_without_a_list_every_file_is_a_text_and_registers_are_not(folder):
    (folder / "edition.toml").write_text('[sources]\nregisters = ["b.xml"]\n')

    loaded = project.load(folder / "edition.toml")

    assert [file.name for file in loaded.texts] == ["a.xml"]
    assert [file.name for file in loaded.registers] == ["b.xml"]


def test_order_of_texts_is_the_order_of_the_list(folder):
    (folder / "edition.toml").write_text('[sources]\ntexts = ["b.xml", "*.xml"]\n')

    assert [file.name for file in project.load(folder / "edition.toml").texts] == ["b.xml", "a.xml"]


def test_files_alone_are_a_project(folder):
    """No configuration: the folders below the common one become folders of the site."""
    (folder / "tei" / "deep").mkdir()
    (folder / "tei" / "deep" / "c.xml").write_text(TEI)

    made = project.of_files([folder / "tei" / "a.xml", folder / "tei" / "deep" / "c.xml"])

    assert [made.page(text) for text in made.texts] == ["a.html", "deep/c.html"]


@pytest.mark.parametrize("name", ["missing.xml", "tei"])
def test_a_file_that_is_none_is_told(folder, name):
    with pytest.raises(UnreadableError):
        project.of_files([folder / name])


def test_every_key_is_documented(repository):
    """docs/settings.md explains each key in the sentence that the code holds."""
    text = (repository / "docs" / "settings.md").read_text()

    for key in settings.KEYS:
        assert f"`{key.name}`" in text
        assert key.about in text


@hypothesis_settings(deadline=None)
@given(st.text(max_size=200))
def test_no_settings_file_brings_a_traceback(tmp_path_factory, text):
    """Whatever stands in edition.toml, the answer is a project or a message."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.xml").write_text(TEI)
    (folder / "edition.toml").write_text(text, encoding="utf-8", newline="")
    said = ""
    try:
        project.load(folder / "edition.toml")
    except EditionError as error:
        said = error.message
    assert not said or str(folder) in said
