# SPDX-License-Identifier: MIT
"""From a schema file to the text of the stylesheet that checks, and its compilation with errors placed.

What the schema means is written in xslt/schematron; what a stylesheet finds is read in
`edition.check.schematron`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.check import cache
from edition.check.finding import Finding
from edition.check.schematron.assembly import assemble
from edition.check.schematron.errors import SchemaError
from edition.errors import StylesheetError
from edition.resources import folder
from edition.saxon import engine
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.saxon import Stylesheet
    from edition.source import Source

# The phase that stands for the first one whose @when is true of a document.
ANY = "#ANY"
_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"
_AT = re.compile(r' edition-schematron:at="(\d+)"')
# Saxon lists every static error: where, then the code and the reason on lines of their own.
_STATIC = re.compile(
    r"Error\s.*?on line (\d+) column \d+[^:]*:[^\s]*\s+([A-Z]{4}\d{4})\s+(.*?)(?=\s+Error\s(?:in|at)\s|$)"
)


@dataclass(frozen=True)
class Assertion:
    """What is known of one assert or report before any document is checked."""

    kind: str
    place: Place
    id: str
    role: str
    flags: tuple[str, ...]
    see: str
    pattern: str


@dataclass(frozen=True)
class Transpiled:
    """The stylesheet's text, its assertions in the order of their numbers, and the places of its parts.

    For the phase `ANY` it is one that chooses among `phases`.
    """

    path: Path
    xslt: str
    assertions: tuple[Assertion, ...]
    places: tuple[Place, ...]
    phases: tuple[str, ...] = ()


def transpile(source: Source, phase: str, bound: Path | None, *, careful: bool = False) -> Transpiled:
    """The checking stylesheet for one phase of a schema, from the cache if it is there.

    Raises SchemaError with every place where the schema is wrong.
    """
    key = cache.key(
        "schematron", _program(), str(source.path.resolve()), source.digest, phase, str(bound), str(careful)
    )
    stored = cache.read(key)
    if stored is not None:
        with contextlib.suppress(LookupError, TypeError, ValueError):  # else it is made anew
            return _read(source, stored)
    stored = _made(source, phase, bound, careful=careful)
    cache.write(key, stored)
    return _read(source, stored)


def _read(source: Source, stored: dict[str, Any]) -> Transpiled:
    places = tuple(Place(Path(file), line, column) for file, line, column in stored["places"])
    assertions = tuple(
        Assertion(
            each["kind"],
            places[int(each["at"])] if each["at"] else source.own_place(0),
            each["id"],
            each["role"],
            tuple(each["flags"]),
            each["see"],
            each["pattern"],
        )
        for each in stored["asserts"]
    )
    return Transpiled(source.path, str(stored["xslt"]), assertions, places, tuple(stored["phases"]))


@once
def _program() -> str:
    """The digest of the stylesheets that transpile."""
    found = hashlib.sha256()
    for file in sorted((folder("xslt") / "schematron").glob("*.xsl")):
        found.update(file.read_bytes())
    return found.hexdigest()


def compiled(transpiled: Transpiled) -> Stylesheet:
    """The executable stylesheet. Raises SchemaError, each expression that is no XPath at its place."""
    try:
        return engine().stylesheet_text(transpiled.xslt, transpiled.path.name)
    except StylesheetError as error:
        findings = list(_static_errors(error.message, transpiled))
        raise SchemaError(transpiled.path, findings) from None


def restrict(protocols: str) -> None:
    """From here on rules read only addresses of these protocols: `file`, or none. It cannot be taken back."""
    if not protocols:
        _stylesheet()  # it is read from files itself
    engine().processor.set_configuration_property(_PROTOCOLS, protocols)


@once
def _stylesheet() -> Stylesheet:
    return engine().stylesheet(folder("xslt") / "schematron" / "transpile.xsl")


def _made(source: Source, phase: str, bound: Path | None, *, careful: bool) -> dict[str, Any]:
    assembly = assemble(source, bound)
    base = source.path.resolve().as_uri()
    document = engine().document(assembly.xml, base)
    result = json.loads(
        _stylesheet().text("transpile", {"phase": phase, "careful": careful, "base": base}, document)
    )
    if result["problems"]:
        raise SchemaError(source.path, [_problem(each, assembly.places) for each in result["problems"]])
    return {
        "files": [[str(path), digest] for path, digest in assembly.files.items()],
        "places": [[str(place.file), place.line, place.column] for place in assembly.places],
        "asserts": result["asserts"],
        "phases": result["phases"],
        # Saxon gives the line of an expression's tag: one line for each tag that has a place.
        "xslt": _AT.sub(r'\n edition-schematron:at="\1"', result["xslt"]),
    }


def _problem(problem: dict[str, str], places: list[Place]) -> Finding:
    place = places[int(problem["at"] or 0)]
    return Finding("sch-schema", *place, problem["message"], problem["hint"])


def _static_errors(message: str, transpiled: Transpiled) -> Iterator[Finding]:
    lines = transpiled.xslt.split("\n")
    seen: set[tuple[Place, str]] = set()
    for line, code, reason in _STATIC.findall(message):
        place = _place_before(lines, int(line), transpiled)
        words = re.sub(r"\s+before\W*$", "", reason).strip().rstrip(".")
        if (place, words) not in seen:
            seen.add((place, words))
            yield Finding(
                "sch-xpath",
                *place,
                f"this expression cannot be used: {words} ({code}).",
                _advice(code, words),
            )
    if not seen:
        reason = message.partition("compiled: ")[2] or message
        yield Finding("sch-xpath", transpiled.path, 0, 0, f"the schema cannot be compiled: {reason}")


def _place_before(lines: list[str], line: int, transpiled: Transpiled) -> Place:
    """The place of the last stamped tag up to a line of the stylesheet."""
    for text in reversed(lines[:line]):
        found = _AT.search(text)
        if found:
            return transpiled.places[int(found[1])]
    return Place(transpiled.path, 0, 0)


def _advice(code: str, words: str) -> str:
    if code == "XPST0081":
        prefix = re.search(r"prefix\W+([\w.-]+)", words)
        return f'Declare it: <ns prefix="{prefix[1] if prefix else "…"}" uri="…"/>.'
    if code == "XPST0008":
        return "Define it with <let>, before it is used."
    if code == "XPST0017":
        return "Check the function's name and the number of its arguments."
    return "Check the expression; it is read as XPath 3.1."
