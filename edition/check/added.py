# SPDX-License-Identifier: MIT
"""The schemas that were added to a project: files in its `schemas` folder, each pinned to the address it came from.

It reads and writes the record of them and fetches nothing: that is for `edition.check.fetching`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from edition.errors import EnvironmentFailure, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDERS = ("schemas", "schema")
RECORD = "added.json"
_VERSION = 1
_ABOUT = "Schemas that `edition schema add` has brought here, and the addresses in documents that they stand for."


@dataclass(frozen=True)
class Pinned:
    """A schema: the address it came from, its file, and the SHA-256 of every file that belongs to it."""

    address: str
    file: str
    digests: Mapping[str, str]


class Added:
    """The record of a project; `folder` is where its schemas lie, whether or not it exists."""

    def __init__(self, folder: Path, schemas: Mapping[str, Pinned] | None = None) -> None:
        self.folder = folder
        self.schemas: dict[str, Pinned] = dict(schemas or {})

    @classmethod
    def of_project(cls, root: Path) -> Added:
        """The record in `schemas` or `schema` of a project's folder; raises UsageError for a wrong one."""
        folder = home(root)
        record = folder / RECORD
        if not record.is_file():
            return cls(folder)
        try:
            written = json.loads(record.read_text(encoding="utf-8"))
            return cls(folder, {_key(each.address): each for each in _pinned(written)})
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            raise UsageError(
                f"{record}: this record of schemas cannot be read. Restore it, or remove it and add the schemas anew."
            ) from None

    def find(self, address: str) -> Path | None:
        """The file that was added for an address, however it is to be reached (http or https)."""
        pinned = self.schemas.get(_key(address))
        return self.folder / pinned.file if pinned else None

    def changed(self, address: str) -> list[Path]:
        """The files of a schema that are not as they were when it was added."""
        pinned = self.schemas[_key(address)]
        return [self.folder / name for name, known in pinned.digests.items() if digest_of(self.folder / name) != known]

    def add(self, address: str, file: str, contents: Mapping[str, bytes]) -> Path:
        """Keep the files of a schema and record them; returns the path of the schema.

        `contents` maps names below the folder to bytes; a file there that no record knows is never overwritten
        by other content. Raises UsageError for that, EnvironmentFailure where the disk refuses.
        """
        ours = {name for pinned in self.schemas.values() for name in pinned.digests}
        for name, content in contents.items():
            there = self.folder / name
            if there.exists() and name not in ours and digest_of(there) != _digest(content):
                raise UsageError(f"{there}: another file of this name is there already. Give the schema another name with --as.")
        digests = {name: _digest(content) for name, content in sorted(contents.items())}
        schemas = {**self.schemas, _key(address): Pinned(address, file, digests)}
        try:
            for name, content in contents.items():
                _write(self.folder / name, content)
            _write(self.folder / RECORD, _record(schemas))
        except OSError as error:
            raise EnvironmentFailure(f"{error.filename or self.folder}: cannot be written: {error.strerror}.") from None
        self.schemas = schemas
        return self.folder / file


def home(root: Path) -> Path:
    """The folder of a project's schemas: the one that is there, else `schemas`."""
    return next((root / name for name in FOLDERS if (root / name).is_dir()), root / FOLDERS[0])


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, or nothing where it cannot be read."""
    try:
        return _digest(file.read_bytes())
    except OSError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _key(address: str) -> str:
    """An address without what makes no other document of it."""
    rest = address.strip().partition("#")[0]
    return rest.removeprefix("https:") if rest.startswith("https:") else rest.removeprefix("http:")


def _pinned(written: Any) -> list[Pinned]:
    if written["version"] != _VERSION:
        raise ValueError
    found = []
    for each in written["schemas"]:
        names = [str(each["file"]), *each["sha256"]]
        if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in names):
            raise ValueError
        found.append(Pinned(str(each["address"]), names[0], dict(each["sha256"])))
    return found


def _record(schemas: Mapping[str, Pinned]) -> bytes:
    entries = [
        {"address": each.address, "file": each.file, "sha256": dict(each.digests)}
        for each in sorted(schemas.values(), key=lambda each: each.address)
    ]
    text = json.dumps({"about": _ABOUT, "version": _VERSION, "schemas": entries}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_bytes(content)
    part.replace(file)
