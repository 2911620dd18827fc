"""The doorway to language models: LangChain's chat models, chosen by one setting, imported only when one
is set.

No tools are given to a model, nothing is traced, and the address is always the one that the settings name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.disclosure import address_of
from assistant.settings import BadSetting, Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

WORDS_LIMIT = 500
"""Tokens that a model may write: six sentences take a third of it."""
_NO_TEMPERATURE = re.compile(r"^(o\d|gpt-5)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what a model writes. ``ended`` is why it stopped ("stop", "length"), empty while it goes
    on.
    """

    text: str = ""
    ended: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None


class ChatModel(Protocol):
    """Something that answers a prompt piece by piece; raises whatever its connection raises."""

    @property
    def name(self) -> str:
        """The setting that chose it."""
        ...

    def pieces(self, system: str, user: str) -> Iterator[Piece]:
        """What it writes, as it comes."""
        ...


class LangChainModel:
    """A chat model of LangChain as a ``ChatModel``."""

    def __init__(self, name: str, model: BaseChatModel) -> None:
        """``name`` is how people know it."""
        self.name = name
        self._model = model

    def pieces(self, system: str, user: str) -> Iterator[Piece]:
        """What it writes, as it comes; nothing of it is sent to a tracing service, whatever the
        environment says.
        """
        from langsmith import tracing_context

        with tracing_context(enabled=False):
            for chunk in self._model.stream([("system", system), ("human", user)]):
                about: dict[str, Any] = chunk.response_metadata
                used = chunk.usage_metadata if hasattr(chunk, "usage_metadata") else None
                yield Piece(
                    text=str(chunk.text),
                    ended=str(
                        about.get("finish_reason")
                        or about.get("stop_reason")
                        or about.get("done_reason")
                        or ""
                    ),
                    tokens_in=used["input_tokens"] if used else None,
                    tokens_out=used["output_tokens"] if used else None,
                )


def open_model(settings: Settings) -> ChatModel | None:
    """The model that the settings choose; None when they choose none. Raises BadSetting when its package
    is missing.
    """
    if not settings.model:
        return None
    provider, _, name = settings.model.partition(":")
    try:
        model = _MAKERS[provider](name, settings)
    except ImportError:
        raise BadSetting(
            f"MOOTHALL_MODEL is {settings.model!r}, which needs the package langchain-{provider}: "
            f"install moothall[{provider}]."
        ) from None
    return LangChainModel(settings.model, model)


def _openai(name: str, settings: Settings) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    own = bool(settings.model_url)
    options: dict[str, Any] = (
        {"extra_body": {"max_tokens": WORDS_LIMIT}} if own else {"max_tokens": WORDS_LIMIT}
    )
    if own or not _NO_TEMPERATURE.match(name):
        options["temperature"] = 0
    return ChatOpenAI(
        model=name,
        base_url=address_of(settings),
        api_key=_key(settings),
        timeout=settings.model_timeout_s,
        max_retries=0,
        stream_usage=True,
        **options,
    )


def _anthropic(name: str, settings: Settings) -> BaseChatModel:
    from langchain_anthropic import ChatAnthropic

    made: BaseChatModel = ChatAnthropic(
        model_name=name,
        base_url=address_of(settings),
        api_key=_key(settings),
        timeout=settings.model_timeout_s,
        max_retries=0,
        max_tokens_to_sample=WORDS_LIMIT,
        stop=None,
    )
    return made


def _ollama(name: str, settings: Settings) -> BaseChatModel:
    from langchain_ollama import ChatOllama

    return ChatOllama(
        model=name,
        base_url=address_of(settings),
        temperature=0,
        num_predict=WORDS_LIMIT,
        client_kwargs={"timeout": settings.model_timeout_s},
    )


def _key(settings: Settings) -> Any:
    from pydantic import SecretStr

    return SecretStr(settings.model_key or "none")


_MAKERS = {"openai": _openai, "anthropic": _anthropic, "ollama": _ollama}
