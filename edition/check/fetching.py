# SPDX-License-Identifier: MIT
"""Brings a schema, with all it includes, from an address or a file; only when a user asks for it.

Within bounds of size and time, by https (http only from this machine). Validation never comes here.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, url2pathname

from edition import __version__
from edition.check import schema_files
from edition.errors import EnvironmentFailure, UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST_FILES = 200
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Bounds:
    """How large one file may be in bytes, and how long all may take in seconds."""

    size: int = 32 * 2**20
    seconds: float = 60.0


@dataclass(frozen=True)
class Brought:
    """A schema: the address it came from, its own name, and all its files by names relative to one folder."""

    address: str
    file: str
    contents: Mapping[str, bytes]
    kind: str


def bring(what: str, name: str = "", bounds: Bounds | None = None) -> Brought:
    """Bring the schema at an address, or in a file, and what it includes; `name` is what to call it.

    Raises UsageError for an address that cannot be, UnreadableError for what is no schema, and
    EnvironmentFailure where a network or a disk fails.
    """
    bounds = bounds or Bounds()
    is_file = "://" not in what or os.path.exists(what)  # noqa: PTH110 - unlike Path.exists it never raises
    address = Path(what).resolve().as_uri() if is_file else _address(what)
    read = _read_file if is_file else _Network(bounds).read
    contents, kind = _all(address, read)
    own = name or unquote(urlsplit(address).path).rpartition("/")[2]
    if not own or "/" in own or "\\" in own or own.startswith(".") or not own.isprintable():
        raise UsageError(f"{own!r} is no name for a schema. Give it one with --as, for instance --as edition.rng")
    if not schema_files.has_ending(own, kind):
        own += schema_files.ENDINGS[kind][0]
    files = {own: contents[address]} if len(contents) == 1 else _laid_out(contents, own)
    main = own if len(contents) == 1 else next(file for file, content in files.items() if content is contents[address])
    return Brought(own if is_file else what.strip(), main, files, kind)


def try_out(brought: Brought) -> None:
    """Load a grammar with all its files as it will lie in the project; raises UnreadableError for a wrong one."""
    if brought.kind == "Schematron":
        return
    from edition.check.relaxng import Schema, SchemaError  # noqa: PLC0415 - only for grammars

    with tempfile.TemporaryDirectory() as folder:
        for name, content in brought.contents.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        try:
            Schema.load(Path(folder, brought.file))
        except SchemaError as error:
            place = f"line {error.line}: " if error.line else ""
            raise UnreadableError(f"{brought.address}: this schema is wrong: {place}{error.reason} Nothing was kept.") from None


def _all(address: str, read: Callable[[str], bytes]) -> tuple[dict[str, bytes], str]:
    """The contents of all files by their addresses, and of what kind the schema is."""
    contents: dict[str, bytes] = {}
    asked = [address]
    kind = ""
    while asked:
        each = asked.pop()
        if each in contents:
            continue
        if len(contents) >= _MOST_FILES:
            raise UnreadableError(f"{_shown(address)}: this schema includes more than {_MOST_FILES} files. Nothing was kept.")
        contents[each] = read(each)
        own = schema_files.kind(_shown(each), contents[each])
        kind = kind or own
        asked += [_part(address, each, reference) for reference in schema_files.included(contents[each], own)]
    return contents, kind


def _part(schema: str, including: str, reference: str) -> str:
    """The address of a part, which must be reachable by a relative one: an absolute one would still be asked for."""
    if urlsplit(reference).scheme or urlsplit(reference).netloc:
        raise UnreadableError(
            f"{_shown(including)}: this schema includes {reference} by its full address, so that it cannot be kept in the "
            "project as it is. Make one file of it (with trang, or TEI's Roma), and add that."
        )
    address = urldefrag(urljoin(including, reference)).url
    if _origin(address) != _origin(schema):
        raise UnreadableError(f"{_shown(including)}: this schema includes {reference}, which is on another server. Nothing was kept.")
    return address


def _shown(address: str) -> str:
    """A file by its path, anything else by its address."""
    return url2pathname(urlsplit(address).path) if address.startswith("file:") else address


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _laid_out(contents: Mapping[str, bytes], own: str) -> dict[str, bytes]:
    """Several files in a folder of their own, as they lay beside each other."""
    folder = own.rpartition(".")[0] or own
    paths = {address: unquote(urlsplit(address).path).strip("/").split("/") for address in contents}
    common = 0
    while all(len(path) > common + 1 for path in paths.values()) and len({path[common] for path in paths.values()}) == 1:
        common += 1
    return {"/".join([folder, *path[common:]]): contents[address] for address, path in paths.items()}


def _read_file(address: str) -> bytes:
    path = Path(url2pathname(urlsplit(address).path))
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: this schema cannot be read: {error.strerror}. Check its name and folder.") from None


def _address(what: str) -> str:
    """The address to ask: https, whatever a document says; http only where no network lies between."""
    try:
        parts = urlsplit(what.strip())
        port = parts.port
    except ValueError:
        raise UsageError(f"{what}: this is no address.") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{what}: a schema is added from an address that begins with https://, or from a file.")
    if parts.username or parts.password:
        raise UsageError("An address with a password would stand in the project's record. Download the schema, and add the file.")
    if parts.scheme == "http" and not _is_this_machine(parts.hostname):
        if port not in {None, 80}:
            raise UsageError(f"{what}: a schema is fetched by https only. Download it, and add the file: edition schema add FILE --for {what}")
        parts = parts._replace(scheme="https", netloc=parts.hostname)
    return urldefrag(parts.geturl()).url


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Redirects(HTTPRedirectHandler):
    """Follows a server that says “elsewhere”, but never from https to http, to a file, or round in circles."""

    max_redirections = 5

    def redirect_request(  # noqa: PLR0917 - the form of urllib
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The request to make instead; raises UsageError for one that must not be made."""
        fallen = req.full_url.startswith("https:") and not newurl.startswith("https:")
        if fallen or _address(newurl) != urldefrag(newurl).url:
            raise UsageError(f"{req.full_url}: the server leads to {newurl}, which is not https. Nothing was fetched.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Network:
    """Reads addresses, all within one span of time."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.end = time.monotonic() + bounds.seconds
        self.opener = build_opener(_Redirects)

    def read(self, address: str) -> bytes:
        """The bytes at an address; raises with what to do instead."""
        instead = f"Download it with a browser, and add the file: edition schema add FILE --for {address}"
        headers = {"User-Agent": f"tei-edition/{__version__}", "Accept": "*/*"}
        request = Request(address, headers=headers)  # noqa: S310 - `_address` lets pass https, or http from this machine
        try:
            with self.opener.open(request, timeout=min(self.bounds.seconds, 20)) as response:
                return self._bytes(address, response)
        except HTTPError as error:
            error.close()
            if error.code in {404, 410}:
                raise UsageError(f"{address}: there is nothing at this address ({error.code}). Check it in a browser.") from None
            raise EnvironmentFailure(f"{address}: the server refuses ({error.code} {error.reason}). {instead}") from None
        except TimeoutError:
            raise EnvironmentFailure(f"{address}: no answer within {self.bounds.seconds:g} seconds. {instead}") from None
        except URLError as error:
            reason = getattr(error.reason, "strerror", None) or error.reason
            raise EnvironmentFailure(f"{address}: cannot be fetched: {reason}. {instead}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise EnvironmentFailure(f"{address}: cannot be fetched: {error}. {instead}") from None

    def _bytes(self, address: str, response: Any) -> bytes:
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            if len(content) > self.bounds.size:
                raise UnreadableError(f"{address}: larger than {self.bounds.size / 2**20:g} MB; no schema is. Nothing was kept.")
            if time.monotonic() > self.end:
                raise TimeoutError
        if response.length:  # what the server promised and did not send
            raise EnvironmentFailure(f"{address}: the answer broke off. Try again.")
        return bytes(content)
