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
    """The entries of all files, by file and id."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_id: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.id:
                self._by_id[entry.id].append(entry)

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
        found = self._by_id.get(fragment or name, [])
        if fragment and name:
            found = [entry for entry in found if entry.place.file.name == name.rpartition("/")[2]]
        own = [entry for entry in found if entry.place.file == home]
        return (own or found)[0] if len(own or found) == 1 else None
