# SPDX-License-Identifier: MIT
"""One apparatus written by every method of the Guidelines (TC 12.2), for tests that compare what becomes of them.

It writes and reads nothing back: the readers are the stylesheets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from conftest import ROOT

from edition.saxon import engine

SEGMENTATION, INTERNAL, EXTERNAL, STAND_OFF, OTHER_FILE, LOCATION, FOOT = METHODS = (
    "parallel-segmentation", "double-end-point-internal", "double-end-point-external", "stand-off", "another-file",
    "location-referenced", "foot-of-division",
)
# By these an entry may be about a place between two words, and entries may be about parts of words.
EXACT = METHODS[:5]
HEADER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Case</title></titleStmt><publicationStmt><p/></publicationStmt>'
    "<sourceDesc>{witnesses}</sourceDesc></fileDesc></teiHeader>{body}</TEI>"
)


@dataclass(frozen=True)
class Place:
    """An entry: words of a line (from `first`, counted from 0, up to but not including `end`) and the content of its `app`."""

    line: int
    first: int
    end: int
    content: str
    attributes: str = ""


def written(lines: list[list[str]], places: list[Place], method: str, witnesses: str) -> tuple[str, str]:
    """The text and, where the method is another file, that file; entries may not overlap."""
    lines_xml, listed = [], []
    for number, words in enumerate(lines):
        own = [(at, place) for at, place in enumerate(places) if place.line == number]
        parts: list[str] = []
        position = 0
        for at, place in sorted(own, key=lambda pair: (pair[1].first, pair[1].end)):
            parts += words[position : place.first]
            parts.append(_in_text(" ".join(words[place.first : place.end]), place, at, method))
            listed.append(_listed(words, place, at, method))
            position = place.end
        lines_xml.append(f'<l n="{number + 1}">{" ".join([*parts, *words[position:]])}</l>')
    text, entries = "".join(lines_xml), "".join(listed)
    body = {
        STAND_OFF: f"<standOff><listApp>{entries}</listApp></standOff><text><body>{text}</body></text>",
        EXTERNAL: f"<text><body>{text}</body><back><listApp>{entries}</listApp></back></text>",
        LOCATION: f"<text><body>{text}</body><back><listApp>{entries}</listApp></back></text>",
        FOOT: f'<text><body><div type="edition">{text}<div type="apparatus"><listApp>{entries}</listApp></div></div></body></text>',
    }.get(method, f"<text><body>{text}</body></text>")
    other = HEADER.format(witnesses="<p/>", body=f"<text><body><listApp>{entries}</listApp></body></text>") if method == OTHER_FILE else ""
    return HEADER.format(witnesses=witnesses, body=body), other


def _in_text(lemma: str, place: Place, at: int, method: str) -> str:
    if method == SEGMENTATION:
        return f"<app{place.attributes}>{place.content}</app>"
    if method == INTERNAL:
        return f'<anchor xml:id="s{at}"/>{lemma}<app{place.attributes} from="#s{at}">{place.content}</app>'
    if method in (EXTERNAL, STAND_OFF, OTHER_FILE):
        return f'<anchor xml:id="s{at}"/>{lemma}<anchor xml:id="e{at}"/>'
    return lemma


def _listed(words: list[str], place: Place, at: int, method: str) -> str:
    if method in (LOCATION, FOOT):
        count = sum(words[start : start + place.end - place.first] == words[place.first : place.end] for start in range(place.first + 1))
        return f'<app{place.attributes} loc="{place.line + 1}">{re.sub("<lem", f"""<lem n="{count}" """, place.content, count=1)}</app>'
    file = "text.xml" if method == OTHER_FILE else ""
    return f'<app{place.attributes} from="{file}#s{at}" to="{file}#e{at}">{place.content}</app>'


class Reader:
    """Runs the package of the apparatus."""

    def __init__(self) -> None:
        self._stylesheet = engine().stylesheet(ROOT / "xslt" / "apparatus.xsl")
        self._locales = [engine().document((ROOT / "xslt" / "locale" / "en.xml").read_text("utf-8"), "file:///edition/locale/en.xml")]

    def __call__(self, text: str, others: tuple[str, ...] = (), registers: tuple[str, ...] = (), settings: str = "{}") -> str:
        """The JSON for a text; others: files with entries about it; registers: files that its pointers mean (r0.xml, r1.xml …)."""
        document = engine().document(text, "file:///edition/text.xml")
        beside = [engine().document(xml, f"file:///edition/other{at}.xml") for at, xml in enumerate(others)]
        known = [engine().document(xml, f"file:///edition/r{at}.xml") for at, xml in enumerate(registers)]
        parameters = {"locales": self._locales, "registers": known, "others": beside, "settings": settings}
        return self._stylesheet.texts("apparatus", parameters, document)["apparatus"]
