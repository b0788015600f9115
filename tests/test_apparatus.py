# SPDX-License-Identifier: MIT
"""`edition model` and `edition witness`, the three states of silence, and the cost of an apparatus."""

from __future__ import annotations

import json
import time
from functools import cache

import jsonschema
import pytest
from apparatus_encodings import EXTERNAL, HEADER, LOCATION, OTHER_FILE, SEGMENTATION, Place, Reader, written
from click.testing import CliRunner
from conftest import ROOT

from edition.apparatus import Apparatus
from edition.cli import main
from edition.reconstruction import WitnessText

reader = cache(Reader)
LIST = (
    '<listWit><witness xml:id="A"/><witness xml:id="B"><abbr type="siglum">β</abbr></witness>'
    '<listWit xml:id="fam"><witness xml:id="C"/><witness xml:id="D"/></listWit></listWit>'
)


def _apparatus(body, settings="{}", witnesses=LIST):
    return Apparatus.of(json.loads(reader()(HEADER.format(witnesses=witnesses, body=f"<text><body>{body}</body></text>"), settings=settings)))


def _written(folder, body, name="a.xml", witnesses=LIST):
    file = folder / name
    file.write_text(HEADER.format(witnesses=witnesses, body=body), encoding="utf-8")
    return file


def _run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


# --- silence


def test_silence_has_three_states():
    """Named, not named and so reading the text, not there: no state is taken for another."""
    apparatus = _apparatus(
        '<p>Arma <app><lem wit="#A">uirumque</lem><rdg wit="#B">uirum</rdg><witDetail type="lac" wit="#D"/></app> cano '
        '<app><lem wit="#A">Troiae</lem><rdg wit="#B"><lacunaStart/></rdg></app> qui <app><lem>primus</lem><rdg wit="#A">primum</rdg></app></p>'
    )
    states = [[str(apparatus.attestation(entry, witness).state) for witness in "ABCD"] for entry in apparatus.entries]

    assert states == [
        ["attested", "attested", "inferred", "absent"], ["attested", "absent", "inferred", "inferred"], ["attested", "absent", "inferred", "inferred"],
    ]


def test_a_member_reads_with_its_group_unless_it_is_named():
    """Where the family is named, C and D are, but what D says for itself counts."""
    apparatus = _apparatus('<p><app><lem wit="#A">arma</lem><rdg wit="#fam">alma</rdg><rdg wit="#D">alba</rdg></app></p>')
    entry = apparatus.entries[0]

    assert [(apparatus.attestation(entry, each).reading.text, apparatus.attestation(entry, each).by) for each in "CD"] == [("alma", "fam"), ("alba", "D")]
    assert [each.id for each in apparatus.witnesses.members("fam")] == ["C", "D"]


def test_agreement_by_silence_counts_only_on_request():
    """C is silent: that it agrees with A is an inference."""
    apparatus = _apparatus('<p><app><lem wit="#A">arma</lem><rdg wit="#B">alma</rdg></app></p>')

    assert apparatus.agreements("AC", against="B") == []
    assert [reading.text for _, reading in apparatus.agreements("AC", against="B", inferred=True)] == ["arma"]


def test_what_is_illegible_agrees_with_nothing():
    """Two witnesses that cannot be read do not share a reading, and neither has omitted a word."""
    apparatus = _apparatus('<p><app><lem wit="#A">arma</lem><rdg wit="#B #C"><gap reason="illegible"/></rdg></app></p>')

    assert apparatus.agreements("BC", against="A") == []
    assert apparatus.entries[0].readings[1].kind == "illegible"


# --- the text


def test_a_conjecture_never_becomes_the_text_for_want_of_a_lemma():
    """Without a lemma the text takes a reading only from witnesses: the base's where it is declared, else the first of all."""
    body = '<p>Arma <app><rdg source="#Bentley">uirosque</rdg><rdg wit="#A">uirumque</rdg></app> cano</p>'

    assert _apparatus(body).words == ("Arma", "cano")
    assert _apparatus(body).entries[0].doubts == ("no-base-reading",)
    assert _apparatus(body, json.dumps({"apparatus": {"base": "A"}})).words == ("Arma", "uirumque", "cano")


def test_the_words_of_a_lemma_are_not_lost_where_the_declaration_is_wrong():
    """A file that declares double end-point and writes parallel segmentation keeps its text."""
    declared = '<encodingDesc><variantEncoding method="double-end-point" location="internal"/></encodingDesc></teiHeader>'
    xml = HEADER.format(witnesses=LIST, body='<text><body><p>Arma <app><lem>uirum</lem><rdg wit="#A">x</rdg></app> cano<app><lem>cano</lem><rdg wit="#A">y</rdg></app></p></body></text>')
    model = json.loads(reader()(xml.replace("</teiHeader>", declared)))

    assert model["base"]["words"] == ["Arma", "uirum", "cano"]
    assert [(entry["method"], entry["words"]) for entry in model["entries"]] == [("parallel-segmentation", "uirum"), ("double-end-point", "cano")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('Troiae<app><lem/><rdg wit="#A">que</rdg></app> qui', "Troiaeque qui"),
        ('in <app><lem/><rdg wit="#A">in</rdg></app>felix', "in infelix"),
        ('con<app><lem>fecit</lem><rdg wit="#A">fixit</rdg></app>, et', "confixit, et"),
        ('arma <app><lem>uirum</lem><rdg wit="#A"><gap reason="lost"/></rdg></app>.', "arma [---]."),
        ('a <app><lem>b <app><lem>c</lem><rdg wit="#A">d</rdg></app></lem><rdg wit="#B">e</rdg></app> f', "a b d f"),
        ('a <app><lem>b</lem><rdg wit="#A #B">x <app><lem wit="#B">y</lem><rdg wit="#A">z</rdg></app></rdg></app> f', "a x z f"),
        ('a <app><lem>b c</lem><rdg wit="#A"><del>b</del> <add>q</add> c</rdg></app>', "a q c"),
        ('one <lacunaStart wit="#A"/>two three <lacunaEnd wit="#A"/>four', "one [---] four"),
    ],
)
def test_the_text_of_a_witness(body, expected):
    """Parts of words, additions that join a word, entries in entries, what is lost, what is missing."""
    assert WitnessText(_apparatus(f"<p>{body}</p>"), "A").text == expected


def test_interventions_are_entries_where_the_edition_asks():
    """The corrected text is the base; what is transmitted is the other reading. Without asking there are none."""
    body = (
        '<p>Arma <choice><sic>uirosque</sic><corr resp="#ed" cert="high">uirumque</corr></choice> <supplied reason="lost">cano</supplied> '
        'Troiae <surplus>Troiae</surplus> qui <del hand="#h">prima</del><add hand="#h">primus</add> ab <gap reason="illegible"/></p>'
    )
    asked = json.dumps({"apparatus": {"interventions": ["choice", "supplied", "surplus", "del", "add", "gap"]}})
    apparatus = _apparatus(body, asked)

    assert _apparatus(body).entries == ()
    assert _apparatus(body).words == apparatus.words == ("Arma", "uirumque", "cano", "Troiae", "qui", "primus", "ab")
    assert [(entry.type, [(reading.text, reading.kind) for reading in entry.readings]) for entry in apparatus.entries] == [
        ("choice", [("uirosque", "substitution"), ("uirumque", "same")]),
        ("supplied", [("cano", "same"), ("", "omission")]),
        ("surplus", [("", "same"), ("Troiae", "addition")]),
        ("add", [("primus", "same"), ("", "omission")]),
        ("del", [("", "same"), ("prima", "addition")]),
        ("gap", [("", "illegible")]),
    ]
    assert apparatus.entries[0].base.resp == ("ed",)


# --- the commands


def test_the_model_of_a_file_keeps_to_its_schema(tmp_path):
    """With mentions and the sections of the document, from the command line."""
    file = _written(tmp_path, '<text><body><div><head>One</head><p><persName>Ajax</persName> <app><lem wit="#A">uenit</lem><rdg wit="#B">uidit</rdg></app></p></div></body></text>')
    made = _run("model", file)
    model = json.loads(made.stdout)

    assert made.exit_code == 0
    jsonschema.validate(model, json.loads((ROOT / "schemas" / "model.schema.json").read_text("utf-8")), cls=jsonschema.Draft202012Validator)
    assert [mention["form"] for mention in model["mentions"]] == ["Ajax"]
    assert [witness["siglum"] for witness in model["witnesses"]] == ["A", "β", "fam", "C", "D"]


def test_an_apparatus_in_another_file(tmp_path):
    """The text knows nothing of it; the command names it."""
    text, entries = written([["arma", "cano"]], [Place(0, 0, 1, '<lem>arma</lem><rdg wit="#B">alma</rdg>')], OTHER_FILE, LIST)
    (tmp_path / "text.xml").write_text(text, encoding="utf-8")
    (tmp_path / "entries.xml").write_text(entries, encoding="utf-8")

    assert json.loads(_run("model", tmp_path / "text.xml").stdout)["entries"] == []
    made = _run("witness", tmp_path / "text.xml", "β", "--apparatus", tmp_path / "entries.xml")
    assert made.stdout == "1  alma cano\n"
    assert "named in 1 of 1 entries" in made.stderr


@pytest.mark.parametrize(("pointer", "given"), [("w.xml#x", "{file}"), ("https://example.org/w.xml#x", "https://example.org/w.xml={file}")])
def test_readings_that_stand_in_the_files_of_witnesses(tmp_path, pointer, given):
    """A pointer means a file beside the text, or one that is named for its address."""
    beside = _written(tmp_path, '<text><body><p xml:id="x">uirumque</p></body></text>', "w.xml", "<p/>")
    file = _written(tmp_path, f'<text><body><p>arma <app><rdg wit="#A"><ptr target="{pointer}"/></rdg><rdg wit="#B">uirum</rdg></app></p></body></text>')

    assert _run("witness", file, "A", "--with", given.format(file=beside)).stdout.split() == ["arma", "uirumque"]
    assert json.loads(_run("model", file).stdout)["entries"][0]["readings"][0]["kind"] == "elsewhere"


def test_a_witness_that_is_not_there(tmp_path):
    """The sigla that are known are named."""
    made = _run("witness", _written(tmp_path, "<text><body><p>arma</p></body></text>"), "Q")

    assert made.exit_code == 4
    assert "there is no witness Q. Known are: A, β, fam, C, D." in made.stderr


def test_sigla_come_from_where_the_edition_says(tmp_path):
    """The abbreviation, or the xml:id."""
    file = _written(tmp_path, "<text><body><p>arma</p></body></text>")

    assert json.loads(_run("model", file, "--sigla", "id").stdout)["witnesses"][1]["siglum"] == "B"


# --- the cost


@pytest.mark.parametrize("method", [SEGMENTATION, EXTERNAL, LOCATION])
def test_the_cost_is_linear_in_the_entries(method):
    """Five times the entries take about five times as long, not twenty-five times."""
    assert _cost(_many(1500, method)) < 11 * _cost(_many(300, method))


def test_the_cost_is_linear_in_the_entries_that_are_divided():
    """Each of them looks for its other part."""
    part = '<p>a <app xml:id="a{0}" next="#b{0}"><lem wit="#A">b</lem></app> c <app xml:id="b{0}" prev="#a{0}"><lem wit="#A">d</lem><rdg wit="#B">e</rdg></app></p>'

    def divided(many):
        return HEADER.format(witnesses=LIST, body=f"<text><body>{''.join(map(part.format, range(many)))}</body></text>")

    assert len(json.loads(reader()(divided(20)))["entries"]) == 20
    assert _cost(divided(750)) < 11 * _cost(divided(150))


def test_a_circle_of_parts_loses_no_entry():
    """Two entries that each say that the other goes before them."""
    apparatus = _apparatus(
        '<p><app xml:id="a" prev="#b"><lem wit="#A">b</lem></app> c <app xml:id="b" prev="#a"><lem wit="#A">d</lem></app></p>'
    )

    assert [entry.parts for entry in apparatus.entries] == [("a", "b")]


def test_entries_that_span_the_whole_text_cost_no_more():
    """Ten thousand entries from end to end: the model does not grow with their spans."""
    entries = '<app from="#a" to="#b"><rdg wit="#B">x</rdg></app>'
    words = "<l>arma uirum cano</l>"

    def spanning(many):
        text = f'<text><body><anchor xml:id="a"/>{words * many}<anchor xml:id="b"/></body><back><listApp>{entries * many}</listApp></back></text>'
        return HEADER.format(witnesses=LIST, body=text)

    assert _cost(spanning(1500)) < 11 * _cost(spanning(300))
    assert len(json.loads(reader()(spanning(10_000)))["entries"]) == 10_000


def _many(count, method):
    places = [Place(at, 1, 2, '<lem wit="#A">uirum</lem><rdg wit="#B">uiros</rdg>') for at in range(count)]
    return written([["arma", "uirum", "cano"]] * count, places, method, LIST)[0]


def _cost(xml):
    reader()(xml)
    started = time.process_time()
    reader()(xml)
    return time.process_time() - started
