# SPDX-License-Identifier: MIT
"""From random texts of witnesses to every encoding and back: the same texts, whatever the method and the order of sigla."""

from __future__ import annotations

import json
from functools import cache

import pytest
from apparatus_encodings import EXACT, METHODS, OTHER_FILE, SEGMENTATION, Place, Reader, written
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.apparatus import Apparatus
from edition.reconstruction import WitnessText

SIGLA = ("A", "B", "C")
LIST = "<listWit>" + "".join(f'<witness xml:id="{siglum}"/>' for siglum in SIGLA) + "</listWit>"
WORDS = st.lists(st.sampled_from(["arma", "uirum", "cano", "et", "in", "troiae"]), max_size=3)
# a slot: what the text has, and what each witness has; where all agree there is no entry
SLOTS = st.tuples(WORDS, st.none() | st.tuples(WORDS, WORDS, WORDS))
LINES = st.lists(st.lists(SLOTS, min_size=1, max_size=5), min_size=1, max_size=4)

reader = cache(Reader)


def _made(lines, *, order=1, positive=True, points=True):
    """Lines of the text, the entries, and the words of each witness."""
    text, places, witnesses = [], [], {siglum: [] for siglum in SIGLA}
    for number, slots in enumerate(lines):
        words = []
        for base, variants in slots:
            differs = variants and any(each != base for each in variants) and (points or base)
            for siglum, own in zip(SIGLA, variants if differs else (base, base, base), strict=True):
                witnesses[siglum] += own
            if differs:
                places.append(Place(number, len(words), len(words) + len(base), _readings(base, variants, order, positive)))
            words += base
        text.append(words)
    return text, places, witnesses


def _readings(base, variants, order, positive):
    by_text = {}
    for siglum, own in list(zip(SIGLA, variants, strict=True))[::order]:
        by_text.setdefault(tuple(own), []).append(f"#{siglum}")
    wit = f' wit="{" ".join(by_text[tuple(base)])}"' if positive and tuple(base) in by_text else ""
    rest = [(own, by_text[own]) for own in sorted(by_text) if own != tuple(base)]
    return f"<lem{wit}>{' '.join(base)}</lem>" + "".join(f'<rdg wit="{" ".join(wit)}">{" ".join(own)}</rdg>' for own, wit in rest)


def _model(text, places, method):
    xml, other = written(text, places, method, LIST)
    return json.loads(reader()(xml, (other,) if other else ()))


def _said(model):
    """What must not depend on the method."""
    return [
        (each["spans"], each["words"], [(r["text"], r["kind"], r["lemma"], sorted(r["witnesses"])) for r in each["readings"]])
        for each in model["entries"]
    ]


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25, deadline=None)
@given(lines=LINES, positive=st.booleans())
def test_every_witness_has_its_text_again(method, lines, positive):
    """Text → encoding → model → the same text, for every witness, by every method, named or silent where it agrees."""
    text, places, witnesses = _made(lines, positive=positive, points=method in EXACT)

    apparatus = Apparatus.of(_model(text, places, method))

    assert " ".join(apparatus.words) == " ".join(word for line in text for word in line)
    for siglum, words in witnesses.items():
        assert WitnessText(apparatus, siglum).text == " ".join(words)


@settings(max_examples=25, deadline=None)
@given(lines=LINES)
def test_all_methods_give_equal_entries(lines):
    """Parallel segmentation, double end-point in three places, another file, and by location where there is a lemma."""
    text, places, _ = _made(lines, points=False)
    models = {method: _said(_model(text, places, method)) for method in METHODS}

    assert all(model == models[SEGMENTATION] for model in models.values())


@settings(max_examples=25, deadline=None)
@given(lines=LINES)
def test_the_order_of_sigla_changes_nothing_but_order(lines):
    """@wit is a set."""
    one, two = (_model(*_made(lines, order=order)[:2], SEGMENTATION) for order in (1, -1))

    assert _said(one) == _said(two)


@settings(max_examples=25, deadline=None)
@given(lines=LINES)
def test_the_lines_of_a_witness_are_its_text(lines):
    """A witness printed line by line has the words of the whole, in their order."""
    text, places, _ = _made(lines)
    apparatus = Apparatus.of(_model(text, places, OTHER_FILE))

    for siglum in SIGLA:
        found = WitnessText(apparatus, siglum)
        assert " ".join(line for _, line in found.lines if line) == found.text
