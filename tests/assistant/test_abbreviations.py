"""What an abbreviation stands for is answered by the words whose letters it is, where a paper has them."""

from __future__ import annotations

import pytest

from assistant.compose.abbreviation import abbreviation, abbreviation_asked
from tests.assistant.small_paper import citing, pool_of, read_paper

PAPER = """# Recruitment

All checks go through the Joint Recruitment Hub (JRH), which the council shares with two others.

We answer to the Department for Education (DfE) and to the Board of Works (BW). The rest (etc) follows.
"""


def answered(question: str, paper: str = PAPER) -> str:
    """The words and the label that answer a question; empty where the shape has nothing to say."""
    document = read_paper(paper)
    draft = abbreviation(pool_of(question, document), abbreviation_asked(question))
    return draft.write(citing(document)).text if draft else ""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What does JRH stand for?", "**Joint Recruitment Hub** [1]."),
        ("what does jrh stand for", "**Joint Recruitment Hub** [1]."),
        ("What does “DfE” stand for?", "**Department for Education** [1]."),
        ("What is BW short for?", "**Board of Works** [1]."),
    ],
)
def test_the_words_before_it_in_brackets_are_given(question: str, words: str) -> None:
    assert answered(question) == words


def test_words_with_other_letters_spell_nothing_out() -> None:
    assert answered("What does etc stand for?") == ""
    assert answered("What does JRH stand for?", PAPER.replace("Joint", "Shared")) == ""


@pytest.mark.parametrize(
    "question",
    [
        "What does the plan stand for in 2025?",
        "What does the council stand up for?",
        "Who stands for election?",
        "for",
    ],
)
def test_another_question_is_left_to_the_other_shapes(question: str) -> None:
    assert not abbreviation_asked(question)
