"""The page on which a scenario begins: said in words, from an example, put together from a figure, or opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.conversation_scenarios import KeptScenario
from ingest.fact_model import Fact, FactKind
from web.facade import Card
from web.fact_view import metric_name, shown_value
from web.scenario_keeping import address_of
from web.scenario_record import Record
from web.views import Field, NumberField, Shell
from web.views_scenario import MineLine, StartView

START_METRICS = (
    "workforce.fte",
    "workforce.headcount",
    "agency.spend",
    "pay.bill_gross",
    "pay.bill_basic",
    "sickness.days",
    "budget.gap",
    "budget.saving",
)
OPERATIONS = [
    ("project_compound", "It changes by a rate each year"),
    ("stock_flow", "People leave and some are replaced"),
    ("required_rate", "It must reach a level: which rate does that?"),
    ("pay_bill", "What would it cost in pay?"),
]
UNIT_CHOICES = [
    ("fte", "FTE"),
    ("persons", "people"),
    ("gbp", "£"),
    ("percent", "%"),
    ("days", "days"),
    ("days_per_fte", "days per FTE"),
]
START_NUMBERS = (
    NumberField("value", "Or type the figure to start from", "", "", "", ""),
    NumberField("rate", "Change a year", "-2", "-20", "20", "0.5", "%"),
    NumberField("years", "How many years", "3", "1", "15", "1", "years"),
    NumberField("turnover", "Turnover a year (leavers only)", "12", "0", "40", "0.5", "%"),
    NumberField("backfill", "Leavers who are replaced (leavers only)", "80", "0", "120", "5", "%"),
    NumberField("target", "Level to reach (target only)", "", "", "", ""),
    NumberField("pay", "Pay per FTE (pay only)", "33000", "20000", "80000", "500", "£"),
)
MOST_FIGURES = 150
"""So many figures are offered at once; of more, those of one council."""


def start_view(
    shell: Shell,
    facts: Sequence[Fact],
    names: Mapping[str, str],
    cards: Sequence[Card],
    form: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    examples: Sequence[str],
    mine: Sequence[tuple[KeptScenario, Record]],
) -> StartView:
    """Begin from words, or from a figure that a document states."""
    usable = [fact for fact in sorted(facts, key=_rank) if _usable(fact)]
    council = form.get("council", "")
    crowded = len(usable) > MOST_FIGURES
    owners = sorted({fact.body for fact in usable}, key=lambda body: names.get(body, body))
    if crowded:
        usable = [fact for fact in usable if fact.body == council or fact.id == form.get("baseline")]
    states = {card.id: card.status.value for card in cards}
    groups: dict[str, list[tuple[str, str]]] = {}
    for fact in usable[:MOST_FIGURES]:
        groups.setdefault(names.get(fact.body, fact.body), []).append((fact.id, _words(fact, states)))
    return StartView(
        shell=shell,
        question=form.get("question", ""),
        examples=examples,
        councils=[(body, names.get(body, body)) for body in owners] if crowded else [],
        council=council,
        baselines=sorted(groups.items()),
        baseline=form.get("baseline", ""),
        operation=form.get("operation", OPERATIONS[0][0]),
        operations=OPERATIONS,
        numbers=[_filled(field, form, errors) for field in START_NUMBERS],
        unit=Field("unit", "Unit of the typed figure", form.get("unit", "fte"), options=UNIT_CHOICES),
        mine=[_mine(one, record) for one, record in mine],
    )


def example_questions(facts: Sequence[Fact], names: Mapping[str, str], cards: Sequence[Card]) -> list[str]:
    """Questions of this library's own figures, one of each kind, of different councils where it has them."""
    wanted = (
        ("workforce.fte", "{body}: FTE in three years at 2% fewer a year"),
        ("agency.spend", "{body}: agency spend in three years at 10% less a year"),
        (
            "workforce.headcount",
            "{body}: headcount in three years if turnover is 12% and 80% of leavers are replaced",
        ),
    )
    old = {card.id for card in cards if card.status.value in ("draft", "superseded")}
    found: list[str] = []
    used: set[str] = set()
    for metric, words in wanted:
        of = [fact for fact in facts if fact.metric == metric and _usable(fact)]
        of.sort(key=lambda fact: (fact.places[0].document in old, *_rank(fact)))
        fact = next((one for one in of if one.body not in used), of[0] if of else None)
        if fact is not None:
            used.add(fact.body)
            found.append(words.format(body=names.get(fact.body, fact.body)))
    return found


def _usable(fact: Fact) -> bool:
    return fact.metric in START_METRICS and fact.kind is FactKind.ACTUAL and bool(fact.value)


def _words(fact: Fact, states: Mapping[str, str]) -> str:
    """The figure as an option: what it is, of which part, when, and whether its paper is a draft."""
    state = states.get(fact.places[0].document, "")
    more = [fact.part, fact.as_of or fact.period or "", state if state in ("draft", "superseded") else ""]
    known = ", ".join(part for part in more if part)
    return f"{metric_name(fact.metric)}: {shown_value(fact)}" + (f" ({known})" if known else "")


def _rank(fact: Fact) -> tuple[int, bool, str]:
    place = START_METRICS.index(fact.metric) if fact.metric in START_METRICS else 99
    return (place, bool(fact.part), fact.id)


def _mine(one: KeptScenario, record: Record) -> MineLine:
    day = datetime.fromtimestamp(one.at, UTC)
    return MineLine(
        one.name,
        address_of(one.hash, one.beside),
        record.finding,
        one.question,
        f"{day.day} {day:%B %Y}",
        one.hash,
    )


def _filled(field: NumberField, form: Mapping[str, str], errors: Mapping[str, str]) -> NumberField:
    return replace(field, value=form.get(field.name, field.value), error=errors.get(field.name, ""))
