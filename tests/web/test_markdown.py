"""An answer's Markdown becomes HTML in which nothing of a document can act."""

from __future__ import annotations

import re

import pytest

from web.markdown import first_line, to_html

VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "<javascript:alert(1)>",
    "<http://evil.example>",
    "[a]: javascript:alert(1)\n\n[a]",
    "`<svg/onload=alert(1)>`",
    "```\n<svg/onload=alert(1)>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '"><svg onload=alert(1)>',
    "| a |\n|---|\n| <iframe src=//evil.example> |",
    "\u202etxt.exe <b onmouseover=alert(1)>x</b>",
    "<!--><script>alert(1)</script>-->",
    "[1](javascript:alert(1)) [1]",
]


@pytest.mark.parametrize("text", VECTORS)
def test_no_markup_or_link_of_the_text_survives(text: str) -> None:
    html = str(to_html(text, "t1", {"1"}))

    tags = set(re.findall(r"<\s*([a-zA-Z!/]+)", html))
    kept = {"p", "/p", "a", "/a", "table", "/table", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th",
                    "/th", "td", "/td", "div", "/div", "code", "/code", "pre", "/pre"}  # fmt: skip
    assert tags <= kept
    assert re.findall(r'href="([^"]*)"', html) in ([], ["#t1-s1"], ["#t1-s1", "#t1-s1"])


def test_citations_link_to_their_sources() -> None:
    html = str(to_html("It is 12.4% [1]. And 13% [2, 3].", "t4", {"1", "2", "3"}))

    assert re.findall(r'href="([^"]*)"', html) == ["#t4-s1", "#t4-s2", "#t4-s3"]


def test_brackets_that_are_no_labels_stay_as_they_are() -> None:
    assert "[TBC]" in str(to_html("Days lost: [TBC]", "t1", {"1"}))


def test_lists_tables_and_bold_are_kept_and_headings_stay_below_the_page_s_own() -> None:
    html = str(to_html("# Big\n\n- **one**\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |", "t1", set()))

    assert "<h4>Big</h4>" in html
    assert "<li><strong>one</strong></li>" in html
    assert "<td>2</td>" in html and 'tabindex="0"' in html


def test_the_first_line_is_plain() -> None:
    assert first_line("\n**12.4%** of staff [1]\n\nmore") == "12.4% of staff"
