# SPDX-License-Identifier: MIT
"""Where practice differs: one question answered in two ways, an attribute that some files give and others never do,
values that look like one, words marked in two ways.

A difference is no mistake: it is a question for the guidelines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.practice.parts import PARTS
from edition.practice.questions import TITLES
from edition.practice.shapes import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.practice.corpus import Corpus, Total
    from edition.source import Place

_LEAST = 3  # occurrences in a file from which on its practice can be told
_ALWAYS, _NEVER = 0.9, 0.1


@dataclass(frozen=True)
class Way:
    """One way of doing something: how often, in which files it is the usual one, and an example."""

    what: str
    count: int
    files: int
    usual: tuple[Path, ...]
    place: Place


@dataclass(frozen=True)
class Difference:
    """One question with its ways, the most frequent first; `between` tells that files differ, not only places in a file."""

    kind: str
    title: str
    ways: tuple[Way, ...]
    between: bool

    @property
    def others(self) -> int:
        """How many occurrences do not follow the most frequent way."""
        return sum(way.count for way in self.ways[1:])


def differences(corpus: Corpus) -> list[Difference]:
    """All differences: those between files first, then by how many occurrences they concern."""
    found = [*_questions(corpus), *_attributes(corpus), *_values(corpus), *_words(corpus)]
    return sorted(found, key=lambda each: (not each.between, -each.others, each.kind, each.title))


def _questions(corpus: Corpus) -> Iterator[Difference]:
    for title in TITLES:
        answers = corpus.under(corpus.answers, title)
        if len(answers) > 1:
            yield _difference("question", title, answers)


def _difference(kind: str, title: str, ways: list[tuple[str, Total]]) -> Difference:
    usual = _usual(ways)
    made = tuple(Way(what, total.count, len(total.files), tuple(usual[what]), total.place) for what, total in ways)
    return Difference(kind, title, made, sum(bool(files) for files in usual.values()) > 1)


def _usual(ways: list[tuple[str, Total]]) -> dict[str, list[Path]]:
    """For each way the files in which it is the most frequent one."""
    best: dict[Path, tuple[int, str]] = {}
    for what, total in ways:
        for file, use in total.files.items():
            if file not in best or use.count > best[file][0]:
                best[file] = (use.count, what)
    usual: dict[str, list[Path]] = {what: [] for what, _ in ways}
    for file, (_, what) in sorted(best.items()):
        usual[what].append(file)
    return usual


def _attributes(corpus: Corpus) -> Iterator[Difference]:
    """An attribute that an element bears nearly always in some files, and nearly never in others, in one part of the document."""
    for part in PARTS:
        for element, whole in corpus.under(corpus.borne, part):
            for attribute, total in corpus.under(corpus.borne, part, element):
                always, never = _habits(whole, total)
                if always and never:
                    bare = Way(f"<{element}> without @{attribute}", whole.count - total.count, len(never), never, whole.files[never[0]].place)
                    ways = [Way(f"<{element} {attribute}>", total.count, len(total.files), always, total.place), bare]
                    title = f"@{attribute} on <{element}>" + ("" if part == "text" else f" ({part})")
                    yield Difference("attribute", title, tuple(sorted(ways, key=lambda way: -way.count)), between=True)


def _habits(whole: Total, total: Total) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files in which what is counted in `whole` nearly always bears what is counted in `total`, and nearly never."""
    counts = {file: use.count for file, use in whole.files.items() if use.count >= _LEAST}
    shares = {file: total.files[file].count / count if file in total.files else 0.0 for file, count in counts.items()}
    always = tuple(sorted(file for file, share in shares.items() if share >= _ALWAYS))
    return always, tuple(sorted(file for file, share in shares.items() if share <= _NEVER))


def _values(corpus: Corpus) -> Iterator[Difference]:
    """Values of one attribute that differ in case, hyphens or an ending only: “italic”, “Italics”."""
    for element, attribute in corpus.attributes:
        if is_open(element, attribute):
            continue
        alike: defaultdict[str, list[tuple[str, Total]]] = defaultdict(list)
        for value, total in corpus.under(corpus.values, element, attribute):
            folded = re.sub(r"(?:s|ed|ized|ised)$", "", re.sub(r"[\W_]+", "", value.casefold()))
            if len(folded) > 2:
                alike[folded].append((value, total))
        for same in alike.values():
            if len(same) > 1:
                ways = [(f'{attribute}="{value}"', total) for value, total in same]
                yield _difference("value", f"Values of @{attribute} on <{element}>", ways)


def _words(corpus: Corpus) -> Iterator[Difference]:
    """Pairs of forms in which the same words are marked, with the words that show it."""
    pairs: defaultdict[tuple[str, ...], list[tuple[str, list[tuple[str, Total]]]]] = defaultdict(list)
    for words in sorted({key[0] for key in corpus.words}):
        same = corpus.under(corpus.words, words)
        if len(same) > 1:
            pairs[tuple(sorted(form for form, _ in same))].append((words, same))
    for forms, examples in pairs.items():
        examples.sort(key=lambda pair: -sum(total.count for _, total in pair[1]))
        ways = [_way(form, [total for _, same in examples for each, total in same if each == form]) for form in forms]
        shown = ", ".join(f"“{words}”" for words, _ in examples[:5]) + (f" and {len(examples) - 5:,} more" if len(examples) > 5 else "")
        # Files differ if one of them marks these words in one way only, and another in the other.
        alone = [any(not any(file in other.usual for other in ways if other is not way) for file in way.usual) for way in ways]
        yield Difference("words", f"The same words: {shown}", tuple(sorted(ways, key=lambda way: -way.count)), sum(alone) > 1)


def _way(form: str, totals: list[Total]) -> Way:
    files = tuple(sorted({file for total in totals for file in total.files}))
    return Way(form, sum(total.count for total in totals), len(files), files, totals[0].place)
