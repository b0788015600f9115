# SPDX-License-Identifier: MIT
"""Transpiled schemas on disk, in the user's cache folder; losing them costs a quarter of a second.

It never fails: a folder that cannot be read or written is no cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from edition import __version__
from edition.resources import folder


def location() -> Path:
    """`EDITION_CACHE_DIR`, or the platform's cache folder for this user."""
    if named := os.environ.get("EDITION_CACHE_DIR"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "tei-edition"


def read(key: str) -> dict[str, Any] | None:
    """What was stored under a key, if the files it was made from are still the same."""
    try:
        stored: dict[str, Any] = json.loads((location() / f"{key}.json").read_bytes())
        same = all(_digest(name) == digest for name, digest in stored["files"])
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None
    return stored if same else None


def _digest(name: str) -> str:
    return hashlib.sha256(Path(name).read_bytes()).hexdigest()


def write(key: str, value: dict[str, Any]) -> None:
    """Store a value whole or not at all: other processes may read and write at the same time."""
    with contextlib.suppress(OSError, RuntimeError):
        place = location()
        place.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(value, stream)
            Path(name).replace(place / f"{key}.json")
        except OSError:
            Path(name).unlink(missing_ok=True)


def key(*parts: str) -> str:
    """A key from all that determines a transpiled schema, the transpiler and our version too."""
    return hashlib.sha256("\0".join((__version__, _transpiler(), *parts)).encode()).hexdigest()


@cache
def _transpiler() -> str:
    digest = hashlib.sha256()
    for file in sorted((folder("xslt") / "schematron").glob("*.xsl")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
