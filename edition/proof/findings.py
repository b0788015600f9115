# SPDX-License-Identifier: MIT
"""What a comparison found, as findings for an editor: the place in the source, the words, what to do.

Many faults of one cause are one finding, at the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.check import silence
from edition.check.finding import Finding, Level
from edition.check.silence import Silences
from edition.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.proof.comparison import Fault
    from edition.proof.original import Original
    from edition.source import Place, Source

_MOST = 20  # so many faults of one kind are told one by one
_APART = frozenset(("proof-structure", "proof-mark", "proof-told", "proof-element", "proof-attribute"))  # told together by element
_SHOWN = 14  # so many words are quoted
_MESSAGES = {
    "proof-lost": "{words} stand{s} nowhere in {output}",
    "proof-moved": "{words} stand{s} elsewhere in {output} than in the source",
    "proof-repeated": "{words} stand{s} more than once in {output}",
    "proof-added": "{output} has {words} among the words of the text, and the source has not",
    "proof-generated": "{words} stand{s} in {output}, but as if the edition had added {them}",
    "proof-hidden": "{words} cannot be seen in {output} ({detail})",
    "proof-reading": "{words} stand{s} in {output} in the wrong reading of the two",
    "proof-structure": "<{detail}> does not begin and end in {output} as it does in the source: {words}",
    "proof-mark": "<{detail}> leaves no mark in {output}",
    "proof-told": "{output} does not tell {detail} of <{element}>: {words}",
    "proof-place": "the note {words} hangs in another place of {output}",
    "proof-element": "TEI has no element <{detail}>; {output} keeps its words and names it",
    "proof-attribute": "TEI has no attribute {detail}; {output} does not show it",
}
_HINTS = {
    "proof-lost": "A rule for <{element}> drops it: look at the project's stylesheet.",
    "proof-moved": "Let the rule for <{element}> keep the order of the source.",
    "proof-repeated": "Mark the repetition with data-duplicate.",
    "proof-added": "Mark what the edition adds with data-generated.",
    "proof-generated": "Take data-generated from what the rule for <{element}> makes.",
    "proof-hidden": "Show it, or let readers switch it (docs/pages.md).",
    "proof-reading": "Set data-reading as docs/outputs.md says.",
    "proof-structure": "Let the rule for <{detail}> keep it apart.",
    "proof-mark": "Let the rule for <{detail}> leave its mark (docs/pages.md).",
    "proof-told": "Let the rule for <{element}> tell it.",
    "proof-place": "Let the rule for <{element}> keep it where it belongs.",
    "proof-element": "Correct its name, or give it a rule in the project's stylesheet.",
    "proof-attribute": "Correct its name, or show it in the project's stylesheet.",
}


class Reporter:
    """Makes findings about one source in one output; `output` is what readers call it: a page, the book."""

    def __init__(self, source: Source, original: Original, output: str) -> None:
        self._source, self._original, self._output = source, original, output
        self._elements: list[str] = []

    def findings(self, faults: Iterable[Fault]) -> list[Finding]:
        """Findings in the order of the faults; those of one kind beyond a number are counted in the last.

        What the editor silenced in the source (`<?edition ignore CODE?>`) is none.
        """
        groups: dict[tuple[str, str], list[Fault]] = {}
        silent = Silences(silence.of(self._source)[0])
        for fault in faults:
            if silent(fault.kind, self._place(fault)):
                continue
            apart = fault.kind in _APART
            groups.setdefault((fault.kind, f"{self._element(fault)} {fault.detail}" if apart else ""), []).append(fault)
        found: list[Finding] = []
        for (_, cause), group in groups.items():
            most = 1 if cause else _MOST
            told = group[:most]
            found += [self._finding(fault, 0 if fault is not told[-1] else len(group) - most) for fault in told]
        return found

    def _finding(self, fault: Fault, more: int) -> Finding:
        words = fault.words.split()
        quoted = " ".join(words if len(words) <= _SHOWN else [*words[: _SHOWN // 2], "…", *words[-_SHOWN // 2 :]])
        values = {
            "words": f"“{quoted}”" + (f" ({len(words)} words)" if len(words) > _SHOWN else ""),
            "s": "" if len(words) > 1 else "s", "them": "them" if len(words) > 1 else "it",
            "detail": fault.detail, "element": self._element(fault), "output": self._output,
        }  # fmt: skip
        message = _MESSAGES[fault.kind].format(**values) + (f"; and so {more} more" if more > 0 else "") + "."
        code = fault.kind
        hint = _HINTS[fault.kind].format(**values)
        if not message.startswith(self._output):
            message = message[0].upper() + message[1:]
        return Finding(code, *self._place(fault), message, hint, Level(CODES[code].level))

    def _element(self, fault: Fault) -> str:
        """The name of the element that a fault is about."""
        if not self._elements:
            self._elements = [str(element.tag).rpartition("}")[2] for _, element in self._source.elements()]
        ordinal = self._ordinal(fault)
        return self._elements[ordinal] if 0 <= ordinal < len(self._elements) else ""

    def _ordinal(self, fault: Fault) -> int:
        return fault.element if fault.element >= 0 else self._original.owners.get(fault.number, -1)

    def _place(self, fault: Fault) -> Place:
        """Where the words begin in the file, or else their element."""
        place = self._source.node_place("text", fault.number) if fault.number >= 0 else None
        if place is None:
            attribute = fault.detail[1:] if fault.detail.startswith("@") else ""
            return self._source.place(max(self._ordinal(fault), 0), attribute)
        text = self._original.text_of(fault.number)
        return place._replace(line=place.line + _lines(text, fault.offset))


def _lines(text: str, offset: int) -> int:
    """How many lines below its first word a text has the word at an offset among its characters that are not white."""
    seen = lines = 0
    begun = False
    for character in text:
        if character.isspace():
            lines += int(begun and character == "\n")
        else:
            begun = True
            if seen >= offset:
                break
            seen += 1
    return lines
