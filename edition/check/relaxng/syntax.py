# SPDX-License-Identifier: MIT
"""Reads the XML syntax of RELAX NG into plain nodes that know their place (section 4.1 to 4.5, 4.8).

It drops annotations and hands on what is inherited (ns, datatypeLibrary, base). It does not judge
whether the nodes make a schema: `simplify` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.parsers import expat

from edition.check.relaxng.datatypes import is_absolute_uri
from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.names import XML_NAMESPACE
from edition.check.relaxng.source import Source

RELAXNG: Final = "http://relaxng.org/ns/structure/1.0"
KINDS: Final = frozenset(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty "
    "value data notAllowed externalRef grammar param except start define include div name anyName nsName "
    "text".split()
)
_BY_NAME: Final = {f"{RELAXNG}}}{kind}": kind for kind in KINDS}
_WITH_TEXT: Final = frozenset(("name", "value", "param"))
WHITE_SPACE: Final = " \t\r\n"


class Context:
    """What a node inherits: namespace, datatype library, prefixes, and the address that `href` rests on."""

    __slots__ = ("base", "library", "namespace", "prefixes", "source")

    def __init__(
        self, source: Source, base: str, namespace: str | None, library: str, prefixes: dict[str, str]
    ) -> None:
        self.source = source
        self.base = base
        self.namespace = namespace
        self.library = library
        self.prefixes = prefixes


class Node:
    """One element of a schema, in either syntax; `at` says which: see `Source.place_of`."""

    __slots__ = ("at", "attributes", "children", "context", "kind", "text")

    def __init__(self, kind: str, attributes: dict[str, str], context: Context, at: int) -> None:
        self.kind = kind
        self.attributes = attributes
        self.context = context
        self.at = at
        self.children: list[Node] = []
        self.text = ""

    def error(self, message: str, hint: str = "") -> SchemaError:
        """The error to raise when this node is wrong."""
        source = self.context.source
        line, column = source.place_of(self.at)
        return SchemaError(message, source.path, line, column, hint)

    def words(self) -> str:
        """The node as it is called in messages."""
        name = self.attributes.get("name")
        return f'<{self.kind} name="{name}">' if name else f"<{self.kind}>"


def read_xml(path: Path, content: bytes, namespace: str | None = None) -> Node:
    """The nodes of a schema in XML syntax.

    `namespace` is what an including `externalRef` or `include` hands down (section 4.6, 4.7).
    Raises `SchemaError` when the file is not well-formed or its root is not RELAX NG.
    """
    return _Reader(Source.decoded(path, content), namespace).read()


class _Reader:
    """One reading of a schema by expat."""

    def __init__(self, source: Source, namespace: str | None) -> None:
        self.source = source
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.declared: dict[str, str] = {}
        self.texts: list[str] = []
        self.root = Node("", {}, Context(source, str(source.path), namespace, "", {"xml": XML_NAMESPACE}), 0)

    def read(self) -> Node:
        """Parse the whole file."""
        parser = self.parser
        self._install()
        try:
            parser.Parse(self.source.content, True)  # noqa: FBT003 (expat's own signature)
        except expat.ExpatError as error:
            what = f"The schema is not well-formed XML: {expat.ErrorString(error.code)}."
            raise self.error(parser.ErrorByteIndex, what) from None
        # What is left when annotations and values have been taken out: one look for all text between tags.
        if "".join(self.texts).strip(WHITE_SPACE):
            self._find_stray_text()
        return self.root.children[0]

    def error(self, at: int, message: str, hint: str = "") -> SchemaError:
        """The error at an offset of this file."""
        line, column = self.source.place(at)
        return SchemaError(message, self.source.path, line, column, hint)

    def _install(self) -> None:
        """Set the handlers: closures that do little, for `tei_all` has 36,000 tags and loads in 50 ms."""
        parser, declared, texts = self.parser, self.declared, self.texts
        node = self.root
        opened: list[Node] = []
        foreign = count = mark = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal node, foreign, count, mark
            count += 1
            if foreign:
                foreign += 1
                return
            kind = _BY_NAME.get(name)
            if kind is None:
                self.reject_foreign(name, node)
                foreign = 1
                mark = len(texts)
                return
            context = node.context
            if declared or "ns" in attributes or "datatypeLibrary" in attributes or _BASE in attributes:
                context = self.inner(context, attributes)
            opened.append(node)
            made = Node(kind, attributes, context, count)
            node.children.append(made)
            node = made
            if kind in _WITH_TEXT:
                mark = len(texts)

        def end(_name: str) -> None:
            nonlocal node, foreign
            if foreign:
                foreign -= 1
                if not foreign:
                    del texts[mark:]
                    declared.clear()
                return
            if node.kind in _WITH_TEXT:
                node.text = "".join(texts[mark:])
                del texts[mark:]
            node = opened.pop()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = texts.append
        parser.StartNamespaceDeclHandler = self.declare

    def _find_stray_text(self) -> None:
        """Read again, only to say where text stands between the elements of a schema."""
        parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        opened: list[str] = [""]

        def text(data: str) -> None:
            own = opened[-1] in _BY_NAME and _BY_NAME[opened[-1]] not in _WITH_TEXT
            if own and data.strip(WHITE_SPACE):
                line, column = self.source.text_place(parser.CurrentByteIndex, data)
                what = f"Text is not allowed in <{_BY_NAME[opened[-1]]}>: “{data.strip()[:40]}”."
                raise SchemaError(what, self.source.path, line, column)

        def start(name: str, _attributes: dict[str, str]) -> None:
            # Everything inside an annotation is annotation.
            opened.append(name if len(opened) == 1 or opened[-1] in _BY_NAME else "")

        def end(_name: str) -> None:
            opened.pop()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.Parse(self.source.content, True)  # noqa: FBT003 (expat's own signature)

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """A namespace declaration: it comes before the start of its element."""
        self.declared[prefix or ""] = uri or ""

    def reject_foreign(self, name: str, parent: Node) -> None:
        """An annotation cannot be the root, nor stand in text; the message says what the file seems to be."""
        if parent.kind in _WITH_TEXT:
            raise parent.error(f"<{parent.kind}> can hold only text, no element.")
        if not parent.kind:
            local = name.rpartition("}")[2]
            hint = _OTHER_LANGUAGES.get(local, f'The root of a schema is a pattern or <grammar xmlns="{RELAXNG}">.')
            what = f"This is not a RELAX NG schema: its root is <{local}>."
            raise self.error(self.parser.CurrentByteIndex, what, hint)
        if name.startswith(RELAXNG + "}"):
            local = name.rpartition("}")[2]
            raise self.error(self.parser.CurrentByteIndex, f"RELAX NG has no element <{local}>.")

    def inner(self, outer: Context, attributes: dict[str, str]) -> Context:
        """The context below an element that changes it."""
        prefixes = outer.prefixes
        if self.declared:
            prefixes = {**prefixes, **self.declared}
            self.declared.clear()
        base = attributes.pop(_BASE, None)
        uri = attributes.get("datatypeLibrary", "")
        if uri and not is_absolute_uri(uri):
            what = f"datatypeLibrary “{uri}” is not an absolute address without a fragment."
            raise self.error(self.parser.CurrentByteIndex, what)
        return Context(
            outer.source,
            outer.base if base is None else _joined(outer.base, base),
            attributes.get("ns", outer.namespace),
            attributes.get("datatypeLibrary", outer.library),
            prefixes,
        )


_BASE: Final = XML_NAMESPACE + "}base"
_OTHER_LANGUAGES: Final = {
    "schema": "It looks like a W3C XML Schema or a Schematron: ask for the .rng of the customisation.",
    "TEI": "It looks like a TEI document or an ODD: make the .rng from it first, for instance with Roma.",
    "html": "It is a web page: download the schema itself.",
}


def _joined(base: str, reference: str) -> str:
    """`reference` resolved against `base`; plain paths stay paths."""
    from urllib.parse import urljoin  # noqa: PLC0415 (a slow import, needed by very few schemas)

    return urljoin(base, reference)
