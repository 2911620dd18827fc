import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We are No. 4 in the region for pay.",
        "The spend was £1.1m in 2023, i.e. a tenth less.",
        "See para. 3.2 and fig. 4 for J.B. Priestley's view.",
        "Cllr. A. Jones and Dr. Smith agreed to approx. 30 posts.",
        "Staff costs rose by 3.5% vs. the budget.",
        "Write to people.team@example.gov.uk or see www.example.gov.uk/jobs today.",
        "The U.K. labour market is tight.",
    ],
)
def test_dots_within_a_sentence_do_not_end_it(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnover fell. Sickness rose.", ["Turnover fell.", "Sickness rose."]),
        ("“We care.” Staff say so.", ["“We care.”", "Staff say so."]),
        ("See Appendix A. The plan follows.", ["See Appendix A.", "The plan follows."]),
        ("Staff, agency, etc. The next.", ["Staff, agency, etc.", "The next."]),
        ("Is it so? No. We checked!", ["Is it so?", "No.", "We checked!"]),
        ("A model of services.12 The next.", ["A model of services.12", "The next."]),
        (
            "1. This reports. It includes:\n - one\n - two",
            ["1. This reports.", "It includes:", "- one", "- two"],
        ),
        ("14.3%\nStaff turnover", ["14.3%", "Staff turnover"]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_line_wrapped_by_the_page_reads_on() -> None:
    text = "The council is committed to the wellbeing of all of\nits staff. Next one\nfollows here."

    assert split(text) == [
        "The council is committed to the wellbeing of all of\nits staff.",
        "Next one\nfollows here.",
    ]


@given(st.text(alphabet="aB.?! \n•1£%\"'”(),;:", max_size=200))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)

    assert all(a < b for a, b in spans) and all(
        b <= c for (_, b), (c, _) in zip(spans, spans[1:], strict=False)
    )
    assert re.sub(r"\s", "", "".join(text[a:b] for a, b in spans)) == re.sub(r"\s", "", text)
