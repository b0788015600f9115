# SPDX-License-Identifier: MIT
"""Small schemas at random, with all that RELAX NG has, and documents that they should like, or nearly.

TEI uses no interleave and few wildcards: these do. Many of the schemas break a restriction; that is
part of what is compared.
"""

from __future__ import annotations

import random
from typing import Any

RNG = (
    'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
)
NAMES = ("a", "b", "c", "d")
OTHER = "http://example.org/x"
Pattern = tuple[Any, ...]


class Maker:
    """Makes one schema; `definitions` are its named elements."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.definitions: dict[str, Pattern] = {}
        for number in range(self.rng.randint(1, 4)):
            self.definitions[f"e{number}"] = ("empty",)
        for name in self.definitions:
            self.definitions[name] = self.element(3)

    def element(self, depth: int) -> Pattern:
        return ("element", self.names(), self.content(depth))

    def names(self) -> Pattern:
        kind = self.rng.random()
        if kind < 0.8:
            return ("name", self.rng.choice(NAMES))
        if kind < 0.87:
            return ("choice", self.rng.sample(NAMES, 2))
        if kind < 0.94:
            return ("any", self.rng.sample(NAMES, self.rng.randint(0, 2)))
        return ("ns", self.rng.choice(["", OTHER]), self.rng.sample(NAMES, self.rng.randint(0, 1)))

    def content(self, depth: int) -> Pattern:
        rng = self.rng
        kind = rng.random()
        if depth == 0 or kind < 0.18:
            return rng.choice(
                [("empty",), ("text",), ("ref", rng.choice(list(self.definitions))), self.value(), ("text",)]
            )
        if kind < 0.24:
            return ("notAllowed",) if rng.random() < 0.2 else ("mixed", self.content(depth - 1))
        if kind < 0.36:
            return self.attribute()
        if kind < 0.46:
            return ("ref", rng.choice(list(self.definitions)))
        if kind < 0.52:
            return self.element(depth - 1)
        if kind < 0.7:
            return (rng.choice(["optional", "zeroOrMore", "oneOrMore"]), self.content(depth - 1))
        combine = rng.choice(["group", "group", "choice", "choice", "interleave"])
        return (combine, [self.content(depth - 1) for _ in range(rng.randint(2, 3))])

    def attribute(self) -> Pattern:
        made = (
            "attribute",
            self.names(),
            self.rng.choice([("text",), self.value(), ("empty",), self.value()]),
        )
        return ("oneOrMore", made) if made[1][0] in ("any", "ns") and self.rng.random() < 0.8 else made

    def value(self) -> Pattern:
        kind = self.rng.random()
        if kind < 0.35:
            return ("value", self.rng.choice(["1", "2", "x", ""]))
        if kind < 0.6:
            return ("data", self.rng.choice(["integer", "token", "NCName", "date", "boolean"]))
        if kind < 0.7:
            return ("except", "token", self.rng.choice(["1", "x"]))
        if kind < 0.8:
            return ("choice", [("value", "1"), ("data", "NCName")])
        inner = self.rng.choice(
            [("value", "1"), ("data", "integer"), ("choice", [("value", "x"), ("data", "integer")])]
        )
        return (
            "list",
            self.rng.choice([("oneOrMore", inner), ("group", [inner, inner]), ("zeroOrMore", inner)]),
        )


def name_class(names: Pattern) -> str:
    """A name class in the XML syntax."""
    if names[0] == "name":
        return f'<name ns="">{names[1]}</name>'
    if names[0] == "choice":
        return f"<choice>{''.join(f'<name>{name}</name>' for name in names[1])}</choice>"
    besides = "".join(f"<name>{name}</name>" for name in names[-1])
    besides = f"<except>{besides}</except>" if besides else ""
    return (
        f"<anyName>{besides}</anyName>"
        if names[0] == "any"
        else f'<nsName ns="{names[1]}">{besides}</nsName>'
    )


def written(pattern: Pattern) -> str:
    """A pattern in the XML syntax."""
    kind, *rest = pattern
    if kind in ("element", "attribute"):
        return f"<{kind}>{name_class(rest[0])}{written(rest[1])}</{kind}>"
    if kind in ("empty", "text", "notAllowed"):
        return f"<{kind}/>"
    if kind == "ref":
        return f'<ref name="{rest[0]}"/>'
    if kind == "value":
        return f"<value>{rest[0]}</value>"
    if kind == "data":
        return f'<data type="{rest[0]}"/>'
    if kind == "except":
        return f'<data type="{rest[0]}"><except><value>{rest[1]}</value></except></data>'
    inner = rest[0] if isinstance(rest[0], list) else [rest[0]]
    return f"<{kind}>{''.join(map(written, inner))}</{kind}>"


def schema(seed: int) -> tuple[str, Maker]:
    """A schema in the XML syntax, and what it was made of."""
    maker = Maker(seed)
    definitions = "".join(
        f'<define name="{name}">{written(body)}</define>' for name, body in maker.definitions.items()
    )
    return f'<grammar {RNG}><start><ref name="e0"/></start>{definitions}</grammar>', maker


class Author:
    """Writes documents for a schema: as it wants them, but for a slip now and then."""

    def __init__(self, maker: Maker, seed: int) -> None:
        self.rng = random.Random(seed)
        self.definitions = maker.definitions
        self.slips = self.rng.choice([0.0, 0.0, 0.03, 0.1])
        self.left = 60

    def document(self) -> str:
        made = "".join(self.sample(self.definitions["e0"])[1])
        return made if made.startswith("<") else "<a/>"

    def name(self, names: Pattern) -> str:
        if self.rng.random() < self.slips:
            return self.rng.choice(NAMES)
        if names[0] == "name":
            return names[1]
        if names[0] == "choice":
            return self.rng.choice(names[1])
        pool = [name for name in (*NAMES, "z") if name not in names[-1]]
        return ("x:" if names[0] == "ns" and names[1] else "") + self.rng.choice(pool)

    def sample(self, pattern: Pattern) -> tuple[dict[str, str], list[str]]:
        """Attributes and content for a pattern."""
        self.left -= 1
        rng = self.rng
        kind, *rest = pattern
        if rng.random() < self.slips:
            return rng.choice([({}, []), ({"b": "1"}, []), ({}, ["stray"]), ({}, ["<d/>"]), ({}, [" "])])
        if kind == "element":
            if self.left < 0:
                return {}, []
            attributes, content = self.sample(rest[1])
            name = self.name(rest[0])
            head = "".join(f' {key}="{value}"' for key, value in attributes.items())
            return {}, [f'<{name} xmlns:x="{OTHER}"{head}>{"".join(content)}</{name}>']
        if kind == "attribute":
            return {self.name(rest[0]): "".join(self.sample(rest[1])[1]).replace("<", "")}, []
        if kind == "ref":
            return self.sample(self.definitions[rest[0]])
        if kind == "text":
            return {}, [rng.choice(["", "t", " ", "1", "t\n"])]
        if kind in ("value", "data", "except"):
            return {}, [self.literal(kind, rest)]
        if kind == "list":
            return {}, [" ".join(self.sample(rest[0])[1])]
        return self.combined(kind, rest)

    def literal(self, kind: str, rest: list[Any]) -> str:
        if self.rng.random() < self.slips:
            return self.rng.choice(["", "1", "x", "1 2", "2021-02-29"])
        if kind == "value":
            return rest[0]
        return {
            "integer": "1",
            "token": "x y"[: self.rng.randint(0, 3)],
            "NCName": "x",
            "boolean": "true",
        }.get(rest[0], "2020-02-29")

    def combined(self, kind: str, rest: list[Any]) -> tuple[dict[str, str], list[str]]:
        rng = self.rng
        if kind in ("empty", "notAllowed"):
            return {}, []
        times = {"optional": (0, 1), "zeroOrMore": (0, 3), "oneOrMore": (1, 3)}.get(kind)
        if times:
            parts = [rest[0]] * rng.randint(*times)
        elif kind == "choice":
            parts = [rng.choice(rest[0])]
        elif kind == "mixed":
            parts = [("text",), rest[0], ("text",)]
        else:
            parts = list(rest[0])
            if kind == "interleave":
                rng.shuffle(parts)
        attributes: dict[str, str] = {}
        content: list[str] = []
        for part in parts:
            more, inner = self.sample(part)
            attributes |= more
            content += inner
        return attributes, content
