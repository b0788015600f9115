# SPDX-License-Identifier: MIT
"""Content models as regular expressions over element names, and whether one allows only what another does.

The expressions are tuples, so that they can be remembered; nothing here reads a schema.
"""

from __future__ import annotations

from functools import cache

# ("empty",) ("never",) ("text",) ("name", n) ("data", canonical) ("then", a, b) ("or", set) ("plus", a)
Expr = tuple
EMPTY, NEVER, TEXT = ("empty",), ("never",), ("text",)


def either(*options: Expr) -> Expr:
    """A choice, flattened, without duplicates and without what cannot be."""
    flat: set[Expr] = set()
    for option in options:
        flat |= set(option[1]) if option[0] == "or" else {option}
    flat.discard(NEVER)
    if any(option != EMPTY and nullable(option) for option in flat):
        flat.discard(EMPTY)
    if not flat:
        return NEVER
    return next(iter(flat)) if len(flat) == 1 else ("or", frozenset(flat))


def then(first: Expr, second: Expr) -> Expr:
    """One after the other, right-associated."""
    if NEVER in (first, second):
        return NEVER
    if first == EMPTY:
        return second
    if second == EMPTY:
        return first
    if first[0] == "then":
        return then(first[1], then(first[2], second))
    return ("then", first, second)


def plus(inner: Expr) -> Expr:
    """Once or more."""
    return inner if inner in (EMPTY, NEVER, TEXT) or inner[0] == "plus" else ("plus", inner)


def star(inner: Expr) -> Expr:
    """Any number of times."""
    return either(EMPTY, plus(inner))


@cache
def nullable(expr: Expr) -> bool:
    """Whether nothing at all fulfils the expression."""
    kind = expr[0]
    if kind in {"empty", "text"}:
        return True
    if kind == "or":
        return any(nullable(option) for option in expr[1])
    if kind == "then":
        return nullable(expr[1]) and nullable(expr[2])
    return kind == "plus" and nullable(expr[1])


@cache
def firsts(expr: Expr) -> frozenset[Expr]:
    """The symbols with which a match can begin."""
    kind = expr[0]
    if kind in {"name", "data", "text"}:
        return frozenset({expr})
    if kind == "or":
        return frozenset().union(*(firsts(option) for option in expr[1]))
    if kind == "then":
        return firsts(expr[1]) | (firsts(expr[2]) if nullable(expr[1]) else frozenset())
    return firsts(expr[1]) if kind == "plus" else frozenset()


@cache
def after(expr: Expr, symbol: Expr) -> Expr:
    """What must follow when a match has begun with the symbol (Brzozowski's derivative)."""
    kind = expr[0]
    if kind == "text":
        return TEXT if symbol == TEXT else NEVER
    if kind in {"name", "data"}:
        return EMPTY if symbol == expr else NEVER
    if kind == "or":
        return either(*(after(option, symbol) for option in expr[1]))
    if kind == "then":
        head = then(after(expr[1], symbol), expr[2])
        return either(head, after(expr[2], symbol)) if nullable(expr[1]) else head
    return then(after(expr[1], symbol), either(EMPTY, expr)) if kind == "plus" else NEVER


def counterexample(small: Expr, large: Expr) -> str | None:
    """A shortest sequence that the first allows and the second does not; None if there is none."""
    seen = {(small, large)}
    waiting: list[tuple[Expr, Expr, str]] = [(small, large, "")]
    for inner, outer, path in waiting:
        if nullable(inner) and not nullable(outer):
            return path or "nothing"
        for symbol in firsts(inner):
            pair = (after(inner, symbol), after(outer, symbol))
            step = f"{path} {symbol[-1]}".strip()
            if pair[1] == NEVER and pair[0] != NEVER:
                return step
            if pair not in seen:
                seen.add(pair)
                waiting.append((*pair, step))
    return None
