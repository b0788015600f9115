# SPDX-License-Identifier: MIT
"""The schema says what its customisation says, and nothing that TEI does not allow.

How documents are validated is tested elsewhere; here other people's validators are the judges.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from schema_inclusion import RNG, Schema, accepts, alternatives, differences, tag
from schema_oracle import jing

from edition.check.schematron import Schema as Rules

if TYPE_CHECKING:
    from pathlib import Path

TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
# Where an example of the guide may stand: in the header, or in one of these places of the text.
HOME = f"""<TEI xmlns="{TEI[1:-1]}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<encodingDesc>%s</encodingDesc></teiHeader><text>%s</text></TEI>"""
HOMES = (
    "<body><p>%s</p></body>",
    "<body>%s</body>",
    "<body><listPerson>%s</listPerson></body>",
    "<body><p/></body><back>%s</back>",
)
NOTE = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


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


@pytest.mark.oracle
def test_the_examples_of_the_customisation_follow_it(
    schemas: Path, odd: etree._Element, our_rules: Rules, tmp_path: Path
) -> None:
    """What the guide shows to encoders is valid where it can stand, and breaks no rule of its own."""
    examples = [example[0] for example in odd.iter(f"{EXAMPLES}egXML")]
    assert len(examples) >= 8
    homes: dict[int, list[Path]] = {}
    for number, example in enumerate(examples):
        text = etree.tostring(example, encoding="unicode", with_tail=False).replace(EXAMPLES[1:-1], TEI[1:-1])
        documents = [HOME % (text, HOMES[0] % ""), *(HOME % ("<p/>", home % text) for home in HOMES)]
        homes[number] = [tmp_path / f"{number}-{place}.xml" for place in range(len(documents))]
        for file, document in zip(homes[number], documents, strict=True):
            file.write_text(document)
    invalid = jing(schemas / "edition.rng", [file for files in homes.values() for file in files])
    for files in homes.values():
        fitting = [file for file in files if file not in invalid]
        assert fitting, [invalid[file] for file in files]
        blamed = {each.assertion.id for each in our_rules.violations(fitting[0])}
        # The marker and its note are two examples, and so are a prefix and its declaration.
        assert blamed <= {"prefix-declared", "quotation-declared"}, (fitting[0].read_text(), blamed)
