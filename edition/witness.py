# SPDX-License-Identifier: MIT
"""The witnesses of an apparatus, as the model names them: sigla, groups, hands, and where each is missing.

It reads no TEI and knows no readings: `edition.apparatus` says what a witness has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Lacuna:
    """Words of the base text (ordinals from 1) that a witness does not have; `first` is None where nobody says where it begins."""

    witness: str
    first: int | None
    last: int

    def holds(self, first: int, last: int) -> bool:
        """Whether the words from `first` to `last` are all missing; None for `first` holds nothing."""
        return self.first is not None and self.first <= first and last <= self.last


@dataclass(frozen=True)
class Witness:
    """A witness, hand, group or printed edition (Guidelines, TC 12.1.4).

    `layer` is "ac" or "pc" for a hand that wrote before or after correction; `markup` are the pieces of the siglum with
    how they are set; `declared` is False for what readings name and no list does.
    """

    id: str
    siglum: str
    kind: str
    parent: str = ""
    layer: str = ""
    description: str = ""
    declared: bool = True
    markup: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Witnesses:
    """All witnesses of an apparatus, in the order in which they are declared."""

    all: tuple[Witness, ...]
    lacunae: tuple[Lacuna, ...] = ()
    _by_name: dict[str, Witness] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for witness in self.all:
            self._by_name.setdefault(witness.siglum, witness)
        self._by_name.update({witness.id: witness for witness in self.all})

    @classmethod
    def of(cls, model: dict[str, Any]) -> Witnesses:
        """From the model's JSON."""
        return cls(
            tuple(
                Witness(
                    each["id"], each["siglum"] or each["id"], each["kind"], each["parent"], each["layer"], each["description"],
                    each["declared"], tuple((piece["text"], piece["rend"]) for piece in each["markup"]),
                )
                for each in model["witnesses"]
            ),
            tuple(Lacuna(each["witness"], each.get("first"), each["last"]) for each in model["lacunae"]),
        )

    def find(self, name: str) -> Witness | None:
        """The witness with an id or siglum."""
        return self._by_name.get(name)

    def above(self, witness: str) -> list[str]:
        """The witness itself and all that contain it, the nearest first."""
        found: list[str] = []
        while witness and witness not in found:
            found.append(witness)
            known = self._by_name.get(witness)
            witness = known.parent if known else ""
        return found

    def groups(self, witness: str) -> list[str]:
        """The groups that a witness belongs to, the nearest first: what they read it reads, unless it says otherwise."""
        return [each for each in self.above(witness)[1:] if (known := self._by_name.get(each)) and known.kind == "group"]

    def of_hand(self, witness: str) -> str:
        """The witness whose hand this is, or nothing."""
        known = self._by_name.get(witness)
        return known.parent if known and known.kind == "hand" else ""

    def hands(self, witness: str) -> list[Witness]:
        """The hands of a witness, as declared."""
        return self._hands.get(witness, [])

    def members(self, group: str) -> list[Witness]:
        """The witnesses that a group contains, in groups of it too."""
        return [each for each in self.all if each.kind != "group" and group in self.above(each.id)[1:]]

    def missing(self, witness: str, first: int, last: int) -> bool:
        """Whether a witness lacks these words of the base text."""
        own = {witness, self.of_hand(witness)}
        return any(lacuna.witness in own and lacuna.holds(first, max(first, last)) for lacuna in self.lacunae)

    @cached_property
    def _hands(self) -> dict[str, list[Witness]]:
        found: dict[str, list[Witness]] = {}
        for witness in self.all:
            if witness.kind == "hand":
                found.setdefault(witness.parent, []).append(witness)
        return found
