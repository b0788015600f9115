# SPDX-License-Identifier: MIT
"""Fixtures that every test may use: the repository, and the test data outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real TEI documents; in CI its absence is a failure."""
    folder = Path(os.environ.get("EDITION_TEST_DATA", ROOT.parent / "shared"))
    if not folder.is_dir():
        reason = f"test data absent: {folder.name} (set EDITION_TEST_DATA to a folder with source, corpus, egxml, tei)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` writes what golden cases give now into their files; read the diff before committing it."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected results of golden cases")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are to be rewritten and not compared."""
    return bool(request.config.getoption("--accept"))
