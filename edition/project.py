# SPDX-License-Identifier: MIT
"""A project: which files an edition is made of and what it is called, from `edition.toml` or without one.

It looks at names and folders only; what the files say is read later.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition import settings
from edition.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "edition.toml"


@dataclass(frozen=True)
class Project:
    """What a build or a check needs to know before it opens a source.

    `root` is the folder of `edition.toml` (or of the sources), `sources` the folder below which a
    source's path is its name in the site. All paths are absolute.
    """

    root: Path
    sources: Path
    texts: tuple[Path, ...]
    registers: tuple[Path, ...] = ()
    title: str = ""
    subtitle: str = ""
    language: str = ""
    version: str = ""
    date: str = ""
    url: str = ""
    schema: Path | None = None
    schematron: tuple[Path, ...] = ()
    phase: str = ""
    html_stylesheet: Path | None = None
    print_stylesheet: Path | None = None
    paper: str = "a5"
    out: Path = field(default_factory=lambda: Path.cwd() / "site")
    file: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """All sources, texts first."""
        return self.texts + self.registers

    def watched(self) -> tuple[Path, ...]:
        """The files whose change asks for a new build, sources that have appeared since included."""
        own = (self.file, self.schema, *self.schematron, self.html_stylesheet, self.print_stylesheet)
        found = sorted(self.sources.rglob("*.xml")) if self.file else []
        return tuple(dict.fromkeys([*self.files, *found, *(file for file in own if file is not None)]))

    def name(self, source: Path) -> str:
        """A source's path below the sources' folder, with slashes."""
        return source.relative_to(self.sources).as_posix()

    def page(self, text: Path) -> str:
        """The page of a text in the site: its name with .html."""
        return str(Path(self.name(text)).with_suffix(".html").as_posix())


def find(start: Path) -> Path | None:
    """The `edition.toml` of `start` or of the nearest folder above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load(path: Path) -> Project:
    """The project of an `edition.toml`; raises UsageError naming every mistake at once."""
    path = path.resolve()
    tables = settings.read(path)
    about, sources, check = (tables.get(table, {}) for table in ("edition", "sources", "check"))
    paths = _Paths(path)
    root = paths.folder("sources", "root", sources.get("root", "tei" if (path.parent / "tei").is_dir() else "."))
    registers = paths.many(root, "registers", sources.get("registers", []))
    texts = paths.many(root, "texts", sources["texts"]) if "texts" in sources else _below(root, registers)
    project = Project(
        root=path.parent,
        sources=root,
        texts=tuple(text for text in texts if text not in registers),
        registers=tuple(registers),
        schema=paths.one("check", "schema", check.get("schema")),
        schematron=tuple(paths.one("check", "schematron", name) or path for name in check.get("schematron", [])),
        phase=check.get("phase", ""),
        html_stylesheet=paths.one("html", "stylesheet", tables.get("html", {}).get("stylesheet")),
        print_stylesheet=paths.one("print", "stylesheet", tables.get("print", {}).get("stylesheet")),
        paper=tables.get("print", {}).get("paper", "a5"),
        out=(path.parent / tables.get("build", {}).get("out", "site")).resolve(),
        file=path,
        **{name: str(about.get(name, "")) for name in ("title", "subtitle", "language", "version", "date", "url")},
    )
    if not project.texts:
        paths.mistakes.append(f"{path}: there is no text to edit: no .xml file stands in {root}.")
    paths.raise_if_any()
    return project


def of_files(files: Sequence[Path], base: Project | None = None) -> Project:
    """A project of the files named on the command line; what `base` says of title, schema and registers holds for them."""
    resolved = tuple(dict.fromkeys(_existing(file) for file in files))
    if base is not None and all(file.is_relative_to(base.sources) for file in resolved):
        changes = {**base.__dict__, "texts": tuple(file for file in resolved if file not in base.registers)}
        return Project(**changes)
    common = Path(os.path.commonpath([file.parent for file in resolved]))
    return Project(root=common, sources=common, texts=resolved)


def _existing(file: Path) -> Path:
    if not file.exists():
        raise UnreadableError(f"{file}: there is no such file.")
    if file.is_dir():
        raise UnreadableError(f"{file}: this is a folder. Name the TEI files in it, for instance {file}/*.xml.")
    return file.resolve()


def _below(root: Path, registers: Iterable[Path]) -> list[Path]:
    """Every .xml file below the root that is no register, in the order of their names; hidden folders aside."""
    left_out = set(registers)
    found = (file for file in root.rglob("*.xml") if not any(part.startswith(".") for part in file.relative_to(root).parts))
    return sorted(file for file in found if file not in left_out)


class _Paths:
    """Turns the paths of a settings file into absolute ones and collects what is not there."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.mistakes: list[str] = []

    def folder(self, table: str, key: str, name: str) -> Path:
        folder = (self.file.parent / name).resolve()
        if not folder.is_dir():
            self.mistakes.append(f"{self.file}: [{table}] {key}: there is no folder {name!r}.")
        return folder

    def one(self, table: str, key: str, name: str | None) -> Path | None:
        if name is None:
            return None
        file = (self.file.parent / name).resolve()
        if not file.is_file():
            self.mistakes.append(f"{self.file}: [{table}] {key}: there is no file {name!r}.")
        return file

    def many(self, root: Path, key: str, names: list[str]) -> list[Path]:
        found: dict[Path, Any] = {}
        for name in names:
            if Path(name).is_absolute() or ".." in Path(name).parts:
                self.mistakes.append(f"{self.file}: [sources] {key}: {name!r} leads out of the sources' folder.")
                continue
            matches = sorted(file.resolve() for file in root.glob(name) if file.is_file())
            if not matches:
                self.mistakes.append(f"{self.file}: [sources] {key}: no file matches {name!r} in {root}.")
            found.update(dict.fromkeys(matches))
        return list(found)

    def raise_if_any(self) -> None:
        if self.mistakes:
            raise UsageError("\n".join(self.mistakes))
