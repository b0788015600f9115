# SPDX-License-Identifier: MIT
"""The practice of a corpus as one HTML page: it needs no script, no other file and no network.

Wide tables scroll in themselves; each element is a section that opens.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from edition.check import lines
from edition.practice.plain import number, place, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.practice.corpus import Corpus, Total
    from edition.practice.differences import Difference

_MOST_VALUES = 100
_MOST_FILES = 30


def written(corpus: Corpus, differences: Sequence[Difference], title: str = "") -> str:
    """The page; `title` is that of the edition."""
    heading = f"How the sources are encoded{': ' + title if title else ''}"
    css = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    body = "\n".join([*_head(corpus, heading), *_differences(differences), *_elements(corpus), *_files(corpus)])
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(corpus: Corpus, heading: str) -> Iterator[str]:
    yield '<a class="skip" href="#differences">Skip to the differences</a>'
    yield f"<header>\n<h1>{escape(heading)}</h1>"
    yield f"<p>{size(corpus)}.</p>\n</header>"
    links = [("differences", "Where practice differs"), ("elements", "Elements"), ("files", "Files")]
    yield '<nav aria-label="Sections"><ul>' + "".join(f'<li><a href="#{name}">{text}</a></li>' for name, text in links) + "</ul></nav>\n<main>"


def _differences(differences: Sequence[Difference]) -> Iterator[str]:
    yield '<section id="differences" aria-labelledby="h-differences">\n<h2 id="h-differences">Where practice differs</h2>'
    yield '<p class="soft">A difference is no mistake, but a question for the guidelines. Those in which whole files differ come first.</p>'
    if not differences:
        yield "<p>Nowhere: every question that was asked has one answer in all files.</p>"
    for each in differences:
        mark = ' <span class="between">files differ</span>' if each.between else ""
        yield f"<h3>{escape(each.title)}{mark}</h3>"
        rows = [
            f'<tr><td class="number">{way.count:,}</td><th scope="row"><code>{escape(way.what)}</code></th>'
            f'<td class="number">{way.files:,}</td><td class="where">{escape(place(way.place))}</td><td>{_named(way.usual)}</td></tr>'
            for way in each.ways
        ]
        heads = '<th scope="col" class="number">Times</th><th scope="col">Way</th><th scope="col" class="number">Files</th><th scope="col">Example</th><th scope="col">Usual in</th>'
        yield _table(f"Ways: {each.title}", heads, rows, "unseen")
    yield "</section>"


def _elements(corpus: Corpus) -> Iterator[str]:
    yield '<section id="elements" aria-labelledby="h-elements">\n<h2 id="h-elements">Elements</h2>'
    for name, total in corpus.under(corpus.elements):
        yield f"<details><summary><code>&lt;{escape(name)}&gt;</code><span>{total.count:,} in {number(len(total.files), 'file')}</span></summary><div>"
        yield f'<p class="soft">First in {escape(place(total.place))}.</p>'
        rows = [row for attribute, borne in corpus.under(corpus.attributes, name) for row in _attribute(corpus, name, attribute, borne)]
        if rows:
            heads = '<th scope="col">Attribute or value</th><th scope="col" class="number">Times</th><th scope="col" class="number">Files</th><th scope="col">Example</th>'
            yield _table(f"Attributes of {name} and their values", heads, rows)
        yield "</div></details>"
    yield "</section>"


def _attribute(corpus: Corpus, element: str, attribute: str, borne: Total) -> Iterator[str]:
    yield _row(f'<th scope="row"><code>@{escape(attribute)}</code></th>', borne)
    values = corpus.under(corpus.values, element, attribute)
    for value, total in values[:_MOST_VALUES]:
        yield _row(f"<td>&#160;&#160;“{escape(value)}”</td>", total)
    if len(values) > _MOST_VALUES:
        yield f'<tr><td colspan="4" class="soft">and {len(values) - _MOST_VALUES:,} more values</td></tr>'


def _row(cell: str, total: Total) -> str:
    return f'<tr>{cell}<td class="number">{total.count:,}</td><td class="number">{len(total.files):,}</td><td class="where">{escape(place(total.place))}</td></tr>'


def _files(corpus: Corpus) -> Iterator[str]:
    """For each file how much is in it, and what no other file has."""
    yield '<section id="files" aria-labelledby="h-files">\n<h2 id="h-files">Files</h2>'
    counts: dict[Path, list[int]] = {file: [0, 0] for file in corpus.files}
    alone: dict[Path, list[str]] = {file: [] for file in corpus.files}
    for (name,), total in corpus.elements.items():
        for file, use in total.files.items():
            counts[file][0] += use.count
            counts[file][1] += 1
        if len(total.files) == 1:
            alone[next(iter(total.files))].append(name)
    rows = [
        f'<tr><th scope="row">{escape(lines.relative(file))}</th><td class="number">{counts[file][0]:,}</td><td class="number">{counts[file][1]:,}</td>'
        f"<td>{_codes(sorted(alone[file]))}</td></tr>"
        for file in corpus.files
    ]
    heads = '<th scope="col">File</th><th scope="col" class="number">Elements</th><th scope="col" class="number">Kinds</th><th scope="col">Only here</th>'
    yield _table("What each file uses", heads, rows, "unseen")
    yield "</section>"


def _table(caption: str, heads: str, rows: Iterable[str], seen: str = "seen") -> str:
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table><caption class="{seen}">{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n' + "\n".join(rows) + "\n</tbody></table></div>"




def _codes(names: Sequence[str]) -> str:
    return " ".join(f"<code>{escape(name)}</code>" for name in names)


def _named(files: Sequence[Path]) -> str:
    rest = len(files) - _MOST_FILES
    return escape(", ".join(lines.relative(file) for file in files[:_MOST_FILES])) + (f" and {rest:,} more" if rest > 0 else "")

