# SPDX-License-Identifier: MIT
"""A project of four thousand letters, with broken ones among them: one run, all findings, in order; as a baseline, none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCHEMA = Path(__file__).parent / "relaxng" / "letters.rng"
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>
<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>
<text><body>{}</body></text></TEI>"""
MANY = 4000


def content(number: int) -> bytes:
    """The letter with that number: every twentieth is broken, each kind of break in its turn."""
    text = LETTER.format(f"<p>letter {number}</p>").encode()
    if number % 20 != 7:
        return text
    kinds = [
        LETTER.format("<p><hi>not closed</p>").encode(),
        text[:150],
        b"",
        LETTER.format('<p rendd="x">a</p>').encode(),
        LETTER.format('<p xml:id="i">a</p><p xml:id="i">b</p>').encode(),
        text.replace(b"letter", b"\xff\xfe"),
        LETTER.format("<hii>a</hii>").encode(),
        LETTER.format("&nowhere;").encode(),
    ]
    return kinds[number // 20 % len(kinds)]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    for number in range(MANY):
        (folder / f"l{number:04}.xml").write_bytes(content(number))
    return folder


def validate(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "edition", "validate", "--schema", SCHEMA, "-j", "2", *options, "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_one_run_finds_all_in_order_and_its_baseline_nothing_more(project):
    """Each broken letter is told and no other, in the order of files; what is known is not told again, what is new is."""
    run = validate(project, "--format", "json")
    report = json.loads(run.stdout)
    told = [finding["file"] for finding in report["findings"]]

    assert run.returncode == 5
    assert "Traceback" not in run.stderr
    assert len(report["files"]) == MANY
    assert set(told) == {f"l{number:04}.xml" for number in range(7, MANY, 20)}
    assert told == sorted(told)

    assert validate(project, "--baseline", "known.json").returncode == 0
    again = validate(project, "--baseline", "known.json")
    assert again.returncode == 0
    assert "no findings in 4,000 files" in again.stdout

    (project / "l0001.xml").write_text(LETTER.format("<p>a <hii>new</hii></p>"))
    after = validate(project, "--baseline", "known.json")
    assert after.returncode == 3
    assert "l0001.xml:3:18: error: rng-element-unknown" in after.stdout
    assert after.stdout.count(" error: ") == 1
