"""One setting chooses the provider; the address is the settings' own, whatever the environment says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat_model import open_model
from assistant.disclosure import sent_where
from assistant.settings import BadSetting, Settings, read_settings
from tests import fakes_model
from tests.fakes_model import fake_model


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """An environment that points every provider's library at another place."""
    names = ("OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_URL", "OLLAMA_HOST")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "http://127.0.0.1:9"))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.mark.parametrize("provider", ["openai", "anthropic", "ollama"])
def test_every_provider_can_be_chosen_without_a_network(provider: str) -> None:
    model = open_model(Settings(model=f"{provider}:some-model"))

    assert model is not None
    assert model.name == f"{provider}:some-model"


def test_the_address_is_the_settings_own(elsewhere: None) -> None:
    with fake_model(fakes_model.honest) as fake:
        model = open_model(Settings(model="openai:fake", model_url=fake.url))
        assert model is not None
        pieces = list(model.pieces("system", "FINDINGS\n"))

    assert len(fake.asked) == 1
    assert pieces[-1].tokens_in == 100 or any(piece.tokens_in == 100 for piece in pieces)
    assert any(piece.ended == "stop" for piece in pieces)


@pytest.mark.parametrize(
    "value", ["gpt-4o", "azure:gpt", "openai:", "openai", "http://127.0.0.1:8080", "a b:c"]
)
def test_a_model_that_is_not_provider_and_name_is_refused_in_one_line(value: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="provider:name"):
        read_settings({"MOOTHALL_MODEL": value}, tmp_path)


def test_help_is_chosen_from_a_list(tmp_path: Path) -> None:
    chosen = read_settings({"MOOTHALL_MODEL_HELP": "follow_up, overview"}, tmp_path)

    assert chosen.model_help == ("follow_up", "overview")
    with pytest.raises(BadSetting, match="follow_up, scenario, overview"):
        read_settings({"MOOTHALL_MODEL_HELP": "everything"}, tmp_path)


def test_what_is_sent_where_follows_the_settings() -> None:
    nothing = sent_where(Settings())
    near = sent_where(Settings(model="ollama:llama3"))
    far = sent_where(Settings(model="anthropic:some-model", model_help=("scenario",)))

    assert (nothing.where, nothing.sent) == ("", ())
    assert (near.where, near.here) == ("127.0.0.1:11434", True)
    assert (far.where, far.here) == ("api.anthropic.com", False)
    assert len(far.sent) == len(near.sent) + 1
