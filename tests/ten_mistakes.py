# SPDX-License-Identifier: MIT
"""The mistakes that encoders make most, and what `edition validate`, jing and lxml say of each, side by side.

It makes a section of docs/validate.md; `tests/test_documented.py` runs it and keeps the page up to date.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from edition.check.run import check_sources

if TYPE_CHECKING:
    from pathlib import Path

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter</title></titleStmt>
      <publicationStmt><p>An example.</p></publicationStmt>
      <sourceDesc><p>Nothing.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <div>
        <p>It was <hi rend="italic">he</hi>.</p>
      </div>
    </body>
  </text>
</TEI>
"""
_P = '        <p>It was <hi rend="italic">he</hi>.</p>\n'


class Mistake(NamedTuple):
    """What it is, what of the letter is replaced, and by what."""

    about: str
    right: str
    wrong: str


MISTAKES = (
    Mistake("An element's name is mistyped", _P, "        <p>It was <hii>he</hii>.</p>\n"),
    Mistake("A value is none of those allowed", _P, '        <p>On <date cert="quite">Sunday</date>.</p>\n'),
    Mistake("An attribute's name is mistyped", _P, '        <p>It was <hi rendd="italic">he</hi>.</p>\n'),
    Mistake("A required element is missing", "<titleStmt><title>A letter</title></titleStmt>", "<titleStmt/>"),
    Mistake("A required element is missing at the end", "      <sourceDesc><p>Nothing.</p></sourceDesc>\n", ""),
    Mistake("A paragraph stands in a list", _P, "        <list><p>one</p></list>\n"),
    Mistake("A heading comes too late", _P, _P + "        <head>Too late</head>\n"),
    Mistake("An id is given twice", _P, '        <p xml:id="l1">one</p>\n        <p xml:id="l1">two</p>\n'),
    Mistake("A pointer leads nowhere", _P, '        <p>It was <persName ref="#nobody">he</persName>.</p>\n'),
    Mistake("A date is written as people write it", _P, '        <p>On <date when="1.3.1899">1 March</date>.</p>\n'),
    Mistake("Text stands where only elements may", _P, "        <list>one, two</list>\n"),
    Mistake("A tag is not closed", _P, "        <p>It was <hi>he</h>.</p>\n"),
    Mistake("The namespace is missing", ' xmlns="http://www.tei-c.org/ns/1.0"', ""),
)
_MOST = 200


def section(folder: Path, schema: Path, jar: str) -> str:
    """The section, in Markdown; works in an empty folder."""
    files = []
    for number, mistake in enumerate(MISTAKES):
        assert TEI.count(mistake.right) == 1, mistake.about
        files.append(folder / f"mistake{number:02}.xml")
        files[-1].write_text(TEI.replace(mistake.right, mistake.wrong), encoding="utf-8")
    jing, lxml = _jing(files, schema, jar), _lxml(files, schema)
    parts = []
    for file, mistake in zip(files, MISTAKES, strict=True):
        shown = mistake.wrong.strip().splitlines()
        parts.append("\n".join([
            f"### {mistake.about}", "", *([f"```xml\n{chr(10).join(line.strip() for line in shown)}\n```", ""] if any(shown) else []),
            f"- **edition**: {ours(file, schema)}", f"- **jing**: {jing[file.name]}", f"- **lxml**: {lxml[file.name]}", "",
        ]))
    return "\n".join(parts)


def ours(file: Path, schema: Path) -> str:
    """All that is said of one file."""
    found = check_sources([file], schema=schema, folder=file.parent).findings
    return " ".join(f"{each.line}:{each.column} {_code(f'{each.message} {each.hint}'.strip())}" for each in found) or "*says nothing*"


def _jing(files: list[Path], schema: Path, jar: str) -> dict[str, str]:
    java = shutil.which("java")
    assert java
    said: dict[str, list[str]] = {file.name: [] for file in files}
    for group in (files[:-1], files[-1:]):  # jing ends with the first file that is not well-formed: the last but one
        result = subprocess.run([java, "-jar", jar, str(schema), *map(str, group)], capture_output=True, text=True, check=False)
        for line in result.stdout.splitlines():
            found = re.fullmatch(r".*?(mistake\d+\.xml):(\d+:\d+): \w+: (.*)", line)
            if found:
                said[found[1]].append(f"{found[2]} {_cut(found[3])}")
    return {name: " ".join(lines) or "*says nothing*" for name, lines in said.items()}


def _lxml(files: list[Path], schema: Path) -> dict[str, str]:
    validator = etree.RelaxNG(etree.parse(schema))
    said = {}
    for file in files:
        try:
            document = etree.parse(file)
            validator.validate(document)
            log = [(each.line, each.column, each.message) for each in validator.error_log]
        except etree.XMLSyntaxError as error:
            log = [(*error.position, f"{error.msg} (and nothing is validated)")]
        said[file.name] = " ".join(f"{line}:{column} {_cut(message)}" for line, column, message in log) or "*says nothing*"
    return said


def _cut(message: str) -> str:
    text = message if len(message) <= _MOST else f"{message[:_MOST].rsplit(' ', 1)[0]} … [{len(message):,} characters]"
    return _code(text)


def _code(text: str) -> str:
    """As it is, whatever Markdown makes of its signs."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"
