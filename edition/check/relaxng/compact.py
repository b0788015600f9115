# SPDX-License-Identifier: MIT
"""Reads the compact syntax of RELAX NG (`.rnc`) into the same tree as the XML syntax.

What its specification says as a translation into XML is done so; whether the tree is a schema is for
`simplify` to say. Annotations are dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from edition.check.relaxng.compact_leaves import DEEPEST, CompactLeaves
from edition.check.relaxng.compact_tokens import CompactError, Token
from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.source import Source
from edition.check.relaxng.syntax import Document, Node, Prefixes

if TYPE_CHECKING:
    from pathlib import Path

_REPEATED: Final = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_COMBINED: Final = {",": "group", "|": "choice", "&": "interleave"}
_ASSIGNED: Final = {"=": None, "|=": "choice", "&=": "interleave"}


class CompactDocument(Document):
    """A schema in compact syntax: its nodes remember their offsets, its prefixes are the same everywhere."""

    def __init__(self, source: Source, root: Node, text: str, parser: _Parser) -> None:
        super().__init__(source, root)
        self._text = text
        self._offsets = parser.offsets
        self._declared = parser.all_prefixes()

    def place(self, node: Node) -> tuple[int, int]:
        """Line and column of a node."""
        return self.source.place(len(self._text[: self._offsets.get(node, 0)].encode("utf-8")))

    def prefixes(self, _node: Node) -> Prefixes:
        """The prefixes that the file declares."""
        return self._declared


def read_compact(path: Path, content: bytes) -> Document:
    """The tree of a schema in compact syntax. Raises `SchemaError` where it is not that."""
    source = Source.decoded(path, content)
    try:
        text = source.content.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = source.place(error.start)
        raise SchemaError("The schema is not UTF-8.", path, line, column) from None
    try:
        parser = _Parser(text)
        root = parser.top_level()
    except CompactError as error:
        line, column = source.place(len(text[: error.at].encode("utf-8")))
        raise SchemaError(str(error), path, line, column, error.hint) from None
    return CompactDocument(source, root, text, parser)


class _Parser(CompactLeaves):
    """Recursive descent over the words."""

    # -- declarations and grammars --------------------------------------------------------------------

    def top_level(self) -> Node:
        """The whole file."""
        while self.word.is_keyword("namespace", "default", "datatypes"):
            self.declaration()
        at = self.word.at
        if self.begins_definition() or self.word.kind == "end":
            root = self.node("grammar", at, *self.grammar_content())
        else:
            root = self.pattern()
        if self.word.kind != "end":
            raise CompactError(f"{self.word.shown()} cannot stand here.", self.word.at)
        return root

    def declaration(self) -> None:
        """`namespace`, `default namespace` or `datatypes`."""
        kind = self.take()
        if kind.is_keyword("datatypes"):
            prefix = self.any_name().text
            self.expect("=")
            self.libraries[prefix] = self.literal()
            return
        is_default = kind.is_keyword("default")
        if is_default and not self.take().is_keyword("namespace"):
            raise CompactError("“default” is followed by “namespace”.", kind.at)
        prefix = "" if is_default and self.word.is_sign("=") else self.any_name().text
        self.expect("=")
        uri = None if self.word.is_keyword("inherit") and self.take() else self.literal()
        if prefix:
            self.namespaces[prefix] = uri
        if is_default:
            self.default = uri

    def begins_definition(self) -> bool:
        """Whether a part of a grammar comes next, and not a pattern."""
        if self.word.is_keyword("start", "div", "include"):
            return True
        following = self.words[min(self.place + 1, len(self.words) - 1)]
        return self.word.kind == "identifier" and following.is_sign(*_ASSIGNED)

    def grammar_content(self) -> list[Node]:
        """Definitions up to a brace or the end."""
        found = []
        while self.begins_definition():
            found.append(self.definition())
        return found

    def definition(self) -> Node:
        """A start, a definition, a div or an include."""
        word = self.take()
        if word.is_keyword("div"):
            return self.node("div", word.at, *self.braced_content())
        if word.is_keyword("include"):
            href = self.literal()
            namespace = self.inherited()
            content = self.braced_content() if self.word.is_sign("{") else []
            return self.node("include", word.at, *content, href=href, ns=namespace)
        assign = self.take()
        if not assign.is_sign(*_ASSIGNED):
            raise CompactError(f"“=” is expected, not {assign.shown()}.", assign.at)
        pattern, combine = self.pattern(), _ASSIGNED[assign.text]
        if word.is_keyword("start"):
            return self.node("start", word.at, pattern, combine=combine)
        return self.node("define", word.at, pattern, name=word.text, combine=combine)

    def braced_content(self) -> list[Node]:
        self.expect("{")
        found = self.grammar_content()
        self.expect("}")
        return found

    def inherited(self) -> str | None:
        """The namespace that an include or external hands down."""
        if not self.word.is_keyword("inherit"):
            return self.default
        self.take()
        self.expect("=")
        return self.namespace(self.any_name())

    # -- patterns -------------------------------------------------------------------------------------

    def pattern(self) -> Node:
        """Particles joined by one kind of sign."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise CompactError(f"The schema is nested more than {DEEPEST} deep.", self.word.at)
        at = self.word.at
        found = [self.particle()]
        sign = self.word if self.word.is_sign(*_COMBINED) else None
        while sign is not None and self.taken(sign.text):
            found.append(self.particle())
        if sign is not None and self.word.is_sign(*_COMBINED):
            hint = "Put parentheses around what belongs together."
            raise CompactError(f"“{sign.text}” and “{self.word.text}” are mixed here.", self.word.at, hint)
        self.depth -= 1
        return found[0] if sign is None else self.node(_COMBINED[sign.text], at, *found)

    def particle(self) -> Node:
        """A primary with `?`, `*` or `+` behind it."""
        at = self.word.at
        found = self.primary()
        sign = self.taken(*_REPEATED)
        return found if sign is None else self.node(_REPEATED[sign.text], at, found)

    def braced(self) -> Node:
        """A pattern in braces."""
        self.expect("{")
        found = self.pattern()
        self.expect("}")
        return found

    def primary(self) -> Node:
        """The smallest patterns."""
        word = self.word
        if word.kind == "literal":
            return self.value(None)
        if word.kind == "cname" or word.is_keyword("string", "token"):
            return self.datatype()
        if self.taken("("):
            found = self.pattern()
            self.expect(")")
            return found
        if word.kind == "identifier":
            return self.node("ref", self.take().at, name=word.text)
        if word.kind != "name":
            raise CompactError(f"A pattern is expected, not {word.shown()}.", word.at)
        return self.keyword(self.take())

    def keyword(self, word: Token) -> Node:
        """A pattern that begins with a keyword."""
        at = word.at
        match word.text:
            case "element" | "attribute":
                names = self.name_class(of_attribute=word.text == "attribute")
                return self.node(word.text, at, names, self.braced())
            case "list" | "mixed":
                return self.node(word.text, at, self.braced())
            case "empty" | "text" | "notAllowed":
                return self.node(word.text, at)
            case "parent":
                return self.node("parentRef", at, name=self.any_name().text)
            case "external":
                href = self.literal()
                return self.node("externalRef", at, href=href, ns=self.inherited())
            case "grammar":
                return self.node("grammar", at, *self.braced_content())
        raise CompactError(f"“{word.text}” cannot stand here.", at, f"As a name write \\{word.text}.")
