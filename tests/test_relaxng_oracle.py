# SPDX-License-Identifier: MIT
"""Beside jing, on documents with mistakes: the same verdict on each.

The committed run is short; EDITION_ORACLE=20000 makes it long.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from edition.check.relaxng import Schema, SchemaError

sys.path.insert(0, str(Path(__file__).parent / "relaxng"))
from jing import errors, jar
from mutations import mutant
from random_schemas import Author, schema

pytestmark = pytest.mark.oracle
COUNT = int(os.environ.get("EDITION_ORACLE", "450"))
SEED = int(os.environ.get("EDITION_ORACLE_SEED", "1"))


@pytest.fixture(scope="module")
def mutants(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Documents of the Guidelines and of the corpus, with up to three mistakes each."""
    rng = random.Random(SEED)
    examples = sorted((test_data / "egxml").glob("*.xml"))
    # jing fetches DTDs and does not follow XInclude: nothing to compare there.
    real = [
        path
        for path in sorted((test_data / "corpus").glob("*/*.xml"))
        if path.stat().st_size < 60_000
        and not any(word in path.read_bytes() for word in (b"<!DOCTYPE", b"XInclude"))
    ]
    folder = tmp_path_factory.mktemp("mutants")
    made = []
    for number in range(COUNT):
        original = rng.choice(real if number % 5 == 0 else examples)
        path = folder / f"{number:05}.xml"
        path.write_bytes(mutant(original.read_bytes(), SEED * 1_000_003 + number))
        made.append(path)
    return made


@pytest.fixture(scope="module")
def of_tei_all(mutants: list[Path], test_data: Path) -> dict[str, list[tuple[int, str]]]:
    """What jing says of all of them with `tei_all`."""
    return errors(test_data / "tei" / "tei_all.rng", mutants)


@pytest.fixture(scope="module")
def grammars(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three of TEI's schemas, this repository's, and one for manuscripts."""
    manuscripts = tmp_path_factory.mktemp("schema") / "manuscripts.rng"
    odd = Path(__file__).parent / "relaxng" / "manuscripts.odd"
    made = ["--odd", str(odd), "--rng", str(manuscripts), "--sch", str(manuscripts.with_suffix(".sch"))]
    release = str(test_data / "tei" / "p5subset.xml")
    compiler = [sys.executable, "-m", "schemas.compiler", release, *made, "--undocumented"]
    subprocess.run(compiler, check=True, cwd=Path(__file__).parents[1])
    own = {"edition": Path(__file__).parents[1] / "schemas" / "edition.rng", "manuscripts": manuscripts}
    return own | {name: test_data / "tei" / f"{name}.rng" for name in ("tei_all", "tei_simplePrint", "tei_lite")}


@pytest.mark.parametrize("name", ["tei_all", "tei_simplePrint", "tei_lite", "edition", "manuscripts"])
def test_the_verdict_is_that_of_jing(
    name: str, mutants: list[Path], grammars: dict[str, Path], request: pytest.FixtureRequest
) -> None:
    """No document is valid here and invalid there, or the other way round."""
    path = grammars[name]
    jing = request.getfixturevalue("of_tei_all") if name == "tei_all" else errors(path, mutants)
    grammar = Schema.load(path)
    # An xml:id is an identifier by its own specification, also where a schema takes any attribute.
    ours = {
        str(document): [
            finding for finding in grammar.findings(document) if not finding.code.startswith("id-")
        ]
        for document in mutants
    }
    jing = {
        document: kept
        for document, reported in jing.items()
        if (kept := [message for _, message in reported if not _of_identifiers(message)])
    }
    differing = [
        document for document, findings in ours.items() if bool(findings) != bool(jing.get(document))
    ]
    assert differing == []
    invalid = sum(map(bool, ours.values()))
    assert 0 < invalid < len(mutants)


def test_no_error_of_jing_is_passed_over(
    of_tei_all: dict[str, list[tuple[int, str]]], mutants: list[Path], test_data: Path
) -> None:
    """As many findings as jing has distinct errors: nothing is silent after the first."""
    grammar = Schema.load(test_data / "tei" / "tei_all.rng")
    assert len(of_tei_all) < len(mutants)
    silent = []
    for document, reported in of_tei_all.items():
        messages = [message for _, message in reported]
        if any('element "ns' in message for message in messages):
            continue  # jing takes any element of a foreign namespace for that of <xenoData>, and all inside for wrong
        # It reports an unknown element for its start and again for its content, a wrong identifier twice,
        # and with an element without its wrapper that the wrapper is missing.
        kinds = {
            message.split("; ")[0] for message in messages if not any(word in message for word in _TWICE)
        }
        if len(grammar.findings(Path(document))) < len(kinds):
            silent.append((document, kinds))
    assert silent == []


def _of_identifiers(message: str) -> bool:
    return any(
        word in message for word in ('value of attribute "xml:id" is invalid', "of type ID", 'ID "', "of ID")
    )


_TWICE = ("not allowed anywhere", "attribute of type ID", "incomplete; ", "not allowed yet")


@pytest.mark.parametrize("name", ["tei_simplePrint", "tei_lite"])
def test_the_compact_syntax_says_what_the_xml_syntax_says(
    name: str, mutants: list[Path], test_data: Path, tmp_path: Path
) -> None:
    """TEI's own schemas, turned into the compact syntax by trang, give the same findings."""
    compact = tmp_path / f"{name}.rnc"
    original = test_data / "tei" / f"{name}.rng"
    subprocess.run(
        ["java", "-jar", jar().replace("jing.jar", "trang.jar"), str(original), str(compact)], check=True
    )
    one, other = Schema.load(original), Schema.load(compact)
    assert [path for path in mutants[:200] if one.findings(path) != other.findings(path)] == []


def test_small_schemas_with_all_that_relax_ng_has(tmp_path: Path) -> None:
    """Interleave, wildcards, lists, exceptions: the same schemas are wrong, the same documents invalid."""
    differing = []
    for seed in range(SEED * 1000, SEED * 1000 + COUNT // 30):
        text, made = schema(seed)
        grammar = tmp_path / f"{seed}.rng"
        grammar.write_text(text, "utf-8")
        documents = [tmp_path / f"{seed}-{number}.xml" for number in range(15)]
        for number, document in enumerate(documents):
            document.write_text(Author(made, seed * 1000 + number).document(), "utf-8")
        jing = errors(grammar, documents, "-i")
        try:
            ours = Schema.load(grammar)
        except SchemaError:
            ours = None
        if (str(grammar) in jing) != (ours is None):
            differing.append(grammar)
        elif ours is not None:
            differing += [each for each in documents if bool(ours.findings(each)) != (str(each) in jing)]
    assert differing == []
