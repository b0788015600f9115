# SPDX-License-Identifier: MIT
"""What the documentation says, done: its commands as written, its outputs as printed, its links followed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text, language):
    """The fenced blocks of a language."""
    return [content for name, content in re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE) if name == language]


def examples(text):
    """(command, output) of each `$` line in blocks of a terminal."""
    return [
        (command, output)
        for block in blocks(text, "console")
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)
    ]


# Examples on a project of their own are tested with it (tests/documented).
HERE = [file for file in DOCUMENTS if file.name in ("README.md", "CONTRIBUTING.md", "settings.md", "outputs.md", "index.md")]
CONSOLE = [(file.name, *example) for file in HERE for example in examples(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("name", "command", "output"), CONSOLE, ids=[f"{name}: {command[:40]}" for name, command, _ in CONSOLE])
def test_an_example_prints_what_it_says(name, command, output, tmp_path):
    """Output in the documentation is real; `…` on a line of its own stands for lines left out."""
    script = tmp_path / "edition"
    script.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m edition "$@"\n')
    script.chmod(0o755)
    result = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )

    pattern = re.escape(output).replace("…\\\n", "(?:.*\n)*")
    assert re.fullmatch(pattern, result.stdout), result.stdout


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_every_link_of_the_documentation_leads_somewhere(file):
    for target in re.findall(r"\]\(([^)]+)\)", file.read_text(encoding="utf-8")):
        if not target.startswith(("http", "#")):
            assert (file.parent / target.split("#")[0]).exists(), target


def test_the_readme_is_short():
    """One screen and a half: what it is, a picture, two commands, and where to go on."""
    assert len(README.splitlines()) <= 75
    assert README.index("make edition") < README.index("make test") < 900
    assert (ROOT / "docs" / "page.png").stat().st_size < 200_000


def test_the_tree_of_the_readme_is_the_tree():
    """Every folder and file that it names is there."""
    tree = next(block for block in blocks(README, "") if "edition.toml" in block)
    for line in tree.splitlines():
        if not line.startswith(" "):
            assert (ROOT / line.split()[0]).exists(), line


def test_the_texts_are_excepted_from_the_licence():
    assert "does not cover the texts" in " ".join(README.split())


@pytest.mark.slow
def test_the_commands_of_the_readme_work_in_a_fresh_clone(tmp_path):
    """As written, with nothing set up: the edition is built, the tests run, a new edition is made.

    `make test` is told to run one file of the tests only, so that it does not run itself.
    """
    subprocess.run(["git", "clone", "-q", ROOT, tmp_path / "clone"], check=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "VIRTUAL_ENV", "PYTHON"))}
    environment["PYTEST_ADDOPTS"] = "tests/test_project.py"
    first, second = (re.sub(r"\s+#.*$", "", block, flags=re.MULTILINE).splitlines() for block in blocks(README, "sh"))
    assert [first, second[-1]] == [["make edition", "make test"], "../.venv/bin/edition build"]
    for commands in (first[:1], first[1:], second):
        result = subprocess.run(
            ["bash", "-ec", "\n".join(commands)], cwd=tmp_path / "clone", env=environment, capture_output=True, text=True, check=False,
        )
        assert result.returncode == 0, f"{commands}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        if commands == ["make test"]:
            assert re.search(r"\d+ passed", result.stdout)

    for site in ("site", "my-edition/site"):
        for name in ("index.html", "edition.pdf", "index.json", "manifest.json"):
            assert Path(tmp_path / "clone" / site / name).stat().st_size, f"{site}/{name}"
    status = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path / "clone", capture_output=True, text=True, check=True)
    assert status.stdout == "?? my-edition/\n", "building and testing leave the repository as it was"
