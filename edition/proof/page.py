# SPDX-License-Identifier: MIT
"""A page as readers get it, read for a comparison: what its article shows, in which reading, and what cannot be seen of it.

It trusts the attributes of docs/outputs.md and nothing else; it knows no source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from edition.proof.hiding import Sheet, hides
from edition.proof.stream import BOTH, CORRECTED, TRANSMITTED, Mark, Span, Stream, Told
from edition.resources import folder
from edition.words.cutting import names

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that a browser sets on lines of their own; b is our class for a block inside a note (xslt/html/core-notes.xsl).
_BLOCKS = names(
    """address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol option p pre search section summary table tbody td tfoot th
    thead tr ul"""
)
_PARTS = names("td th tr table li ul ol dl")
_NEVER_SEEN = names("script style template noscript datalist")
_MARKS = names("gap space pb cb gb milestone caesura missing rdg g mark")
# Generated things that are no words for readers, or lead to what is told elsewhere.
_TOOLS = names("sign why pl num mark back ln label")
_SPOKEN = ("aria-label", "data-n", "alt", "title")
_SIDES = {"transmitted": TRANSMITTED, "corrected": CORRECTED}


@dataclass(slots=True)
class _State:
    side: int
    hidden: str
    stream: Stream
    start: int
    generated: bool = False
    repeated: bool = False
    link: int = -1


@dataclass
class Page:
    """`streams` are the text, then each note of the editors and each entry of the apparatus, in the order of the page."""

    streams: list[Stream] = field(default_factory=list)
    repeated: str = ""
    unknown: list[str] = field(default_factory=list)


def read(html: str) -> Page:
    """What the articles of a text's page show."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(html.encode(), parser)
    reader = _Reader(_sheet(root))
    if root is not None:
        for article in root.iter("article"):
            if article.get("data-text") is not None:
                reader.read(article)
    return reader.found()


def _sheet(root: _Element | None) -> Sheet:
    """The style sheets of a page: its own, and those of ours that it links to."""
    texts = []
    for element in root.iter("style", "link") if root is not None else ():
        if element.tag == "style":
            texts.append(element.text or "")
        elif "stylesheet" in element.get("rel", ""):
            texts.append(_static(element.get("href", "").rpartition("/")[2]))
    return Sheet(texts)


@lru_cache(maxsize=8)
def _static(name: str) -> str:
    file = folder("xslt") / "html" / "static" / name
    return file.read_text("utf-8") if file.is_file() else ""


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._main = Stream()
        self._page = Page(streams=[self._main])
        self._repeated: list[str] = []
        self._open = [_State(BOTH, "", self._main, 0)]

    def found(self) -> Page:
        self._page.repeated = "".join(self._repeated)
        return self._page

    def read(self, article: _Element) -> None:
        for event, node in etree.iterwalk(article, events=("start", "end", "comment")):
            if event == "start":
                self._enter(node)
            elif event == "end":
                self._leave(node)
            if event != "start" and node is not article and node.tail:
                self._text(node.tail, self._open[-1])

    def _enter(self, element: _Element) -> None:
        above = self._open[-1]
        get = element.get
        classes = get("class", "").split()
        tag = element.tag
        state = _State(above.side, above.hidden or self._hidden(element, tag, classes), above.stream, above.stream.length,
                       above.generated or get("data-generated") is not None,
                       above.repeated or get("data-duplicate") is not None)  # fmt: skip
        self._open.append(state)
        if state.repeated:
            self._words(element, state)
            return
        reading = get("data-reading")
        if reading is not None:
            state.side &= _SIDES.get(reading, 0)
        if get("data-layer") == "editor" and not state.generated:
            kind = "apparatus" if "apparatus" in classes else "editor"
            state.stream = Stream(kind, above.stream, above.stream.length)
            state.start = 0
            self._page.streams.append(state.stream)
        if get("data-element") is not None:
            self._page.unknown.append(get("data-element", ""))
        self._mark(element, tag, classes, state)
        self._words(element, state)

    def _hidden(self, element: _Element, tag: str, classes: list[str]) -> str:
        """Why an element cannot be seen; empty if it can."""
        if tag in _NEVER_SEEN:
            return f"<{tag}>"
        for name in ("hidden", "popover", "inert"):
            if element.get(name) is not None:
                return f"@{name}"
        if element.get("aria-hidden") == "true":
            return "@aria-hidden"
        style = element.get("style")
        if style and hides(style):
            return f"@style “{style}”"
        return self._sheet.hides(element, tag, classes)

    def _mark(self, element: _Element, tag: str, classes: list[str], state: _State) -> None:
        """Take in a mark, the border of a block, and what a generated element says by its attributes."""
        stream = state.stream
        at = stream.length
        if (tag in _BLOCKS or "b" in classes) and (tag != "br" or "lb" not in classes):
            stream.borders.add(at)
        if state.hidden:
            return
        if tag in {"br", "img"}:
            stream.marks.append(Mark(tag, at, "", 0))
        for each in classes:
            if each in _MARKS:
                stream.marks.append(Mark("." + each, at, element.get("data-n", ""), 0))
        if state.generated and tag in ("a", "span") and not (_TOOLS | _MARKS).intersection(classes):
            state.link = len(stream.told)
        for name in _SPOKEN:
            spoken = element.get(name)
            if spoken and (state.generated or tag == "img"):
                stream.told.append(Told(at, spoken))

    def _words(self, element: _Element, state: _State) -> None:
        if element.text:
            self._text(element.text, state)

    def _leave(self, element: _Element) -> None:
        state = self._open.pop()
        if state.repeated:
            return
        stream, tag = state.stream, element.tag
        end = stream.length
        classes = element.get("class", "").split() if tag == "span" else ()
        if end > state.start and not state.generated and tag != "article":
            stream.drawn.setdefault((state.start, end), []).append(_label(element, tag))
        if tag in _PARTS:
            stream.spans.append(Span(tag, state.start, end, 0))
        elif "b" in classes:
            stream.spans.append(Span("b", state.start, end, 0))
        if (tag in _BLOCKS and tag != "br") or "b" in classes:
            stream.borders.add(end)
        if state.link >= 0 and any(told.text.strip() for told in stream.told[state.link :]):
            stream.marks.append(Mark("link", end, "", 0))

    def _text(self, text: str, state: _State) -> None:
        if text.isspace():
            return
        if state.repeated:
            self._repeated.append("".join(text.split()))
        elif state.generated or not state.side:  # words of a reading inside one that is not chosen are never seen
            if not state.hidden or state.hidden in ("@popover", ".why"):
                state.stream.told.append(Told(state.stream.length, text))
        else:
            state.stream.add("".join(text.split()), state.side, state.hidden)


def _label(element: _Element, tag: str) -> str:
    """What an element of a page is: its tag, its first class, its id."""
    classes, identifier = element.get("class", "").split(), element.get("id")
    return tag + (f".{classes[0]}" if classes else "") + (f"#{identifier}" if identifier else "")
