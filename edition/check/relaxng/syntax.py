# SPDX-License-Identifier: MIT
"""Reads the XML syntax of RELAX NG into a tree that knows what it inherits and where it stands.

The tree is the one of Python's C parser: `tei_all` has 18,000 elements and loads in 50 ms. It does not
judge whether the elements make a schema: `simplify` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError, XMLParser
from xml.parsers import expat

from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.names import XML_NAMESPACE
from edition.check.relaxng.source import Source
from edition.check.relaxng.uris import is_absolute_uri

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "KINDS",
    "RELAXNG",
    "RNG",
    "WHITE_SPACE",
    "Context",
    "Document",
    "Node",
    "Prefixes",
    "Spot",
    "children",
    "kind_of",
    "read_xml",
    "text_of",
    "words",
]
RELAXNG: Final = "http://relaxng.org/ns/structure/1.0"
RNG: Final = f"{{{RELAXNG}}}"
KINDS: Final = frozenset(
    (
        *(
            "element",
            "attribute",
            "group",
            "interleave",
            "choice",
            "optional",
            "zeroOrMore",
            "oneOrMore",
            "list",
        ),
        *(
            "mixed",
            "ref",
            "parentRef",
            "empty",
            "value",
            "data",
            "notAllowed",
            "externalRef",
            "grammar",
            "param",
        ),
        *("except", "start", "define", "include", "div", "name", "anyName", "nsName", "text"),
    )
)
_TAGS: Final = frozenset(RNG + kind for kind in KINDS)
_CUT: Final = len(RNG)
_BASE: Final = f"{{{XML_NAMESPACE}}}base"
WHITE_SPACE: Final = " \t\r\n"
Prefixes = dict[str, str]


class Document:
    """One file of a schema: its tree, and the way from a node to its place."""

    def __init__(self, source: Source, root: Node) -> None:
        self.source = source
        self.root = root
        self.chain: tuple[Path, ...] = ()  # the files that led to this one, which must not come again
        self._prefixes: dict[Node, Prefixes] | None = None

    def place(self, node: Node) -> tuple[int, int]:
        """Line and column of a node; the file is read again, for it is rarely asked."""
        for number, other in enumerate(self.root.iter(), 1):
            if other is node:
                return self.source.place_of(number)
        return 0, 0

    def namespace_of(self, prefix: str, node: Node) -> str | None:
        """The namespace of a prefix at a node; `xml`, which is most of them, needs no look at the file."""
        return XML_NAMESPACE if prefix == "xml" else self.prefixes(node).get(prefix)

    def prefixes(self, node: Node) -> Prefixes:
        """The namespace prefixes that are declared around a node."""
        if self._prefixes is None:
            self._prefixes = dict(zip(self.root.iter(), _all_prefixes(self.source.content), strict=True))
        return self._prefixes[node]


class Context:
    """What a node inherits: its file, namespace, datatype library, and the address that `href` rests on."""

    __slots__ = ("base", "document", "library", "namespace")

    def __init__(self, document: Document, base: str, namespace: str | None, library: str) -> None:
        self.document = document
        self.base = base
        self.namespace = namespace
        self.library = library

    def inner(self, node: Node) -> Context:
        """The context of a node: this one, unless the node changes it."""
        namespace, library, base = node.get("ns"), node.get("datatypeLibrary"), node.get(_BASE)
        if namespace is None and library is None and base is None:
            return self
        if library and not is_absolute_uri(library):
            raise self.error(
                node, f"datatypeLibrary “{library}” is not an absolute address without a fragment."
            )
        return Context(
            self.document,
            self.base if base is None else _joined(self.base, base),
            self.namespace if namespace is None else namespace,
            self.library if library is None else library,
        )

    def error(self, node: Node, message: str, hint: str = "") -> SchemaError:
        """The error to raise when a node is wrong."""
        line, column = self.document.place(node)
        return SchemaError(message, self.document.source.path, line, column, hint)


class Spot:
    """A node with its context: what a pattern remembers of where it came from."""

    __slots__ = ("context", "node")

    def __init__(self, node: Node, context: Context) -> None:
        self.node = node
        self.context = context

    def error(self, message: str, hint: str = "") -> SchemaError:
        """The error to raise when the pattern is wrong."""
        return self.context.error(self.node, message, hint)


def kind_of(node: Node) -> str:
    """The local name of a node of RELAX NG."""
    return node.tag[_CUT:]


def words(node: Node) -> str:
    """A node as it is called in messages."""
    name = node.get("name")
    return f'<{kind_of(node)} name="{name}">' if name else f"<{kind_of(node)}>"


def children(node: Node, context: Context) -> list[Node]:
    """The nodes of RELAX NG directly inside one; annotations are left out, stray text is refused."""
    found = list(node)
    for child in found:
        if child.tag not in _TAGS:
            found = _without_annotations(found, context)
            break
    text = node.text
    stray = text is not None and not text.isspace()
    for child in node:
        tail = child.tail
        if tail is not None and not tail.isspace():
            stray = True
    if stray:
        text = next(text for text in (node.text, *(child.tail for child in node)) if text and text.strip())
        raise context.error(node, f"Text is not allowed in {words(node)}: “{text.strip()[:40]}”.")
    return found


def _without_annotations(nodes: list[Node], context: Context) -> list[Node]:
    for node in nodes:
        if node.tag.startswith(RNG) and node.tag not in _TAGS:
            raise context.error(node, f"RELAX NG has no element <{kind_of(node)}>.")
    return [node for node in nodes if node.tag in _TAGS]


def text_of(node: Node, context: Context) -> str:
    """The content of a node that can hold only text."""
    if len(node):
        raise context.error(node[0], f"<{kind_of(node)}> can hold only text, no element.")
    return node.text or ""


def read_xml(path: Path, content: bytes) -> Document:
    """The tree of a schema in XML syntax.

    Raises `SchemaError` when the file is not well-formed or its root is not RELAX NG.
    """
    source = Source.decoded(path, content)
    parser = XMLParser(encoding="utf-8")
    try:
        parser.feed(source.content)
        root = parser.close()
    except ParseError as error:
        what = f"The schema is not well-formed XML: {expat.ErrorString(error.code)}."
        hint = _A_DTD if source.content.lstrip().startswith(_DECLARATIONS) else ""
        raise SchemaError(what, path, error.position[0], error.position[1] + 1, hint) from None
    document = Document(source, root)
    if root.tag not in _TAGS:
        local = root.tag.rpartition("}")[2]
        hint = _OTHER_LANGUAGES.get(root.tag) or _OTHER_LANGUAGES.get(
            local, f'The root of a schema is a pattern or <grammar xmlns="{RELAXNG}">.'
        )
        line, column = document.place(root)
        raise SchemaError(f"This is not a RELAX NG schema: its root is <{local}>.", path, line, column, hint)
    return document


_DECLARATIONS = (b"<!ELEMENT", b"<!ENTITY", b"<!ATTLIST")
_A_DTD: Final = "It looks like a DTD: ask for the .rng of the customisation."
_OTHER_LANGUAGES: Final = {
    "{http://purl.oclc.org/dsdl/schematron}schema": "It is Schematron: give it with --schematron.",
    "{http://www.w3.org/2001/XMLSchema}schema": "It is a W3C XML Schema: ask for the .rng of the customisation.",
    "TEI": "It looks like a TEI document or an ODD: make the .rng from it first, for instance with Roma.",
    "html": "It is a web page: download the schema itself.",
}


def _all_prefixes(content: bytes) -> list[Prefixes]:
    """The prefixes in force at each start tag, in order: the tree does not keep them."""
    found: list[Prefixes] = []
    stack = [{"xml": XML_NAMESPACE}]
    declared: Prefixes = {}

    def start(_name: str, _attributes: dict[str, str]) -> None:
        stack.append({**stack[-1], **declared} if declared else stack[-1])
        declared.clear()
        found.append(stack[-1])

    def end(_name: str) -> None:
        stack.pop()

    def declare(prefix: str | None, uri: str | None) -> None:
        declared[prefix or ""] = uri or ""

    parser = expat.ParserCreate("utf-8", "}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartNamespaceDeclHandler = declare
    parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    return found


def _joined(base: str, reference: str) -> str:
    """`reference` resolved against `base`; plain paths stay paths."""
    from urllib.parse import urljoin  # noqa: PLC0415 - very few schemas need it

    return urljoin(base, reference)
