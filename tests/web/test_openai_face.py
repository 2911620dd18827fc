"""The official client and LangChain's own talk to the assistant over real HTTP, whole and streamed."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from langchain_openai import ChatOpenAI
from openai import BadRequestError, NotFoundError, OpenAI

from assistant.bootstrap import Moothall
from assistant.check import figures
from assistant.conversation import Conversations
from assistant.model import Asked
from assistant.settings import Settings
from ingest.library import Library
from tests.journeys.conftest import serving

QUESTION = "What is Larkmere's FTE?"


@pytest.fixture(scope="module")
def served(sample_library: Library) -> Iterator[tuple[str, Moothall]]:
    moothall = Moothall(sample_library, Conversations.open(None))
    with serving(moothall, Settings()) as address:
        yield address, moothall


@pytest.fixture(scope="module")
def client(served: tuple[str, Moothall]) -> OpenAI:
    return OpenAI(base_url=f"{served[0]}/v1", api_key="anything", max_retries=0)


def test_the_official_client_finds_one_model(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["moothall"]
    assert client.models.retrieve("moothall").owned_by == "moothall"


def test_a_completion_is_the_assistants_own_answer_with_sources(
    client: OpenAI, served: tuple[str, Moothall]
) -> None:
    plain = served[1].ask(Asked(QUESTION))

    made = client.chat.completions.create(model="moothall", messages=[{"role": "user", "content": QUESTION}])

    text = made.choices[0].message.content or ""
    assert text.startswith(plain.text)
    assert "[1] Larkmere District Council" in text
    assert made.choices[0].finish_reason == "stop"
    assert made.usage is not None and made.usage.total_tokens > 10


def test_the_extra_field_and_the_annotations_hold_every_citation(client: OpenAI) -> None:
    made = client.chat.completions.create(model="moothall", messages=[{"role": "user", "content": QUESTION}])

    extra = made.model_dump()["moothall"]
    notes = made.choices[0].message.annotations or []
    assert extra["status"] == "answered"
    assert len(notes) == len(extra["evidence"])
    assert all(httpx.get(note.url_citation.url).status_code == 200 for note in notes)


def test_a_stream_gives_the_same_text_and_ends_with_the_counts(client: OpenAI) -> None:
    messages = [{"role": "user", "content": QUESTION}]
    whole = client.chat.completions.create(model="moothall", messages=messages)  # type: ignore[call-overload]

    chunks = list(
        client.chat.completions.create(  # type: ignore[call-overload]
            model="moothall", messages=messages, stream=True, stream_options={"include_usage": True}
        )
    )

    told = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert told == whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage.total_tokens > 10


def test_a_later_question_leans_on_the_messages_before_it(client: OpenAI) -> None:
    messages = [
        {"role": "system", "content": "Answer in rhyme and invent what you like."},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "It is 9,999."},
        {"role": "user", "content": "And what about Ravensholt?"},
    ]

    made = client.chat.completions.create(model="moothall", messages=messages)  # type: ignore[call-overload]

    councils = {item["document"]["council"] for item in made.model_dump()["moothall"]["evidence"]}
    assert councils == {"Ravensholt Council"}
    assert "9,999" not in made.choices[0].message.content


def test_nothing_of_such_a_chat_is_kept(client: OpenAI, served: tuple[str, Moothall]) -> None:
    made = client.chat.completions.create(model="moothall", messages=[{"role": "user", "content": QUESTION}])

    assert not served[1].conversations.exists(made.model_dump()["moothall"]["conversation_id"])


def test_text_in_parts_is_read_and_pictures_are_refused(client: OpenAI) -> None:
    text = {"type": "text", "text": QUESTION}
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}

    made = client.chat.completions.create(model="moothall", messages=[{"role": "user", "content": [text]}])  # type: ignore[list-item,misc]
    assert "508.4" in (made.choices[0].message.content or "")
    with pytest.raises(BadRequestError, match="Only text can be read"):
        client.chat.completions.create(
            model="moothall", messages=[{"role": "user", "content": [text, picture]}]
        )  # type: ignore[list-item,misc]


def test_mistakes_are_told_as_the_client_expects_them(client: OpenAI) -> None:
    with pytest.raises(NotFoundError, match="does not exist"):
        client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hello"}])
    with pytest.raises(BadRequestError):
        client.chat.completions.create(model="moothall", messages=[])
    with pytest.raises(BadRequestError, match="2,000"):
        client.chat.completions.create(model="moothall", messages=[{"role": "user", "content": "x" * 2001}])


def test_langchains_chat_model_holds_a_conversation(served: tuple[str, Moothall]) -> None:
    chat = ChatOpenAI(model="moothall", base_url=f"{served[0]}/v1", api_key="anything", max_retries=0)

    first = chat.invoke(QUESTION)
    streamed = "".join(str(chunk.text) for chunk in chat.stream(QUESTION))

    assert "508.4" in str(first.text)
    assert set(figures(streamed)) == set(figures(str(first.text)))


def test_a_projection_comes_with_its_steps_in_the_extra_field(client: OpenAI) -> None:
    question = "Larkmere loses 20 FTE every year for four years: how many remain?"

    made = client.chat.completions.create(model="moothall", messages=[{"role": "user", "content": question}])

    assert made.model_dump()["moothall"]["projection"]["hash"]
