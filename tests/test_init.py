# SPDX-License-Identifier: MIT
"""`edition init`: a new edition that is clean and builds at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition import scaffold
from edition.cli import main
from edition.errors import EnvironmentFailure, UsageError


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """A new edition, made once."""
    place = tmp_path_factory.mktemp("new") / "my edition"
    scaffold.create(place)
    return place


def test_the_command_names_what_it_made_and_what_comes_next(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["init", "fresh"])

    assert result.exit_code == 0
    assert "fresh/tei/letter.xml" in result.output
    assert all((tmp_path / line).is_file() for line in result.output.splitlines() if line.startswith("fresh/"))
    assert result.output.endswith("Next: cd fresh && edition build\n")


def test_a_folder_name_is_quoted_for_the_shell(tmp_path, monkeypatch):
    """What is proposed can be pasted."""
    monkeypatch.chdir(tmp_path)

    assert "cd 'my edition'" in CliRunner().invoke(main, ["init", "my edition"]).output


def test_a_new_edition_has_no_finding(new, monkeypatch):
    """Not even a warning: an editor starts from nought."""
    monkeypatch.chdir(new)

    result = CliRunner().invoke(main, ["validate", "--strict"])

    assert result.exit_code == 0, result.output
    assert "not validated" not in result.output
    assert "no findings" in result.output


def test_a_new_edition_builds_at_once(new, monkeypatch):
    monkeypatch.chdir(new)

    result = CliRunner().invoke(main, ["build", "--strict"])

    assert result.exit_code == 0, result.output
    for name in ("index.html", "letter.html", "persons.html", "places.html", "chronicle.html", "edition.pdf", "index.json", "sources.zip"):
        assert (new / "site" / name).stat().st_size, name


def test_a_new_edition_shows_what_an_edition_can_do(new):
    """A correction, something supplied, a note of the editor's, names with their registers: all to be overwritten."""
    text = (new / "tei" / "letter.xml").read_text()

    for element in ("choice", "supplied", "note", "persName", "placeName", "date"):
        assert f"<{element}" in text


def test_the_workflow_checks_and_builds(new):
    """Continuous integration of a new edition runs the commands that its README names."""
    workflow = (new / ".github" / "workflows" / "edition.yml").read_text()

    assert [line.split("run: ")[1] for line in workflow.splitlines() if "run: edition" in line] == [
        "edition validate --strict", "edition build --strict",
    ]
    assert all(re.search(r"@[0-9a-f]{40} # v", line) for line in workflow.splitlines() if "uses:" in line), "actions are pinned"
    assert tomllib.loads((new / "edition.toml").read_text())["sources"]["registers"]


def test_what_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(UsageError, match="not empty"):
        scaffold.create(tmp_path)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "notes.txt"]


def test_a_repository_without_files_is_empty(tmp_path):
    """`git init` first, `edition init .` then."""
    (tmp_path / ".git").mkdir()

    assert Path("edition.toml") in scaffold.create(tmp_path)


def test_what_cannot_be_finished_is_not_begun(tmp_path, monkeypatch):
    """Half an edition would be neither empty nor complete."""
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", refuse)
    with pytest.raises(EnvironmentFailure, match="No space left"):
        scaffold.create(tmp_path / "new")
    assert not (tmp_path / "new").exists()
