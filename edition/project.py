# SPDX-License-Identifier: MIT
"""A project: which files an edition is made of and what it is called, from `edition.toml` or without one.

It looks at names and folders only; what the files say is read later.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from edition import addresses, settings
from edition.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAME = "edition.toml"
# Folders that hold other people's XML, or what a build has made.
_NOT_SOURCES = {"node_modules", "__pycache__", "venv"}
_CATALOG = "catalog.xml"  # addresses of schemas (OASIS), no text
# What lies in the folder of a project that has no edition.toml: its history, or the record of added schemas.
_MARKS = (".git", "schemas/added.json", "schema/added.json")


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
    levels: Mapping[str, str] = field(default_factory=dict)
    schemes: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    html_stylesheet: Path | None = None
    print_stylesheet: Path | None = None
    paper: str = "a5"
    out: Path = field(default_factory=lambda: here() / "site")
    file: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """All sources, texts first."""
        return self.texts + self.registers

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The sources and whatever else a build reads because the project names it."""
        own = (self.file, self.schema, *self.schematron, self.html_stylesheet, self.print_stylesheet)
        return (*self.files, *(file for file in own if file is not None))

    def watched(self) -> tuple[Path, ...]:
        """The files whose change asks for a new build, sources that have appeared since included."""
        folders = {file.parent for file in (self.html_stylesheet, self.print_stylesheet) if file}
        found = [file for folder in sorted(folders) for file in folder.glob("*.xsl")]
        found += sorted(self.sources.rglob("*.xml")) if self.file else []
        return tuple(dict.fromkeys([*self.inputs, *found]))

    def name(self, source: Path) -> str:
        """A source's path below the sources' folder, with slashes."""
        return source.relative_to(self.sources).as_posix()

    def page(self, text: Path) -> str:
        """The page of a text in the site: its name with .html, unless that is taken or no address."""
        return self._pages[0][self.name(text)]

    @property
    def renamed(self) -> list[addresses.Renaming]:
        """The texts whose pages are not called as their files are."""
        return self._pages[1]

    @cached_property
    def _pages(self) -> tuple[dict[str, str], list[addresses.Renaming]]:
        return addresses.pages(self.name(text) for text in self.texts)


def here() -> Path:
    """The current folder; raises UsageError where it has been deleted."""
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("The folder that you are in is no longer there. Go to another (cd) and try again.") from None


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
    out = (path.parent / tables.get("build", {}).get("out", "site")).resolve()
    root = paths.folder("sources", "root", sources.get("root", "tei" if (path.parent / "tei").is_dir() else "."))
    registers = paths.many(root, "registers", sources.get("registers", []))
    texts = paths.many(root, "texts", sources["texts"]) if "texts" in sources else _below(root, out)
    project = Project(
        root=path.parent,
        sources=root,
        texts=tuple(text for text in texts if text not in registers),
        registers=tuple(registers),
        schema=paths.one("check", "schema", check.get("schema")),
        schematron=tuple(paths.one("check", "schematron", name) or path for name in check.get("schematron", [])),
        phase=check.get("phase", ""),
        levels=check.get("levels", {}),
        schemes=tuple(check.get("schemes", ())),
        keys=check.get("keys", {}),
        html_stylesheet=paths.one("html", "stylesheet", tables.get("html", {}).get("stylesheet")),
        print_stylesheet=paths.one("print", "stylesheet", tables.get("print", {}).get("stylesheet")),
        paper=tables.get("print", {}).get("paper", "a5"),
        out=out,
        file=path,
        **{name: str(about.get(name, "")) for name in ("title", "subtitle", "language", "version", "date", "url")},
    )
    if not project.texts and not paths.mistakes:
        paths.mistakes.append(f"{path}: there is no text to edit: no .xml file but registers stands in {root}.")
    paths.mistakes += [_odd_name(file) for file in project.files if not _is_plain(file)]
    paths.raise_if_any()
    return project


def of_files(files: Sequence[Path], base: Project | None = None, *, alone: bool = False) -> Project:
    """A project of the files named on the command line; what `base` says of title, schema and registers holds for them.

    The order in which they are named plays no part: it is that of `base`, else that of their names.
    `alone` leaves out the registers that are not named.
    Where a file lies outside the sources of `base`, nothing of `base` holds: its schema is not forced
    on someone else's files. Raises UnreadableError for what is no file.
    """
    resolved = sorted({_existing(file) for file in files})
    odd = [file for file in resolved if not _is_plain(file)]
    if odd:
        raise UsageError("\n".join(map(_odd_name, odd)))
    if base is not None and all(file.is_relative_to(base.sources) for file in resolved):
        known = [text for text in base.texts if text in resolved]
        others = [file for file in resolved if file not in base.files]
        registers = tuple(register for register in base.registers if register in resolved or not alone)
        return replace(base, texts=(*known, *others), registers=registers)
    common = Path(os.path.commonpath([file.parent for file in resolved]))
    return Project(root=home(common), sources=common, texts=tuple(resolved))


def around(name: Path, settings_file: Path | None = None) -> Project:
    """The project in which a file of this name would lie, without any text: for one that is not on disk (yet)."""
    folder = name.absolute().parent
    file = settings_file or find(folder)
    base = load(file) if file else None
    if base is not None and (settings_file or folder.resolve().is_relative_to(base.sources)):
        return replace(base, texts=(), registers=())
    folder = folder.resolve()
    return Project(root=home(folder), sources=folder, texts=())


def home(folder: Path) -> Path:
    """The folder that bounds what files without an `edition.toml` may name: schemas, inclusions, pictures.

    It is that of their repository, or where schemas were added; else the current one, if they lie below it.
    """
    for each in (folder, *folder.parents):
        if any((each / mark).exists() for mark in _MARKS):
            return each
    return here() if folder.is_relative_to(here()) else folder


def expanded(named: Iterable[Path]) -> list[Path]:
    """Files, with the sources below each folder that is named and the files that match each pattern; each once.

    Raises UnreadableError for a folder or a pattern without any.
    """
    found: list[Path] = []
    for each in named:
        if each.is_dir():
            below = [file for file in _below(each, each) if file.name != _CATALOG]
            if not below:
                raise UnreadableError(f"{each}: no .xml file is in this folder or below. Name files, or a pattern such as '{each}/*.tei'.")
            found += below
        elif not each.exists() and any(character in str(each) for character in "*?["):
            matches = glob(str(each), recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
            matching = sorted(file for file in map(Path, matches) if file.is_file())
            if not matching:
                raise UnreadableError(f"{each}: no file matches this pattern.")
            found += matching
        else:
            found.append(each)
    return list(dict.fromkeys(found))


def _existing(file: Path) -> Path:
    if file.is_dir():
        raise UnreadableError(f"{file}: this is a folder. Name the TEI files in it, for instance {file / '*.xml'}")
    if not file.exists():
        raise UnreadableError(f"{file}: there is no such file. Check its name and folder.")
    if not file.is_file():
        raise UnreadableError(f"{file}: this is a device or a pipe, not a file. Save the text in a file first.")
    return file.resolve()


def _is_plain(file: Path) -> bool:
    """Whether a name can stand in a page, a manifest and a message: UTF-8, and nothing that controls a terminal."""
    return file.name.isprintable()


def _odd_name(file: Path) -> str:
    return f"{str(file)!a}: this name has characters that cannot be shown or are not UTF-8. Rename the file."


def _below(root: Path, out: Path) -> list[Path]:
    """Every .xml file below the root, in the order of their names; what is hidden, made or installed aside."""
    found = []
    for file in root.rglob("*.xml"):
        folders = file.relative_to(root).parts
        made = out != root and file.is_relative_to(out)
        if file.is_file() and not made and not any(part.startswith(".") or part in _NOT_SOURCES for part in folders):
            found.append(file)
    return sorted(found)


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
        """The files that match each name or pattern, in the order of the list, then of their names."""
        found: dict[Path, None] = {}
        for name in names:
            if Path(name).is_absolute() or ".." in Path(name).parts:
                self.mistakes.append(f"{self.file}: [sources] {key}: {name!r} leads out of the sources' folder.")
                continue
            matches = self._matches(root, name)
            if not matches:
                self.mistakes.append(f"{self.file}: [sources] {key}: no file matches {name!r} in {root}.")
            found.update(dict.fromkeys(matches))
        return list(found)

    @staticmethod
    def _matches(root: Path, name: str) -> list[Path]:
        try:
            return sorted(file for file in root.glob(name) if file.is_file())
        except ValueError:  # no pattern, such as "**.xml"
            return []

    def raise_if_any(self) -> None:
        """Raise UsageError with every mistake on a line of its own, if there is any."""
        if self.mistakes:
            raise UsageError("\n".join(self.mistakes))
