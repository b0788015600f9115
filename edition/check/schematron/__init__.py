# SPDX-License-Identifier: MIT
"""ISO Schematron with XPath 2 and 3: `Schema.load(path).findings(document)`.

Rules stand in a .sch file, in a RELAX NG grammar or in an ODD. No Java; how a schema becomes a
stylesheet is in xslt/schematron. It does not validate against a grammar.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from edition.check.finding import Finding, Level
from edition.check.schematron.errors import SchemaError
from edition.check.schematron.transpiler import ANY, Assertion, compiled, transpile
from edition.errors import StylesheetError
from edition.saxon import engine
from edition.source import Place, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from saxonche import PyXdmNode

    from edition.saxon import Stylesheet

__all__ = ["Schema", "SchemaError", "Violation"]

_CHECK = "{https://tei-edition.org/ns/schematron}check"
# The words that schemas use in @role (ISO leaves them open; TEI's own has nonfatal, warning, information).
_LEVELS = {
    **dict.fromkeys(("warning", "warn", "nonfatal", "non-fatal", "caution"), Level.WARNING),
    **dict.fromkeys(
        ("info", "information", "informational", "hint", "suggestion", "note", "debug"), Level.HINT
    ),
}


@dataclass(frozen=True)
class Violation:
    """An assertion that does not hold, or a report that does, with all that the schema says of it.

    `diagnostics` and `properties` map ids to texts. `finding` is the same for those who show it.
    """

    assertion: Assertion
    finding: Finding
    diagnostics: dict[str, str]
    properties: dict[str, str]


class Schema:
    """A compiled schema. `Schema.load` makes one; it may check any number of documents."""

    def __init__(self, source: Source, phase: str, bound: Path | None) -> None:
        self.path = source.path
        self._source = source
        self._bound = bound
        self.phase = phase
        self._transpiled = transpile(source, phase, bound, careful=phase == ANY)
        self._stylesheet = compiled(self._transpiled)
        self._careful: Stylesheet | None = None
        self._phases: dict[str, Schema] = {}
        self._load(self._transpiled.phases)

    @classmethod
    def load(cls, path: Path | str, phase: str = "", folder: Path | None = None) -> Schema:
        """Read a schema; `phase` is one of its phases, #ALL, #ANY, or its default. Includes come from below `folder`.

        Raises SchemaError with the places where the schema is wrong, SourceError if it is no XML.
        """
        return cls(Source.read(path), phase, folder)

    def findings(self, document: Path | str | Source, phase: str | None = None) -> list[Finding]:
        """What the rules say of a document, at the places of the nodes in their real files, sorted.

        `phase` is for one document only; better load the schema with it. Raises SourceError where
        the document cannot be read, SchemaError where no phase of #ANY fits and the rules of all are wrong.
        """
        return [violation.finding for violation in self.violations(document, phase)]

    def violations(self, document: Path | str | Source, phase: str | None = None) -> list[Violation]:
        """The findings with their ids, flags, diagnostics and properties."""
        if phase is not None and phase != self.phase:
            return Schema(self._source, phase, self._bound).violations(document)
        source = document if isinstance(document, Source) else Source.read(document)
        tree = engine().document(source.xml, source.path.resolve().as_uri())
        if self.phase == ANY:
            found = self._of_the_phase_meant(source, tree)
        else:
            found = [self._violation(source, each) for each in _once(self._run(tree))]
        return sorted(found, key=lambda violation: violation.finding.place)

    def _of_the_phase_meant(self, source: Source, tree: PyXdmNode) -> list[Violation]:
        """The first phase whose condition is true (ISO/IEC 19757-3:2025, 5.5.22), or all patterns; and what fails."""
        violations, name = [], "#ALL"
        for each in json.loads(self._stylesheet.text(_CHECK, {}, tree)):
            if "e" not in each:
                name = each["phase"]
                break
            violations.append(self._condition_failed(source, each))
        self._load([name])
        return violations + self._phases[name].violations(source)

    def _load(self, names: Sequence[str]) -> None:
        """Have those phases ready. Raises SchemaError with what is wrong in any of them."""
        wrong: dict[Finding, None] = {}
        for name in names:
            if name not in self._phases:
                try:
                    self._phases[name] = Schema(self._source, name, self._bound)
                except SchemaError as error:
                    wrong.update(dict.fromkeys(error.findings))
        if wrong:
            raise SchemaError(self.path, list(wrong))

    def _condition_failed(self, source: Source, found: dict[str, Any]) -> Violation:
        rule = self._transpiled.places[found["at"]]
        what = f"the condition of the phase “{found['phase']}”"
        hint = "Another phase was taken; make the condition safe against what stands here."
        finding = _fails(what, rule, source.place(0, ""), found["e"], hint)
        return Violation(Assertion("phase", rule, found["phase"], "", (), "", ""), finding, {}, {})

    def _run(self, tree: PyXdmNode) -> list[dict[str, Any]]:
        """What the stylesheet finds; where an expression fails, once more with each expression guarded."""
        try:
            text = self._stylesheet.text(_CHECK, {}, tree)
        except StylesheetError:
            text = self._careful_stylesheet().text(_CHECK, {}, tree)
        found: list[dict[str, Any]] = json.loads(text)
        return found

    def _careful_stylesheet(self) -> Stylesheet:
        if self._careful is None:
            self._careful = compiled(transpile(self._source, self.phase, self._bound, careful=True))
        return self._careful

    def _violation(self, source: Source, found: dict[str, Any]) -> Violation:
        assertion = _with_variables(self._transpiled.assertions[found["a"]], found)
        place = _place(source, found)
        if "e" in found:
            finding = _failed(assertion, place, found["e"], whole=found["w"])
        else:
            finding = _finding(assertion, place, found)
        return Violation(assertion, finding, dict(found.get("d", ())), dict(found.get("p", ())))


def _with_variables(assertion: Assertion, found: dict[str, Any]) -> Assertion:
    """An assertion with the role and the flags that variables of the schema gave it on this node."""
    if "r" in found:
        assertion = replace(assertion, role=found["r"])
    return replace(assertion, flags=tuple(found["f"].split())) if "f" in found else assertion


def _place(source: Source, found: dict[str, Any]) -> Place:
    """The place of the node that a stylesheet names by its ordinal, perhaps in another document."""
    if "u" in found:
        other = Path(unquote(urlsplit(found["u"]).path))
        try:
            source = Source.read(_shown(other))
        except SourceError:
            return Place(_shown(other), 0, 0)
    if "k" in found:
        node = source.node_place(found["k"], found["i"])
        if node:
            return node
    return source.place(found["n"], found.get("t", ""))


def _shown(path: Path) -> Path:
    """A path as a user would write it: from the current folder, if the file lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _once(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each violation once; of a test that fails on every node only the first, with the count."""
    failures: dict[tuple[int, str], dict[str, Any]] = {}
    for each in found:
        if "e" not in each:
            yield each
            continue
        first = failures.setdefault((each["a"], each["e"]), each)
        first["count"] = first.get("count", 0) + 1
    for each in failures.values():
        if each["count"] > 1:
            each["e"] += f" (so on {each['count']:,} nodes)"
        yield each


def _finding(assertion: Assertion, place: Place, found: dict[str, Any]) -> Finding:
    message = (
        found["m"] or f"a rule of the schema without a message (line {assertion.place.line}) does not hold."
    )
    texts = [text for _, text in found.get("d", ())] + [
        f"{name}: {text}" for name, text in found.get("p", ())
    ]
    if assertion.see:
        texts.append(f"See {assertion.see}.")
    level = _LEVELS.get(assertion.role.strip().lower(), Level.ERROR)
    return Finding(f"sch-{assertion.kind}", *place, message, " ".join(texts), level)


def _words(reason: str) -> str:
    """An engine's reason on one line, with the files of this folder named as a user would."""
    return (
        " ".join(reason.split()).replace(f"file:{Path.cwd()}/", "").replace(f"{Path.cwd()}/", "").rstrip(".")
    )


def _failed(assertion: Assertion, place: Place, reason: str, *, whole: bool) -> Finding:
    what = "a variable or the context of the rule" if whole else f"the test of the {assertion.kind}"
    hint = "The rule was not checked on this node; make its expression safe against what stands here."
    return _fails(what, assertion.place, place, reason, hint)


def _fails(what: str, rule: Place, place: Place, reason: str, hint: str) -> Finding:
    message = f"{what} in {rule.file.name}, line {rule.line}, fails here: {_words(reason)}."
    return Finding("sch-rule-failed", *place, message, hint, Level.WARNING)


def try_load(
    path: Path | str, phase: str = "", folder: Path | None = None
) -> tuple[Schema | None, list[Finding]]:
    """A schema, or None and what is wrong with it as findings in the schema's own file."""
    try:
        return Schema.load(path, phase, folder), []
    except SchemaError as error:
        return None, list(error.findings)
    except SourceError as error:
        return None, [
            Finding("sch-schema", error.path, f.line, f.column, f.message, f.hint) for f in error.faults
        ]
