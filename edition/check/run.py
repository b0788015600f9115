# SPDX-License-Identifier: MIT
"""All checks over all sources, in the order of the files: each by itself, then what they point to in each other.

It knows no check; files are shared out among processes where there are many.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edition.check import schemas, together
from edition.check.one_file import Checker, Given, Setting, path_of
from edition.check.status import Status
from edition.source import Limits
from edition.source.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from edition.check.finding import Finding
    from edition.check.one_file import Checked
    from edition.project import Project
    from edition.source import Source

__all__ = ["Report", "Status", "check", "check_sources"]


@dataclass
class Report:
    """All findings in the order of files and lines, and one status for each file."""

    findings: list[Finding]
    statuses: list[Status]


def check(
    project: Project,
    *,
    sources: Sequence[Path | Given | Source] | None = None,
    others: Iterable[Path] = (),
    schema: Path | None = None,
    schematron: Sequence[Path] = (),
    phase: str = "",
    progress: Callable[[Path], None] | None = None,
    jobs: int = 1,
    apart: bool = False,
    verbose: bool = False,
) -> Report:
    """Check the files of a project, with the schemas given, else its own, else those that the files name.

    `sources` are to be checked instead of its files; the rest is as for `check_sources`.
    """
    if not schema and not schematron:
        schema, schematron, phase = project.schema, project.schematron, phase or project.phase
    return check_sources(
        project.files if sources is None else sources,
        schema=schema,
        schematron=schematron,
        phase=phase,
        folder=project.root,
        others=others,
        schemes=project.schemes,
        keys=project.keys,
        levels=project.levels,
        progress=progress,
        jobs=jobs,
        apart=apart,
        verbose=verbose,
    )


def check_sources(
    sources: Iterable[Path | Given | Source],
    *,
    schema: Path | None = None,
    schematron: Sequence[Path] = (),
    phase: str = "",
    folder: Path | None = None,
    others: Iterable[Path] = (),
    schemes: Collection[str] = (),
    keys: Mapping[str, str] | None = None,
    levels: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    progress: Callable[[Path], None] | None = None,
    jobs: int = 1,
    apart: bool = False,
    verbose: bool = False,
) -> Report:
    """Check files, or sources that were read elsewhere. Nothing outside `folder` is opened for them.

    `others` are files of the project that are not checked now but may be pointed to; `schemes` the
    private prefixes that the project declares, `keys` the pointers that `@key` stands for, by element, `levels` what it makes of codes. Without `schema` and `schematron` each file is
    checked with those that its `<?xml-model?>` names, else with the one of the schema folder that fits.
    `jobs` processes share the files; `apart` tells each finding by itself, also where many have one cause;
    `verbose` says all that a schema would have allowed.
    """
    sources = list(sources)
    paths = [path_of(each) for each in sources]
    setting = Setting(folder or _common(paths), schemas.named(schema, schematron, phase), phase, limits or Limits(), apart, verbose)
    checked: list[Checked] = []
    for path, each in zip(paths, _each(sources, setting, jobs), strict=True):
        checked.append(each)
        if progress:
            progress(path)
    library = Library(setting.folder, limits)
    found = together.findings(checked, library, others, levels, schemes=schemes, keys=keys, apart=apart)
    return Report(_sorted(found, paths), [each.status for each in checked])


def _each(sources: Sequence[Path | Given | Source], setting: Setting, jobs: int) -> Iterator[Checked]:
    """What each file has by itself, in their order, by one process or by several."""
    files = [each for each in sources if isinstance(each, Path)]
    if jobs > 1 and len(files) == len(sources):
        from edition.check import sharing  # noqa: PLC0415 - one file needs no processes

        if sharing.is_worth_it(files):
            yield from sharing.checked(files, setting, jobs)
            return
    with Checker(setting) as checker:
        for each in sources:
            yield checker.file(each)


def _common(paths: Sequence[Path]) -> Path:
    """The folder of files with no project: the current one if it holds them all, else their common one."""
    here = Path.cwd()
    resolved = [path.resolve() for path in paths]
    if not resolved or all(path.is_relative_to(here) for path in resolved):
        return here
    try:
        return Path(os.path.commonpath([path.parent for path in resolved]))
    except ValueError:  # on different drives
        return here


def _sorted(findings: Iterable[Finding], paths: Sequence[Path]) -> list[Finding]:
    """In the order of files as they were named, then by place; said once, however often it was included."""
    order = {str(path): number for number, path in enumerate(paths)}
    return sorted(
        dict.fromkeys(findings), key=lambda finding: (order.get(str(finding.file), len(order)), finding.place)
    )
