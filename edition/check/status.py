# SPDX-License-Identifier: MIT
"""What became of a file: readable or not, checked with which schemas, and valid only if some schema said so.

It holds no findings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HELP = "give one with --schema or in edition.toml"


@dataclass
class Status:
    """What became of one file. It is `valid` only if some schema was there and none has an error.

    `missing` are the addresses of schemas that it names, that are not in the project and were not fetched.
    """

    file: Path
    schemas: list[Path] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    errors: int = 0
    readable: bool = True
    missing: tuple[str, ...] = ()

    @property
    def validated(self) -> bool:
        """Whether the file was checked with at least one schema."""
        return bool(self.schemas)

    @property
    def valid(self) -> bool:
        """Whether it was checked with a schema and no schema found an error."""
        return self.validated and not self.errors

    @property
    def help(self) -> str:
        """The command that helps where a file was not validated."""
        if not self.missing:
            return _HELP
        return f"fetch it once with: edition schema add {self.missing[0]}"

    def __str__(self) -> str:
        if not self.readable:
            return "not readable"
        if not self.validated:
            return f"not validated: {'; '.join(self.reasons) or 'there is no schema'} ({self.help})"
        names = " and ".join(schema.name for schema in self.schemas)
        verdict = "valid against" if self.valid else "not valid against"
        return f"{verdict} {names}" + (f" ({'; '.join(self.reasons)})" if self.reasons else "")
