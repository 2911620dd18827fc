"""Spreadsheet formulas that know their own value: each is written and worked out in one go, so that neither can stray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A formula without its equals sign, and what it comes to; ``tight`` needs no brackets as an operand."""

    text: str
    value: float
    tight: bool = True

    def __add__(self, other: Term | float) -> Term:
        return _joined(self, "+", other, self.value + _value(other))

    def __sub__(self, other: Term | float) -> Term:
        return _joined(self, "-", other, self.value - _value(other))

    def __mul__(self, other: Term | float) -> Term:
        return _joined(self, "*", other, self.value * _value(other))

    def __truediv__(self, other: Term | float) -> Term:
        return _joined(self, "/", other, self.value / _value(other))

    def __pow__(self, other: Term | float) -> Term:
        return _joined(self, "^", other, self.value ** _value(other))

    def __rsub__(self, other: float) -> Term:
        return number(other) - self

    def __radd__(self, other: float) -> Term:
        return number(other) + self

    def __rtruediv__(self, other: float) -> Term:
        return number(other) / self

    @property
    def formula(self) -> str:
        """What a cell holds."""
        return f"={self.text}"


def number(value: float) -> Term:
    """A plain number within a formula."""
    return Term(f"{value:.15g}", value)


def named(name: str, value: float) -> Term:
    """A named cell, or one by its address, that holds this value."""
    return Term(name, value)


def not_below_nought(term: Term) -> Term:
    """The greater of a term and 0."""
    return Term(f"MAX({term.text},0)", max(term.value, 0.0))


def total(terms: Sequence[Term], span: str) -> Term:
    """The sum of the cells of a span, such as "B5:B8"."""
    return Term(f"SUM({span})", sum(term.value for term in terms))


def _value(other: Term | float) -> float:
    return other.value if isinstance(other, Term) else other


def _joined(left: Term, sign: str, right: Term | float, value: float) -> Term:
    other = right if isinstance(right, Term) else number(right)
    return Term(f"{_operand(left)}{sign}{_operand(other)}", value, tight=False)


def _operand(term: Term) -> str:
    return term.text if term.tight and not term.text.startswith("-") else f"({term.text})"
