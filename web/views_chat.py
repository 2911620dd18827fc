"""What the templates of the chat are given: turns, the box, what to answer from, the list of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.model import Option
from web.views import ComparisonView, ProjectionView, Shell, SourceView, Tag


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement of the answer with the sources cited for it; ``again`` are those shown under an earlier one. The
    statement is empty for what is cited nowhere in the text.
    """

    anchor: str
    statement: str
    sources: Sequence[SourceView]
    again: Sequence[SourceView] = ()


@dataclass(frozen=True, slots=True)
class RemarksView:
    """What is told beside an answer under one label; ``care`` for what is to be taken care of."""

    label: str
    care: bool
    lines: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class TurnView:
    """One question with its answer. ``feedback`` is "", "helpful" or "not helpful", ``reason`` why; ``scope`` says what
    it was answered from, when anything was chosen in the conversation.
    """

    anchor: str
    number: int
    answer_id: str
    question: str
    text: Markup
    status: Tag | None
    why: str
    remarks: Sequence[RemarksView]
    statements: Sequence[StatementView]
    sources: int
    projection: ProjectionView | None
    table_in_text: bool
    comparison: ComparisonView | None
    clarification: str
    options: Sequence[Option]
    follow_ups: Sequence[Option]
    carried: str
    conversation_id: str
    feedback: str
    reason: str
    edit_url: str
    scope: str = ""
    narrowed: bool = False
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class ScopeChip:
    """One thing that is answered from; ``drop`` is what its button sends to leave it out."""

    text: str
    drop: str


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """A council or a paper that can be ticked."""

    field: str
    value: str
    id: str
    text: str
    hint: str
    checked: bool


@dataclass(frozen=True, slots=True)
class ScopeView:
    """What the next question is answered from. ``words`` says it in a line; ``left_out`` counts what is not listed."""

    words: str
    chips: Sequence[ScopeChip]
    choices: Sequence[ScopeChoice]
    find: str
    left_out: int
    open: bool


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """One conversation in a list; ``current`` for the one that is open."""

    id: str
    title: str
    turns: int
    when: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SideView:
    """A list of conversations, whose forms return to the page ``back``; ``more`` when there are others."""

    lines: Sequence[ConversationLine]
    find: str
    back: str
    more: bool


@dataclass(frozen=True, slots=True)
class FlightView:
    """The question on its way: what is being done, and the text that was checked so far."""

    question: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """The link under which others may read: how many questions it shows, and how many came after it was made."""

    url: str
    turns: int
    newer: int


@dataclass(frozen=True, slots=True)
class AskView:
    """``ask.html``: the box, and the transcript or, before the first question, the starters. ``earlier`` counts the
    turns before those shown.
    """

    shell: Shell
    conversation_id: str
    title: str
    turns: Sequence[TurnView]
    earlier: int
    starters: Sequence[str]
    question: str
    documents: int
    holds: str
    scope: ScopeView
    side: SideView
    flight: FlightView | None
    share: ShareView | None


@dataclass(frozen=True, slots=True)
class FragmentView:
    """``turn.html``: one turn alone, for the script that sends feedback."""

    turn: TurnView


@dataclass(frozen=True, slots=True)
class PartView:
    """``scope.html`` or ``side.html`` alone, for the script that changes them in place."""

    scope: ScopeView | None = None
    side: SideView | None = None


@dataclass(frozen=True, slots=True)
class ConversationsView:
    """``conversations.html``; ``deleted`` are id and title of what can be put back."""

    shell: Shell
    side: SideView
    deleted: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SharedView:
    """``shared.html``: a conversation for others to read."""

    shell: Shell
    title: str
    turns: Sequence[TurnView]
