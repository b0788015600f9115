# SPDX-License-Identifier: MIT
"""The output folder: filled beside its place, then swapped in whole, or not at all.

It replaces only a folder that carries our marker, and never one that holds or overlaps sources.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from edition.errors import EnvironmentFailure, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKER = ".edition"
_MARKER_TEXT = "This folder is made by `edition build` and is replaced whole by the next build.\n"


class Output:
    """A fresh folder to write into; `path` is its place for the time being."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: list[str] = []

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file, named by its path in the site with slashes."""
        target = self.path / name
        data = content.encode("utf-8") if isinstance(content, str) else content
        with _explained(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self.files.append(name)

    def copy(self, source: Path, name: str) -> None:
        """Copy one file into the site."""
        with _explained(self.path / name):
            self.write(name, source.read_bytes())


@contextlib.contextmanager
def replacing(place: Path, sources: Iterable[Path]) -> Iterator[Output]:
    """A fresh output that takes the place of `place` when the block ends well; otherwise nothing changes.

    Raises UsageError where `place` is not ours to replace, EnvironmentFailure where it cannot be written.
    """
    fresh, old = place.with_name(f"{place.name}.new"), place.with_name(f"{place.name}.old")
    with _explained(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    with _locked(place):
        _recover(place, fresh, old)
        _refuse_foreign(place, sources)
        with _explained(place):
            fresh.mkdir()
            (fresh / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        try:
            yield Output(fresh)
            with _explained(place):
                if place.exists():
                    place.rename(old)
                fresh.rename(place)
        finally:
            for left in (fresh, old):
                shutil.rmtree(left, ignore_errors=True)


def _recover(place: Path, fresh: Path, old: Path) -> None:
    """Put right what a build that was killed left: between the two renames the last good output is `old`."""
    with _explained(place):
        if old.exists() and not place.exists():
            old.rename(place)
        for left in (fresh, old):
            if left.is_dir() and (left / MARKER).is_file():
                shutil.rmtree(left)
            elif left.exists():
                raise UsageError(f"{left}: the build needs this name for itself. Move what is there and build again.")


def _refuse_foreign(place: Path, sources: Iterable[Path]) -> None:
    for source in sources:
        if source.is_relative_to(place):
            raise UsageError(
                f"{place}: this folder holds the source {source.name}; a build would replace it. Choose another folder with --out."
            )
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise UsageError(f"{place}: this is not a folder. Choose another place with --out.")
    if place.is_dir() and any(place.iterdir()) and not (place / MARKER).is_file():
        raise UsageError(
            f"{place}: this folder is not empty and was not made by `edition build`. Choose another with --out, or empty it yourself."
        )


@contextlib.contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Keep a second build away from the same place; the lock goes with the process."""
    import fcntl  # noqa: PLC0415 - POSIX alone has it

    lock = place.with_name(f".{place.name}.lock")
    with _explained(place):
        handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"{place}: another build is writing here. Wait for it, or choose another folder with --out.") from None
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the system says of a disk into words with the place and what to do."""
    try:
        yield
    except OSError as error:
        reasons = {
            errno.ENOSPC: "the disk is full. Make room and build again; the last good edition is untouched.",
            errno.EDQUOT: "your quota of disk space is used up. Make room and build again.",
            errno.EACCES: "you may not write here. Choose another folder with --out.",
            errno.EPERM: "you may not write here. Choose another folder with --out.",
            errno.EROFS: "this disk can only be read. Choose another folder with --out.",
            errno.ENOTDIR: "a part of this path is a file, not a folder. Choose another folder with --out.",
        }
        reason = reasons.get(error.errno or 0, f"{error.strerror}.")
        raise EnvironmentFailure(f"{path}: {reason}") from error
