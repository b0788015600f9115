# SPDX-License-Identifier: MIT
"""A baseline: what an old corpus is known to have, so that a run tells only what is new.

It keeps how often each finding occurs, by file, code, message and the text of its line, so that lines may
move. It judges no finding, and holds none back that is not in it.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition import __version__
from edition.check.fingerprints import digest
from edition.errors import EnvironmentFailure, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.check.finding import Finding

_VERSION = 1
_ABOUT = "Findings that were there already; `edition validate --baseline` tells only others."
_ANEW = "Name the file that --baseline has written, or a new one."

Known = dict[str, Counter[str]]  # file, then "code digest", then how many


class Baseline:
    """A file of known findings. Paths in it are relative to its own folder, so that it can be used from any other."""

    def __init__(self, file: Path, known: Known | None = None, program: str = __version__) -> None:
        self.file = file
        self.program = program  # the version that wrote it: another may word its messages in another way
        self.known: Known = known or {}
        self._folder = os.path.realpath(file.absolute().parent)
        self._names: dict[Path, str] = {}

    @classmethod
    def load(cls, file: Path) -> Baseline:
        """Read a baseline; raises UsageError for what is none."""
        try:
            written = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise UsageError(f"{file}: this baseline cannot be read: {reason}.") from None
        except (json.JSONDecodeError, RecursionError) as error:
            line = f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            raise UsageError(f"{file}{line}: this is no baseline. {_ANEW}") from None
        return cls(file, _known(file, written), str(written.get("program", "")))

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that the baseline does not have, or has fewer of, in their order."""
        left = {name: Counter(counts) for name, counts in self.known.items()}
        found = []
        for finding in findings:
            counts = left.get(self._name(finding.file))
            key = _key(finding)
            if counts and counts[key] > 0:
                counts[key] -= 1
            else:
                found.append(finding)
        return found

    def gone(self, findings: Iterable[Finding], files: Iterable[Path]) -> int:
        """How many known findings of `files` are there no more."""
        now = self._counted(findings)
        names = {self._name(file) for file in files} | set(now)
        return sum((counts - now.get(name, Counter())).total() for name, counts in self.known.items() if name in names)

    def update(self, findings: Iterable[Finding], files: Iterable[Path]) -> int:
        """Know these findings for `files` and no others; what is known of files not checked stays while they exist.

        Returns how many findings the baseline now has. Raises EnvironmentFailure if it cannot be written.
        """
        checked = {self._name(file) for file in files}
        now = self._counted(findings)
        kept = {
            name: counts
            for name, counts in self.known.items()
            if name not in checked and name not in now and Path(self._folder, name).exists()
        }
        self.known = {**kept, **now}
        self._write()
        return sum(counts.total() for counts in self.known.values())

    def _counted(self, findings: Iterable[Finding]) -> Known:
        counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for finding in findings:
            counted[self._name(finding.file)][_key(finding)] += 1
        return dict(counted)

    def _name(self, file: Path) -> str:
        """The path of a file from the folder of the baseline, with slashes."""
        if file not in self._names:
            path = os.path.realpath(file)
            try:
                self._names[file] = Path(os.path.relpath(path, self._folder)).as_posix()
            except ValueError:  # on another drive
                self._names[file] = Path(path).as_posix()
        return self._names[file]

    def _write(self) -> None:
        files = {name: dict(sorted(self.known[name].items())) for name in sorted(self.known) if self.known[name]}
        text = json.dumps({"about": _ABOUT, "version": _VERSION, "program": __version__, "files": files}, ensure_ascii=False, indent=1) + "\n"
        part = self.file.with_name(self.file.name + ".part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self.file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise EnvironmentFailure(f"{self.file}: the baseline cannot be written: {error.strerror}.") from None


def _key(finding: Finding) -> str:
    return f"{finding.code} {digest(finding)}"


def _known(file: Path, written: Any) -> Known:
    """What a baseline's JSON says; raises UsageError where it is of another form."""
    version = written.get("version") if isinstance(written, dict) else None
    if isinstance(version, int) and version > _VERSION:
        raise UsageError(f"{file}: a later version of this program has written this baseline. Update the program.")
    files = written.get("files") if version == _VERSION else None
    tables = files.values() if isinstance(files, dict) else [None]
    if not all(isinstance(table, dict) and all(type(many) is int and many > 0 for many in table.values()) for table in tables):
        raise UsageError(f"{file}: this is no baseline. {_ANEW}")
    return {name: Counter(counts) for name, counts in written["files"].items()}
