"""The retriever, the splitter and the tools are what LangChain expects, and say what the assistant says."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from langchain_core.tools import BaseTool

from assistant.bootstrap import Moothall
from assistant.langchain_faces import CouncilRetriever, CouncilTextSplitter, tools
from ingest.library import Library
from ingest.tokens import count_tokens

TEXT = "Turnover fell. " * 40 + "\n\n" + "The council will hold a conversation each quarter. " * 40


def test_the_retriever_gives_passages_that_stand_where_they_say(sample_library: Library) -> None:
    found = CouncilRetriever(library=sample_library, k=4).invoke("mental health support for staff")

    assert len(found) == 4
    for passage in found:
        place = passage.metadata
        text = sample_library.document(place["document"]).text
        assert text[place["start"] : place["end"]] == passage.page_content


def test_the_retriever_narrows_to_a_council(sample_library: Library) -> None:
    retriever = CouncilRetriever(library=sample_library, k=5, councils=("Ravensholt",))

    assert {passage.metadata["council"] for passage in retriever.invoke("skills")} == {"Ravensholt Council"}


def test_the_retriever_is_a_link_of_a_chain(sample_library: Library) -> None:
    def headings(passages: list[Document]) -> list[str]:
        return [passage.metadata["heading"] for passage in passages]

    chain = CouncilRetriever(library=sample_library, k=2) | RunnableLambda(headings)

    assert len(chain.invoke("apprenticeships")) == 2


def test_the_splitter_keeps_whole_sentences_within_its_size() -> None:
    pieces = CouncilTextSplitter(chunk_size=60).split_text(TEXT)

    assert len(pieces) > 3
    assert all(count_tokens([piece])[0] <= 60 for piece in pieces)
    assert all(piece.rstrip().endswith(".") for piece in pieces)
    assert all(piece in TEXT for piece in pieces)


def test_the_splitter_takes_documents_and_keeps_their_metadata() -> None:
    split = CouncilTextSplitter(chunk_size=60).split_documents([Document(TEXT, metadata={"id": 7})])

    assert {document.metadata["id"] for document in split} == {7}


@pytest.fixture
def by_name(sample_moothall: Moothall) -> dict[str, BaseTool]:
    return {tool.name: tool for tool in tools(sample_moothall)}


def test_the_asking_tool_answers_with_sources(by_name: dict[str, BaseTool]) -> None:
    call = {
        "type": "tool_call",
        "id": "1",
        "name": "ask_councils",
        "args": {"question": "What is Larkmere's FTE?"},
    }

    message = by_name["ask_councils"].invoke(call)

    assert "508.4" in message.content
    assert "Future Workforce Plan" in message.content
    assert message.artifact["status"] == "answered"


def test_the_projecting_tool_gives_the_engines_result(by_name: dict[str, BaseTool]) -> None:
    question = "Larkmere loses 20 FTE every year for four years: how many remain?"
    call = {"type": "tool_call", "id": "1", "name": "project_figure", "args": {"question": question}}

    message = by_name["project_figure"].invoke(call)

    assert "428.4" in message.content  # 508.4 - 4 x 20
    assert message.artifact["projection"]["hash"]
