# SPDX-License-Identifier: MIT
"""From a schema's file to its automaton; a large schema that was found right is not worked out twice.

How a schema is read is in `simplify`, what is kept of it in `stored`.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache as once
from pathlib import Path
from typing import Final

from edition.check import cache
from edition.check.relaxng.automaton import Automaton

# Smaller schemas are read faster than looked up.
_LARGE: Final = 100_000
_BROKEN: Final = (LookupError, TypeError, ValueError, AttributeError, RecursionError)


def compiled(path: Path) -> tuple[Automaton, tuple[Path, ...]]:
    """The automaton of a schema and the files that it was read from. Raises `SchemaError`."""
    try:
        content = path.read_bytes()
    except OSError:  # the loader says why
        content = b""
    if len(content) < _LARGE:
        return _read(path)
    key = cache.key("relaxng", _program(), hashlib.sha256(content).hexdigest(), path.suffix.lower())
    stored = cache.read(key, path.parent)
    if stored is not None:
        from edition.check.relaxng.stored import from_lists  # noqa: PLC0415 - not every run has a large schema

        try:
            automaton = Automaton(*from_lists(stored))
            return automaton, (path, *(_beside(path, name) for name, _ in stored["files"]))
        except _BROKEN:  # not ours: as if it were not there
            pass
    automaton, files = _read(path)
    _keep(key, automaton, files)
    return automaton, files


def _read(path: Path) -> tuple[Automaton, tuple[Path, ...]]:
    """The same from the file itself."""
    from edition.check.relaxng import restrictions  # noqa: PLC0415 - a schema from the cache needs none of these
    from edition.check.relaxng.loading import Loader  # noqa: PLC0415
    from edition.check.relaxng.simplify import Simplifier  # noqa: PLC0415
    from edition.check.relaxng.syntax import Spot  # noqa: PLC0415

    loader = Loader()
    root, context = loader.read(path)
    simplifier = Simplifier(loader)
    start = simplifier.schema(root, context)
    restrictions.check(start, simplifier.elements, Spot(root, context))
    return Automaton(simplifier.make, start, simplifier.elements), tuple(dict.fromkeys(loader.files))


def _keep(key: str, automaton: Automaton, files: tuple[Path, ...]) -> None:
    from edition.check.relaxng.stored import to_lists  # noqa: PLC0415

    main, *others = files
    try:
        found = [[os.path.relpath(file, main.parent), cache.digest(file)] for file in others]
    except (OSError, ValueError):  # gone meanwhile; on another drive
        return
    [(_, start)] = automaton.start.parts
    cache.write(key, {"files": found, **to_lists(start, automaton.elements)})


def _beside(path: Path, name: str) -> Path:
    return Path(os.path.normpath(path.parent / name))


@once
def _program() -> str:
    """What tells one state of this package from another: a schema must not outlive the code that read it."""
    with os.scandir(Path(__file__).parent) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    return repr(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files))
