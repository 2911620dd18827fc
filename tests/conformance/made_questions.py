"""Questions put together by chance from what a library holds; the same for the same seed."""

from __future__ import annotations

import random

from ingest.library import Library

FORMS = (
    "What does {body} say about {words}?",
    "What is the {metric} of {body}?",
    "How many {words} does {body} have?",
    "What would {body}'s {metric} be in {years} years if it fell {number}% a year?",
    "Compare {metric} across {body} and {other}",
    "When will {body} {words}?",
    "Who is responsible for {words} at {body}?",
    "Why {words}?",
    "{words}",
    "Which risks does {body} see in {words}?",
    "Is {number} the {metric} of {body}?",
    "List what {body} plans for {words}.",
)


def made_questions(library: Library, count: int, *, seed: int) -> list[str]:
    """So many questions, none twice."""
    chance = random.Random(seed)
    bodies = [body.short_name for body in library.bodies()]
    words = [
        word
        for card in library.documents()
        for chunk in library.chunks_of(card.id)
        for word in chunk.text.split()
    ]
    measures = [fact.measure for fact in library.facts() if fact.measure] or ["headcount"]
    found: dict[str, None] = {}
    while len(found) < count:
        at = chance.randrange(len(words) - 4)
        question = chance.choice(FORMS).format(
            body=chance.choice(bodies),
            other=chance.choice(bodies),
            metric=chance.choice(measures),
            words=" ".join(words[at : at + chance.randint(1, 4)]),
            years=chance.randint(1, 9),
            number=chance.randint(1, 40),
        )
        found[question] = None
    return list(found)
