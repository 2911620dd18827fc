"""The gold facts of the papers on this machine as a ledger, and the readings that were written by hand for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.planner.printed import Printed
from assistant.planner.refs import parted
from ingest.measures.table import Table, table
from tests.assistant.planner.in_memory import InMemory

READINGS = "training/readings_dev.jsonl"
FACTS = {
    "seeds": "design/planner/facts_seeds.jsonl",
    "A": "papers/workforce/facts.jsonl",
    "B": "papers/money/facts.jsonl",
    "C": "papers/performance/facts.jsonl",
}
UNITS = {"persons": "person", "FTE": "fte", "£": "gbp", "days": "day", "days/FTE": "day/fte", "posts": "fte",
         "years": "year", "points": "point", "£/hour": "gbp/hour", "£ each": "gbp/person", "£ a year": "gbp",
         "persons a year": "person", "": "score", "ratio": "x", "calls": "call", "homes": "home",
         "households": "household"}  # fmt: skip
# Labels of the gold that were linked by hand: the quantity, its unit where the label says more, of what it is a share.
LINKED = {
    "other: savings shortfall": ("budget.saving_slipped", "", ""),
    "other: one-off cost of a project": ("invest.cost", "", ""),
    "other: redundancy cost": ("redundancy.cost", "", ""),
    "other: weekly cost of an outside placement": (
        "other: weekly cost of an outside placement",
        "gbp/week/child",
        "",
    ),
    "other: weekly cost at Hafan Deg": ("other: weekly cost at Hafan Deg", "gbp/week/child", ""),
    "other: employees with no sickness": ("other: employees with no sickness", "", "workforce.headcount"),
}
# Ids that readings were written with before the table named them anew.
RENAMED = {"leavers.unit_cost": "cost.per_leaver", "redundancy.unit_cost": "cost.redundancy"}
LOOSE = ("day", "person", "x", "gbp", "score", "fte", "posts")


def shared() -> Path | None:
    """The folder of shared material, when the machine has it beside one of the folders above."""
    for folder in Path(__file__).parents:
        if (folder / "shared" / READINGS).is_file():
            return folder / "shared"
    return None


def ledger(path: Path) -> InMemory:
    """Every gold fact with its label linked to the quantity of the table that bears it as an alias."""
    known = table()
    found: dict[tuple[Any, ...], Printed] = {}
    for place, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        if row.get("metric") and row.get("value") is not None:
            fact = _printed(row, f"f{place}", known)
            found.setdefault((fact.metric, fact.body, fact.part, fact.when, fact.kind, fact.value), fact)
    return InMemory(found.values())


def reading(data: Any) -> Any:
    """A reading's JSON with the ids of today."""
    if isinstance(data, dict):
        return {
            key: RENAMED.get(value, value) if key == "metric" else reading(value)
            for key, value in data.items()
        }
    return [reading(item) for item in data] if isinstance(data, list) else data


def _printed(row: dict[str, Any], name: str, known: Table) -> Printed:
    metric, group = parted(row["metric"])
    metric, unit, share_of = LINKED.get(metric, (metric, "", ""))
    metric = f"{metric}[{group}]" if group and "," not in group else metric + group
    part = row.get("scope") or "all"
    if part != "all" and row["body"].startswith(part):
        part = "all"
    when = row.get("when") if row.get("when") not in ("None", None) else ""
    unit = unit or UNITS.get(row["unit"], row["unit"])
    quantity = known.get(metric)
    if quantity is not None and unit != "%" and unit != quantity.unit and unit in LOOSE:
        unit = quantity.unit
    shown = str(row["value"])
    decimals = len(shown.partition(".")[2]) if not shown.endswith(".0") else 0
    return Printed(
        name,
        metric,
        float(row["value"]),
        unit,
        row["body"],
        part,
        str(when),
        row["kind"],
        decimals,
        share_of,
    )


__all__ = ["FACTS", "READINGS", "ledger", "shared"]
