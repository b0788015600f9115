# SPDX-License-Identifier: MIT
"""The RELAX NG specification, section by section: cases in `tests/relaxng/cases`, without code for each.

In the spirit of the public test suite of RELAX NG, which is the measure; none of it is copied.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from edition.check.relaxng import Schema, SchemaError

FOLDER = Path(__file__).parent / "relaxng" / "cases"
XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


class Case(NamedTuple):
    section: str
    title: str
    parts: list[tuple[str, str]]

    def texts(self, kind: str) -> list[str]:
        return [text for name, text in self.parts if name == kind]

    def documents(self, kind: str) -> list[str]:
        return [line.replace("\\n", "\n") for text in self.texts(kind) for line in text.splitlines() if line]


def cases() -> list[Case]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = block.partition("\n")
            parts = re.split(r"^-- (.*)\n", rest, flags=re.MULTILINE)[1:]
            pairs = list(zip(parts[::2], (text.strip("\n") for text in parts[1::2]), strict=True))
            found.append(Case(path.stem, title, pairs))
    return found


def written(folder: Path, name: str, text: str) -> Path:
    """A schema as a file; what the cases leave out is added."""
    text = text.replace('datatypeLibrary="xsd"', XSD)
    if text.startswith("<") and "relaxng.org" not in text.partition(">")[0]:
        text = re.sub(r"^<([a-zA-Z]+)", r'<\1 xmlns="http://relaxng.org/ns/structure/1.0"', text)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def prepared(case: Case, folder: Path, kind: str) -> Path:
    for name, text in case.parts:
        if name.startswith("file "):
            written(folder, name[5:], text)
    text = case.texts(kind)[0]
    return written(folder, "schema.rng" if text.startswith("<") else "schema.rnc", text)


@pytest.mark.parametrize(
    "case", [c for c in cases() if c.texts("wrong")], ids=lambda c: f"{c.section}: {c.title}"
)
def test_a_wrong_schema_is_refused_with_its_place(case: Case, tmp_path: Path) -> None:
    """A schema that breaks a rule is refused, says which, and where."""
    path = prepared(case, tmp_path, "wrong")
    with pytest.raises(SchemaError) as caught:
        Schema.load(path)
    assert caught.value.line > 0
    for said in case.texts("says"):
        assert said in str(caught.value)


@pytest.mark.parametrize(
    "case",
    [c for c in cases() if c.texts("schema") and not c.texts("wrong")],
    ids=lambda c: f"{c.section}: {c.title}",
)
def test_a_right_schema_tells_valid_from_invalid(case: Case, tmp_path: Path) -> None:
    """A document is valid or not as the specification says, from its bytes and from its tree."""
    schema = Schema.load(prepared(case, tmp_path, "schema"))
    for kind in ("valid", "invalid"):
        for text in case.documents(kind):
            document = re.sub(
                r"(?<=[</])&#x([0-9A-F]+);&#x([0-9A-F]+);",
                lambda m: chr(int(m[1], 16)) + chr(int(m[2], 16)),
                text,
            )
            findings = schema.findings(document.encode())
            assert bool(findings) == (kind == "invalid"), f"{document} should be {kind}: {findings}"
            tree = etree.fromstring(document.encode())
            assert bool(schema.findings(tree)) == bool(findings), f"{document}: the tree and the bytes differ"
