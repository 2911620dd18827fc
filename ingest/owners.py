"""Whose a paper is: its body or, where that is not known, the paper itself, which then stands for a body of its own.

So a paper without a body is asked, compared and computed with like any other, and two of them are never taken
for one: their figures do not disagree with one another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.fact_model import Fact
from ingest.library_model import DocumentCard
from ingest.model import Body

_PAPER = "paper:"


def owner(card: DocumentCard) -> Body:
    """The paper's body, or the paper under its title."""
    return card.body or Body(_PAPER + card.id, card.title or card.file, card.title or card.file)


def is_paper(body: Body) -> bool:
    """Whether this is no body that anybody named, but a paper that stands for one."""
    return body.id.startswith(_PAPER)


def owners(cards: Iterable[DocumentCard], bodies: Sequence[Body]) -> tuple[Body, ...]:
    """The bodies, and after them the papers that stand for themselves."""
    return (*bodies, *(owner(card) for card in cards if card.body is None))


def at_home(facts: Iterable[Fact]) -> list[Fact]:
    """The facts as stated, those of no known body with the paper that states them."""
    return [fact if fact.body else _of_its_paper(fact) for fact in facts]


def _of_its_paper(fact: Fact) -> Fact:
    document = fact.places[0].document
    identifier = hashlib.sha256(f"{fact.id}|{document}".encode()).hexdigest()[: len(fact.id)]
    return replace(fact, id=identifier, body=_PAPER + document)
