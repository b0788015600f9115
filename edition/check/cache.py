# SPDX-License-Identifier: MIT
"""What a run may keep for the next, as plain JSON in the user's cache folder; losing it costs only time.

It never fails: a folder that cannot be read or written is no cache. Nothing in it is ever executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from edition import __version__

_MOST: Final = 200  # entries that are kept; those not used for longest go first


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


def key(*parts: str) -> str:
    """A key from all that determines an entry, our version too."""
    return hashlib.sha256("\0".join((__version__, *parts)).encode()).hexdigest()


def read(key: str, folder: Path | None = None) -> dict[str, Any] | None:
    """What was stored under a key, if the files it was made from are still the same.

    Their names are told from `folder`, where that is given.
    """
    try:
        place = location() / f"{key}.json"
        stored: dict[str, Any] = json.loads(place.read_bytes())
        same = all(digest(Path(folder or "", name)) == known for name, known in stored["files"])
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None
    with contextlib.suppress(OSError):
        os.utime(place)
    return stored if same else None


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write(key: str, value: dict[str, Any]) -> None:
    """Store a value whole or not at all: other processes may read and write at the same time.

    `files` of the value are the names and digests of the files that it was made from.
    """
    import tempfile  # noqa: PLC0415 - most runs only read

    with contextlib.suppress(OSError, RuntimeError):
        place = location()
        place.mkdir(parents=True, exist_ok=True)
        _make_room(place)
        handle, name = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(json.dumps(value, separators=(",", ":")))  # ten times as fast as json.dump
            Path(name).replace(place / f"{key}.json")
        except OSError:
            Path(name).unlink(missing_ok=True)


def _make_room(place: Path) -> None:
    entries = list(place.glob("*.json"))
    if len(entries) < _MOST:
        return
    for entry in sorted(entries, key=_used)[: len(entries) - _MOST + _MOST // 4]:
        entry.unlink(missing_ok=True)


def _used(entry: Path) -> float:
    try:
        return entry.stat().st_mtime
    except OSError:  # another process was faster
        return 0.0
