# SPDX-License-Identifier: MIT
"""Which entry a pointer means, as far as that can be told: an id, in its own file or another of the project.

It is generous: that a pointer lacks its “#” or leads nowhere is told by `edition.check.references`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edition.check.prefixes import Declared, PatternError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from edition.check.plausibility.entries import Entry
    from edition.check.survey import Prefix



class Entries:
    """The entries of all files, by id, by id and file, and by id and the name of the file.

    Each pointer is looked up, not searched for: thousands of letters have a person “p1” of their own.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_id: defaultdict[str, list[Entry]] = defaultdict(list)
        self._by_file: defaultdict[tuple[str, Path], list[Entry]] = defaultdict(list)
        self._by_name: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.id:
                self._by_id[entry.id].append(entry)
                self._by_file[entry.id, entry.place.file].append(entry)
                self._by_name[entry.id, entry.place.file.name].append(entry)

    def meant(self, pointer: str, home: Path, prefixes: list[Prefix]) -> Entry | None:
        """The entry that a pointer in the file `home` means; None if there is none, or several in other files."""
        scheme, colon, rest = pointer.partition(":")
        if colon:
            declared = Declared(prefixes)
            if scheme not in declared:
                return None
            try:
                pointer, home = declared.expand(scheme, rest)
            except PatternError:
                return None
        name, _, fragment = pointer.partition("#")
        identifier, file = fragment or name, name.rpartition("/")[2]
        own = self._by_file.get((identifier, home), [])
        found = self._by_id.get(identifier, [])
        if fragment and name:
            found = self._by_name.get((identifier, file), [])
            own = own if home.name == file else []
        return (own or found)[0] if len(own or found) == 1 else None
