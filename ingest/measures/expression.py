"""Arithmetic that the table of relations declares, read into a tree and worked out; nothing is ever evaluated as code."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {"max": max, "min": min, "ceil": math.ceil}


class BadExpression(ValueError):
    """An expression of the table holds more than numbers, names, + - * / **, max, min and ceil."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One formula: its text, the names in it, and what it comes to for values of those names."""

    text: str
    names: frozenset[str]
    _tree: ast.expr

    def __call__(self, values: Mapping[str, float]) -> float:
        """The value; raises ZeroDivisionError and OverflowError as arithmetic does."""
        return float(_value(self._tree, values))


def expression(text: str) -> Expression:
    """Read one expression; raises BadExpression when it holds anything but arithmetic."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise BadExpression(f"{text!r} is no arithmetic: {error.msg}.") from None
    return Expression(text, frozenset(_names(tree, text)), tree)


def _names(node: ast.expr, text: str) -> set[str]:
    """The names in a tree, checked on the way to hold arithmetic only."""
    match node:
        case ast.Constant(value=int() | float()):
            return set()
        case ast.Name(id=name):
            return {name}
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _names(left, text) | _names(right, text)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _names(operand, text)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS and args:
            return set().union(*(_names(arg, text) for arg in args))
    raise BadExpression(
        f"{text!r} holds {ast.unparse(node)!r}: only numbers, names, + - * / **, max, min, ceil."
    )


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=number):
            return float(number)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_value(left, values), _value(right, values))
        case ast.UnaryOp(operand=operand):
            return -_value(operand, values)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_value(arg, values) for arg in args))
    raise AssertionError("checked when it was read")
