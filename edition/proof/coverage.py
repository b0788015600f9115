# SPDX-License-Identifier: MIT
"""The account of a proof: which elements and attributes the sources use, how each is shown, what is accounted for and why.

It is data for `coverage.json` (schemas/coverage.schema.json); the page of it is `edition.proof.coverage_page`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from edition.proof import attributes, marks
from edition.proof.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.check.finding import Finding
    from edition.proof.comparison import Pair
    from edition.proof.original import Original
    from edition.source import Source

VERSION = "1"
_WORDS = 8  # of an example


@dataclass
class Account:
    """One source in one output, in words and numbers that can be sent between processes.

    `words` are counted by rule, those that are shown under ''; `loose` is how many characters were compared without their
    order. `elements` and `attributes` are what coverage.json says of each, of pages alone.
    """

    source: str
    output: str
    words: dict[str, int]
    loose: int = 0
    elements: dict[str, dict[str, Any]] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def used(source: Source, had: Original, pairs: Sequence[Pair], page: str) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """What a text uses: its elements, each with an example of how its page shows it, and its attributes."""
    drawn = {id(pair.source): pair for pair in pairs}
    elements = {}
    for name, count in had.elements.items():
        told: dict[str, Any] = {"count": count, "wordless": had.wordless[name], "as": "", "words": "", "address": page}
        example = had.examples.get(name)
        if example:
            ordinal, stream, start, end = example
            pair = drawn.get(id(stream))
            labels = pair.output.drawn.get((start, end), []) if pair and not pair.alignment.differences else []
            told["as"], told["address"] = _shown(labels, name, page)
            told["words"] = _words(stream.pieces, start, end)
        else:
            ordinal = had.first.get(name, 0)
        told["line"] = source.place(ordinal).line
        elements[name] = told
    pairs_used = {
        f"{element}/@{attribute}": {"count": count, "line": source.place(had.first[element, attribute]).line}
        for (element, attribute), count in had.pairs.items()
    }
    return elements, pairs_used


def _shown(labels: list[str], name: str, page: str) -> tuple[str, str]:
    """Which element of the page shows an element of the source, and its address."""
    plain = [label.partition("#")[0] for label in labels]
    best = next((n for n, label in enumerate(plain) if label.endswith(f".{name}") or label == name), 0)
    identifier = next((label.partition("#")[2] for label in labels[best:] if "#" in label), "")
    return (plain[best] if plain else ""), f"{page}#{identifier}" if identifier else page


def _words(pieces: Iterable[Any], start: int, end: int) -> str:
    found: list[str] = []
    for piece in pieces:
        if piece.end > start and piece.start < end:
            found += piece.text.split()
            if len(found) > _WORDS:
                break
    return " ".join(found[:_WORDS]) + (" …" if len(found) > _WORDS else "")


class Ledger:
    """All accounts of a build, added up as they come: of a thousand letters it holds no more than their sum."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._outputs: list[dict[str, Any]] = []
        self._elements: dict[str, dict[str, Any]] = {}
        self._attributes: dict[str, dict[str, Any]] = {}
        self._told: list[dict[str, Any]] = []
        self._shown: dict[str, int] = {}
        self._rules: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, account: Account) -> None:
        """Take in an account; in which order they come decides the order of outputs and whose examples are shown."""
        accounted = {rule: count for rule, count in sorted(account.words.items()) if rule}
        shown = account.words.get("", 0)
        self._shown.setdefault(account.source, shown)
        for rule, count in accounted.items():
            self._rules[rule][account.source] = max(self._rules[rule][account.source], count)
        self._outputs.append({
            "source": account.source, "output": account.output, "words": shown, "accounted": accounted,
            "loose": account.loose, "findings": len(account.findings),
        })  # fmt: skip
        for name, told in account.elements.items():
            self._element(name, told, account.source)
        for pair, told in account.attributes.items():
            self._attribute(pair, told, account.source)
        self.findings += account.findings
        self._told += [_finding(account, finding) for finding in account.findings]

    def _element(self, name: str, told: dict[str, Any], source: str) -> None:
        known = self._elements.setdefault(name, {"element": name, **told, "count": 0, "wordless": 0, "source": source})
        for number in ("count", "wordless"):
            known[number] += told[number]
        if not known["words"] and told["words"]:
            known.update({key: told[key] for key in ("as", "words", "address", "line")}, source=source)

    def _attribute(self, pair: str, told: dict[str, Any], source: str) -> None:
        element, attribute = pair.split("/@")
        known = self._attributes.get(pair)
        if known is None:
            use = attributes.use_of(element, attribute) or attributes.Use("unknown", "TEI has no such attribute.")
            known = {"element": element, "attribute": attribute, "count": 0, "how": use.how, "why": use.why, "source": source, "line": told["line"]}
            self._attributes[pair] = known
        known["count"] += told["count"]

    def report(self) -> dict[str, Any]:
        """What coverage.json holds."""
        return {
            "version": VERSION,
            "outputs": self._outputs,
            "rules": [{"rule": rule, "why": RULES[rule], "words": self._rules[rule].total()} for rule in sorted(self._rules)],
            "elements": [_with_use(self._elements[name]) for name in sorted(self._elements)],
            "attributes": [self._attributes[pair] for pair in sorted(self._attributes)],
            "findings": self._told,
        }

    def sentence(self) -> str:
        """The line of a build's summary: how many words are where they belong, and how many are accounted for."""
        rules = sorted(((rule, counts.total()) for rule, counts in self._rules.items()), key=lambda each: (-each[1], each[0]))
        told = ", ".join(f"{rule} {count:,}" for rule, count in rules)
        many = len(self.findings)
        state = "nothing lost" if not many else f"{many:,} finding{'s' if many > 1 else ''}"
        return f"{sum(self._shown.values()):,} words proved, {state}" + (f"; accounted for: {told}" if told else "")


def written(report: dict[str, Any]) -> str:
    """coverage.json."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _with_use(element: dict[str, Any]) -> dict[str, Any]:
    use = marks.use_of(element["element"]) if element["wordless"] else None
    return {**element, "without_words": {"how": use.how, "why": use.why} if use else None}


def _finding(account: Account, finding: Finding) -> dict[str, Any]:
    return {
        "output": account.output, "source": account.source, "code": finding.code, "level": str(finding.level), "line": finding.line,
        "column": finding.column, "message": finding.message, "hint": finding.hint,
    }  # fmt: skip
