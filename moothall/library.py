"""A library as a Python program has it: papers go in, questions and scenarios are answered, figures are read.

What is done here goes into the record of the data folder under the name of the machine's user, as at the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from assistant.bootstrap import Moothall, open_to_read
from assistant.keeping.audit_events import Kind
from assistant.model import Answer, Asked, Json
from assistant.settings import Settings, read_settings
from ingest.fact_model import Fact
from ingest.library_errors import LibraryError
from ingest.library_model import DocumentCard, IngestOutcome
from ingest.parse import scanning
from web.acting import acting, recorded
from web.dialogue import converse
from web.facade import names_of
from web.local_acts import LocalRecord, local_user


class Library:
    """An open library. Made by ``moothall.open``."""

    def __init__(self, opened: Moothall, settings: Settings) -> None:
        """``opened`` is closed by ``close``."""
        self._opened, self._settings = opened, settings

    @property
    def assistant(self) -> Moothall:
        """What answers, as the pages, LangChain and the Model Context Protocol are built over it."""
        return self._opened

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Open the library in the folder; ``moothall.open`` is what callers want."""
        settings = read_settings(data=str(folder))
        scanning.use(settings.ocr)
        return cls(open_to_read(settings), settings)

    def ingest(self, paths: Iterable[str | Path]) -> Sequence[IngestOutcome]:
        """Take in files and folders, one outcome a file; a refused file says why and the others go on."""
        files = [Path(path) for path in paths]
        with self._recorded(Kind.CHANGING, "add papers", " ".join(map(str, files))):
            return self._opened.library.ingest(files)

    def documents(self) -> Sequence[DocumentCard]:
        """What is in the library: body, title, period, type and status of each paper."""
        return self._opened.library.documents()

    def ask(
        self,
        question: str,
        *,
        after: Answer | None = None,
        councils: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> Answer:
        """The answer with its evidence; ``after`` is the answer that the question follows up.

        ``councils`` and ``documents`` (ids) narrow the search. An answer says in its ``status`` how it ended: a
        question that the papers do not answer raises nothing.
        """
        kept = self._opened.conversations
        conversation = after.conversation_id if after else kept.start()
        asked = Asked(question, conversation, councils=tuple(councils), documents=tuple(documents))
        with acting(local_user, LocalRecord(self._settings)):
            return converse(self._opened, asked)

    def facts(self, *, council: str = "", metric: str = "") -> Sequence[Fact]:
        """The figures that the papers state, with their places, as people reviewed them.

        ``council`` is any name of one, ``metric`` an id of the taxonomy (``workforce.fte``). Raises LibraryError
        for a council without papers.
        """
        with self._recorded(Kind.EXPORTING, "list figures", council):
            return [
                fact
                for body in self._bodies(council)
                for fact in self._opened.library.facts(body=body, metric=metric or None)
            ]

    def scenario(self, question: str) -> Json:
        """The scenario that a question asks for, not run: ``scenario``, ``status``, and what is ``missing``."""
        return self._opened.parse_scenario(question)

    def run(self, scenario: Json) -> Json:
        """The projection of a scenario, with its steps, inputs and hash. Raises EngineError with every fault."""
        with self._recorded(Kind.ASKING, "compute a projection"):
            return self._opened.run_scenario(scenario)

    def close(self) -> None:
        """Close the stores and let another process write."""
        self._opened.close()

    def __enter__(self) -> Library:
        """The library itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def _recorded(self, kind: Kind, what: str, on: str = "") -> Iterator[None]:
        with acting(local_user, LocalRecord(self._settings)), recorded(kind, what, on):
            yield

    def _bodies(self, council: str) -> Sequence[str | None]:
        """The ids of the bodies of that name; None, for all of them, when no name is given."""
        if not council:
            return [None]
        called = council.strip().casefold()
        found = [body.id for body in self._opened.library.bodies() if called in names_of(body)]
        if not found:
            raise LibraryError(f"No council with documents is called {council!r}.")
        return found
