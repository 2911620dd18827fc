"""Every pattern that the rooms hold, and for each the strings most likely to make it slow, made of its own alphabet.

A backtracking pattern is slow where one of its repeats can take the same text in several ways. So each repeat is
pumped: what the pattern wants before it, what it repeats many times over, and an end that does not fit.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import random
import re
import re._constants as code  # type: ignore[import-untyped]
import re._parser as parser  # type: ignore[import-untyped]
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

ROOMS = ("ingest", "access", "engine", "assistant", "web")
CALLS = frozenset({"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
AT_START = frozenset({"match", "fullmatch"})
MISFITS = ("!", "\x00", " x")
MOST = 12
_KINDS = {
    code.CATEGORY_DIGIT: "7",
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_DIGIT: "a",
    code.CATEGORY_NOT_SPACE: "a",
    code.CATEGORY_NOT_WORD: " ",
}


Held = tuple[str, re.Pattern[Any], bool]
"""Where a pattern stands, the pattern, and whether it is only tried at the start of a text."""


def patterns() -> list[Held]:
    """Each pattern of the rooms once."""
    found: dict[tuple[re.Pattern[Any], bool], str] = {}
    for name in [name for room in ROOMS for name in _modules(room)]:
        module = importlib.import_module(name)
        source = Path(module.__file__ or "").read_text("utf-8")
        for place, pattern, at_start in (*_held(module, source), *_written(module, source)):
            found.setdefault((pattern, at_start), place)
    return [(place, pattern, at_start) for (pattern, at_start), place in found.items()]


def _modules(room: str) -> list[str]:
    package = importlib.import_module(room)
    return [one.name for one in pkgutil.walk_packages(package.__path__, f"{room}.")]


def _held(module: ModuleType, source: str) -> Iterator[Held]:
    """The compiled patterns among a module's values, within tuples and mappings too."""
    for name, value in list(vars(module).items()):
        uses = re.findall(rf"\b{name}\.(\w+)\(", source)
        at_start = isinstance(value, re.Pattern) and bool(uses) and set(uses) <= AT_START
        for pattern in _within(value, 3):
            yield f"{module.__name__}.{name}", pattern, at_start


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _within(one, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _within(one, depth - 1)


def _written(module: ModuleType, source: str) -> Iterator[Held]:
    """The patterns written in calls of ``re``, as far as they are made of the module's own values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _is_re(node.func) and node.args:
            pattern = _value(node, module)
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if pattern is not None and called != "compile":
                yield f"{module.__name__}:{node.lineno}", pattern, called in AT_START


def _is_re(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in CALLS
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
    )


def _value(call: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    flags += [one for one in call.args[1:] if isinstance(one, ast.Attribute | ast.BinOp)]
    try:
        text = eval(compile(ast.Expression(call.args[0]), "pattern", "eval"), dict(vars(module)))
        flag = eval(compile(ast.Expression(flags[0]), "flags", "eval"), dict(vars(module))) if flags else 0
        return text if isinstance(text, re.Pattern) else re.compile(text, flag)
    except (NameError, TypeError, ValueError, re.error):
        return None  # made of what the function was given: the crafted questions and papers reach it


def hard_strings(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Strings of about this length that are hard for a pattern, at most ``MOST`` pumps with each way to end."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    chance = random.Random(text)
    parsed = list(parser.parse(text, flags))
    for before, unit in sorted(set(_pumps(parsed, "", chance)))[:MOST]:
        if unit:
            for misfit in MISFITS:
                yield before + unit * (max(0, length - len(before)) // len(unit)) + misfit


def _pumps(nodes: Sequence[Any], before: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """For each repeat: the text before it and one round of what it repeats, also as part of the round around it."""
    for kind, value in nodes:
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > 3:
                for _ in range(3):
                    yield before, _one(list(body), chance)
            yield from _pumps(list(body), before, chance)
        elif kind is code.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), before, chance)
        elif kind is code.SUBPATTERN:
            yield from _pumps(list(value[-1]), before, chance)
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            yield from _pumps(list(value[1]), before, chance)
        before += _node(kind, value, chance)


def _one(nodes: Sequence[Any], chance: random.Random) -> str:
    """One text that the nodes take, without what they look ahead or behind for."""
    return "".join(_node(kind, value, chance) for kind, value in nodes)


def _node(kind: Any, value: Any, chance: random.Random) -> str:
    if kind is code.LITERAL:
        return chr(value)
    if kind is code.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is code.ANY:
        return chance.choice("a 7")
    if kind is code.IN:
        return _of_set(value, chance)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, body = value
        return "".join(_one(list(body), chance) for _ in range(least or (most > 0 and chance.random() < 0.4)))
    if kind is code.BRANCH:
        return _one(list(chance.choice(value[1])), chance)
    if kind is code.SUBPATTERN:
        return _one(list(value[-1]), chance)
    return _one(list(value), chance) if kind is code.ATOMIC_GROUP else ""


def _of_set(members: Sequence[Any], chance: random.Random) -> str:
    if members[0][0] is code.NEGATE:
        taken = {chr(value) for kind, value in members[1:] if kind is code.LITERAL}
        return next(char for char in "a 7.-x" if char not in taken)
    kind, value = chance.choice(list(members))
    if kind is code.LITERAL:
        return chr(value)
    return chr(value[0]) if kind is code.RANGE else _KINDS.get(value, "a")
