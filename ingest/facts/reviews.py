"""What people said of facts, laid over facts as they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ingest.fact_model import Approx, Fact, FactKind, Review, Scope
from ingest.model import Origin
from ingest.review_model import Changes, ReviewEvent, Value, standing

PERSON = "person"
_TYPES: Mapping[str, type[FactKind] | type[Scope] | type[Approx]] = {
    "kind": FactKind,
    "scope": Scope,
    "approx": Approx,
}
_EVIDENCE = {"as_of": "period", "high": "value", "owner": "body"}


def as_reviewed(fact: Fact, events: Iterable[ReviewEvent]) -> Fact:
    """The fact as people left it, with who said so last and when; as read when nothing they said holds."""
    said = standing(events)
    if said.review is None:
        return fact
    by = f"{said.author}, {said.at}" if said.review is Review.CORRECTED else said.author
    changed = corrected(fact, said.changes, by=by)
    return replace(changed, review=said.review, author=said.author, reviewed_at=said.at)


def corrected(fact: Fact, changes: Changes, *, by: str = "") -> Fact:
    """The fact with these fields set; each of them now comes from a person, whom ``by`` names."""
    if not changes:
        return fact
    fields: dict[str, Any] = {name: _typed(name, value) for name, value in changes.items()}
    if "value" in changes:
        fields["decimals"] = max(fact.decimals, _decimals(changes["value"]))
        fields["step"] = 10.0 ** -fields["decimals"]
    if "kind" in fields:
        fields["change"] = fields["kind"] is FactKind.CHANGE
    named = {_EVIDENCE.get(name, name) for name in changes}
    kept = [origin for origin in fact.origins if origin.field not in named]
    said = [Origin(name, PERSON, by) for name in sorted(named)]
    return replace(fact, **fields, origins=(*kept, *said))


def is_added(fact: Fact) -> bool:
    """Whether a person put the fact into the ledger."""
    return any(origin.field == "place" and origin.place == PERSON for origin in fact.origins)


def _typed(name: str, value: Value) -> object:
    return _TYPES[name](str(value)) if name in _TYPES else value


def _decimals(value: Value) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2]) if isinstance(value, int | float) else 0
