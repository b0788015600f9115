# SPDX-License-Identifier: MIT
"""A source as it is on disk, read for a comparison: every text node is in a stream, or under a rule that accounts for it.

It asks no stylesheet: what TEI's Guidelines say of an element decides. Notes of this edition's editors, and for a
book all notes, are streams of their own, because an output may set them elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from edition.proof import book, guidelines
from edition.proof.attributes import TOLD
from edition.proof.marks import MARKED
from edition.proof.rules import EVIDENT, PAGE, REGISTERS, Setting
from edition.proof.stream import BOTH, CORRECTED, Claim, Mark, Span, Stream
from edition.proof.structure import BORDERED
from edition.source import TEI
from edition.words.cutting import names

if TYPE_CHECKING:
    from edition.source import Source

# Annotations of a text that stand apart from it are shown where their targets are.
_NOTE_LISTS = ("listAnnotation", "noteGrp")
_TEI = f"{{{TEI}}}"
# In a link no sign can be pressed, so a page sets the signs behind it.
_LINKS = names(
    "ref name rs persName placeName orgName eventName geogName settlement country region district bloc date title bibl"
)


@dataclass(slots=True)
class _State:
    """What is so while an element is open."""

    name: str
    element: int
    rule: str
    side: int
    stream: Stream
    start: int
    outside: bool = False
    way: frozenset[etree._Element] | None = None  # in an app: what leads to the reading in the text
    entry: bool = False  # in an apparatus that is read as such
    link: _State | None = None  # the outermost link
    shown: _State | None = None  # the innermost element that no rule leaves out
    claims: list[Claim] = field(default_factory=list)
    empty: bool = True


@dataclass
class Original:
    """What a source has.

    `streams` are the text, then the notes apart from it; `claims` what must be told where; `words` counts words by
    rule; `elements`, `wordless` (those that hold nothing) and `pairs` (element, attribute) count what occurs where
    readers are shown it; `first` is the ordinal of the first such element, `examples` where the first with words stands;
    `owners` says in which element a text node is.
    """

    streams: list[Stream] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    elements: Counter[str] = field(default_factory=Counter)
    wordless: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[str | tuple[str, str], int] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)
    examples: dict[str, tuple[int, Stream, int, int]] = field(default_factory=dict)

    def text_of(self, number: int) -> str:
        """A text node as it is written; empty for one that no stream has."""
        return next((piece.text for stream in self.streams for piece in stream.pieces if piece.key == number), "")


def read(source: Source, setting: Setting = PAGE) -> Original:
    """The texts of a source, and what accounts for all else in it, for an output of this setting."""
    return _Reader(source.expanded, setting).run()


class _Reader:
    def __init__(self, root: etree._Element, setting: Setting) -> None:
        self._root = root
        self._rules = setting.elements
        self._page = setting is PAGE
        self._has_text = next(root.iter(_TEI + "text"), None) is not None
        self._has_document = next(root.iter(_TEI + "sourceDoc"), None) is not None
        self._responsible = guidelines.Responsible(root)
        main = Stream()
        self.found = Original(streams=[main])
        self._number = self._element = -1
        self._open = [_State("", -1, "", BOTH, main, 0, outside=True)]

    def run(self) -> Original:
        for event, node in etree.iterwalk(self._root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._enter(node)
            elif event == "end":
                self._leave(node)
            elif node.tail:
                self._text(node.tail, self._open[-1])
        return self.found

    def _enter(self, element: etree._Element) -> None:
        self._element += 1
        parent = self._open[-1]
        parent.empty = False
        tag = element.tag
        state = _State(tag.rpartition("}")[2], self._element, parent.rule, parent.side, parent.stream,
                       parent.stream.length, entry=parent.entry, link=parent.link)  # fmt: skip
        if not parent.rule:
            self._judge(element, state, parent, ours=tag.startswith(_TEI))
        state.shown = parent.shown if state.rule else state
        self._open.append(state)
        if not state.rule and not state.outside:
            self._count(element, state)
        if element.text:
            self._text(element.text, state)

    def _judge(self, element: etree._Element, state: _State, parent: _State, *, ours: bool) -> None:
        """Say by which rule an element is left out, in which reading it stands, and in which stream."""
        if parent.outside and ours:
            self._begin(state, parent)
            if state.rule or state.outside:
                return
        if parent.name == "choice":
            state.side &= guidelines.chosen(element)
            state.rule = "" if state.side or not parent.side else "alternative"
        elif ours:
            state.side &= guidelines.side(element, state.name)
            state.rule = self._rule(element, state.name, parent)
        if not state.rule and not state.side:
            state.rule = "set-aside"
        if not state.rule and not self._page and not state.side & CORRECTED:
            state.rule = "transmitted"
        if ours and not state.rule:
            if state.name in ("app", "rdgGrp"):
                self._apparatus(element, state, parent)
            elif state.name == "note" and state.stream is parent.stream:
                self._note(element, state)

    def _begin(self, state: _State, parent: _State) -> None:
        """Judge an element that stands outside all texts."""
        name = state.name
        if name in ("TEI", "teiCorpus") or (name in _NOTE_LISTS and parent.name in ("standOff", *_NOTE_LISTS)):
            state.outside = True
        elif name == "note" and parent.name in ("standOff", *_NOTE_LISTS):
            state.stream = Stream("editor", None, 0, state.element)
            state.start, state.outside = 0, False
            self.found.streams.append(state.stream)
        elif name == "text" or (name == "sourceDoc" and not self._has_text):
            return
        elif name == "standOff":
            state.outside = self._page or self._has_text or self._has_document
        else:
            usual = "register" if name in REGISTERS else "second-text" if name == "sourceDoc" else "stand-off"
            state.rule = self._rules.get(name, usual)

    def _rule(self, element: etree._Element, name: str, parent: _State) -> str:
        """The rule that leaves out an element of a text; empty for none."""
        if parent.way is not None and element not in parent.way and (self._page or name in ("lem", "rdg", "wit")):
            return "variant"
        if name == "desc" and parent.name in guidelines.PICTURES and not (self._page and parent.name in ("figure", "notatedMusic")):
            return "description"
        if parent.name in ("gap", "space"):
            return "told"
        return self._rules.get(name, "")

    def _apparatus(self, app: etree._Element, state: _State, parent: _State) -> None:
        """Say what in an app leads to the reading that stands in the text."""
        if state.name == "rdgGrp":
            state.way = parent.way
            return
        if guidelines.is_entry(app):
            state.entry = True
            return
        base = guidelines.base_reading(app, lemma_first=self._page)
        state.way = frozenset((base, *base.iterancestors())) if base is not None else frozenset()

    def _note(self, note: etree._Element, state: _State) -> None:
        """Give a note a stream of its own where an output may set it apart."""
        editorial = not state.entry and self._responsible.wrote(note)
        if self._page and not editorial:
            return
        parent = state.stream
        state.stream = Stream("editor" if editorial else "note", parent, parent.length, state.element)
        state.start, state.link = 0, None
        self.found.streams.append(state.stream)

    def _count(self, element: etree._Element, state: _State) -> None:
        """Take in that an element occurs where readers are shown it, and what they must be told of it."""
        found, name, number = self.found, state.name, state.element
        found.elements[name] += 1
        found.first.setdefault(f"{element.prefix}:{name}" if element.prefix else name, number)
        if not element.tag.startswith(_TEI):
            return
        if name in MARKED and not (name == "note" and (state.entry or guidelines.is_set_off(element))):
            own = state.stream
            apart = name == "note" and own.element == number
            stream, at = (own.parent, own.at) if apart else (own, state.start)
            if stream is not None:
                stream.marks.append(Mark(name, at, element.get("n", ""), number))
        if state.link is None and name in _LINKS:
            state.link = state
        attributes: list[tuple[str, str]] = list(element.attrib.items())  # type: ignore[arg-type] # no bytes in XML
        for key, value in attributes:
            pair = (name, key.rpartition("}")[2])
            found.pairs[pair] += 1
            found.first.setdefault(pair, number)
            if pair in TOLD and value.strip():
                self._claim(Claim("attribute", value, number, state.stream, state.start, name=pair[1]), state)
        if name == "app" and state.way is not None and self._page:
            readings = sum(1 for each in element.iter(_TEI + "rdg", _TEI + "lem") if guidelines.app_of(each) is element)
            self._claim(Claim("readings", str(readings), number, state.stream, state.start), state)

    def _claim(self, claim: Claim, state: _State) -> None:
        self.found.claims.append(claim)
        state.claims.append(claim)

    def _leave(self, element: etree._Element) -> None:
        state = self._open.pop()
        end = state.stream.length
        if not state.rule and not state.outside:
            if state.empty:
                self.found.wordless[state.name] += 1
            if end > state.start and state.name not in self.found.examples:
                self.found.examples[state.name] = (state.element, state.stream, state.start, end)
            if state.name in BORDERED and element.tag.startswith(_TEI):
                state.stream.spans.append(Span(state.name, state.start, end, state.element))
        if state.claims:
            for claim in state.claims:
                claim.until = end
            above = self._open[-1]
            if above.name == "choice" and not above.rule:
                above.claims += state.claims
            elif state.link is not None and state.link is not state and state.link.stream is state.stream:
                state.link.claims += state.claims
        if element.tail:
            self._text(element.tail, self._open[-1])

    def _text(self, text: str, state: _State) -> None:
        self._number += 1
        state.empty = False
        if text.isspace():
            return
        if not self._page:
            text = book.normal(text)
        words = text.split()
        rule = state.rule
        self.found.words[rule] += len(words)
        if not rule:
            self.found.owners[self._number] = state.element
            state.stream.add("".join(words), state.side, self._number, text)
        elif (self._page or rule == "variant") and rule in EVIDENT and state.shown is not None:
            shown = state.shown
            self._claim(Claim(rule, text, state.element, shown.stream, shown.start, name=str(self._number)), shown)
