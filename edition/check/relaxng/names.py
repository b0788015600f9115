# SPDX-License-Identifier: MIT
"""XML names, and the name classes of RELAX NG (section 6.1 of its specification).

It does not know patterns. A name is written here as expat hands it out with `}` as separator:
`uri}local`, or `local` alone where there is no namespace; so the hot loop translates nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.parsers import expat

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XML_ID = XML_NAMESPACE + "}id"
TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"

# Names that no document has: they stand for "any other local name" and "any other namespace".
_OTHER_LOCAL = "\x00other"
_OTHER_NAMESPACE = "\x00namespace"

_ASCII_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*").fullmatch
_ASCII_NMTOKEN = re.compile(r"[A-Za-z0-9_.\-:]+").fullmatch
_NEVER_IN_A_NAME = re.compile(r"[\s<>&'\"/=?!\[\]{}|^`~@#$%*()+,;\\]").search


@lru_cache(maxsize=4096)
def _expat_reads(document: str) -> bool:
    """Let expat decide: it holds the tables of XML 1.0 (fourth edition), as RELAX NG and XSD 1.0 do."""
    try:
        expat.ParserCreate("utf-8").Parse(document.encode("utf-8"), True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True


def is_name(text: str) -> bool:
    """Whether `text` is a Name of XML: colons are allowed."""
    if _ASCII_NAME(text):
        return True
    return bool(text) and not _NEVER_IN_A_NAME(text) and _expat_reads(f"<{text}/>")


def is_ncname(text: str) -> bool:
    """Whether `text` is a name without a colon (Namespaces in XML)."""
    return bool(_ASCII_NAME(text)) or (":" not in text and is_name(text))


def is_nmtoken(text: str) -> bool:
    """Whether `text` consists of name characters only."""
    if _ASCII_NMTOKEN(text):
        return True
    return bool(text) and not _NEVER_IN_A_NAME(text) and _expat_reads(f"<a{text}/>")


def is_qname(text: str) -> bool:
    """Whether `text` has the form of a QName: a name, or two with one colon between them."""
    prefix, colon, local = text.partition(":")
    return is_ncname(prefix) and (not colon or is_ncname(local))


def expanded(namespace: str, local: str) -> str:
    """The written form of a name in a namespace."""
    return f"{namespace}}}{local}" if namespace else local


def split(name: str) -> tuple[str, str]:
    """Namespace and local part of a name."""
    namespace, _, local = name.rpartition("}")
    return namespace, local


class NameClass:
    """A set of names, finite or not."""

    __slots__ = ()

    def contains(self, name: str) -> bool:
        """Whether the name belongs to the class."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """The single names of the class, without those it has through a wildcard."""
        return ()

    def is_open(self) -> bool:
        """Whether the class is infinite."""
        return False

    def probes(self) -> set[str]:
        """Names that decide whether this class and another have one in common."""
        raise NotImplementedError


class Name(NameClass):
    """Exactly one name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def contains(self, name: str) -> bool:
        """Whether the name belongs to the class."""
        return name == self.name

    def names(self) -> tuple[str, ...]:
        """The single names of the class."""
        return (self.name,)

    def probes(self) -> set[str]:
        """Names that decide whether two classes meet."""
        return {self.name}


class AnyName(NameClass):
    """All names but those of `besides`."""

    __slots__ = ("besides",)

    def __init__(self, besides: NameClass | None = None) -> None:
        self.besides = besides

    def contains(self, name: str) -> bool:
        """Whether the name belongs to the class."""
        return self.besides is None or not self.besides.contains(name)

    def is_open(self) -> bool:
        """Whether the class is infinite."""
        return True

    def probes(self) -> set[str]:
        """Names that decide whether two classes meet."""
        inner = self.besides.probes() if self.besides else set()
        return inner | {expanded(_OTHER_NAMESPACE, _OTHER_LOCAL)}


class NsName(NameClass):
    """All names of one namespace but those of `besides`."""

    __slots__ = ("besides", "namespace")

    def __init__(self, namespace: str, besides: NameClass | None = None) -> None:
        self.namespace = namespace
        self.besides = besides

    def contains(self, name: str) -> bool:
        """Whether the name belongs to the class."""
        inside = split(name)[0] == self.namespace
        return inside and (self.besides is None or not self.besides.contains(name))

    def is_open(self) -> bool:
        """Whether the class is infinite."""
        return True

    def probes(self) -> set[str]:
        """Names that decide whether two classes meet."""
        inner = self.besides.probes() if self.besides else set()
        return inner | {expanded(self.namespace, _OTHER_LOCAL)}


class NameChoice(NameClass):
    """The union of several classes."""

    __slots__ = ("members",)

    def __init__(self, members: tuple[NameClass, ...]) -> None:
        self.members = members

    def contains(self, name: str) -> bool:
        """Whether the name belongs to the class."""
        return any(member.contains(name) for member in self.members)

    def names(self) -> tuple[str, ...]:
        """The single names of the class."""
        return tuple(name for member in self.members for name in member.names())

    def is_open(self) -> bool:
        """Whether the class is infinite."""
        return any(member.is_open() for member in self.members)

    def probes(self) -> set[str]:
        """Names that decide whether two classes meet."""
        return set().union(*(member.probes() for member in self.members))


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether some name belongs to both classes (sections 7.3 and 7.4 of the specification)."""
    return any(one.contains(name) and other.contains(name) for name in one.probes() | other.probes())
