"""The quantities of a question, each with the part it plays: change, target, turnover, cost of a post and so on.

``ingest.quantities`` reads the figures; the part is decided by the words around each one.
"""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
from dataclasses import replace

from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.amount_pace import _direction, _per
from assistant.scenario.amount_roles import _role
from assistant.scenario.cues import POST, STAFF
from ingest import quantities
from ingest.fact_model import Approx
from ingest.quantities_model import Kind, Quantity

MOST_QUANTITIES = 60
"""Read of one question; each is looked at with all its words around it, and no real question has so many."""


def read(text: str) -> tuple[tuple[Amount, ...], list[Quantity]]:
    """The amounts of a folded, spelled-out question with their roles, and every quantity met (dates too)."""
    found = quantities.find(text)[:MOST_QUANTITIES]
    amounts: list[Amount] = []
    for item in found:
        if item.kind is Kind.PLACEHOLDER or item.temporal:
            continue
        if item.value is None or _is_label(item, text):
            continue
        amounts.append(_amount(item, text, found))
    return _settle_path(tuple(amounts), text), found


def _is_label(item: Quantity, text: str) -> bool:
    """Counts of things that are no quantity of the scenario: "all three councils", "five papers", "year three"."""
    if item.kind is not Kind.COUNT:
        return False
    after = text[item.end : item.end + 30].lstrip(" -")
    if re.match(
        r"(?:(?:of )?the )?(?:councils?|papers?|documents?|bod(?:y|ies)|authorities|years?|months?|budgets?|steps|scenarios?|options?|ways?|times\b|fte|reviews|missions|(?:key |main |strategic |top |core |corporate |big |workforce )*(?:priorit|objective|aim|theme|goal|value|pillar|action|outcome|principle|area|stage|phase|workstream|project|programme|director|department|service|chapter|commitment|measure|indicator|target|ambition|challenge|risk|question|thing|reason|example|strand|element))",
        after,
    ):
        return True
    asked_for = re.search(
        r"\b(?:what|which|who) (?:are|is|were|was) (?:the |its |their |thebody's )$", text[: item.start]
    )
    if asked_for and not re.match(rf"(?:{STAFF}|{POST})\b", after):
        return True
    before = text[max(0, item.start - 14) : item.start]
    return bool(
        re.search(
            r"\b(?:year|paragraph|level|levels|priority|grade|section|page|quarter|appendix|of the)\s+$",
            before,
        )
    )


def _amount(item: Quantity, text: str, found: list[Quantity]) -> Amount:
    left, right = _context(item, text, found)
    assert item.value is not None
    value, high, sign = item.value, item.high, 0
    if item.change:
        value, high, sign = abs(item.value), None, -1 if item.value < 0 else 1
    elif high is not None and value < 0 < high:
        sign = 1
    elif value < 0 and (high is None or high < 0):
        # A printed minus is a fall of that size, not a negative rise.
        ends = sorted(abs(end) for end in (value, high) if end is not None)
        value, high, sign = ends[0], ends[-1] if len(ends) > 1 else None, -1
    elif re.search(r"[-−–]\s?$", text[max(0, item.start - 2) : item.start]) and re.search(
        r"(?:^|\s|at|of|by)[-−–]\s?$", text[: item.start]
    ):
        sign = -1
    role, sense = _role(item, left, right, text)
    unit = item.unit
    amount = Amount(
        role,
        item.kind,
        value,
        high,
        sign=sign or _direction(left, right, text, item),
        per=_per(item, left, right, text),
        sense=sense,
        approx=item.approx if item.approx is not Approx.UNDER or sense != "under" else Approx.NONE,
        start=item.start,
        end=item.end,
        text=item.text,
        unit=unit,
    )
    return replace(amount, approx=Approx.NONE) if role is Role.TARGET else amount


def _context(item: Quantity, text: str, found: list[Quantity]) -> tuple[str, str]:
    """The words before and after a quantity, up to the sentence's end."""
    left = re.split(r"[.?!;](?:\s|$)", text[: item.start])[-1][-90:]
    right = re.split(r"[.?!;](?:\s|$)", text[item.end :])[0][:90]
    return left, right


def _settle_path(amounts: tuple[Amount, ...], text: str) -> tuple[Amount, ...]:
    """Figures in a list share what is said once: the first's direction, the last's "a year"."""
    settled = list(amounts)
    for i in range(1, len(settled)):
        before, here = settled[i - 1], settled[i]
        gap = text[before.end : here.start]
        joins = here.kind is before.kind and before.role is not Role.START
        joins = joins and (before.role in _WEAK or here.role in _WEAK or before.role is here.role)
        if joins and re.fullmatch(r"\s*(?:%|m|k)?\s*,?\s*(?:and|or|then)?\s*(?:then )?(?:by )?\s*", gap):
            if here.role is not before.role:
                role = _listed_role(before, here)
                settled[i - 1], settled[i] = replace(before, role=role), replace(here, role=role)
            sign = settled[i].sign or settled[i - 1].sign
            settled[i] = replace(settled[i], sign=sign)
            settled[i - 1] = replace(settled[i - 1], sign=settled[i - 1].sign or sign)
    for i in range(len(settled) - 2, -1, -1):
        here, after = settled[i], settled[i + 1]
        gap = text[here.end : after.start]
        if (
            here.kind is after.kind
            and here.role is after.role
            and len(gap) < 22
            and re.match(r"\s*(?:,|and|or|then|versus|vs|to|against)", gap)
        ):
            settled[i] = replace(here, per=here.per or after.per, sign=here.sign or after.sign)
    return tuple(settled)


_WEAK = frozenset({Role.CHANGE, Role.TARGET, Role.REFERENCE, Role.OTHER, Role.ONE_OFF})


def _listed_role(first: Amount, second: Amount) -> Role:
    """The role two listed figures share: the more particular of the two."""
    return second.role if first.role in _WEAK and second.role not in _WEAK else first.role
