# SPDX-License-Identifier: MIT
"""The proof that an edition has every word of its sources: the file on disk beside each page, and beside the book.

It changes nothing and trusts no stylesheet. What it accepts as a reason not to show words is in `edition.proof.rules`.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from edition.proof import attributes, book, header, original
from edition.proof import page as pages
from edition.proof.claims import Claims
from edition.proof.comparison import Fault, Pair
from edition.proof.coverage import Account, used
from edition.proof.findings import Reporter
from edition.proof.original import Original
from edition.proof.rules import BOOK
from edition.proof.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.proof.page import Page
    from edition.source import Source


def of_page(source: Source, html: str, name: str, page: str = "") -> Account:
    """Compare a source with its page; `name` is what the source is called in the account, `page` the page.

    Raises nothing of its own: a page without `article[data-text]` has lost every word.
    """
    had, has = original.read(source), pages.read(html)
    notes = [stream for stream in has.streams[1:] if stream.kind == "editor"]
    entries = [stream for stream in has.streams[1:] if stream.kind == "apparatus"]
    pairs, faults = _paired(had.streams, [has.streams[0], *notes])
    for pair in pairs:
        faults += pair.faults()
    faults += _strayed(pairs)
    faults += Claims(source.expanded, pairs, entries).faults(had)
    faults += _unknown(had, has)
    output = page or "the page"
    account = Account(name, output, dict(had.words), findings=Reporter(source, had, output).findings(faults))
    account.elements, account.attributes = used(source, had, pairs, page)
    return account


def of_about(source: Source, about: str, page: str) -> list[Finding]:
    """What the About page lacks of a source's header; `about` is what `edition.proof.header.shown` gives of it."""
    return Reporter(source, Original(), page).findings(header.faults(source.expanded, about))


def of_book(sources: Mapping[str, Source], pdf: Path) -> list[Account]:
    """Compare texts, by their names and in their order, with the book that holds them. Raises UnreadableError."""
    texts = book.read(pdf)
    return [_of_part(source, texts.get(number, [Stream()]), name, pdf.name)
            for number, (name, source) in enumerate(sources.items(), 1)]  # fmt: skip


def _of_part(source: Source, theirs: list[Stream], name: str, output: str) -> Account:
    had = original.read(source, BOOK)
    notes, faults = _noted(had.streams, theirs)
    pairs = [Pair(had.streams[0], theirs[0]), *notes]
    loose = sum(pair.alignment.loosen() for pair in pairs)
    for pair in pairs:
        faults += pair.differences()
    faults += _unprinted(had, theirs)
    return Account(name, output, dict(had.words), loose, findings=Reporter(source, had, output).findings(faults))


def _unprinted(had: Original, theirs: list[Stream]) -> Iterator[Fault]:
    """Readings that no footnote of the book gives."""
    footnotes = "\n".join("".join(book.normal(told.text).split()) for stream in theirs for told in stream.told)
    for claim in had.claims:
        if claim.kind == "variant" and "".join(claim.value.split()) not in footnotes:
            yield Fault("proof-lost", " ".join(claim.value.split()), element=claim.element, number=int(claim.name))


def _noted(ours: list[Stream], theirs: list[Stream]) -> tuple[list[Pair], list[Fault]]:
    """The notes of a text with those of the book; a note without a mark stays among the words where it is written."""
    there: dict[str, list[Stream]] = {}
    had = {stream.characters for stream in ours[1:]}
    for stream in theirs[1:]:
        if stream.characters not in had:
            _drop_mark(stream, had)
        there.setdefault(stream.characters, []).append(stream)
    footnotes = {"".join(book.normal(told.text).split()) for stream in theirs for told in stream.told}
    whole = "".join(stream.characters for stream in theirs)
    left, pairs, inside = [], [], []
    wanted = Counter(stream.characters for stream in ours[1:])
    for stream in ours[1:]:
        same = there.get(stream.characters, [])
        if len(same) < wanted[stream.characters] and _in_context(stream) in whole:
            inside.append(stream)
            wanted[stream.characters] -= 1
        elif same:
            pairs.append(Pair(stream, same.pop(0)))
            wanted[stream.characters] -= 1
        elif stream.characters not in footnotes:  # a number such as 12a looks like one of the edition's letters
            left.append(stream)
    inside += [stream for stream in left if stream.characters in whole]
    for stream in sorted(inside, key=ours.index, reverse=True):  # the later first, and inner ones before outer ones
        (stream.parent or ours[0]).take_in(stream)
    lost = [stream for stream in left if stream not in inside]
    added = [stream for streams in there.values() for stream in streams]
    if len(lost) == len(added):
        return pairs + [Pair(one, other) for one, other in zip(lost, added, strict=True)], []
    return pairs, [
        *(Fault("proof-lost", _words(each), number=_first(each), element=each.element) for each in lost),
        *(Fault("proof-added", each.characters, element=0) for each in added),
    ]


def _drop_mark(note: Stream, had: set[str]) -> None:
    """Take from a note of the book the source's mark, where the book prints it once more before the note."""
    mark = note.told[0].text if note.told else ""
    if mark and note.characters.startswith(mark) and note.characters[len(mark) :] in had:
        note.drop(len(mark))


def _in_context(note: Stream) -> str:
    """A note's characters with some before and behind it, as they are where it stays among the words."""
    around = note.parent.characters if note.parent else ""
    return around[max(note.at - 12, 0) : note.at] + note.characters + around[note.at : note.at + 12]


def _paired(ours: Sequence[Stream], theirs: Sequence[Stream]) -> tuple[list[Pair], list[Fault]]:
    """The streams of a source with those of an output that show them, and a fault for each that has none."""
    pairs = [Pair(ours[0], theirs[0])]
    lost: list[Stream] = []
    added: list[Stream] = []
    left, right = ours[1:], theirs[1:]
    matcher = SequenceMatcher(None, [each.characters for each in left], [each.characters for each in right], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        both = b - a if kind == "equal" or b - a == d - c else 0
        pairs += [Pair(one, other) for one, other in zip(left[a : a + both], right[c : c + both], strict=True)]
        lost += left[a + both : b]
        added += right[c + both : d]
    for one in list(lost):
        other = next((each for each in added if each.characters == one.characters), None)
        if other is not None:
            pairs.append(Pair(one, other))
            lost.remove(one)
            added.remove(other)
    return pairs, [
        *(Fault("proof-lost", _words(each), number=_first(each), element=each.element) for each in lost),
        *(Fault("proof-added", each.characters, element=0) for each in added),
    ]


def _strayed(pairs: list[Pair]) -> Iterator[Fault]:
    """Notes that hang elsewhere than in the source; those of a heading may follow it."""
    parents = {id(pair.source): pair for pair in pairs}
    for pair in pairs[1:]:
        if pair.source.parent is None:
            continue  # it stands apart in the source, too
        above = parents.get(id(pair.source.parent))
        if above is None or pair.output.parent is not above.output:
            yield Fault("proof-place", _words(pair.source), element=pair.source.element)
            continue
        at = pair.source.at
        if not above.alignment.has(at - 1, at + 1):
            continue  # the words around it are not in their place, and that is said
        heads = {span.end for span in above.source.spans if span.name == "head" and span.start <= at <= span.end}
        if not {at, *heads}.intersection(above.alignment.of_source(pair.output.at)):
            yield Fault("proof-place", _words(pair.source), element=pair.source.element)


def _unknown(had: Original, has: Page) -> Iterator[Fault]:
    """Elements that the page marks as none of TEI's, and attributes of TEI's elements that are none: each name once."""
    for name in sorted(set(has.unknown)):
        yield Fault("proof-element", "", element=had.first.get(name, 0), detail=name)
    unknown = {attribute: had.first[element, attribute] for element, attribute in sorted(had.pairs, reverse=True)
               if attributes.use_of(element, attribute) is None}  # fmt: skip
    for name, element in sorted(unknown.items()):
        yield Fault("proof-attribute", "", element=element, detail="@" + name)


def _words(stream: Stream) -> str:
    return " ".join(" ".join(piece.text.split()) for piece in stream.pieces)


def _first(stream: Stream) -> int:
    return int(stream.pieces[0].key) if stream.pieces else -1
