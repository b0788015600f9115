# SPDX-License-Identifier: MIT
"""Texts of any size for measuring: sections, names, notes, corrections in the proportions of a real edition.

The words are nonsense, the same on every machine.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>{title}</title><respStmt xml:id="{id}-ed"><resp>edited by</resp><name>nobody</name></respStmt></titleStmt>
<publicationStmt><publisher>nobody</publisher><availability><p>Free.</p></availability></publicationStmt>
<sourceDesc><p>Generated.</p></sourceDesc></fileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="person" matchPattern="(.+)" replacementPattern="registers/persons.xml#$1"><p>Persons.</p></prefixDef></listPrefixDef></encodingDesc>
</teiHeader>
<text><body>
"""
_PERSONS = 40


def write(folder: Path, *, documents: int, size: int) -> Path:
    """Make a project of so many documents of `size` sections (about 2,500 words each); returns its edition.toml."""
    (folder / "tei" / "registers").mkdir(parents=True)
    for number in range(documents):
        (folder / "tei" / f"text{number:03}.xml").write_text(_document(number, size), encoding="utf-8")
    (folder / "tei" / "registers" / "persons.xml").write_text(_register(), encoding="utf-8")
    settings = folder / "edition.toml"
    settings.write_text('[edition]\ntitle = "Generated"\nlanguage = "en"\n\n[sources]\nregisters = ["registers/*.xml"]\n', encoding="utf-8")
    return settings


def _document(number: int, sections: int) -> str:
    chance = random.Random(number)  # noqa: S311 - nothing here is secret
    words = _vocabulary(chance)
    name = f"t{number}"
    parts = [_HEADER.format(id=name, title=f"Text {number}")]
    for section in range(sections):
        parts.append(f'<div xml:id="{name}-s{section}"><head>{" ".join(chance.sample(words, 4)).title()}</head>\n')
        parts += [_paragraph(chance, words, f"{name}-s{section}-p{paragraph}", f"{name}-ed") for paragraph in range(20)]
        parts.append("</div>\n")
    parts.append("</body></text></TEI>\n")
    return "".join(parts)


def _vocabulary(chance: random.Random) -> list[str]:
    syllables = ["ba", "de", "fi", "lo", "mu", "ra", "se", "ti", "vo", "nu", "kel", "mar", "sto", "ven"]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(2000)]


def _paragraph(chance: random.Random, words: list[str], identifier: str, editor: str) -> str:
    """About 125 words with three names, one correction and, in every third paragraph, a note."""
    said = chance.choices(words, k=120)
    for place in chance.sample(range(len(said)), 3):
        person = chance.randrange(_PERSONS)
        said[place] = f'<persName ref="person:p{person}">{said[place].title()}</persName>'
    place = chance.randrange(len(said))
    if "<" not in said[place]:
        said[place] = f'<choice><sic>{said[place]}</sic><corr resp="#{editor}" cert="high">{said[place]}s</corr></choice>'
    if chance.random() < 1 / 3:
        said[-1] += f'<note type="editorial" resp="#{editor}" xml:id="{identifier}-n">{" ".join(chance.choices(words, k=20)).capitalize()}.</note>'
    return f'<p xml:id="{identifier}">{" ".join(said)}.</p>\n'


def _register() -> str:
    entries = "".join(
        f'<person xml:id="p{number}"><persName type="preferred">Person {number}</persName><note type="description">Number {number}.</note></person>\n'
        for number in range(_PERSONS)
    )
    header = _HEADER.format(id="persons", title="Persons")
    return f"{header}<listPerson>\n{entries}</listPerson></body></text></TEI>\n"
