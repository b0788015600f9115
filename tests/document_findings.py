# SPDX-License-Identifier: MIT
"""Writes docs/findings.md from the golden cases: `python tests/document_findings.py`.

Each code has its sentence in `edition.codes`, and in `tests/findings/<code>/` its prose (about.md) and an example.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from edition.codes import CODES

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "findings"
PAGE = ROOT / "docs" / "findings.md"
FAMILIES = {
    "xml": "The file",
    "rng": "RELAX NG",
    "sch": "Schematron",
    "id": "Ids",
    "ref": "Pointers",
    "resp": "Responsibility",
    "date": "Dates",
    "life": "Lives",
    "lang": "Languages",
    "mention": "Mentions",
    "register": "Registers",
    "app": "The apparatus",
    "span": "Spans",
    "proof": "What an output lacks",
    "ignore": "Instructions of this program",
}
_FINDING = re.compile(r"(?:(error|warning|hint) )?(\S+?):(\d+):(\d+): ([\w-]+): (.*?)(?: Hint: (.*))?")
_OPENING = """# Findings

A finding is `file:line:column: code: what is the case. Hint: what to do.` Its code is stable. An **error** fails
`edition validate` (exit code 3), a **warning** does so with `--strict`, a **hint** never. Findings with one cause are
told together, at the place of the first.

A project changes the level of a code, or switches it off, in `edition.toml`:

```toml
[check.levels]
date-outside-life = "error"
register-unmentioned = "off"
```

One finding that is right as it is (a legend of a man of 900 years) is silenced where it stands, by an instruction before
the element. It holds for the element and all that is in it; before the root element for the whole file; and for several
codes divided by spaces:

```xml
<?edition ignore life-length?>
<person xml:id="methuselah">…</person>
```

This page is made from the cases in `tests/findings/`, each the smallest project that has this finding and no other.
"""


class Example(NamedTuple):
    """The first finding of a case, with the line of the source that it is about."""

    level: str
    place: str
    message: str
    hint: str
    quoted: list[str]


def page() -> str:
    """The whole of docs/findings.md."""
    parts = [_OPENING, "| code | level | |\n|---|---|---|"]
    parts[-1] += "".join(f"\n| [`{code}`](#{code}) | {each.level} | {each.about} |" for code, each in CODES.items())
    for family, title in FAMILIES.items():
        codes = [code for code in CODES if code.partition("-")[0] == family]
        parts.append(f"## {title}")
        parts += [_section(code) for code in codes]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _section(code: str) -> str:
    about = CASES / code / "about.md"
    said = [f"### {code}", f"*{CODES[code].level}.* {CODES[code].about}"]
    said += [about.read_text(encoding="utf-8").strip()] if about.exists() else []
    example = _example(code)
    if example:
        said.append("\n".join(["```text", f"{example.place}: {example.level}: {example.message}", *example.quoted, *([f"    Hint: {example.hint}"] if example.hint else []), "```"]))
    return "\n\n".join(said)


def _example(code: str) -> Example | None:
    """The first line of a case's expected.txt; None for a code that no file of a repository can have."""
    expected = CASES / code / "expected.txt"
    if not expected.exists():
        return None
    found = _FINDING.fullmatch(expected.read_text(encoding="utf-8").splitlines()[0])
    assert found, expected
    level, file, line, column, _, message, hint = found.groups()
    return Example(level or CODES[code].level, f"{file}:{line}:{column}", message, hint or "", _quoted(CASES / code / file, int(line), int(column)))


def _quoted(file: Path, line: int, column: int) -> list[str]:
    """The line of the source and a caret below the place."""
    lines = file.read_bytes().decode("utf-8", "replace").splitlines() if file.exists() else []
    if not 1 <= line <= len(lines) or not lines[line - 1].strip() or not lines[line - 1].isprintable():
        return []
    text = lines[line - 1]
    indent = len(text) - len(text.lstrip())
    if column - indent > 90:
        return []
    cut = text[indent : indent + 100]
    return [f"    {cut}", "    " + " " * (column - 1 - indent) + "^"] if column else [f"    {cut}"]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
