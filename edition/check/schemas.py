# SPDX-License-Identifier: MIT
"""Which schemas a file is checked with: those that were named, the project's, or the file's own.

It reads no schema and fetches nothing: a remote one is only named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from edition.source.library import Library, OutsideError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from edition.source import Instruction, Source

_RELAX_NG = "http://relaxng.org/ns/structure/1.0"
_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
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
    the project.
    """

    grammars: tuple[Path, ...] = ()
    rules: tuple[Rules, ...] = ()
    reason: str = ""
    bounded: bool = False

    def __bool__(self) -> bool:
        return bool(self.grammars or self.rules)


def named(schema: Path | None, schematron: Sequence[Path], phase: str) -> Chosen:
    """The schemas that a command or a project names."""
    return Chosen((schema,) if schema else (), tuple(Rules(path, phase) for path in schematron))


def own(source: Source, library: Library, phase: str = "") -> Chosen:
    """The schemas that a file names by `<?xml-model?>` (or oXygen's older instruction), if they are local."""
    grammars: list[Path] = []
    rules: list[Rules] = []
    reasons: list[str] = []
    for instruction in source.scan.instructions:
        for href, kind, own_phase in _models(instruction):
            path, reason = _local(source, library, href)
            if reason:
                reasons.append(reason)
            elif path and kind == _RELAX_NG:
                grammars.append(path)
            elif path and kind == _SCHEMATRON:
                rules.append(Rules(path, phase or own_phase))
            else:
                reasons.append(f"its schema {href} is neither RELAX NG nor Schematron")
    reason = "; ".join(dict.fromkeys(reasons)) or "it names no schema"
    return Chosen(tuple(dict.fromkeys(grammars)), tuple(dict.fromkeys(rules)), reason, bounded=True)


def _models(instruction: Instruction) -> list[tuple[str, str, str]]:
    """Address, namespace of the schema language, and phase."""
    values = instruction.pseudo_attributes()
    if instruction.target == "xml-model":
        href = values.get("href", "")
        kind = values.get("schematypens") or _kind(href, values.get("type", ""))
        return [(href, kind, values.get("phase", ""))] if href else []
    if instruction.target == "oxygen":
        pairs = (("RNGSchema", _RELAX_NG), ("SCHSchema", _SCHEMATRON))
        return [(values[name], kind, "") for name, kind in pairs if values.get(name)]
    return []


def _kind(href: str, media_type: str) -> str:
    path = urlsplit(href).path.lower()
    if path.endswith(_GRAMMARS) or media_type == "application/relax-ng-compact-syntax":
        return _RELAX_NG
    return _SCHEMATRON if path.endswith(_RULES) else ""


def _local(source: Source, library: Library, href: str) -> tuple[Path | None, str]:
    try:
        path = library.locate(source.path.resolve(), href)
    except OutsideError:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return None, f"its schema {href} is on the network and is not fetched"
        return None, f"its schema {href} lies outside the project's folder"
    if not path.is_file():
        return None, f"its schema {href} is not there"
    return library.shown(path), ""
