"""A link finds its words again when the text around them has moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fingerprint import fingerprint, found_again

TEXT = "Our people. Turnover was 12.4% in the year. Turnover was 12.4% in the year. The end."
QUOTE = "Turnover was 12.4% in the year."


def test_words_at_their_old_place_are_taken_there() -> None:
    assert found_again(TEXT, 44, 75, fingerprint(QUOTE)) == (44, 75)
    assert TEXT[44:75] == QUOTE


def test_words_that_have_moved_are_found_at_the_nearest_place() -> None:
    # They begin at 12 and at 44; 20 is nearer to 12, 60 to 44.
    assert found_again(TEXT, 20, 51, fingerprint(QUOTE)) == (12, 43)
    assert found_again(TEXT, 60, 91, fingerprint(QUOTE)) == (44, 75)


def test_a_line_that_breaks_elsewhere_is_the_same_words() -> None:
    assert found_again(TEXT, 0, 0, fingerprint("Turnover was\n12.4%  in the year.")) == (12, 43)


@pytest.mark.parametrize(
    "mark", ["", "x", "1f.", "1f.x", "1f.0", "1f.-3", "1f.999999999", "1f.²", fingerprint("Other words.")]
)
def test_words_that_are_not_there_and_marks_that_are_none_are_found_nowhere(mark: str) -> None:
    assert found_again(TEXT, 12, 43, mark) is None


@given(st.text(max_size=30), st.text(alphabet="ab \n", min_size=1, max_size=12), st.text(max_size=30))
def test_whatever_stands_before_and_after_the_words_are_found(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    if not quote.strip():
        return

    found = found_again(text, len(text), len(text), fingerprint(quote))

    assert found is not None
    assert "".join(text[slice(*found)].split()) == "".join(quote.split())
