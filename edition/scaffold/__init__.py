# SPDX-License-Identifier: MIT
"""A new edition: a small project that validates and builds at once, to be overwritten by a real one.

It fills an empty folder and never changes a file that is there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from edition.errors import EnvironmentFailure, UsageError
from edition.resources import folder

_NEW = Path(__file__).resolve().parent / "new"
_SCHEMAS = ("edition.rng", "edition.sch", "edition.odd")


def create(place: Path) -> list[Path]:
    """Make a new edition in `place`; return its files, relative to it.

    Raises UsageError where the folder holds something already, EnvironmentFailure where it cannot be
    written; then nothing is left of it.
    """
    try:
        if place.exists() and not place.is_dir():
            raise UsageError(f"{place}: this is a file. Name a new or an empty folder.")
        there = place.is_dir()
        if there and any(file.name != ".git" for file in place.iterdir()):
            raise UsageError(f"{place}: this folder is not empty. Name a new or an empty folder.")
        copies = {place / file.relative_to(_NEW): file for file in sorted(_NEW.rglob("*")) if file.is_file()}
        copies |= {place / "schemas" / name: folder("schemas") / name for name in _SCHEMAS}
        try:
            for target, source in copies.items():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        except OSError:
            _remove(place, list(copies), there=there)
            raise
    except OSError as error:
        raise EnvironmentFailure(f"{place}: the new edition cannot be written: {error.strerror}.") from error
    return [target.relative_to(place) for target in copies]


def _remove(place: Path, files: list[Path], *, there: bool) -> None:
    """Take back what was begun; a folder that was there stays, with what was in it."""
    if not there:
        shutil.rmtree(place, ignore_errors=True)
        return
    for file in files:
        file.unlink(missing_ok=True)
