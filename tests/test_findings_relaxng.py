# SPDX-License-Identifier: MIT
"""One case for each code of the validator: a folder with input.xml and expected.txt.

`tests/findings/rng-*` is what a schema says; `tests/relaxng/files` is what the validator says of files
when it is used alone. The schema is `schema.rng` beside the input, or `tests/relaxng/letters.rng`.
`pytest --accept` rewrites what is expected; review the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.check.relaxng import Schema, SchemaError

TESTS = Path(__file__).parent
CASES = [*sorted((TESTS / "findings").glob("rng-*")), *sorted((TESTS / "relaxng" / "files").iterdir())]
SOURCES = TESTS.parent / "edition" / "check" / "relaxng"


def found(case: Path) -> str:
    """All findings of a case, one on each line, with file names as the case has them."""
    own = case / "schema.rng"
    try:
        schema = Schema.load(own if own.exists() else TESTS / "relaxng" / "letters.rng")
        findings = schema.findings(case / "input.xml", root=case)
    except SchemaError as error:
        findings = [error.finding()]
    return "".join(f"{finding}\n".replace(f"{case}/", "") for finding in findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_finding_says_what_where_and_what_to_do(case: Path, accept: bool) -> None:
    """Code, place, sentence and hint of each finding stay as reviewed."""
    expected = case / "expected.txt"
    said = found(case)
    if accept:
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    assert f": {case.name}" in said


def test_every_code_has_a_case() -> None:
    """No code is without a case, and no case without a code."""
    codes = {
        code
        for path in SOURCES.glob("*.py")
        for code in re.findall(r'"((?:rng|xml|id)-[a-z0-9-]+)"', path.read_text("utf-8"))
    }
    said = {
        code for case in CASES for code in re.findall(r":\d+: ((?:rng|xml|id)-[a-z0-9-]+): ", found(case))
    }
    assert codes - said == {"xml-unreadable"}  # a file that is not there: see test_relaxng_bad_input.py
    assert said <= codes
