# SPDX-License-Identifier: MIT
"""Golden cases of the apparatus: tests/cases/textcrit/<phenomenon>/, each file one encoding of the same, and expected.apparatus.json.

`<method>.entries.xml` is the other file of its method; r0.xml is what pointers mean. `pytest --accept` writes what is expected.
"""

from __future__ import annotations

import json
from functools import cache

import jsonschema
import pytest
from apparatus_encodings import METHODS, Reader
from conftest import ROOT

CASES = ROOT / "tests" / "cases" / "textcrit"
reader = cache(Reader)
OF_THE_METHOD = {"id", "parts", "method", "external", "file", "list", "permanent", "parent", "inside", "reference", "numbers", "loc"}


def _encodings(case):
    return sorted(file for file in case.glob("*.xml") if not file.stem.endswith(".entries") and file.name not in ("r0.xml", "register.xml"))


CASE = sorted(case for case in CASES.iterdir() if case.is_dir())


def _model(file):
    other, register = file.with_suffix(".entries.xml"), file.parent / "r0.xml"
    others = (other.read_text("utf-8"),) if other.is_file() else ()
    return json.loads(reader()(file.read_text("utf-8"), others, (register.read_text("utf-8"),) if register.is_file() else ()))


def _of_any_method(model):
    """What equal apparatus have in common, whatever the method: addresses and the marks of the method are left out."""
    entries = []
    for entry in model["entries"]:
        said = {name: value for name, value in entry.items() if name not in OF_THE_METHOD}
        ids = {reading["id"]: f"r{at}" for at, reading in enumerate(entry["readings"], start=1)}
        said["readings"] = [
            {name: value for name, value in reading.items() if name != "n"} | {"id": ids[reading["id"]]} for reading in entry["readings"]
        ]
        said["notes"] = [note | {"readings": [ids[each] for each in note["readings"]]} for note in entry["notes"]]
        entries.append(said)
    return {"words": " ".join(model["base"]["words"]), "witnesses": model["witnesses"], "lacunae": model["lacunae"], "entries": entries}


@pytest.mark.parametrize("case", CASE, ids=lambda case: case.name)
def test_every_encoding_gives_the_expected_entries(case, accept):
    """Each phenomenon, by all methods that can express it, becomes the entries that were read and accepted."""
    models = {file.stem: _model(file) for file in _encodings(case)}
    found = {name: _of_any_method(model) for name, model in models.items()}
    expected = case / "expected.apparatus.json"
    first = next(iter(found.values()))
    if accept:
        expected.write_text(json.dumps(first, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert all(model == json.loads(expected.read_text("utf-8")) for model in found.values()), [name for name in found if found[name] != first]


@pytest.mark.parametrize("case", CASE, ids=lambda case: case.name)
def test_the_model_keeps_to_its_schema(case):
    """schemas/model.schema.json is what others rely on."""
    schema = json.loads((ROOT / "schemas" / "model.schema.json").read_text("utf-8"))
    document = {"format": "edition-model", "version": 1, "file": "", "id": "", "title": "", "language": "", "sections": [], "mentions": []}

    for file in _encodings(case):
        jsonschema.validate(document | _model(file), schema, cls=jsonschema.Draft202012Validator)


def test_every_method_has_cases():
    """No method is claimed that no case shows."""
    assert {file.stem for case in CASE for file in _encodings(case)} >= set(METHODS)
