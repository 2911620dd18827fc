"""The stand-in for a model's endpoint speaks the protocol as the official client reads it."""

from __future__ import annotations

import pytest
from openai import APIStatusError, OpenAI

from assistant.prompt import fenced
from tests import fakes_model
from tests.fakes_model import fake_model

PROMPT = f"FINDINGS\n{fenced('', 'Turnover was 12.4% [1].')}"


def said(url: str) -> str:
    client = OpenAI(base_url=url, api_key="none", max_retries=0)
    chunks = client.chat.completions.create(
        model="fake",
        stream=True,
        messages=[{"role": "system", "content": "x"}, {"role": "user", "content": PROMPT}],
    )
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def test_the_honest_one_repeats_the_findings() -> None:
    with fake_model(fakes_model.honest) as model:
        assert said(model.url) == "Turnover was 12.4% [1].\n"
        assert model.asked[0]["messages"][0]["content"] == "x"


def test_errors_are_errors_for_the_client_too() -> None:
    with fake_model(fakes_model.too_many_requests) as model, pytest.raises(APIStatusError, match="429"):
        said(model.url)
