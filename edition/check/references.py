# SPDX-License-Identifier: MIT
"""Does every pointer of TEI lead somewhere, and to the right kind of thing?

Addresses on the network are not fetched, and no file outside the project's folder is opened.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from edition.check import survey as surveys
from edition.check.nearness import Names
from edition.check.pointers import MEDIA_ELEMENTS, NEVER_FILES, expected
from edition.check.prefixes import Declared, PatternError
from edition.check.reports import Cause, findings_of
from edition.check.survey import Pointer
from edition.source import SourceError
from edition.source.library import Library, OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from edition.check.finding import Finding
    from edition.check.survey import Survey
    from edition.source import Place

# Schemes that everybody knows (IANA's register, and the field's); what they name is not fetched.
_KNOWN_SCHEMES = frozenset(
    {
        "http",
        "https",
        "ftp",
        "ftps",
        "sftp",
        "mailto",
        "tel",
        "urn",
        "doi",
        "hdl",
        "ark",
        "info",
        "tag",
        "data",
        "geo",
    }
    | {"oai", "cts", "about", "git", "ssh", "news", "irc"}
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
_POINTER_SCHEME = re.compile(r"([A-Za-z][\w\-]*)\(")
_BARE = re.compile(r"[^/#:?\\]+")
_MEDIA = re.compile(
    r"\.(jpe?g|png|gif|tiff?|jp2|webp|svg|pdf|mp3|mp4|wav|ogg|webm|m4a|mov|avi)$", re.IGNORECASE
)
_FILE = re.compile(r"[/\\]|\.[A-Za-z]\w{0,4}$")  # what looks like the name of a file
# Ids that stand for somebody or something to be declared in the header: each is told by itself.
_UNDECLARED = {"resp": "resp-undeclared", "wit": "app-siglum-unknown"}
_SEVERAL = 3  # an id that so many files have is none that a pointer of another file means
_MOST_NAMES = 50  # files whose ids are held ready for a guess at what was meant
_MOST_HOPS = 5  # a prefix that stands for another prefix, which stands for …


def _never(_code: str, _place: Place) -> bool:
    return False


class References:
    """Resolves the pointers of many surveys against each other.

    `others` are files of the project that are not checked in this run: ids that are missing may be
    in them. `schemes` are private schemes that the project declares, which are left alone; `keys` says for an
    element (or "*") which pointer, from the project's folder, its `@key` stands for.
    """

    def __init__(
        self,
        found: Sequence[Survey],
        library: Library,
        others: Iterable[Path] = (),
        schemes: Collection[str] = (),
        keys: Mapping[str, str] | None = None,
    ) -> None:
        self._reals: dict[Path, Path] = {}
        self._library = library
        self._surveys = found
        self._keys = keys or {}
        self._schemes = _KNOWN_SCHEMES | {scheme.lower() for scheme in schemes}
        self._ids: dict[Path, dict[str, str] | None] = {self._real(each.path): each.ids for each in found}
        self._others = list(others)
        self._names: dict[Path, Names] = {}
        self._folders: dict[Path, Names] = {}
        self._everywhere: dict[str, list[Path]] | None = None
        self._causes: defaultdict[Cause, list[Pointer]] = defaultdict(list)
        self._cause: Cause | None = None
        # The ids of each file that some pointer leads to; and those that pointers of other files lead to, with the first.
        self.reached: dict[Path, set[str]] = {self._real(each.path): set(each.settled) for each in found}
        self.crossed: defaultdict[Path, dict[str, Place]] = defaultdict(dict)

    def findings(self, silent: Callable[[str, Place], bool] = _never, *, apart: bool = False) -> list[Finding]:
        """All that is wrong with the pointers, one cause grouped where it would flood, unless `apart`.

        What is `silent` at its place is left out. Afterwards `reached` and `crossed` are complete.
        """
        self._causes.clear()
        included = {self._real(part) for each in self._surveys for part in each.parts}
        for each in self._surveys:
            if not each.is_whole and self._real(each.path) in included:
                continue  # its pointers are judged where it belongs
            declared = Declared(each.prefixes)
            known: dict[object, Cause | None] = {}
            for pointer in each.pointers:
                # What a pointer of this file leads to hangs on nothing else; most stand there many times.
                key = (pointer.place.file, pointer.element, pointer.attribute, pointer.value, pointer.kind, pointer.base)
                if key not in known:
                    self._cause = None
                    self._resolve(pointer, each, declared)
                    known[key] = self._cause
                cause = known[key]
                if cause is not None and not silent(cause.code, pointer.place):
                    self._causes[cause].append(pointer)
            if self._keys:
                self._resolve_keys(each, silent)
        return findings_of(self._causes, apart=apart)

    def _resolve_keys(self, home: Survey, silent: Callable[[str, Place], bool]) -> None:
        """The keys of a file, each as the pointer that the project says it stands for."""
        base = self._library.folder / "edition.toml"
        for place, element, value in home.keys:
            pattern = self._keys.get(element, self._keys.get("*"))
            if pattern is None or not value:
                continue
            pointer = Pointer(place, element, "key", pattern.replace("{key}", value), expected(element, "ref", None))
            self._cause = None
            self._local(pointer, home, pointer.value, base)
            if self._cause is not None and not silent(self._cause.code, place):
                self._causes[self._cause].append(pointer)

    def _resolve(self, pointer: Pointer, home: Survey, declared: Declared) -> None:
        value, base = pointer.value, pointer.place.file
        for _ in range(_MOST_HOPS):
            scheme = _SCHEME.match(value)
            if value in {"", "#"}:
                return self._report(Cause("ref-empty", pointer.attribute))
            if not scheme:
                return self._local(pointer, home, value, base)
            prefix = scheme[1]
            if prefix not in declared:
                return self._scheme(prefix, pointer)
            try:
                value, base = declared.expand(prefix, scheme[2])
            except PatternError as error:
                return self._report(Cause(error.code, prefix, str(error)))
        return self._report(
            Cause("ref-prefix-mismatch", pointer.value, "its prefixes go round in a circle")
        )

    def _scheme(self, prefix: str, pointer: Pointer) -> None:
        if prefix.lower() in self._schemes or (prefix == "tei" and pointer.attribute == "source"):
            return
        if len(prefix) == 1 or prefix.lower() == "file":
            self._report(Cause("ref-outside", ""))
        else:
            self._report(Cause("ref-prefix-undeclared", prefix))

    def _local(self, pointer: Pointer, home: Survey, value: str, base: Path) -> None:
        """A value with no scheme: an id in this file, or another file of the project."""
        name, hash_, fragment = value.partition("#")
        if not name:
            self._fragment(pointer, home.path if base == pointer.place.file else base, fragment)
            return
        if _SCHEME.match(pointer.base) or pointer.base.startswith("//") or name.startswith(("?", "//")):
            return  # relative to an address on the network, which is not fetched
        if not hash_ and value == pointer.value and self._lacks_hash(pointer, home):
            return
        try:
            path = self._library.locate(
                self._real(base), f"{pointer.base}{name}" if pointer.base.endswith("/") else name
            )
        except OutsideError:
            self._report(Cause("ref-outside", ""))
            return
        if not path.exists():
            self._missing(pointer, name, path)
        elif fragment and path.is_file() and not _MEDIA.search(path.name):
            self._fragment(pointer, path, fragment)

    def _lacks_hash(self, pointer: Pointer, home: Survey) -> bool:
        value = pointer.value
        if pointer.element in MEDIA_ELEMENTS:
            return False  # a file, perhaps named without its ending
        known = value in home.ids or (value in self._all_ids() if _BARE.fullmatch(value) else False)
        if (
            known
            or not _FILE.search(value)
            or (pointer.attribute in NEVER_FILES and not value.endswith(".xml"))
        ):
            where = "known" if value in home.ids else "elsewhere" if known else ""
            self._report(Cause("ref-no-hash", pointer.attribute, where))
            for path in [home.path] if value in home.ids else self._all_ids().get(value, []):
                self._reach(pointer, path, value)
            return True
        return False

    def _missing(self, pointer: Pointer, name: str, path: Path) -> None:
        is_media = pointer.element in MEDIA_ELEMENTS or pointer.attribute == "facs" or _MEDIA.search(name)
        near = self._beside(path.parent).nearest(path.name)
        if is_media:  # where one picture of thousands has .JPG for .jpg, the others have
            self._report(Cause("ref-media-missing", "", "near" if near else ""))
        else:
            self._report(Cause("ref-file-missing", name if near else "", near))

    def _beside(self, folder: Path) -> Names:
        """The names of the files in a folder; looked at once, because thousands of pointers may miss it."""
        if folder not in self._folders:
            self._folders[folder] = Names([each.name for each in folder.iterdir()] if folder.is_dir() else [])
        return self._folders[folder]

    def _fragment(self, pointer: Pointer, path: Path, fragment: str) -> None:
        scheme = _POINTER_SCHEME.match(fragment)
        if scheme:
            self._report(Cause("ref-scheme", scheme[1]))
            return
        known = self._known(path)
        if known is None:
            self._report(Cause("ref-file-broken", path.name))
            return
        found = known.get(fragment) or known.get(unquote(fragment))
        own = self._real(pointer.place.file)
        if not found and self._real(path) != own and not pointer.value.partition("#")[0]:
            found = (self._known(own) or {}).get(fragment)  # the file itself, of which a part is included
        if not found:
            self._broken(pointer, path, fragment, known)
            return
        self._reach(pointer, path, fragment if fragment in known else unquote(fragment))
        if pointer.kind and found not in pointer.kind.elements:
            key = f"{pointer.element}/@{pointer.attribute}>{found}"
            self._report(Cause("ref-wrong-kind", key, pointer.kind.name, found))

    def _broken(self, pointer: Pointer, path: Path, fragment: str, known: dict[str, str]) -> None:
        resolved = self._real(path)
        elsewhere = [each for each in self._all_ids().get(fragment, [])[: _SEVERAL + 1] if each != resolved]
        if 0 < len(elsewhere) < _SEVERAL and not pointer.value.partition("#")[0]:
            shown = self._library.shown(elsewhere[0])
            address = Path(os.path.relpath(elsewhere[0], self._real(pointer.place.file).parent)).as_posix()
            self._report(Cause("ref-elsewhere", f"{pointer.attribute}>{shown}", str(shown), address))
            self._reach(pointer, elsewhere[0], fragment)
            return
        if len(self._names) > _MOST_NAMES:  # of thousands of files; the next pointer is most likely of the same one
            self._names.clear()
        names = self._names.setdefault(resolved, Names(known))
        right = {name for name, element in known.items() if pointer.kind and element in pointer.kind.elements}
        near = names.nearest(fragment, right)
        where = "this file" if resolved == self._real(pointer.place.file) else path.name
        key = f"{path}#{fragment}" if near else f"{pointer.attribute} {'' if where == 'this file' else path}"
        code = _UNDECLARED.get(pointer.attribute, "ref-broken")
        if code == "ref-broken" or near:
            self._report(Cause("ref-broken", key, where, near, fragment if near else ""))
        else:
            self._undeclared(code, pointer, fragment, where, known)

    def _undeclared(self, code: str, pointer: Pointer, fragment: str, where: str, known: dict[str, str]) -> None:
        """One cause for each siglum or responsibility, or for a habit that many sigla share."""
        bare, question, _ = fragment.partition("?")
        if question and bare in known:
            self._report(Cause(code, "?", where, "?"))
        elif pointer.attribute == "wit" and not (pointer.kind and pointer.kind.elements.intersection(known.values())):
            self._report(Cause(code, "", where, "no witness"))
        else:
            self._report(Cause(code, bare, where))

    def _reach(self, pointer: Pointer, path: Path, identifier: str) -> None:
        """Remember that an id is pointed to."""
        path = self._real(path)
        self.reached.setdefault(path, set()).add(identifier)
        if path != self._real(pointer.place.file):
            self.crossed[path].setdefault(identifier, pointer.place)

    def _real(self, path: Path) -> Path:
        """A path with its links followed; asked of the system once, because it is slow."""
        if path not in self._reals:
            self._reals[path] = path.resolve()
        return self._reals[path]

    def _known(self, path: Path) -> dict[str, str] | None:
        """The ids of a file; None if it is no XML. Read at most once."""
        resolved = self._real(path)
        if resolved not in self._ids:
            try:
                self._ids[resolved] = surveys.ids(self._library.open(self._library.shown(resolved)))
            except SourceError:
                self._ids[resolved] = None
        return self._ids[resolved]

    def _all_ids(self) -> dict[str, list[Path]]:
        """Where each id of the project is; made only when an id is missing in its file."""
        if self._everywhere is None:
            self._everywhere = defaultdict(list)
            for path in dict.fromkeys([*self._ids, *(other.resolve() for other in self._others)]):
                for name in self._known(path) or ():
                    self._everywhere[name].append(path)
        return self._everywhere

    def _report(self, cause: Cause) -> None:
        self._cause = cause
