"""The assistant as one model of an OpenAI-compatible API, so that chat programs and clients work unchanged.

The conversation is in the request's messages, as that protocol has it: earlier questions are asked again
(without the language model) in a conversation that is forgotten with the reply, so that two people never
share one. Citations stand in the text, in a list of sources at its end, and in the field ``moothall``.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from assistant.answer_json import answer_to_json
from assistant.keeping.switches import Switch
from assistant.model import Answer, Asked
from ingest.tokens import count_tokens
from web.described import EVENTS, JSON_PROBLEMS, also
from web.dialogue import converse, read_question
from web.facade import Moothall
from web.measures import count_answer
from web.openai_shapes import DONE, chunk, citations_of, completion, data_line, error, sources
from web.parts import moothall_of, switches_of
from web.place import base_of
from web.problems import Problem
from web.stream import Say, said_on_thread, streamed

router = APIRouter(prefix="/v1", tags=["openai"], responses=JSON_PROBLEMS)
MODEL = "moothall"
TURNS = 4
"""Earlier questions that are asked again; a later question leans on the last of them."""


class Part(BaseModel):
    """A part of a message: only text can be read."""

    model_config = ConfigDict(extra="ignore")
    type: str = "text"
    text: str = ""


class Message(BaseModel):
    """One message; what a system or an assistant said is not read, what a user asked is."""

    model_config = ConfigDict(extra="ignore")
    role: Annotated[str, Field(max_length=40)]
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """Whether a stream ends with the counts of tokens."""

    model_config = ConfigDict(extra="ignore")
    include_usage: bool | None = False


class Completion(BaseModel):
    """The request; settings of sampling are accepted and have no effect, since the same question has one
    answer.
    """

    model_config = ConfigDict(extra="ignore")
    model: Annotated[str, Field(max_length=200)]
    messages: Annotated[list[Message], Field(min_length=1, max_length=1000)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = 1


@router.get("/models")
def models() -> dict[str, Any]:
    """The one model there is."""
    return {"object": "list", "data": [_model()]}


@router.get("/models/{name}", response_model=None)
def model(name: str) -> dict[str, Any] | Response:
    """The one model there is, by name."""
    return _model() if name == MODEL else _unknown(name)


@router.post("/chat/completions", response_model=None, responses=also(EVENTS))
async def completions(body: Completion, request: Request) -> dict[str, Any] | Response:
    """The answer to the last question, as one object or as chunks."""
    if body.model != MODEL:
        return _unknown(body.model)
    switches_of(request).must_be_on(Switch.ASKING)
    try:
        questions = _questions(body.messages)
    except Problem as problem:
        return error(problem.status_code, problem.detail)
    identifier, base = f"chatcmpl-{secrets.token_hex(12)}", base_of(request)

    def work(say: Say) -> tuple[str, Any]:
        answer = _answered(moothall_of(request), questions, say)
        count_answer(request, answer)
        return "answer", answer

    if body.stream:
        usage = bool(body.stream_options and body.stream_options.include_usage)
        return streamed(_chunks(said_on_thread(work, _as_is), identifier, base, questions, usage))
    try:
        _, answer = await run_in_threadpool(work, lambda kind, data: None)
    except Problem as problem:
        return error(problem.status_code, problem.detail)
    text = answer.text + sources(answer, base)
    return completion(
        identifier,
        MODEL,
        text,
        answer_json(answer, base),
        citations_of(answer, text, base),
        _usage(questions, text),
    )


def answer_json(answer: Answer, base: str) -> dict[str, Any]:
    """The answer as the contract has it, with addresses that open from anywhere."""
    made = answer_to_json(answer)
    for item in made["evidence"]:
        item["url"] = f"{base}{item['url']}" if item["url"] else None
    return made


def _questions(messages: Sequence[Message]) -> list[str]:
    """What the user asked, first first; the last is the question. Raises a Problem."""
    asked = [_text(message) for message in messages if message.role == "user"]
    if messages[-1].role != "user":
        raise Problem(400, "The last message must be the user's question.")
    return [*(text[:2000] for text in asked[:-1][-TURNS:] if text.strip()), read_question(asked[-1])]


def _text(message: Message) -> str:
    if isinstance(message.content, str):
        return message.content
    parts = message.content or []
    if any(part.type != "text" for part in parts):
        raise Problem(400, "Only text can be read: pictures, sound and files are not taken.")
    return "\n".join(part.text for part in parts)


def _answered(moothall: Moothall, questions: Sequence[str], say: Say) -> Answer:
    """Answer the last question after the others, in a conversation that is forgotten at once."""
    conversation = moothall.conversations.start()

    def listen(kind: str, text: str) -> None:
        if kind == "delta":
            say("delta", text)

    try:
        for earlier in questions[:-1]:
            converse(moothall, Asked(earlier, conversation, plainly=True), again=True)
        return converse(moothall, Asked(questions[-1], conversation), listen=listen)
    finally:
        moothall.conversations.delete(conversation)


def _as_is(name: str, data: Any) -> tuple[str, Any]:
    return name, data


async def _chunks(
    events: AsyncIterator[Any], identifier: str, base: str, questions: Sequence[str], usage: bool
) -> AsyncIterator[bytes]:
    """The events of an answer as the chunks of a completion."""
    told = ""
    yield data_line(chunk(identifier, MODEL, {"role": "assistant", "content": ""}))
    async for item in events:
        if isinstance(item, bytes):
            yield item
            continue
        name, data = item
        if name == "delta":
            told += data
            yield data_line(chunk(identifier, MODEL, {"content": data}))
        elif name == "problem":
            yield data_line({"error": {"message": data["detail"], "type": "server_error", "code": None}})
        elif name == "answer":
            tail = sources(data, base)
            told += tail
            yield data_line(chunk(identifier, MODEL, {"content": tail} if tail else {}))
            yield data_line(chunk(identifier, MODEL, {}, finish="stop", extra=answer_json(data, base)))
    if usage:
        yield data_line(chunk(identifier, MODEL, None, usage=_usage(questions, told)))
    yield DONE


def _usage(questions: Sequence[str], text: str) -> dict[str, int]:
    """Tokens by the library's own tokenizer: the questions read and the text written."""
    asked, written = sum(count_tokens(list(questions))), sum(count_tokens([text]))
    return {"prompt_tokens": asked, "completion_tokens": written, "total_tokens": asked + written}


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": int(time.time()), "owned_by": "moothall"}


def _unknown(name: str) -> JSONResponse:
    return error(
        404,
        f"The model {name[:80]!r} does not exist: the only one here is {MODEL!r}.",
        code="model_not_found",
    )
