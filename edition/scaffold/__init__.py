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

    Raises UsageError where the folder holds something already, EnvironmentFailure where it cannot be written.
    """
    if place.exists() and not place.is_dir():
        raise UsageError(f"{place}: this is a file. Name a new or an empty folder.")
    if place.is_dir() and any(file.name != ".git" for file in place.iterdir()):
        raise UsageError(f"{place}: this folder is not empty. Name a new or an empty folder.")
    copies = [(file, place / file.relative_to(_NEW)) for file in sorted(_NEW.rglob("*")) if file.is_file()]
    copies += [(folder("schemas") / name, place / "schemas" / name) for name in _SCHEMAS]
    try:
        for source, target in copies:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    except OSError as error:
        raise EnvironmentFailure(f"{place}: the new edition cannot be written: {error.strerror}.") from error
    return [target.relative_to(place) for _, target in copies]
