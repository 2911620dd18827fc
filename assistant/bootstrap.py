"""The only place where real parts are chosen and put together: settings in, an assistant out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from access.following import following
from assistant import scenarios, weights
from assistant.ask import ask
from assistant.conversation import Conversations
from assistant.follow_up import Earlier
from assistant.keeping.switches import Switch, Switches
from assistant.limited import Run, directly
from assistant.model import Answer, Asked, Json
from assistant.model_help import Help
from assistant.project import EarlierTurn
from assistant.room import Room
from assistant.seen_rooms import SeenRooms
from assistant.settings import Settings
from assistant.writer import Writer, open_writer
from ingest.library import Library
from ingest.library_errors import LibraryInUse
from ingest.model import Body

TURNS_LEANED_ON = 6


class Moothall:
    """Everything a face may do: ask, project, and look into the library."""

    def __init__(
        self,
        library: Library,
        conversations: Conversations,
        writer: Writer | None = None,
        helps: Sequence[str] = (),
        limit_s: float = math.inf,
        run: Run = directly,
        room: Room | None = None,
        switches: Switches | None = None,
    ) -> None:
        """Both stores are open, and closed by ``close``; ``writer`` phrases answers when a language model is
        set, and ``helps`` is what the model may do besides; ``limit_s`` is the time for one answer, and ``run``
        runs what reads a person's words; ``room`` is the library ready to be asked, made here unless it is there;
        ``switches`` turn asking and the model off without a restart.
        """
        self.switches = switches or Switches()
        self.library = library
        self.conversations = conversations
        self._room = room or Room(library)
        self._writer, self._limit_s, self._run = writer, limit_s, run
        self._helps, self._rooms = helps, SeenRooms(library)
        self._help = Help(writer, helps) if writer else None

    def ask(self, asked: Asked, *, listen: Callable[[str, str], None] | None = None) -> Answer:
        """The answer to one question in its conversation; the caller keeps the turn. Raises SwitchedOff."""
        self.switches.must_be_on(Switch.ASKING)
        with_model = self._writer is not None and not self.switches.off(Switch.MODEL)

        def answered(one: Asked, before: list[Earlier]) -> Answer:
            return ask(
                *(self._room, one, before),
                listen=listen,
                writer=self._writer if with_model else None,
                limit_s=self._limit_s,
                run=self._run,
            )

        earlier = self._run(lambda: self._earlier(asked.conversation_id))
        answer = answered(asked, earlier)
        if self._help is None or not with_model:
            return answer
        named = [mention.body.id for mention in self._room.mentions(asked.question)]
        facts = [fact for fact in self.library.facts(named=True) if not named or fact.body in named]
        return self._help.helped(asked, earlier, answer, facts, lambda other: answered(other, []))

    def seen(self, documents: frozenset[str] | None, conversations: Conversations) -> Moothall:
        """The assistant for somebody who may read these papers and no others (None for all), with their conversations."""
        room = self._room if documents is None else self._rooms.of(documents)
        return Moothall(
            *(room.library, conversations, self._writer, self._helps, self._limit_s, self._run, room),
            switches=self.switches,
        )

    def starters(self) -> Sequence[str]:
        """Questions that this library can answer."""
        return self._room.starters()

    def feedback(self, answer_id: str, helpful: bool, reason: str, comment: str) -> None:
        """Keep what a person said of an answer. Raises NoSuchConversation."""
        self.conversations.save_feedback(answer_id, helpful, reason, comment)

    def parse_scenario(self, question: str, conversation_id: str | None = None) -> Json:
        """The scenario that a question asks for, not run; or its status and what is missing. Raises SwitchedOff."""
        self.switches.must_be_on(Switch.ASKING)
        return self._run(lambda: scenarios.parsed(self._room, question, self._turns(conversation_id)))

    def run_scenario(self, scenario: Json) -> Json:
        """The projection of a scenario. Raises EngineError with every fault."""
        return self._run(lambda: scenarios.ran(self._room, scenario))

    def compare_scenarios(self, several: Sequence[Json]) -> Json:
        """Scenarios side by side. Raises EngineError with every fault."""
        return self._run(lambda: scenarios.compared(self._room, several))

    def projection(self, hash: str) -> Json | None:
        """A past result by its hash, identical; None when it was never run here."""
        return self.conversations.projection(hash)

    def close(self) -> None:
        """Let go of both stores."""
        self.conversations.close()
        self.library.close()

    def _earlier(self, conversation_id: str | None) -> list[Earlier]:
        """The last turns as later ones lean on them, first first."""
        if not conversation_id:
            return []
        earlier = []
        for turn in list(self.conversations.turns(conversation_id))[-TURNS_LEANED_ON:]:
            carried = turn.answer.carried
            text = carried.question if carried and carried.question else turn.question
            named = tuple(dict.fromkeys(mention.body for mention in self._room.subjects(text)))
            if carried and not any(self._room.has(body) for body in named):
                named = tuple(body for body in self._room.bodies() if body.name in carried.bodies)
            typed = tuple(dict.fromkeys(mention.body for mention in self._room.subjects(turn.question)))
            cited = self._cited(turn.answer)
            earlier.append(
                Earlier(text, named, turn.answer.route.value, turn.question, typed, turn.scenario, cited)
            )
        return earlier

    def _cited(self, answer: Answer) -> tuple[Body, ...]:
        """The body whose papers an answer was taken from, where it was one alone."""
        names = {item.document.council for item in answer.evidence if item.document}
        found = tuple(body for body in self._room.bodies() if names & {body.name, body.short_name})
        return found if len(found) == 1 == len(names) else ()

    def _turns(self, conversation_id: str | None) -> list[EarlierTurn]:
        """The last turns as the reading of scenarios leans on them."""
        return [
            EarlierTurn(turn.asked, turn.named, turn.route, turn.scenario)
            for turn in self._earlier(conversation_id)
        ]


def open_moothall(settings: Settings, *, read_only: bool = False, run: Run = directly) -> Moothall:
    """The assistant over the data folder of the settings; the folder is made when missing."""
    folder: Path = settings.data
    weights.override(folder)
    library = Library.open(folder, database=settings.database, read_only=read_only, follows=following(folder))
    conversations = Conversations.open(folder / "conversations.sqlite")
    library.held = lambda document: conversations.holds.of(document) is not None
    switches = Switches(folder)
    library.closed = partial(switches.off, Switch.UPLOADS)
    return Moothall(
        *(library, conversations, open_writer(settings), settings.model_help, settings.answer_timeout_s, run),
        switches=switches,
    )


def open_to_read(settings: Settings, *, run: Run = directly) -> Moothall:
    """The assistant for one answer; beside a running server it only reads what that one writes."""
    try:
        return open_moothall(settings, run=run)
    except LibraryInUse:
        return open_moothall(settings, read_only=True, run=run)
