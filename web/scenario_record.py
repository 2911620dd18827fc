"""Where the figures of a projection come from: council, paper, page, status, date and words, for pages and for exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.compose.fact_words import long_date
from assistant.model import Json
from ingest.library_errors import LibraryError
from ingest.owners import owner
from ingest.refs import where_words
from web.answer_view import DOCUMENT_TAGS
from web.facade import Card, Library
from web.fact_view import fact_line
from web.projection_view import ORIGINS, finding, sentence
from web.views import Tag

GONE = "Its paper is not in the library, or not open to you."
PER: Mapping[str, str] = {"year": "a year", "month": "a month", "total": "in all"}
NAMES: Mapping[str, str] = {"baseline": "Start"}
CAREFUL = ("draft", "superseded")


@dataclass(frozen=True, slots=True)
class Given:
    """One figure that went in. ``paper``, ``where`` and ``quote`` are empty for what nobody printed; ``url`` is a path."""

    name: str
    label: str
    value: float
    unit: str
    display: str
    origin: str
    date: str = ""
    council: str = ""
    paper: str = ""
    status: str = ""
    page: int | None = None
    where: str = ""
    quote: str = ""
    url: str = ""
    note: str = ""

    @property
    def tag(self) -> Tag | None:
        """The mark of a paper that is to be read with care."""
        return DOCUMENT_TAGS.get(self.status) if self.status in CAREFUL else None


@dataclass(frozen=True, slots=True)
class Record:
    """A projection with everything that names it: the question, the name it was saved under, councils and sources.

    ``address`` opens it again, and ``site`` is what the addresses of sources begin with.
    """

    result: Json
    finding: str
    councils: Sequence[str]
    given: Sequence[Given]
    question: str = ""
    name: str = ""
    address: str = ""
    site: str = ""

    @property
    def start(self) -> Given | None:
        """The figure that it starts from."""
        return next((item for item in self.given if item.name == "baseline"), None)

    @property
    def sources(self) -> Sequence[Given]:
        """The figures that a paper states."""
        return [item for item in self.given if item.paper]


def record_of(
    library: Library,
    result: Json,
    *,
    question: str = "",
    name: str = "",
    address: str = "",
    site: str = "",
) -> Record:
    """The projection with the sources of its figures, as they stand in the library now."""
    cards = {card.id: card for card in library.documents()}
    names = {body.id: body.name for body in map(owner, cards.values())}
    scenario: Json = result.get("scenario") or {}
    given = [_given(item, library, cards, names, scenario) for item in inputs_of(result)]
    councils = [names.get(body, body) for body in scenario.get("bodies") or ()]
    councils += [item.council for item in given if item.council]
    return Record(
        result, finding(result), list(dict.fromkeys(councils)), given, question, name, address, site
    )


def inputs_of(result: Json) -> list[Json]:
    """The figures that went in, one for each year where each year has its own; the engine names alike ones once."""
    scenario: Json = result.get("scenario") or {}
    lists = {name: held for name, held in (scenario.get("inputs") or {}).items() if isinstance(held, list)}
    for change in scenario.get("changes") or ():
        on = str(change.get("on", "baseline"))
        lists["change" if on == "baseline" else f"change of {on}"] = change.get("amounts") or []
    items = list(result.get("inputs") or ())
    made: list[Json] = []
    for name in dict.fromkeys(str(item.get("name", "")) for item in items):
        alike = [item for item in items if str(item.get("name", "")) == name]
        wanted = lists.get(name) or []
        found = [_same_as(one, alike) for one in wanted] if len(wanted) > len(alike) else []
        made += [item for item in found if item is not None] if found and all(found) else alike
    return made


def _same_as(given: Json, items: Sequence[Json]) -> Json | None:
    """The item that the engine used for an input of the scenario."""
    if "fact" in given:
        return next((item for item in items if item.get("fact") == given["fact"]), None)
    return next((item for item in items if item.get("value") == given.get("value")), None)


def _given(
    item: Json, library: Library, cards: Mapping[str, Card], names: Mapping[str, str], scenario: Json
) -> Given:
    plain = _plain(item, names, scenario)
    if not item.get("fact"):
        return plain
    try:
        fact = library.fact(str(item["fact"]))
    except LibraryError:
        return replace(plain, quote="", note=GONE)
    place = fact.places[0]
    card = cards.get(place.document)
    if card is None:
        return replace(plain, quote="", note=GONE)
    return replace(
        plain,
        council=plain.council or owner(card).name,
        paper=card.title or card.file,
        status=card.status.value,
        page=place.page,
        where=where_words(place.page, place.ref),
        url=fact_line(fact).url,
    )


def _plain(item: Json, names: Mapping[str, str], scenario: Json) -> Given:
    """The figure as the engine used it."""
    name, label = str(item.get("name", "")), str(item.get("label") or item.get("name") or "")
    when = str(item.get("as_of") or item.get("period") or "")
    return Given(
        name=name,
        label=_of_change(name, scenario) or NAMES.get(label) or sentence(label).replace("_", " "),
        value=float(item.get("value") or 0.0),
        unit=str(item.get("unit", "")),
        display=str(item.get("display", "")),
        origin=ORIGINS.get(str(item.get("origin")), str(item.get("origin", ""))),
        date=long_date(when) if item.get("as_of") else when,
        council=names.get(str(item.get("body") or ""), ""),
        quote=str(item.get("quote") or ""),
        note=str(item.get("note") or ""),
    )


def _of_change(name: str, scenario: Json) -> str:
    """What a change is called: "Fall a year", "Level to reach", "Pay award a year"; empty for any other input."""
    if name != "change" and not name.startswith("change of "):
        return ""
    on = name.removeprefix("change of ") if name != "change" else "baseline"
    found = [one for one in scenario.get("changes") or () if one.get("on", "baseline") == on]
    if len(found) != 1:
        return "Change"
    if found[0].get("kind") == "target":
        return "Level to reach"
    what = "Fall" if found[0].get("direction") == "down" else "Change"
    per = PER.get(str(found[0].get("per", "year")), "")
    return f"{what} {per}" if on == "baseline" else f"{what} of {on.replace('_', ' ')} {per}"


def about(record: Record, today: date) -> list[tuple[str, str]]:
    """What every export says of itself."""
    start = record.start
    lines = [
        ("Result", record.finding),
        ("Council", ", ".join(record.councils)),
        ("Question", record.question),
        ("Name", record.name),
        ("Starts from", f"{start.display}, {start.origin}" if start else ""),
        ("Date of the figure", start.date if start else ""),
        *(("Paper", source_words(item)) for item in record.sources),
        ("Link", record.site + record.address if record.address else ""),
        (
            "Exported",
            f"{today.day} {today:%B %Y} by Moothall, result {str(record.result.get('hash', ''))[:16]}",
        ),
    ]
    return [(label, text) for label, text in dict.fromkeys(lines) if text]


def source_words(item: Given) -> str:
    """ "Workforce Plan, page 3 (draft)"."""
    where = ", ".join(part for part in (item.council, item.paper, item.where) if part)
    status = item.status if item.status != "unknown" else "status unknown"
    return f"{where} ({status})" if item.paper else where


def cautions(record: Record) -> list[str]:
    """What to bear in mind: papers that are drafts or superseded, then what the engine warns of."""
    states = {
        "draft": "is a draft: its figures may change.",
        "superseded": "is superseded: a newer paper may state another figure.",
    }
    papers = [f"“{item.paper}” {states[item.status]}" for item in record.sources if item.status in states]
    return list(dict.fromkeys([*papers, *(str(text) for text in record.result.get("warnings") or ())]))
