# SPDX-License-Identifier: MIT
"""What one file has for others to point to, and which of its own pointers are not settled in it.

One walk over the tree, after which the tree may go; what the pointers lead to is decided in
`edition.check.references`, when all files are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from sys import intern
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from edition.check.pointers import NAMES, expected, is_pointer
from edition.source import TEI, Place

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from edition.check.pointers import Kind
    from edition.source import Source

_TEI = f"{{{TEI}}}"
_PREFIX_DEF = f"{_TEI}prefixDef"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KEY = "key"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)  # a large project has hundreds of thousands of them
class Pointer:
    """One value of a pointer attribute: `<element attribute="… value …">` at a place in a real file."""

    place: Place
    element: str
    attribute: str
    value: str
    kind: Kind | None
    base: str = ""


@dataclass(frozen=True)
class Prefix:
    """A `prefixDef`: `ident:…` stands for `replacement`, where the rest matches `pattern`."""

    place: Place
    ident: str
    pattern: str
    replacement: str


@dataclass
class Survey:
    """One file: `ids` maps each xml:id to the local name of its element; `settled` are those that it points to itself.

    `keys` are the values of @key, with their places and elements; what they stand for a project says.
    `parts` are the files that it includes; one that is not whole is such a part, and no TEI document.
    """

    path: Path
    ids: dict[str, str] = field(default_factory=dict)
    prefixes: list[Prefix] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    keys: list[tuple[Place, str, str]] = field(default_factory=list)
    parts: set[Path] = field(default_factory=set)
    is_whole: bool = True


class _Pending(NamedTuple):
    ordinal: int
    element: etree._Element
    name: str
    value: str


def survey(source: Source) -> Survey:
    """Walk over a source, its inclusions resolved; of pointers to the right kind of thing in it only the ids are kept."""
    result = Survey(source.path, is_whole=source.is_tei)
    if source.scan.includes:
        result.parts = {each.path for each in source.expansion.sources} - {source.path}
    pending: list[_Pending] = []
    bases = False
    for ordinal, element in source.elements():
        tag = element.tag
        for name, value in _attributes(element):
            if name in NAMES and tag.startswith(_TEI) and is_pointer(tag[len(_TEI) :], name):
                pending.append(_Pending(ordinal, element, name, value))
            elif name == _KEY:
                _key(result, source, ordinal, element)
            elif name == _ID:
                result.ids.setdefault(value.strip(), intern(tag.rpartition("}")[2]))
            elif name == _BASE:
                bases = True
        if tag == _PREFIX_DEF:
            result.prefixes.append(_prefix(source, ordinal, element))
    for each in pending:
        _attribute(result, source, each, with_bases=bases)
    return result


def _key(result: Survey, source: Source, ordinal: int, element: etree._Element) -> None:
    place, value = source.place(ordinal, _KEY), element.get(_KEY, "").strip()
    result.keys.append((place, intern(element.tag.rpartition("}")[2]), intern(value)))


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return element.items()  # type: ignore[return-value] # a parsed document has no bytes in it


def ids(source: Source) -> dict[str, str]:
    """The ids of a file that is pointed to but not checked, with the local names of their elements."""
    return {
        identifier.strip(): element.tag.rpartition("}")[2]
        for _, element in source.elements()
        if (identifier := element.get(_ID)) is not None
    }


def _prefix(source: Source, ordinal: int, element: etree._Element) -> Prefix:
    get = element.get
    return Prefix(
        source.place(ordinal), get("ident", ""), get("matchPattern", "(.*)"), get("replacementPattern", "$1")
    )


def _attribute(result: Survey, source: Source, pending: _Pending, *, with_bases: bool) -> None:
    local = pending.element.tag[len(_TEI) :]
    kind = expected(local, pending.name, pending.element.get("type"))
    place: Place | None = None
    for token in dict.fromkeys(pending.value.split() or [""]):
        if token.startswith("#"):
            target = result.ids.get(token[1:]) or result.ids.get(unquote(token[1:]))
            if target and (kind is None or target in kind.elements):
                result.settled.add(token[1:] if token[1:] in result.ids else unquote(token[1:]))
                continue
        place = place or source.place(pending.ordinal, pending.name)
        base = _base(pending.element) if with_bases else ""
        result.pointers.append(Pointer(place, intern(local), intern(pending.name), intern(token), kind, base))


def _base(element: etree._Element) -> str:
    """The address that `xml:base` gives (XML Base), or the empty string if it is the file's own."""
    base = ""
    for each in (element, *element.iterancestors()):
        own = each.get(_BASE)
        if own:
            base = own + base if not base or own.endswith("/") else base
            if urlsplit(own).scheme:
                break
    return base
