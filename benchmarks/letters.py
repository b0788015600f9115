# SPDX-License-Identifier: MIT
"""Letters for measuring validators: about 30 KB each, valid or with the slips that large corpora have.

The words are nonsense, the same on every machine. `generated` makes texts that can be built, too.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 30_000
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="L{number:05}" xml:lang="de">
<teiHeader>
  <fileDesc>
    <titleStmt><title level="a">{title}</title><author ref="#p1">{author}</author>
      <respStmt><resp>edited by</resp><name xml:id="editor">nobody</name></respStmt></titleStmt>
    <publicationStmt><publisher>nobody</publisher><date when="2021-03-08">2021</date>
      <availability><licence target="https://creativecommons.org/licenses/by/4.0/">Free.</licence></availability></publicationStmt>
    <sourceDesc><msDesc><msIdentifier><settlement>Wien</settlement><repository>Archiv</repository><idno>{number}</idno></msIdentifier>
      <physDesc><objectDesc form="letter"><supportDesc><extent><measure unit="leaf" quantity="2">2</measure></extent></supportDesc></objectDesc>
      <handDesc><handNote medium="ink" scope="major">ink</handNote></handDesc></physDesc></msDesc></sourceDesc>
  </fileDesc>
  <profileDesc>
    <correspDesc><correspAction type="sent"><persName ref="#p1">{author}</persName><placeName ref="#pl1">Wien</placeName><date when="{date}"/></correspAction>
      <correspAction type="received"><persName ref="#p2">{to}</persName></correspAction></correspDesc>
    <langUsage><language ident="de">German</language></langUsage>
  </profileDesc>
  <revisionDesc><change who="#editor" when="2021-03-08">made</change></revisionDesc>
</teiHeader>
<text><body><div type="letter">
<pb n="1" facs="https://example.org/{number}-1.jpg"/><opener><dateline><placeName ref="#pl1">Wien</placeName>, <date when="{date}">{date}</date></dateline> <salute>{salute}</salute></opener>
"""
_TAIL = """<closer><salute>{salute}</salute><signed><persName ref="#p1">{author}</persName></signed></closer>
</div></body>
<back><listPerson><person xml:id="p1"><persName><forename>A</forename><surname>B</surname></persName><birth when="1862-05-15"/></person>
<person xml:id="p2"><persName>C</persName></person></listPerson><listPlace><place xml:id="pl1"><placeName>Wien</placeName></place></listPlace></back></text></TEI>
"""
_MARKED = (
    '<persName ref="#p{n}">{word}</persName>',
    '<placeName ref="#pl1">{word}</placeName>',
    '<hi rend="underline">{word}</hi>',
    '<date when="{date}">{word}</date>',
    '<del rend="strikethrough">{word}</del>',
    '<add place="above" hand="#editor">{word}</add>',
    '<unclear reason="illegible">{word}</unclear>',
    "<supplied>{word}</supplied>",
    '<title level="m">{word}</title>',
    '<foreign xml:lang="fr">{word}</foreign>',
    "<choice><abbr>{word}.</abbr><expan>{word}en</expan></choice>",
    '<note type="footnote"><p>{word} <bibl><title>{word}</title>, <biblScope unit="page">12</biblScope></bibl></p></note>',
    '<lb/>{word}<space unit="chars" quantity="2"/>',
    '<rs type="work">{word}</rs>',
)  # fmt: skip
_SLIPS = (
    '<hi rendd="underline">{word}</hi>',
    '<persname ref="#p{n}">{word}</persname>',
    '<date when="8.3.1921">{word}</date>',
    '<persName key="a" cert="quite">{word}</persName>',
    "<list><p>{word}</p></list>",
    '<space dim="vertical" units="line">{word}</space>',
)


def letter(number: int, *, size: int = SIZE, slips: int = 0) -> bytes:
    """The letter with that number, of about `size` bytes, with so many slips that make it invalid."""
    chance = random.Random(number)  # noqa: S311 - nothing here is secret
    words = _words(chance)
    date = f"19{chance.randint(0, 31):02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    named = dict(zip(("title", "author", "to", "salute"), chance.sample(words, 4), strict=True))
    paragraphs: list[str] = []
    length = len(_HEAD) + len(_TAIL)
    while length < size:
        paragraphs.append(_paragraph(chance, words, date))
        length += len(paragraphs[-1])
    for _ in range(slips):
        place = chance.randrange(len(paragraphs))
        slip = chance.choice(_SLIPS).format(word=chance.choice(words), n=1)
        paragraphs[place] = paragraphs[place].replace("</p>\n", f" {slip}</p>\n")
    body = "".join(paragraphs)
    return (_HEAD.format(number=number, date=date, **named) + body + _TAIL.format(**named)).encode()


def write(folder: Path, count: int) -> list[Path]:
    """So many letters in a folder: five of six have 20 slips, as in the largest corpus that was looked at."""
    folder.mkdir(parents=True)
    files = []
    for number in range(count):
        file = folder / f"L{number:05}.xml"
        file.write_bytes(letter(number, slips=20 if number % 6 else 0))
        files.append(file)
    return files


def _words(chance: random.Random) -> list[str]:
    syllables = ["ba", "de", "fi", "lo", "mu", "ra", "se", "ti", "vo", "nü", "kel", "mar", "sto", "ven"]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))).title() for _ in range(600)]


def _paragraph(chance: random.Random, words: list[str], date: str) -> str:
    said = chance.choices(words, k=60)
    for place in chance.sample(range(len(said)), 10):
        said[place] = chance.choice(_MARKED).format(word=said[place], n=chance.randint(1, 2), date=date)
    return f"<p>{' '.join(said)}.</p>\n"
