"""The assistant as parts of LangChain: a retriever over the library, the chunker, and tools to ask and
project.

The retriever finds what the assistant itself finds, headers and council filter included; the tools answer
with citations, so that a chain built on them can cite too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, StructuredTool
from langchain_text_splitters import TextSplitter
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer_json import answer_to_json
from assistant.lookup import passages_for
from assistant.model import Answer, Asked
from ingest.chunk import LIMIT, split_text
from ingest.library import Library

if TYPE_CHECKING:
    from assistant.bootstrap import Moothall


class CouncilRetriever(BaseRetriever):
    """Passages of the library, best first; ``councils`` narrows by name, ``k`` is how many.

    Each document's metadata say where it stands: document, title, council, page, heading, start, end,
    url, score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    library: Library
    k: int = Field(default=8, ge=1, le=60)
    councils: tuple[str, ...] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = passages_for(self.library, query, self.councils, self.k)
        return [
            Document(
                id=f"{item['document']}:{item['start']}-{item['end']}",
                page_content=item["text"],
                metadata={key: value for key, value in item.items() if key != "text"},
            )
            for item in found
        ]


class CouncilTextSplitter(TextSplitter):
    """Text in pieces of whole sentences that the embedding model reads without cutting.

    ``chunk_size`` counts that model's tokens; pieces never overlap, since none is cut within a sentence.
    """

    def __init__(self, chunk_size: int = LIMIT, **options: Any) -> None:
        """Options are those of LangChain's splitters; ``chunk_overlap`` must stay 0."""
        super().__init__(chunk_size=chunk_size, chunk_overlap=options.pop("chunk_overlap", 0), **options)

    def split_text(self, text: str) -> list[str]:
        """The pieces in order, each verbatim from the text."""
        return split_text(text, limit=self._chunk_size)


class AskInput(BaseModel):
    """What the tool ``ask_councils`` takes."""

    question: str = Field(min_length=1, max_length=2000, description="a question in plain English")
    councils: list[str] = Field(
        default_factory=list, description="names of councils to narrow to; empty for all"
    )


class ProjectInput(BaseModel):
    """What the tool ``project_figure`` takes."""

    question: str = Field(
        min_length=1, max_length=2000, description="such as: Elmford's FTE in three years at 4% fewer a year"
    )


def tools(moothall: Moothall) -> Sequence[BaseTool]:
    """Two tools: ``ask_councils`` and ``project_figure``; the artifact of each result is the whole answer
    as JSON.
    """

    def ask(question: str, councils: list[str] | None = None) -> tuple[str, dict[str, Any]]:
        return _told(moothall.ask(Asked(question, councils=tuple(councils or ()))))

    def project(question: str) -> tuple[str, dict[str, Any]]:
        return _told(moothall.ask(Asked(question)))

    about_ask = "Answer from council strategy documents, with citations [1] and their quotes and pages."
    about_project = (
        "Compute what a stated figure becomes: rate, years, target. Deterministic, with all assumptions."
    )
    return (
        _tool("ask_councils", about_ask, ask, AskInput),
        _tool("project_figure", about_project, project, ProjectInput),
    )


def _tool(
    name: str, about: str, call: Callable[..., tuple[str, dict[str, Any]]], takes: type[BaseModel]
) -> BaseTool:
    return StructuredTool.from_function(
        call, name=name, description=about, args_schema=takes, response_format="content_and_artifact"
    )


def _told(answer: Answer) -> tuple[str, dict[str, Any]]:
    """The text with its sources for a model, and the whole answer for a program."""
    sources = [
        {
            "label": item.label,
            "title": item.document.title,
            "council": item.document.council,
            "page": item.page,
            "quote": item.quote,
        }
        for item in answer.evidence
        if item.document
    ]
    text = f"{answer.text}\n\nSources: {json.dumps(sources, ensure_ascii=False)}" if sources else answer.text
    return text, answer_to_json(answer)
