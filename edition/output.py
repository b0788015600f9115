# SPDX-License-Identifier: MIT
"""The output folder: filled beside its place, then swapped in whole, or not at all.

It replaces only a folder that carries our marker, and never one that holds or overlaps sources.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from edition.errors import EnvironmentFailure, UsageError
from edition.project import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARKER = ".edition"
_MARKER_TEXT = "This folder is made by `edition build` and is replaced whole by the next build.\n"


class Output:
    """A fresh folder to write into; `path` is its place for the time being, `files` the digest of each file written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, str] = {}

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file, named by its path in the site with slashes; no name is given twice."""
        assert name not in self.files, f"{name} is made twice"
        target = self.path / name
        data = content.encode("utf-8") if isinstance(content, str) else content
        with explained(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self.files[name] = hashlib.sha256(data).hexdigest()

    def add(self, files: Mapping[str, str | bytes | Path]) -> None:
        """Write several files: their content, or the file to copy. One that two pages share is copied once."""
        for name, content in sorted(files.items()):
            if not isinstance(content, Path):
                self.write(name, content)
            elif name not in self.files:
                self.write(name, content.read_bytes())


@contextlib.contextmanager
def replacing(place: Path, inputs: Iterable[Path]) -> Iterator[Output]:
    """A fresh output that takes the place of `place` when the block ends well; otherwise nothing changes.

    `inputs` are the files that the build reads; none may lie in `place`. Raises UsageError where `place`
    is not ours to replace, EnvironmentFailure where it cannot be written.
    """
    _refuse_foreign(place, inputs)
    fresh, old = place.with_name(f"{place.name}.new"), place.with_name(f"{place.name}.old")
    with explained(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    with _locked(place):
        _recover(place, fresh, old)
        _refuse_foreign(place, inputs)
        with explained(place):
            fresh.mkdir()
            (fresh / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        try:
            yield Output(fresh)
            with explained(place):
                if place.exists():
                    place.rename(old)
                fresh.rename(place)
        finally:
            if old.exists() and not place.exists():
                old.rename(place)
            for left in (fresh, old):
                shutil.rmtree(left, ignore_errors=True)


def _recover(place: Path, fresh: Path, old: Path) -> None:
    """Put right what a build that was killed left: between the two renames the last good output is `old`."""
    with explained(place):
        if old.exists() and not place.exists():
            old.rename(place)
        for left in (fresh, old):
            if left.is_dir() and ((left / MARKER).is_file() or not any(left.iterdir())):
                shutil.rmtree(left)
            elif left.exists() or left.is_symlink():
                raise UsageError(f"{left}: the build needs this name for itself. Move what is there and build again.")


def _refuse_foreign(place: Path, inputs: Iterable[Path]) -> None:
    if not place.name:
        raise UsageError(f"{place}: a whole disk is no place for an edition. Choose a folder with --out.")
    for file in inputs:
        if file.is_relative_to(place):
            raise UsageError(
                f"{place}: this folder holds {file.name}, of which the edition is made; a build would replace it. "
                "Choose another folder with --out."
            )
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise UsageError(f"{place}: this is not a folder. Choose another place with --out.")
    with explained(place):
        occupied = place.is_dir() and any(place.iterdir()) and not (place / MARKER).is_file()
    if occupied:
        raise UsageError(
            f"{place}: this folder is not empty and was not made by `edition build`. Choose another with --out, or empty it yourself."
        )
    if here().is_relative_to(place):
        raise UsageError(f"{place}: you are in this folder, and a build replaces it. Go up (cd ..) and build from there.")


@contextlib.contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Keep a second build away from the same place; the lock goes with the process."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX alone has it; elsewhere nothing guards against two builds at once
    except ImportError:
        yield
        return
    lock = place.with_name(f".{place.name}.lock")
    with explained(place):
        handle = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"{place}: another build is writing here. Wait for it, or choose another folder with --out.") from None
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                lock.unlink()
    finally:
        os.close(handle)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
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
            errno.EEXIST: "a part of this path is a file, not a folder. Choose another folder with --out.",
            errno.ENAMETOOLONG: "this name is too long for the disk. Shorten the name of the source or of the folder.",
        }
        reason = reasons.get(error.errno or 0, f"{error.strerror or error}.")
        raise EnvironmentFailure(f"{path}: {reason}") from error
