# SPDX-License-Identifier: MIT
"""Is each source XML, can it be read, and is it TEI at all?

It says nothing of any schema; the words for what expat found are in `edition.source.syntax`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check.finding import Finding, Level
from edition.source import TEI, Fault, Place, Source, SourceError

if TYPE_CHECKING:
    from pathlib import Path

# What most often stands at the root of a file that is not TEI P5, and what to say to it.
_OTHER_ROOTS = {
    ("", "TEI.2"): "This is TEI P4; convert it with TEI's p4top5.xsl.",
    ("", "teiCorpus.2"): "This is TEI P4; convert it with TEI's p4top5.xsl.",
    ("http://www.tei-c.org/ns/Examples", "TEI"): "This is the namespace of examples; TEI's own ends in /1.0.",
    ("http://relaxng.org/ns/structure/1.0", "grammar"): "This is a RELAX NG schema: give it as --schema.",
    (
        "http://purl.oclc.org/dsdl/schematron",
        "schema",
    ): "This is a Schematron schema: give it as --schematron.",
    ("http://www.w3.org/1999/XSL/Transform", "stylesheet"): "This is a stylesheet and not a text.",
    ("http://www.w3.org/1999/xhtml", "html"): "This is a web page and not a text in TEI.",
}


def unreadable(error: SourceError) -> list[Finding]:
    """The findings for a file that could not be read as XML."""
    return [_finding(Place(error.path, fault.line, fault.column), fault) for fault in error.faults]


def findings(source: Source) -> list[Finding]:
    """The findings for a well-formed file: that it is no TEI, and inclusions that failed."""
    found = [] if source.is_tei else [_not_tei(source)]
    if source.scan.includes:
        found += [_finding(problem.place, problem.fault) for problem in source.expansion.problems]
    return found


def read(path: Path) -> tuple[Source | None, list[Finding]]:
    """One file, or None and why; for callers that want both in one step."""
    try:
        source = Source.read(path)
    except SourceError as error:
        return None, unreadable(error)
    return source, findings(source)


def _not_tei(source: Source) -> Finding:
    namespace, name = source.scan.root
    place = source.own_place(0)
    if namespace == TEI:
        message = f"the root element is <{name}>: a part of a TEI document, not a whole one."
        hint = "Wrap it in <TEI> with a <teiHeader>, or include it in a file that has them."
        return Finding("xml-not-tei", *place, message, hint, Level.WARNING)
    if not namespace and name in {"TEI", "teiCorpus"}:
        message = f"<{name}> is in no namespace, so none of its elements is a TEI element."
        return Finding("xml-not-tei", *place, message, f'Write <{name} xmlns="{TEI}">.')
    where = f" in the namespace {namespace}" if namespace else " in no namespace"
    hint = _OTHER_ROOTS.get((namespace, name), f'A TEI document begins with <TEI xmlns="{TEI}">.')
    return Finding("xml-not-tei", *place, f"the root element is <{name}>{where}: this is no TEI.", hint)


def _finding(place: Place, fault: Fault) -> Finding:
    return Finding(fault.code, *place, fault.message, fault.hint)
