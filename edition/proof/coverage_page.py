# SPDX-License-Identifier: MIT
"""The account of a proof as a page for the edition's makers: it needs no script, no other file and no network.

What it says is `edition.proof.coverage`'s; here are only tables.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition import practice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINKS = (("outputs", "Words"), ("elements", "Elements"), ("attributes", "Attributes"))


def written(report: dict[str, Any], title: str) -> str:
    """The page; `report` is what coverage.json holds, `title` that of the edition."""
    heading = f"What is shown of the sources: {title}"
    css = Path(practice.__file__).with_name("page.css").read_text(encoding="utf-8")
    body = "\n".join([*_head(heading), *_findings(report), *_outputs(report), *_elements(report), *_attributes(report)])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(heading: str) -> Iterator[str]:
    yield '<a class="skip" href="#outputs">Skip to the words</a>'
    yield f"<header>\n<h1>{escape(heading)}</h1>"
    yield "<p>Every word of the sources was compared with what readers get. "
    yield 'The same as data: <a href="coverage.json">coverage.json</a>.</p>\n</header>'
    yield '<nav aria-label="Sections"><ul>' + "".join(f'<li><a href="#{name}">{text}</a></li>' for name, text in _LINKS) + "</ul></nav>\n<main>"


def _findings(report: dict[str, Any]) -> Iterator[str]:
    if report["findings"]:
        yield "<section><h2>What is wrong</h2>"
        rows = [
            f'<tr><th scope="row">{escape(each["source"])}:{each["line"]}</th><td><code>{escape(each["code"])}</code></td><td>{escape(each["message"])}</td></tr>'
            for each in report["findings"]
        ]
        yield _table("Findings", ("Place", "Code", "What"), rows)
        yield "</section>"


def _outputs(report: dict[str, Any]) -> Iterator[str]:
    yield '<section id="outputs" aria-labelledby="h-outputs"><h2 id="h-outputs">Words</h2>'
    rows = [
        f'<tr><th scope="row">{escape(each["source"])}</th><td>{escape(each["output"])}</td><td class="number">{each["words"]:,}</td>'
        f'<td class="number">{sum(each["accounted"].values()):,}</td><td class="number">{each["findings"]:,}</td></tr>'
        for each in report["outputs"]
    ]
    yield _table("Words of each source in each output", ("Source", "Output", "#Shown", "#Accounted for", "#Findings"), rows)
    rows = [
        f'<tr><th scope="row">{escape(each["rule"])}</th><td class="number">{each["words"]:,}</td><td>{escape(each["why"])}</td></tr>'
        for each in report["rules"]
    ]
    if rows:
        yield _table("Words that are not in the text, by the rule that accounts for them", ("Rule", "#Words", "Why"), rows)
    yield "</section>"


def _elements(report: dict[str, Any]) -> Iterator[str]:
    yield '<section id="elements" aria-labelledby="h-elements"><h2 id="h-elements">Elements</h2>'
    rows = []
    for each in report["elements"]:
        shown = f"<code>{escape(each['as'])}</code>" if each["as"] else "in the line" if each["words"] else ""
        words = f'<a href="{escape(each["address"])}">{escape(each["words"])}</a>' if each["words"] else ""
        without = each["without_words"]
        rows.append(
            f'<tr><th scope="row"><code>{escape(each["element"])}</code></th><td class="number">{each["count"]:,}</td><td>{shown}</td><td>{words}</td>'
            f'<td class="where">{escape(each["source"])}:{each["line"]}</td><td>{escape(without["why"]) if without else ""}</td></tr>'
        )
    yield _table("Elements of the texts", ("Element", "#Times", "Shown as", "Example", "Where", "Without words"), rows)
    yield "</section>"


def _attributes(report: dict[str, Any]) -> Iterator[str]:
    yield '<section id="attributes" aria-labelledby="h-attributes"><h2 id="h-attributes">Attributes</h2>'
    rows = [
        f'<tr><th scope="row"><code>{escape(each["element"])}/@{escape(each["attribute"])}</code></th><td class="number">{each["count"]:,}</td>'
        f'<td>{each["how"]}</td><td>{escape(each["why"])}</td><td class="where">{escape(each["source"])}:{each["line"]}</td></tr>'
        for each in report["attributes"]
    ]
    yield _table("Attributes of the texts", ("Attribute", "#Times", "What", "How, or why not", "Where"), rows)
    yield "</section>"


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    cells = "".join(
        f'<th scope="col"{" class=" + chr(34) + "number" + chr(34) if head.startswith("#") else ""}>{escape(head.removeprefix("#"))}</th>' for head in heads
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{cells}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table></div>"
    )
