"""Whatever colour a council has, its text can be read."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from web.theme import contrast, theme_css

COLOUR = st.from_regex(r"\A#[0-9a-f]{6}\Z")


def rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@given(COLOUR)
def test_links_and_the_header_have_a_contrast_of_at_least_four_and_a_half(colour: str) -> None:
    css = theme_css(colour)
    light, dark = re.findall(r"--accent:(#[0-9a-f]{6})", css)
    on_brand = re.search(r"--on-brand:(#[0-9a-f]{6})", css)

    assert contrast(rgb(light), rgb("#ffffff")) >= 4.5
    assert contrast(rgb(dark), rgb("#14181b")) >= 4.5
    assert on_brand and contrast(rgb(colour), rgb(on_brand.group(1))) >= 4.5


def test_black_on_white_is_twenty_one() -> None:
    assert round(contrast((0, 0, 0), (1, 1, 1)), 6) == 21
