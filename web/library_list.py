"""The list of the library: searched, filtered, sorted, a page at a time, and what is amiss with each paper as a queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.compose.fact_words import long_date
from web.facade import Card, Library
from web.library_view import document_line
from web.views import Field, Link
from web.views_library import DocumentLine, LibraryListView

SHOWN = 50
TROUBLES: Mapping[str, str] = {
    "body": "Body not recognised",
    "period": "No date",
    "text": "Pages without text",
    "sums": "Sums that do not add up",
    "conflicts": "Figures that disagree",
    "unreviewed": "Figures that nobody reviewed",
}
SORTS: Mapping[str, str] = {
    "title": "Title",
    "body": "Body",
    "period": "Period, latest first",
    "added": "Added, latest first",
}
Troubles = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the library is wanted: words of title, body, file or type; a status; a kind of trouble; the order."""

    find: str = ""
    status: str = ""
    trouble: str = ""
    sort: str = "title"
    first: int = 0

    def address(self, **other: str | int) -> str:
        """The list with something of it changed."""
        given = {
            "find": self.find,
            "by_status": self.status,
            "trouble": self.trouble,
            "sort": self.sort if self.sort != "title" else "",
            "first": self.first,
            **other,
        }
        query = urlencode({name: value for name, value in given.items() if value})
        return f"/library{'?' + query if query else ''}#documents"


def troubles_of(library: Library) -> Troubles:
    """What is amiss with each document, counted, by its id."""
    found: dict[str, Counter[str]] = {card.id: Counter() for card in library.documents()}
    for card in library.documents():
        found[card.id].update({"body": card.body is None, "period": not card.period})
        found[card.id]["text"] += len(card.report.pages_without_text)
    for slip in library.slips():
        if slip.document in found:
            found[slip.document]["sums"] += 1
    for fact in library.facts(named=True):
        counted = found.get(fact.places[0].document)
        if counted is not None:
            counted["unreviewed"] += fact.review is None
            counted["conflicts"] += bool(fact.conflicts_with)
    return found


def list_view(library: Library, wanted: Wanted) -> LibraryListView:
    """The documents that are wanted, and the queue of troubles."""
    cards, troubles = library.documents(), troubles_of(library)
    fitting = [card for card in cards if _fits(card, wanted, troubles)]
    fitting.sort(key=_order(wanted.sort), reverse=wanted.sort in ("added", "period"))
    shown = fitting[wanted.first : wanted.first + SHOWN]
    after = wanted.first + len(shown)
    return LibraryListView(
        lines=[_line(card, troubles[card.id]) for card in shown],
        count=f"{len(fitting)} of {len(cards)} documents" if len(fitting) < len(cards) else "",
        span=f"{wanted.first + 1} to {after} of {len(fitting)}" if len(shown) < len(fitting) else "",
        earlier=wanted.address(first=max(0, wanted.first - SHOWN)) if wanted.first else "",
        further=wanted.address(first=after) if after < len(fitting) else "",
        find=wanted.find,
        fields=_fields(cards, wanted),
        queue=_queue(troubles, wanted),
        everything=wanted.address(find="", by_status="", trouble="", first=0)
        if len(fitting) < len(cards)
        else "",
    )


def _line(card: Card, troubles: Counter[str]) -> DocumentLine:
    amiss = [
        words if kind in ("body", "period") else f"{words}: {troubles[kind]}"
        for kind, words in TROUBLES.items()
        if troubles[kind] and kind != "unreviewed"
    ]
    return document_line(card, added=long_date(card.added_at[:10]), amiss=amiss)


def _fits(card: Card, wanted: Wanted, troubles: Troubles) -> bool:
    body = f"{card.body.name} {card.body.short_name}" if card.body else ""
    text = " ".join((card.title, card.file, body, card.type or "", card.period or "")).casefold()
    return (
        all(word in text for word in wanted.find.casefold().split())
        and (not wanted.status or card.status.value == wanted.status)
        and (not wanted.trouble or troubles[card.id][wanted.trouble] > 0)
    )


def _order(sort: str) -> Callable[[Card], tuple[str, str]]:
    def key(card: Card) -> tuple[str, str]:
        leading = {
            "body": card.body.name.casefold() if card.body else "",
            "period": card.period or "",
            "added": card.added_at,
        }
        return leading.get(sort, ""), (card.title or card.file).casefold()

    return key


def _fields(cards: Sequence[Card], wanted: Wanted) -> list[Field]:
    states = sorted({card.status.value for card in cards})
    return [
        Field(
            "by_status",
            "Status",
            wanted.status,
            options=[("", "any"), *((one, one.capitalize()) for one in states)],
        ),
        Field("trouble", "Needs attention", wanted.trouble, options=[("", "all"), *TROUBLES.items()]),
        Field("sort", "Sorted by", wanted.sort, options=list(SORTS.items())),
    ]


def _queue(troubles: Troubles, wanted: Wanted) -> list[Link]:
    """A link for each kind of trouble that some paper has."""
    counts = {kind: sum(counted[kind] > 0 for counted in troubles.values()) for kind in TROUBLES}
    return [
        Link(f"{words} ({counts[kind]})", wanted.address(trouble=kind, first=0), kind == wanted.trouble)
        for kind, words in TROUBLES.items()
        if counts[kind]
    ]
