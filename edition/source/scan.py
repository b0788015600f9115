# SPDX-License-Identifier: MIT
"""One pass over a file with expat: is it well-formed, and where does each of its elements begin.

It builds no tree: lxml does that, and knows neither the column of an element nor the line on
which a start tag of several lines begins.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from pyexpat import ParserCreate
from xml.parsers.expat import ExpatError

from edition.source.faults import Fault
from edition.source.syntax import Open, explain

SEPARATOR = "}"
XINCLUDE = "http://www.w3.org/2001/XInclude"
_PSEUDO_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


@dataclass(frozen=True)
class Instruction:
    """A processing instruction before the root element, with its place."""

    target: str
    data: str
    line: int
    column: int

    def pseudo_attributes(self) -> dict[str, str]:
        """The `name="value"` pairs of the data (W3C: Associating Schemas with XML documents)."""
        pairs = {name: double or single for name, double, single in _PSEUDO_ATTRIBUTE.findall(self.data)}
        return {
            name: re.sub(r"&\w+;", lambda found: _REFERENCES.get(found[0], found[0]), value)
            for name, value in pairs.items()
        }


@dataclass
class Scan:
    """What one pass learned. `lines` and `columns` hold one number (from 1) per element in document order."""

    lines: array[int] = field(default_factory=lambda: array("I"))
    columns: array[int] = field(default_factory=lambda: array("I"))
    root: tuple[str, str] = ("", "")
    instructions: list[Instruction] = field(default_factory=list)
    doctype: bool = False
    includes: bool = False
    faults: list[Fault] = field(default_factory=list)


class _TooDeepError(Exception):
    pass


def scan(data: bytes, max_depth: int) -> Scan:
    """Read `data` (UTF-8) to its end or to the first error; what is wrong stands in `faults`."""
    return _Scanner(max_depth).run(data)


class _Scanner:
    """Holds the state of one pass; the handlers are methods so that each stays short."""

    def __init__(self, max_depth: int) -> None:
        self.result = Scan()
        self.max_depth = max_depth
        self.open: list[int] = []
        self.names: list[str] = []
        parser = ParserCreate("utf-8", SEPARATOR)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.XmlDeclHandler = self._declaration
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped
        self.parser = parser

    def run(self, data: bytes) -> Scan:
        result = self.result
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
        except _TooDeepError:
            line, column = result.lines[-1], result.columns[-1]
            message = f"elements are nested more than {self.max_depth} deep."
            result.faults.append(
                Fault("xml-too-deep", message, "Look for end tags that are missing.", line, column)
            )
        except ExpatError as error:
            opened = [Open(self.names[i], result.lines[i], result.columns[i]) for i in self.open]
            result.faults.append(explain(error, data, self.parser.ErrorByteIndex, opened))
        return result

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        parser, result = self.parser, self.result
        self.open.append(len(result.lines))
        self.names.append(name)
        result.lines.append(parser.CurrentLineNumber)
        result.columns.append(parser.CurrentColumnNumber + 1)
        if len(self.open) == 1:
            uri, _, local = name.rpartition(SEPARATOR)
            result.root = (uri, local)
        elif len(self.open) > self.max_depth:
            raise _TooDeepError
        if name.startswith(XINCLUDE):
            result.includes = True

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _instruction(self, target: str, data: str) -> None:
        if not self.names:
            place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self.result.instructions.append(Instruction(target, data, *place))

    def _declaration(self, version: str | None, _encoding: str | None, _standalone: int) -> None:
        if version and not version.startswith("1."):
            message = f"the file declares XML {version}, which there is not."
            self._fault("xml-not-well-formed", message, 'Begin it with <?xml version="1.0" encoding="UTF-8"?>.')

    def _doctype(self, *_: object) -> None:
        self.result.doctype = True

    def _external(self, _context: str, _base: object, system: str | None, _public: object) -> int:
        message = f"the external entity “{system}” is not read: a source may not pull in files this way."
        self._fault("xml-external-entity", message, "Include the file with <xi:include> (XInclude).")
        return 1

    def _skipped(self, name: str, is_parameter_entity: bool) -> None:
        if not is_parameter_entity:
            message = f"the entity &{name}; is not declared in the file, and its DTD is not read."
            self._fault(
                "xml-entity", message, "Write the character itself: XML in UTF-8 needs no named entities."
            )

    def _fault(self, code: str, message: str, hint: str) -> None:
        if len(self.result.faults) < 100:  # a file of entities says the same thing over and over
            place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self.result.faults.append(Fault(code, message, hint, *place))


def other_nodes(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """Line and column of each `text`, `comment` and `instruction` of a well-formed file, in document order.

    A text begins with its first character that is no white space. Rarely needed, so a pass of its own.
    """
    places: dict[str, list[tuple[int, int]]] = {"text": [], "comment": [], "instruction": []}
    parser = ParserCreate("utf-8")
    state = {"in_text": False, "blank": True}

    def at(kind: str) -> None:
        state["in_text"] = False
        places[kind].append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def text(chunk: str) -> None:
        place = (
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1 + len(chunk) - len(chunk.lstrip(" \t")),
        )
        if not state["in_text"]:
            places["text"].append(place)
            state["blank"] = True
        if state["blank"]:
            places["text"][-1] = place
        state["in_text"], state["blank"] = True, state["blank"] and not chunk.strip()

    def tag(*_: object) -> None:
        state["in_text"] = False

    parser.CharacterDataHandler = text
    parser.StartElementHandler = parser.EndElementHandler = tag
    parser.CommentHandler = lambda _: at("comment")
    parser.ProcessingInstructionHandler = lambda *_: at("instruction")
    parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    return places
