"""Where a document's fields were read, as pages and the API show it."""

from dataclasses import replace

from ingest.model import Furniture, Origin
from tests.fakes import ELM_PAPER
from web.evidence_view import evidence_json, evidence_lines

READ = replace(
    ELM_PAPER,
    furniture=(Furniture("head", "Elmford Borough Council", tuple(range(2, 10))),),
    origins=(
        Origin("body", "head", "Elmford Borough Council", 2),
        Origin("body", "author", "Elmford Borough Council"),
        Origin("title", "person", "Our People"),
    ),
)


def test_each_field_has_one_quiet_sentence_with_the_pages_it_was_read_from() -> None:
    assert evidence_lines(READ) == [
        "Body read from the running head of pages 2-9: “Elmford Borough Council”",
        "Title given by a person: “Our People”",
    ]


def test_the_api_gives_every_line_of_evidence() -> None:
    assert [(row["field"], row["place"], row["page"]) for row in evidence_json(READ)] == [
        ("body", "head", 2),
        ("body", "author", None),
        ("title", "person", None),
    ]
