# SPDX-License-Identifier: MIT
"""Pages of texts: every name becomes an address, and no two the same one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import addresses


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("introduction.xml", "introduction.html"),
        ("deep/in/folders.xml", "deep/in/folders.html"),
        ("Ξενοφῶν.xml", "Ξενοφῶν.html"),
        ("vol.1/part.two.xml", "vol.1/part.two.html"),
        ("a b#1%.xml", "a-b-1-.html"),
        ("what?.xml", "what-.html"),
        (".hidden.xml", "hidden.html"),
        ("index.xml", "index-text.html"),
        ("persons.xml", "persons-text.html"),
        ("deep/index.xml", "deep/index.html"),
        ("aux.xml", "text-aux.html"),
        ("manifest.json/text.xml", "manifest.json-/text.html"),
    ],
)
def test_a_page_is_called_as_its_file_where_it_can_be(name, page):
    """What an address can hold is kept; the pages that every edition has are not taken."""
    assert addresses.pages([name])[0] == {name: page}


def test_the_first_in_the_alphabet_keeps_the_name():
    """Two texts that want one page: the order in which they are named decides nothing."""
    names = ["play.tei", "play.xml", "Play.xml"]

    given_pages, renamed = addresses.pages(names)

    assert given_pages == {"Play.xml": "Play.html", "play.xml": "play-text.html", "play.tei": "play-text-2.html"}
    assert addresses.pages(reversed(names))[0] == given_pages
    assert [(each.text, each.reason) for each in renamed] == [
        ("play.xml", "play.html is the page of Play.xml"), ("play.tei", "play.html is the page of Play.xml"),
    ]


def test_a_renaming_takes_no_name_from_a_text_that_has_it():
    """persons.xml must give way to the register, but not onto the page of persons-text.xml."""
    assert addresses.pages(["persons.xml", "persons-text.xml"])[0] == {
        "persons-text.xml": "persons-text.html", "persons.xml": "persons-text-2.html",
    }


_NAMES = st.lists(st.text(st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), min_size=1).map(
    lambda stem: f"{stem}.xml"), min_size=1, max_size=6)


@given(_NAMES, st.randoms())
def test_no_two_texts_share_a_page(names, random):
    """Whatever files are called: one page each, none of ours, nothing to escape, whatever their order."""
    given_pages, _ = addresses.pages(names)
    shuffled = list(names)
    random.shuffle(shuffled)

    assert set(given_pages) == set(names)
    assert len({page.casefold() for page in given_pages.values()}) == len(given_pages)
    assert not addresses.OURS.keys() & {page.casefold() for page in given_pages.values()}
    assert all(re.fullmatch(r"[\w.-]+\.html", page) and not page.startswith(".") for page in given_pages.values())
    assert addresses.pages(shuffled)[0] == given_pages
