# SPDX-License-Identifier: MIT
"""Which schemas a file is checked with: those that were named, the file's own, or the one of the schema folder that fits.

A remote one is sought in catalogs and among those that were added to the project, and is never fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urlsplit

from edition.check.added import Added
from edition.check.catalog import Catalogs
from edition.check.grammars import Folder, Grammars
from edition.check.schema_files import RELAX_NG, SCHEMATRON
from edition.source.library import Library, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from edition.source import Instruction, Source

_T = TypeVar("_T")
_GRAMMARS = (".rng", ".rnc")
_RULES = (".sch", ".isosch", ".schematron")


class Rules(NamedTuple):
    """A Schematron schema and the phase to check."""

    path: Path
    phase: str


@dataclass(frozen=True)
class Chosen:
    """The grammars and rules for one file. If there are none, `reason` says why, in words.

    `bounded` is set where the file itself names them: then they may include nothing from outside
    the project. `missing` are addresses on the network that were not fetched.
    """

    grammars: tuple[Path, ...] = ()
    rules: tuple[Rules, ...] = ()
    reason: str = ""
    bounded: bool = False
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.grammars or self.rules)


def named(schema: Path | None, schematron: Sequence[Path], phase: str) -> Chosen:
    """The schemas that a command or a project names."""
    return Chosen((schema,) if schema else (), tuple(Rules(path, phase) for path in schematron))


class Chooser:
    """Chooses the schemas for one source after the other.

    `given` are those that a command or a project names: they go before all others. Where there are none, a source
    is checked with those that it names itself; where it names none, with the one of the project's schema folder
    that fits its root element.
    """

    def __init__(self, library: Library, given: Chosen, phase: str, grammars: Grammars) -> None:
        self._library = library
        self._given = given
        self._phase = phase
        self._folder = Folder(library.folder, grammars)
        self._checked: dict[str, str] = {}

    @cached_property
    def _catalogs(self) -> Catalogs:
        return Catalogs.of_project(self._library.folder)

    @cached_property
    def _added(self) -> Added:
        return Added.of_project(self._library.folder)

    def chosen(self, source: Source) -> Chosen:
        """The schemas for a source, or none and why."""
        if self._given:
            return self._given
        models = [model for instruction in source.scan.instructions for model in _models(instruction)]
        return self._own(source, models) if models else self._fitting(source)

    def _own(self, source: Source, models: list[tuple[str, str, str]]) -> Chosen:
        """The schemas that a file names by `<?xml-model?>` (or oXygen's older instruction), if they are local."""
        grammars: list[Path] = []
        rules: list[Rules] = []
        reasons: list[str] = []
        missing: list[str] = []
        for href, kind, own_phase in models:
            path, reason = self._local(source, href)
            if reason:
                reasons.append(reason)
                missing += [href] if _is_remote(href) and path is None and kind else []
            elif path and kind == RELAX_NG:
                grammars.append(path)
            elif path and kind == SCHEMATRON:
                rules.append(Rules(path, self._phase or own_phase))
            else:
                reasons.append(f"its schema {href} is neither RELAX NG nor Schematron")
        reason = "; ".join(dict.fromkeys(reasons))
        return Chosen(_once(grammars), _once(rules), reason, bounded=True, missing=_once(missing))

    def _fitting(self, source: Source) -> Chosen:
        """The one grammar of the project's schema folder that fits; where several do, none is guessed."""
        found = self._folder.fitting(source.scan.root)
        if len(found) > 1:
            names = ", ".join(path.name for path in found)
            return Chosen(reason=f"it names no schema, and several of {found[0].parent.name}/ fit it: {names}")
        if not found:
            return Chosen(reason="it names no schema")
        reason = self._changed(found[0])
        return Chosen(reason=reason) if reason else Chosen((self._library.shown(found[0].resolve()),), bounded=True)

    def _changed(self, path: Path) -> str:
        """Why a file that was added is not used, if it is not as it was then."""
        for pinned in self._added.schemas.values():
            if self._added.folder / pinned.file == path:
                return self._pinned(pinned.address)
        return ""

    def _pinned(self, address: str) -> str:
        """Why an added schema is not used, if it or a part of it is not as it was then; looked at once a run."""
        if address not in self._checked:
            changed = [file.name for file in self._added.changed(address)]
            reason = f"{' and '.join(changed)} is not as it was when it was added; renew it with: edition schema add {address}" if changed else ""
            self._checked[address] = reason
        return self._checked[address]

    def _local(self, source: Source, href: str) -> tuple[Path | None, str]:
        """The file that stands for a reference, or why there is none; a schema that has changed comes with both."""
        by_catalog = self._catalogs.resolve(href) if self._catalogs else None
        if by_catalog:
            return self._library.shown(by_catalog), ""
        kept = self._added.find(href)
        if kept:
            return self._library.shown(kept), self._pinned(href)
        try:
            path = self._library.locate(source.path.resolve(), href)
        except OutsideError:
            if _is_remote(href):
                because = "".join(f"; {trouble}" for trouble in self._catalogs.troubles.values())
                return None, f"its schema {href} is on the network and is not fetched{because}"
            return None, f"its schema {href} lies outside the project's folder"
        if not path.is_file():
            return None, f"its schema {href} is not there"
        return self._library.shown(path), ""


def own(source: Source, library: Library, phase: str = "") -> Chosen:
    """The schemas that a file names itself, if they are local."""
    return Chooser(library, Chosen(), phase, Grammars()).chosen(source)


def _models(instruction: Instruction) -> list[tuple[str, str, str]]:
    """Address, namespace of the schema language, and phase."""
    values = instruction.pseudo_attributes()
    if instruction.target == "xml-model":
        href = values.get("href", "")
        kind = values.get("schematypens") or _kind(href, values.get("type", ""))
        return [(href, kind, values.get("phase", ""))] if href else []
    if instruction.target == "oxygen":
        pairs = (("RNGSchema", RELAX_NG), ("SCHSchema", SCHEMATRON))
        return [(values[name], kind, "") for name, kind in pairs if values.get(name)]
    return []


def _kind(href: str, media_type: str) -> str:
    path = urlsplit(href).path.lower()
    if path.endswith(_GRAMMARS) or media_type == "application/relax-ng-compact-syntax":
        return RELAX_NG
    return SCHEMATRON if path.endswith(_RULES) else ""


def _is_remote(href: str) -> bool:
    parts = urlsplit(href)
    return parts.scheme in {"http", "https"} or bool(parts.netloc)


def _once(found: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(found))
