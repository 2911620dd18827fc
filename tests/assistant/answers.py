"""Composed answers of a small made-up paper, for the tests of what a language model makes of them."""

from __future__ import annotations

from assistant.model import Answer, Evidence, EvidenceKind, Route, Source, Status

ELM = Source("elm1", "Workforce Plan", "Elmford Borough Council", "2024-2027", "approved", "elmford.pdf")
OAK = Source("oak1", "People Plan", "Oakshire County Council", "2023-2026", "approved", "oak.pdf")


def passage(label: str, quote: str, source: Source = ELM, heading: str = "Workforce profile") -> Evidence:
    """A cited passage on page 3."""
    return Evidence(
        label, EvidenceKind.PASSAGE, quote, source, 3, heading, f"/documents/{source.id}?page=3", 10, 20
    )


TURNOVER = Answer(
    Status.ANSWERED,
    Route.LOOKUP,
    "**Staff turnover was 12.4% in 2023/24** [1]. Sickness absence was 4.1% [1].\n\n"
    "Elsewhere turnover is put at about 13% [2].",
    (
        passage("1", "Staff turnover was 12.4% in 2023/24 and sickness absence 4.1%."),
        passage("2", "Elsewhere turnover is put at about 13%."),
    ),
)
WELLBEING = Answer(
    Status.ANSWERED,
    Route.PASSAGES,
    "Managers hold a wellbeing conversation with every colleague each quarter [1]. "
    "The council does not pay for private counselling [2].",
    (
        passage(
            "1",
            "Managers hold a wellbeing conversation with every colleague each quarter.",
            heading="Wellbeing",
        ),
        passage("2", "The council does not pay for private counselling.", heading="Wellbeing"),
    ),
)
PRIORITIES = Answer(
    Status.ANSWERED,
    Route.PASSAGES,
    "The plan sets out its priorities [1]:\n\n- Wellbeing at work\n- Skills for the future\n"
    "- A fair place to work",
    (passage("1", "Our priorities: Wellbeing at work. Skills for the future. A fair place to work."),),
)
