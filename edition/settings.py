# SPDX-License-Identifier: MIT
"""The keys of `edition.toml`: what each is for, what it may hold, and every mistake in a file at once.

It reads text and touches no other file; `edition.project` turns settings into paths.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edition.codes import CODES, LEVELS
from edition.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_PAPERS = ("a4", "a5", "us-letter", "octavo")


@dataclass(frozen=True)
class Key:
    """One key: the table it stands in, its name, what it holds, and the sentence that documents it."""

    table: str
    name: str
    holds: str
    about: str
    check: Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and " ".join(value.split()).isprintable()


def _path(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _language(value: Any) -> bool:
    return isinstance(value, str) and bool(_LANGUAGE.fullmatch(value))


def _date(value: Any) -> bool:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return True
    try:
        return str(datetime.date.fromisoformat(value)) == str(value)
    except (TypeError, ValueError):
        return False


def _paths(value: Any) -> bool:
    return isinstance(value, list) and all(_path(item) for item in value)


def _address(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"https?://[^\s/]+", value) is not None


def _table(value: Any) -> bool:
    return isinstance(value, dict)


def _schemes(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and _SCHEME.fullmatch(item) for item in value)


def _keys(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) and "{key}" in item for item in value.values())


def _paper(value: Any) -> bool:
    return value in _PAPERS


KEYS = (
    Key("edition", "title", "a text", "The title on the landing page and the title page.", _text),
    Key("edition", "subtitle", "a text", "What stands under the title.", _text),
    Key("edition", "language", "a language tag such as \"en\"", "The language of the interface, of sorting and of hyphenation.", _language),
    Key("edition", "version", "a text such as \"1.0\"", "The version that a citation names.", _text),
    Key("edition", "date", "a date such as \"2026-11-22\"", "The day of this version; nothing is dated by the clock.", _date),
    Key("edition", "url", "an address that begins with http:// or https://", "Where the edition is published; citations give it.", _address),
    Key("sources", "root", "a folder", "The folder of the sources.", _path),
    Key("sources", "texts", "a list of files or patterns", "The texts in reading order; without it, every TEI file that is no register.", _paths),
    Key("sources", "registers", "a list of files or patterns", "The files that hold persons, places, works and so on.", _paths),
    Key("check", "schema", "a file", "The RELAX NG schema of the sources.", _path),
    Key("check", "schematron", "a list of files", "The Schematron schemas of the sources.", _paths),
    Key("check", "phase", "a text", "The Schematron phase.", _text),
    Key("check", "schemes", "a list of words such as \"zotero\"", "Prefixes of pointers that are this project's own and lead out of it; they are not resolved.", _schemes),
    Key("check", "keys", "a table of pointers with {key} in them", "For an element, or \"*\" for all others, the pointer that its `@key` stands for: `persName = \"registers/persons.xml#{key}\"`.", _keys),
    Key("check", "levels", "a table", "For each code of a finding its level in this project: " + ", ".join(LEVELS) + ".", _table),
    Key("html", "stylesheet", "a file", "A stylesheet of yours that uses our package and overrides what should differ.", _path),
    Key("print", "stylesheet", "a file", "The same for the book.", _path),
    Key("print", "paper", "one of " + ", ".join(_PAPERS), "The size of the book's page.", _paper),
    Key("build", "out", "a folder", "Where the edition is built.", _path),
)


def read(path: Path) -> dict[str, dict[str, Any]]:
    """The tables of an `edition.toml`; raises UsageError that lists every mistake with its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this file is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from None
    import tomllib  # noqa: PLC0415 - files without a project need no settings

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else f"{path}"
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise UsageError(f"{where}: this is not TOML: {reason}.") from None
    mistakes = list(_mistakes(settings))
    if mistakes:
        lines = text.splitlines()
        said = [f"{path}:{_line(lines, table, name)}: {message}" for table, name, message in mistakes]
        raise UsageError("\n".join(said))
    return settings


def _mistakes(settings: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(table, key, sentence) for each mistake, in the order of the file."""
    tables = list(dict.fromkeys(key.table for key in KEYS))
    for table, content in settings.items():
        if table not in tables:
            yield table, "", f"there is no table or key \"{table}\".{_nearest(table, tables)}"
        elif not isinstance(content, dict):
            yield "", table, f"\"{table}\" is a table: write [{table}] on a line of its own."
        else:
            yield from _mistakes_in(table, content)


def _mistakes_in(table: str, content: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    known = {key.name: key for key in KEYS if key.table == table}
    for name, value in content.items():
        if name not in known:
            elsewhere = [key.table for key in KEYS if key.name == name]
            hint = f" It belongs to [{elsewhere[0]}]." if elsewhere else _nearest(name, list(known))
            yield table, name, f"[{table}] has no key \"{name}\".{hint}"
        elif not known[name].check(value):
            yield table, name, f"[{table}] {name} must be {known[name].holds}, but it is {value!r}."
        elif (table, name) == ("check", "levels"):
            yield from _mistakes_in_levels(value)


def _mistakes_in_levels(levels: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for code, level in levels.items():
        if code not in CODES:
            yield "check.levels", code, f"[check.levels] no finding has the code \"{code}\".{_nearest(code, list(CODES), 'They are in docs/findings.md.')}"
        elif code.startswith("xml-"):
            yield "check.levels", code, f"[check.levels] {code} cannot be changed: a file that cannot be read is always an error."
        elif level not in LEVELS:
            yield "check.levels", code, f"[check.levels] {code} must be one of {', '.join(LEVELS)}, but it is {level!r}."


def _nearest(word: str, known: list[str], otherwise: str = "") -> str:
    import difflib  # noqa: PLC0415 - only for a message

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Did you mean \"{near[0]}\"?" if near else f" {otherwise or 'Known are: ' + ', '.join(known) + '.'}"


def _line(lines: list[str], table: str, name: str) -> int:
    """The line on which a key stands; tomllib does not tell."""
    inside = table == ""
    for number, line in enumerate(lines, start=1):
        header = re.match(r"\s*\[+\s*\"?([^\]\"]+?)\"?\s*\]", line)
        if header:
            inside = header[1] == table
            if inside and not name:
                return number
        elif (re.match(rf"\s*\"?{re.escape(name or table)}\"?\s*[.=]", line) and (inside or not name)) or re.match(rf"\s*{re.escape(table)}\s*\.\s*{re.escape(name)}\s*=", line):
            return number
    return 1
