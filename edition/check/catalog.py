# SPDX-License-Identifier: MIT
"""XML catalogs (OASIS, 1.1): the local file that stands for the address of a schema.

Nothing is fetched: an entry that leads to a network is passed over, and so is a catalog that cannot be read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMESPACE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_NAMES = ("catalog.xml", "schemas/catalog.xml", "schema/catalog.xml")
_VARIABLE = "XML_CATALOG_FILES"
_MOST = 100  # catalogs that lead to each other
_SIZE = 16 * 2**20
_UNESCAPED = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")


class _Entry(NamedTuple):
    """`kind` is uri, rewrite, suffix, delegate or next; `target` is an absolute address."""

    kind: str
    key: str
    target: str


class Catalogs:
    """Catalogs in the order in which they are asked; each is read when it is first needed.

    A catalog inside `folder` is the project's own, which may come from anyone: it leads to nothing outside.
    """

    def __init__(self, files: Iterable[Path], folder: Path) -> None:
        self._files = tuple(files)
        self._folder = folder.resolve()
        self._read: dict[Path, list[_Entry]] = {}
        self.troubles: dict[Path, str] = {}  # why a catalog was of no use, in words

    @classmethod
    def of_project(cls, folder: Path) -> Catalogs:
        """`catalog.xml` of a project's folder or its `schemas`, then those that XML_CATALOG_FILES names."""
        own = [folder / name for name in _NAMES]
        named = [_path(urljoin(folder.as_uri() + "/", name)) for name in os.environ.get(_VARIABLE, "").split()]
        return cls([file for file in (*own, *named) if file is not None and file.is_file()], folder)

    def __bool__(self) -> bool:
        return bool(self._files)

    def resolve(self, address: str) -> Path | None:
        """The file that stands for an address, if a catalog names one that is there."""
        return self._resolve(_normal(address), self._files, set())

    def _resolve(self, address: str, files: Iterable[Path], seen: set[Path]) -> Path | None:
        """Section 7.2.2: within a catalog exact, rewritten, by suffix, delegated; then the next catalogs."""
        for file in files:
            path = file.resolve()
            if path in seen or len(seen) >= _MOST:
                continue
            seen.add(path)
            entries = self._entries(path)
            target = _match(entries, address)
            if target is not None:
                found = next((each for each in self._allowed(path, [target]) if each.is_file()), None)
                if found is None:
                    self.troubles[path] = f"{path.name} names {_told(target)} for it, which is not there or lies outside the project"
                return found
            delegates = [each for each in entries if each.kind == "delegate" and address.startswith(each.key)]
            if delegates:
                delegates.sort(key=lambda entry: -len(entry.key))
                return self._resolve(address, self._allowed(path, [each.target for each in delegates]), seen)
            following = [each.target for each in entries if each.kind == "next"]
            found = self._resolve(address, self._allowed(path, following), seen)
            if found is not None:
                return found
        return None

    def _allowed(self, catalog: Path, addresses: Iterable[str]) -> list[Path]:
        """The local files that a catalog may lead to."""
        paths = [path.resolve() for address in addresses if (path := _path(address)) is not None]
        bounded = catalog.is_relative_to(self._folder)
        return [path for path in paths if not bounded or path.is_relative_to(self._folder)]

    def _entries(self, path: Path) -> list[_Entry]:
        if path not in self._read:
            try:
                self._read[path] = list(_entries(path))
            except (OSError, etree.XMLSyntaxError, ValueError):
                self._read[path] = []
                self.troubles[path] = f"{path.name} is no catalog that can be read"
        return self._read[path]


def _match(entries: Iterable[_Entry], address: str) -> str | None:
    """The address that one catalog gives for another; the longest key decides."""
    exact = [each for each in entries if each.kind == "uri" and each.key == address]
    if exact:
        return exact[0].target
    rewritten = [each for each in entries if each.kind == "rewrite" and address.startswith(each.key)]
    if rewritten:
        best = max(rewritten, key=lambda entry: len(entry.key))
        return best.target + address[len(best.key) :]
    suffixed = [each for each in entries if each.kind == "suffix" and address.endswith(each.key)]
    return max(suffixed, key=lambda entry: len(entry.key)).target if suffixed else None


# The attributes that hold the key and the target of each kind. Schemas are named by URI references and, in
# older catalogs, by system identifiers; one is as good as the other for a file that is only looked up.
_KINDS = {
    "uri": ("uri", "name", "uri"),
    "system": ("uri", "systemId", "uri"),
    "rewriteURI": ("rewrite", "uriStartString", "rewritePrefix"),
    "rewriteSystem": ("rewrite", "systemIdStartString", "rewritePrefix"),
    "uriSuffix": ("suffix", "uriSuffix", "uri"),
    "systemSuffix": ("suffix", "systemIdSuffix", "uri"),
    "delegateURI": ("delegate", "uriStartString", "catalog"),
    "delegateSystem": ("delegate", "systemIdStartString", "catalog"),
    "nextCatalog": ("next", "", "catalog"),
}


def _entries(path: Path) -> Iterator[_Entry]:
    """The entries of a catalog in their order, targets made absolute by `xml:base` (section 6.5)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    if path.stat().st_size > _SIZE:
        return
    root = etree.fromstring(path.read_bytes(), parser)
    for element in root.iter(f"{_NAMESPACE}*"):
        kind, key, target = _KINDS.get(str(element.tag)[len(_NAMESPACE) :], ("", "", ""))
        if kind and element.get(target) is not None and (not key or element.get(key)):
            yield _Entry(kind, _normal(str(element.get(key, ""))) if key else "", _absolute(path, element, str(element.get(target))))


def _absolute(path: Path, element: etree._Element, reference: str) -> str:
    base = path.as_uri()
    for each in reversed([element, *element.iterancestors()]):
        base = urljoin(base, str(each.get(_BASE, "")))
    return urljoin(base, reference)


def _normal(address: str) -> str:
    """Section 6.4: characters that a URI may not have are escaped before comparing."""
    return _UNESCAPED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address.strip())


def _told(address: str) -> str:
    """An address as a user would write it: of a file only the last part."""
    return unquote(address.rpartition("/")[2]) if address.startswith("file:") else address


def _path(address: str) -> Path | None:
    """The local file of a `file:` address; None for any other."""
    try:
        parts = urlsplit(address)
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or "%00" in parts.path:
            return None
        if os.name == "nt":
            from urllib.request import url2pathname  # noqa: PLC0415 - it brings a whole network library

            return Path(url2pathname(parts.path))
        return Path(unquote(parts.path))
    except ValueError:
        return None
