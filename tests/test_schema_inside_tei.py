# SPDX-License-Identifier: MIT
"""Whatever the schema of the edition allows is TEI: proved by element, tried with random documents and cases.

Whether schema and customisation say the same is tested in test_schema.
"""

from __future__ import annotations

import random
import re
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from schema_generator import Generator
from schema_inclusion import RNG, Schema, differences
from schema_oracle import jing
from schema_rules import RULES, cases

from edition.check.schematron import Schema as Rules

if TYPE_CHECKING:
    from pathlib import Path

TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"

# TEI's constraints on its own specifications: none of these elements is in our schema.
ABOUT_SPECIFICATIONS = {
    "att.identified", "att.deprecated", "att.repeatable", "moduleRef", "elementSpec", "dataSpec", "listRef",
    "model", "modelSequence", "sequence", "alternate", "constraintSpec", "attDef", "dataRef",
}  # fmt: skip


@pytest.fixture(scope="session")
def schemas(repository: Path) -> Path:
    return repository / "schemas"


@pytest.fixture(scope="session")
def ours(schemas: Path) -> Schema:
    return Schema(schemas / "edition.rng")


@pytest.fixture(scope="session")
def everything(test_data: Path) -> Schema:
    return Schema(test_data / "tei" / "tei_all.rng")


@pytest.fixture(scope="session")
def our_rules(schemas: Path) -> Rules:
    return Rules.load(schemas / "edition.sch")


@pytest.fixture(scope="session")
def their_rules(test_data: Path) -> Rules:
    return Rules.load(test_data / "tei" / "tei_all.isosch")


def test_whatever_the_schema_allows_tei_allows(ours: Schema, everything: Schema) -> None:
    """Proved for each element: its content and attributes are among those of TEI's own schema."""
    assert not list(differences(ours, everything))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("p", '<optional><ref name="div"/></optional>'),
        ("p", '<optional><attribute name="colour"/></optional>'),
        ("titleStmt", '<zeroOrMore><ref name="title"/></zeroOrMore>'),
        ("lg", "<text/>"),
    ],
)
def test_the_proof_notices_what_tei_forbids(
    schemas: Path, everything: Schema, tmp_path: Path, name: str, change: str
) -> None:
    """A schema that allows more than TEI does not pass for one that allows less."""
    tree = etree.parse(schemas / "edition.rng")
    element = next(node for node in tree.iter(f"{RNG}element") if node.get("name") == name)
    element.append(etree.fromstring(f'<div xmlns="{RNG[1:-1]}">{change}</div>')[0])
    tree.write(tmp_path / "wide.rng")
    assert list(differences(Schema(tmp_path / "wide.rng"), everything))


def _written(documents: list[etree._Element], folder: Path) -> list[Path]:
    """The documents as files in which each tag has a line of its own, so that a line tells the element."""
    files = [folder / f"{number:04}.xml" for number in range(len(documents))]
    for document, file in zip(documents, files, strict=True):
        file.write_text(_tag_by_tag(etree.tostring(document, encoding="unicode")))
    return files


def _tag_by_tag(text: str) -> str:
    return re.sub(r"(/?>)", r"\n\1", text)


def _mutated(document: etree._Element, names: list[str], chance: random.Random) -> etree._Element:
    """A copy with one to three accidents: elements renamed, lost, doubled, moved; attributes moved, lost."""
    twin = deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        elements = [element for element in twin.iterdescendants() if isinstance(element.tag, str)]
        victim, other = chance.choice(elements), chance.choice(elements)
        parent = victim.getparent()
        accident = chance.randrange(6)
        if accident == 0:
            victim.tag = f"{TEI}{chance.choice(names)}"
        elif accident == 1 and parent is not None:
            parent.remove(victim)
        elif accident == 2 and parent is not None:
            parent.insert(chance.randint(0, len(parent)), deepcopy(victim))
        elif accident == 3 and victim not in [other, *other.iterancestors()]:
            other.insert(chance.randint(0, len(other)), victim)
        elif accident == 4:
            victim.attrib.update(other.attrib)
        elif victim.attrib:
            del victim.attrib[chance.choice(list(victim.attrib))]
    return twin


@pytest.mark.oracle
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))])
def test_random_documents_that_are_valid_here_are_valid_tei(
    schemas: Path, test_data: Path, our_rules: Rules, their_rules: Rules, tmp_path: Path, seed: int
) -> None:
    """By grammar: valid here, valid TEI. By rules: where TEI's rules find a fault, ours find one there, too."""
    generator = Generator(schemas / "edition.rng", seed)
    generated = [generator.document() for _ in range(40)]
    names, chance = sorted(set(generator.used) - {"None"}), random.Random(seed)
    mutated = [_mutated(document, names, chance) for document in generated for _ in range(3)]
    files = _written(generated + mutated, tmp_path)
    invalid = jing(schemas / "edition.rng", files)
    assert not {file: invalid[file] for file in files[: len(generated)] if file in invalid}
    valid = [file for file in files if file not in invalid]
    assert len(valid) > len(generated) * 1.2
    assert not jing(test_data / "tei" / "tei_all.rng", valid)
    for file in valid[::4]:
        blamed = {finding.line for finding in our_rules.findings(file)}
        assert not [finding for finding in their_rules.findings(file) if finding.line not in blamed]


def test_every_rule_can_find_something(our_rules: Rules, schemas: Path, tmp_path: Path) -> None:
    """No assertion is dead: for each there is a document that it alone, or it with others, finds wrong."""
    checks = etree.parse(schemas / "edition.sch").getroot().iter(f"{SCH}assert", f"{SCH}report")
    assert {check.get("id") for check in checks} == set(RULES)
    for name, number, text in cases():
        file = tmp_path / f"{name}-{number}.xml"
        file.write_text(text)
        found = our_rules.violations(file)
        assert name in {each.assertion.id for each in found}, (name, [each.assertion.id for each in found])
        assert all(each.finding.hint for each in found)


def test_the_rules_forbid_what_teis_rules_forbid(
    our_rules: Rules, their_rules: Rules, test_data: Path, tmp_path: Path
) -> None:
    """Each of TEI's rules that our elements can break is broken by a case, and ours find that place, too."""
    heard = set()
    for name, number, text in cases():
        file = tmp_path / f"{name}-{number}.xml"
        file.write_text(_tag_by_tag(text))
        ours = {finding.line for finding in our_rules.findings(file)}
        for each in their_rules.violations(file):
            heard.add(each.assertion.pattern)
            assert each.finding.line in ours, (name, each.finding)
    schema = etree.parse(test_data / "tei" / "tei_all.isosch").getroot()
    patterns = {pattern.get("id", ""): pattern for pattern in schema.iter(f"{SCH}pattern")}
    silent = {name for name in patterns if name.startswith("schematron-constraint")} - heard
    assert {name for name in silent if not _foreign(name)} == set()


def _foreign(pattern: str) -> bool:
    """Whether one of TEI's patterns is about elements or attributes that are not in our schema."""
    subject = pattern.removeprefix("schematron-constraint-tei_all-").split("-")[0]
    return subject in ABOUT_SPECIFICATIONS or subject in {"att.cmc", "att.global.source", "shift"}


@pytest.mark.oracle
def test_the_editions_own_texts_are_valid(
    repository: Path, schemas: Path, test_data: Path, our_rules: Rules, their_rules: Rules
) -> None:
    """Texts and registers follow the customisation, and with it the TEI."""
    files = sorted((repository / "tei").rglob("*.xml"))
    assert files
    assert not jing(schemas / "edition.rng", files)
    assert not jing(test_data / "tei" / "tei_all.rng", files)
    for file in files:
        assert not our_rules.findings(file)
        assert not their_rules.findings(file)
