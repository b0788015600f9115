# SPDX-License-Identifier: MIT
"""The smaller parts of the compact syntax of RELAX NG: literals, datatypes, values, name classes.

Patterns and grammars are in `compact`, words in `compact_tokens`.
"""

from __future__ import annotations

from typing import Final

from edition.check.relaxng.compact_tokens import CompactError, Token, tokens
from edition.check.relaxng.names import XML_NAMESPACE
from edition.check.relaxng.syntax import RNG, Node, Prefixes
from edition.check.relaxng.xsd_types import XSD

DEEPEST: Final = 500


class CompactLeaves:
    """Reads the words, and the smallest parts: literals, datatypes, values, name classes."""

    def __init__(self, text: str) -> None:
        self.words = tokens(text)
        self.place = 0
        self.depth = 0
        self.offsets: dict[Node, int] = {}
        # None is the namespace that an including schema hands down.
        self.namespaces: dict[str, str | None] = {"xml": XML_NAMESPACE}
        self.default: str | None = None
        self.libraries = {"xsd": XSD}

    def all_prefixes(self) -> Prefixes:
        """The declared prefixes with the default namespace."""
        known = {prefix: uri for prefix, uri in self.namespaces.items() if uri is not None}
        return {**known, "": self.default or ""}

    # -- words ----------------------------------------------------------------------------------------

    @property
    def word(self) -> Token:
        """The word that comes next."""
        return self.words[self.place]

    def take(self) -> Token:
        """The word that comes next, which is done with."""
        word = self.words[self.place]
        if word.kind != "end":
            self.place += 1
        return word

    def taken(self, *signs: str) -> Token | None:
        """The next word, if it is one of these signs."""
        return self.take() if self.word.is_sign(*signs) else None

    def expect(self, sign: str) -> Token:
        """A sign that must come next."""
        if not self.word.is_sign(sign):
            raise CompactError(f"“{sign}” is expected, not {self.word.shown()}.", self.word.at)
        return self.take()

    def any_name(self) -> Token:
        """An identifier or keyword."""
        if self.word.kind not in ("identifier", "name"):
            raise CompactError(f"A name is expected, not {self.word.shown()}.", self.word.at)
        return self.take()

    def literal(self) -> str:
        """A text in quotation marks, or several joined by `~`."""
        if self.word.kind != "literal":
            raise CompactError(
                f"A text in quotation marks is expected, not {self.word.shown()}.", self.word.at
            )
        text = self.take().text
        while self.taken("~"):
            text += self.literal()
        return text

    def node(self, kind: str, at: int, *children: Node, **attributes: str | None) -> Node:
        """A node of RELAX NG."""
        made = Node(RNG + kind, {name: value for name, value in attributes.items() if value is not None})
        made.extend(children)
        self.offsets[made] = at
        return made

    def namespace(self, prefix: Token) -> str | None:
        """The namespace of a prefix."""
        if prefix.text not in self.namespaces:
            hint = f'Add: namespace {prefix.text} = "…"'
            raise CompactError(f"The prefix “{prefix.text}” is not declared.", prefix.at, hint)
        return self.namespaces[prefix.text]

    def primary(self) -> Node:
        """The smallest patterns: `compact` knows them."""
        raise NotImplementedError

    # -- datatypes and values -------------------------------------------------------------------------

    def datatype(self) -> Node:
        """`xsd:date`, with a value, parameters or an exception behind it."""
        word = self.take()
        prefix, colon, name = word.text.rpartition(":")
        library = self.libraries.get(prefix) if colon else ""
        if library is None:
            hint = f'Add: datatypes {prefix} = "…"'
            raise CompactError(f"The prefix “{prefix}” stands for no datatypes.", word.at, hint)
        if self.word.kind == "literal":
            return self.value((name, library))
        parameters = []
        if self.taken("{"):
            while not self.word.is_sign("}"):
                parameters.append(self.parameter())
            self.expect("}")
        made = self.node("data", word.at, *parameters, type=name, datatypeLibrary=library)
        minus = self.taken("-")
        if minus:
            made.append(self.node("except", minus.at, self.primary()))
        return made

    def parameter(self) -> Node:
        """`minInclusive = "5"`."""
        name = self.any_name()
        self.expect("=")
        made = self.node("param", name.at, name=name.text)
        made.text = self.literal()
        return made

    def value(self, datatype: tuple[str, str] | None) -> Node:
        """A given value, with its datatype or without."""
        name, library = datatype or (None, None)
        made = self.node("value", self.word.at, type=name, datatypeLibrary=library, ns=self.default)
        made.text = self.literal()
        return made

    # -- name classes ---------------------------------------------------------------------------------

    def name_class(self, *, of_attribute: bool) -> Node:
        """Names joined by `|`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise CompactError(f"The schema is nested more than {DEEPEST} deep.", self.word.at)
        at = self.word.at
        found = [self.simple_name_class(of_attribute=of_attribute)]
        while self.taken("|"):
            found.append(self.simple_name_class(of_attribute=of_attribute))
        self.depth -= 1
        return found[0] if len(found) == 1 else self.node("choice", at, *found)

    def simple_name_class(self, *, of_attribute: bool) -> Node:
        """A name, a wildcard, or names in parentheses."""
        word = self.word
        if self.taken("("):
            found = self.name_class(of_attribute=of_attribute)
            self.expect(")")
            return found
        if self.taken("*"):
            return self.besides(self.node("anyName", word.at), of_attribute=of_attribute)
        if word.kind == "nsname":
            self.take()
            prefix = Token("identifier", word.text[:-2], word.at)
            return self.besides(
                self.node("nsName", word.at, ns=self.namespace(prefix)), of_attribute=of_attribute
            )
        if word.kind == "cname":
            self.take()
            prefix_text, _, local = word.text.partition(":")
            namespace = self.namespace(Token("identifier", prefix_text, word.at))
            made = self.node("name", word.at, ns=namespace)
            made.text = local
            return made
        made = self.node("name", word.at, ns="" if of_attribute else self.default)
        made.text = self.any_name().text
        return made

    def besides(self, made: Node, *, of_attribute: bool) -> Node:
        """A wildcard with the names that it excepts."""
        minus = self.taken("-")
        if minus:
            made.append(self.node("except", minus.at, self.simple_name_class(of_attribute=of_attribute)))
        return made
