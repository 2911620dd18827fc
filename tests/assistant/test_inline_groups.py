"""Lists within a sentence, on a contents page, and under short labels are lists to choose from."""

from __future__ import annotations

import hashlib

from assistant.units import Group, units_of
from ingest.model import Document
from ingest.parse.structure import assemble
from ingest.parse.text import read_text


def _paper(text: str) -> Document:
    data = text.encode()
    return assemble(read_text(data), digest=hashlib.sha256(data).hexdigest(), file="paper.txt")


def _groups(text: str) -> list[Group]:
    return list(units_of(_paper(text)).groups)


def test_things_named_behind_a_colon_are_a_list() -> None:
    paper = _paper(
        "We base the plan on four principles: health and happiness; land and nature; zero waste; clean air.\n"
    )

    (group,) = units_of(paper).groups

    assert group.lead == "We base the plan on four principles:"
    assert [item.text for item in group.items] == [
        "health and happiness",
        "land and nature",
        "zero waste",
        "clean air",
    ]
    assert [paper.text[item.start : item.end] for item in group.items] == [item.text for item in group.items]


def test_commas_part_short_names_and_the_last_and() -> None:
    (group,) = _groups(
        "The plan guides the council in the following areas: Travel, Waste, Homes & Buildings and Food.\n"
    )

    assert [item.text for item in group.items] == ["Travel", "Waste", "Homes & Buildings", "Food"]


def test_a_sentence_with_a_colon_is_not_always_a_list() -> None:
    text = "The vote was clear: the council will go ahead, as it had promised, with the work on the bridge this year.\n"

    assert _groups(text) == []


def test_entries_of_a_contents_page_that_count_themselves_are_a_list() -> None:
    text = (
        "Contents\n\nForeword ........ 3 Priority Area 1 - Transport ........ 7 Priority Area 2 - Homes ........ 12 "
        "Priority Area 3 - Waste ........ 15\n\nForeword\n\nThis is what the council wants to do about it all.\n"
    )

    (group,) = [group for group in _groups(text) if group.headings[-1] == "Priority Areas"]

    assert [item.text for item in group.items] == [
        "Priority Area 1 - Transport",
        "Priority Area 2 - Homes",
        "Priority Area 3 - Waste",
    ]


def test_a_list_under_a_label_keeps_the_lead_in_above_the_label() -> None:
    text = "The budget was shared out as follows:\n\nCapital\n\n• Charging points\n• Home insulation\n"

    (group,) = [group for group in _groups(text) if group.kind == "list"]

    assert group.lead == "The budget was shared out as follows:"
    assert "Capital" in group.before


def test_paragraphs_that_end_in_semicolons_are_the_items_of_a_list() -> None:
    text = "To do this, we will:\n\nplant trees in every park;\n\nmend the paths by the river;\n\nopen the old bridge.\n"

    (group,) = _groups(text)

    assert [item.text for item in group.items] == [
        "plant trees in every park;",
        "mend the paths by the river;",
        "open the old bridge.",
    ]
