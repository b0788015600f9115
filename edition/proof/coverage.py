# SPDX-License-Identifier: MIT
"""The account of a proof: which elements and attributes the sources use, how each is shown, what is accounted for and why.

It is data for `coverage.json` (schemas/coverage.schema.json); the page of it is `edition.proof.coverage_page`.
"""

from __future__ import annotations

import json
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


def report(accounts: Sequence[Account]) -> dict[str, Any]:
    """What coverage.json holds, for all sources and outputs, in an order that the sources alone decide."""
    rules = sorted({rule for account in accounts for rule in account.words if rule})
    return {
        "version": VERSION,
        "outputs": [_output(account) for account in accounts],
        "rules": [{"rule": rule, "why": RULES[rule], "words": _most(accounts, rule)} for rule in rules],
        "elements": _elements(accounts),
        "attributes": _attributes(accounts),
        "findings": [_finding(account, finding) for account in accounts for finding in account.findings],
    }


def written(accounts: Sequence[Account]) -> str:
    """coverage.json."""
    return json.dumps(report(accounts), ensure_ascii=False, indent=1) + "\n"


def _output(account: Account) -> dict[str, Any]:
    accounted = {rule: count for rule, count in sorted(account.words.items()) if rule}
    return {
        "source": account.source, "output": account.output, "words": account.words.get("", 0), "accounted": accounted,
        "loose": account.loose, "findings": len(account.findings),
    }  # fmt: skip


def _most(accounts: Iterable[Account], rule: str) -> int:
    """How many words a rule accounts for in the outputs of each source, of each source the output with most."""
    by_source: dict[str, int] = {}
    for account in accounts:
        by_source[account.source] = max(by_source.get(account.source, 0), account.words.get(rule, 0))
    return sum(by_source.values())


def _elements(accounts: Iterable[Account]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for account in accounts:
        for name, told in account.elements.items():
            known = found.get(name)
            if known is None:
                known = found[name] = {"element": name, **told, "source": account.source}
            else:
                for number in ("count", "wordless"):
                    known[number] += told[number]
                if not known["words"] and told["words"]:
                    known.update({key: told[key] for key in ("as", "words", "address", "line")}, source=account.source)
    for known in found.values():
        use = marks.use_of(known["element"]) if known["wordless"] else None
        known["without_words"] = {"how": use.how, "why": use.why} if use else None
    return [found[name] for name in sorted(found)]


def _attributes(accounts: Iterable[Account]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for account in accounts:
        for pair, told in account.attributes.items():
            element, attribute = pair.split("/@")
            use = attributes.use_of(element, attribute)
            known = found.setdefault(pair, {
                "element": element, "attribute": attribute, "count": 0, "how": use.how if use else "unknown",
                "why": use.why if use else "TEI has no such attribute.", "source": account.source, "line": told["line"],
            })  # fmt: skip
            known["count"] += told["count"]
    return [found[pair] for pair in sorted(found)]


def _finding(account: Account, finding: Finding) -> dict[str, Any]:
    return {
        "output": account.output, "source": account.source, "code": finding.code, "level": str(finding.level), "line": finding.line,
        "column": finding.column, "message": finding.message, "hint": finding.hint,
    }  # fmt: skip


def sentence(accounts: Sequence[Account]) -> str:
    """The line of a build's summary: how many words are where, and how many are accounted for."""
    shown = {account.source: account.words.get("", 0) for account in reversed(accounts)}
    rules: dict[str, int] = {rule: _most(accounts, rule) for rule in RULES}
    told = ", ".join(f"{rule} {count:,}" for rule, count in sorted(rules.items(), key=lambda each: -each[1]) if count)
    findings = sum(len(account.findings) for account in accounts)
    state = "nothing lost" if not findings else f"{findings:,} finding{'s' if findings > 1 else ''}"
    return f"{sum(shown.values()):,} words proved, {state}" + (f"; accounted for: {told}" if told else "")
