"""Which bodies the Compare page offers: by type, nation, region, size, and by the year and status of their papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ingest.model import Body
from ingest.owners import owner
from web.facade import Card
from web.views import Field

LABELS: Mapping[str, str] = {
    "type": "Type",
    "nation": "Nation",
    "region": "Region",
    "size": "Residents",
    "year": "Year of a paper",
    "status": "Status of a paper",
}
SIZES = ((100_000, "under 100,000"), (300_000, "100,000 to 300,000"))
LARGEST = "300,000 and more"
Traits = Mapping[str, set[str]]


def traits_of(bodies: Sequence[Body], cards: Sequence[Card]) -> Mapping[str, Traits]:
    """What each body can be filtered by, by its id."""
    papers: dict[str, list[Card]] = {}
    for card in cards:
        papers.setdefault(owner(card).id, []).append(card)
    return {body.id: _traits(body, papers.get(body.id, [])) for body in bodies}


def _traits(body: Body, cards: Sequence[Card]) -> Traits:
    found = {
        "type": {body.type},
        "nation": {body.nation},
        "region": {body.region},
        "size": {_size(body.population)},
        "year": {(card.period or "")[:4] for card in cards if (card.period or "")[:4].isdigit()},
        "status": {card.status.value for card in cards},
    }
    return {name: values - {""} for name, values in found.items()}


def _size(population: int | None) -> str:
    if population is None:
        return ""
    return next((words for limit, words in SIZES if population < limit), LARGEST)


def fitting(bodies: Sequence[Body], traits: Mapping[str, Traits], wanted: Mapping[str, str]) -> list[Body]:
    """The bodies that have every wanted trait."""
    asked = {name: value for name, value in wanted.items() if value}
    return [
        body
        for body in bodies
        if all(value in traits[body.id].get(name, set()) for name, value in asked.items())
    ]


def filter_fields(traits: Mapping[str, Traits], wanted: Mapping[str, str]) -> list[Field]:
    """A select for each trait that tells bodies apart."""
    words: Mapping[str, Callable[[str], str]] = {"status": str.capitalize, "type": _sentence}
    fields = []
    for name, label in LABELS.items():
        values = sorted({value for one in traits.values() for value in one.get(name, set())})
        if len(values) > 1 or wanted.get(name):
            shown = words.get(name, str)
            options = [("", "any"), *((value, shown(value)) for value in values)]
            fields.append(Field(f"by_{name}", label, wanted.get(name, ""), options=options))
    return fields


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
