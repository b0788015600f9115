# SPDX-License-Identifier: MIT
"""Fixtures that every test may use: the repository, its own edition built once, and the test data outside it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def absent(reason: str) -> None:
    """Skip a test that needs what is not here; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real TEI documents."""
    folder = Path(os.environ.get("EDITION_TEST_DATA", ROOT.parent / "shared"))
    if not folder.is_dir():
        absent(f"test data absent: {folder.name} (set EDITION_TEST_DATA to a folder with source, corpus, egxml, tei)")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's edition, built once for all tests, whatever the number of test processes."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "built"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "site").is_dir():
            subprocess.run([sys.executable, "-m", "edition", "build", "--out", shared / "site"], cwd=ROOT, check=True)
    return shared / "site"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        absent("chromium is absent (Debian package chromium)")
    return str(found)


@pytest.fixture(scope="session")
def npm_tools() -> Path:
    """The folder of the checkers that npm brings (tests/tools.sh)."""
    folder = ROOT / "tests" / "tools" / "node_modules"
    if not (folder / "axe-core").is_dir() or not (folder / "vnu-jar").is_dir():
        absent("axe-core or vnu-jar is absent (run tests/tools.sh)")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` writes what golden cases give now into their files; read the diff before committing it."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected results of golden cases")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are to be rewritten and not compared."""
    return bool(request.config.getoption("--accept"))
