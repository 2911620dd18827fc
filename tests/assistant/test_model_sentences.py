"""Sentences are cut out of a stream as soon as they are whole, with their labels in one form."""

from __future__ import annotations

import pytest

from assistant.model_sentences import sentences_of


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_the_sentences_are_the_same_however_the_stream_is_cut(size: int) -> None:
    text = "Turnover was 12.4% [1]. It fell, e.g. in care. [2] Cllr. Smith agreed [1, 2].\n"
    text += "- **Costs** rose [3]\n"

    pieces = [text[at : at + size] for at in range(0, len(text), size)]

    assert list(sentences_of(pieces)) == [
        "Turnover was 12.4% [1].",
        "It fell, e.g. in care [2].",
        "Cllr. Smith agreed [1] [2].",
        "Costs rose [3].",
    ]


def test_a_sentence_is_handed_on_before_the_next_is_whole() -> None:
    heard: list[str] = []

    def pieces() -> object:
        yield "The first is whole [1]. The sec"
        heard.append("asked for more")
        yield "ond is not yet"

    stream = sentences_of(pieces())  # type: ignore[arg-type]

    assert next(stream) == "The first is whole [1]."
    assert heard == []


def test_a_last_sentence_that_was_cut_off_is_left_out() -> None:
    assert list(sentences_of(["Turnover was 12.4% [1]. Sickness absence was 4"])) == [
        "Turnover was 12.4% [1]."
    ]


@pytest.mark.parametrize("label", ["\u30101\u2020source\u3011", "[^1]", "\uff3b1\uff3d", "[1]"])
def test_labels_of_every_form_become_one(label: str) -> None:
    assert list(sentences_of([f"Turnover was 12.4% {label}.\n"])) == ["Turnover was 12.4% [1]."]


def test_characters_that_nobody_sees_are_left_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "obey")

    assert list(sentences_of([f"Turnover\u200b was{hidden} 12.4%\u202e [1].\n"])) == [
        "Turnover was 12.4% [1]."
    ]
