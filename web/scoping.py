"""What a question is answered from: read from a form, put into words, and offered to be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation_scope import Scope
from assistant.model import Asked
from ingest.owners import owner
from web.dialogue import LIST_LIMIT, read_names
from web.facade import Card, narrowed
from web.problems import invalid
from web.views_chat import ScopeChip, ScopeChoice, ScopeView

LISTED = 30
"""How many councils and papers are offered at once; a search brings the others."""
MOST = LIST_LIMIT
FIND_ROOM = 200
"""How many characters of a search count."""
DROP, ALL = "drop", "all"
COUNCIL, DOCUMENT = "council", "document"


def read_scope(councils: Sequence[str], documents: Sequence[str]) -> Scope:
    """What was ticked, each once; raises a 422 Problem, at the search for papers, when it is too much."""
    if len(councils) + len(documents) > MOST:
        raise invalid(
            {"find_scope": f"Choose at most {MOST} papers and councils, or answer from all of them."}
        )
    return Scope(
        tuple(dict.fromkeys(read_names(COUNCIL, councils))),
        tuple(dict.fromkeys(read_names(DOCUMENT, documents))),
    )


def without(scope: Scope, change: str) -> Scope:
    """The scope after one button: ``all`` leaves nothing out, ``drop council NAME`` leaves one thing out."""
    if change == ALL:
        return Scope()
    verb, _, rest = change.partition(" ")
    field, _, value = rest.partition(" ")
    if verb != DROP:
        return scope
    kept = [name for name in (scope.councils if field == COUNCIL else scope.documents) if name != value]
    return replace(scope, councils=tuple(kept)) if field == COUNCIL else replace(scope, documents=tuple(kept))


def narrowing(asked: Asked, scope: Scope, cards: Sequence[Card]) -> Asked:
    """The question over what was chosen: the papers ticked and all papers of the councils ticked."""
    if not (scope.councils and scope.documents):
        return replace(asked, councils=scope.councils, documents=scope.documents)
    of_councils = [card.id for card in narrowed(cards, scope.councils)]
    return replace(asked, documents=tuple(dict.fromkeys((*scope.documents, *of_councils))))


def scope_words(scope: Scope, cards: Sequence[Card]) -> str:
    """What is answered from, in a line: "Elmford, “People Plan, Oakshire”", or "all 12 papers"."""
    if not scope:
        return "the one paper there is" if len(cards) == 1 else f"all {len(cards)} papers"
    return ", ".join((*scope.councils, *(f"“{_title(id, cards)}”" for id in scope.documents)))


def scope_view(scope: Scope, cards: Sequence[Card], *, find: str = "", opened: bool = False) -> ScopeView:
    """What is chosen as chips, and what may be: the chosen first, then what has every word of ``find``."""
    chips = [
        *(ScopeChip(name, f"{DROP} {COUNCIL} {name}") for name in scope.councils),
        *(ScopeChip(_title(id, cards), f"{DROP} {DOCUMENT} {id}") for id in scope.documents),
    ]
    find = find[:FIND_ROOM]
    choices = _choices(scope, cards)
    words = find.casefold().split()
    chosen = [choice for choice in choices if choice.checked]
    others = [choice for choice in choices if not choice.checked and _has(choice, words)]
    room = max(0, LISTED - len(chosen))
    return ScopeView(
        words=scope_words(scope, cards),
        chips=chips,
        choices=[*chosen, *others[:room]],
        find=find,
        left_out=len(others) - len(others[:room]),
        open=opened or bool(find),
    )


def _choices(scope: Scope, cards: Sequence[Card]) -> list[ScopeChoice]:
    """Every council and paper, and what was chosen but is in the library no more."""
    councils = list(dict.fromkeys([*(owner(card).name for card in cards), *scope.councils]))
    held = {card.id for card in cards}
    counts = {name: sum(owner(card).name == name for card in cards) for name in councils}
    made = [
        *(
            ScopeChoice(COUNCIL, name, "", name, _papers(counts[name]), name in scope.councils)
            for name in councils
        ),
        *(_paper(card.id, card.title, owner(card).name, scope) for card in cards),
        *(_paper(id, _title(id, cards), "", scope) for id in scope.documents if id not in held),
    ]
    return [replace(choice, id=f"scope-{number}") for number, choice in enumerate(made)]


def _paper(identifier: str, title: str, hint: str, scope: Scope) -> ScopeChoice:
    return ScopeChoice(DOCUMENT, identifier, "", title, hint, identifier in scope.documents)


def _papers(count: int) -> str:
    return "its one paper" if count == 1 else f"all its {count} papers" if count else "no paper of it is here"


def _title(identifier: str, cards: Sequence[Card]) -> str:
    titles = [f"{card.title}, {owner(card).name}" for card in cards if card.id == identifier]
    return titles[0] if titles else "a paper that was removed"


def _has(choice: ScopeChoice, words: Sequence[str]) -> bool:
    text = f"{choice.text} {choice.hint}".casefold()
    return all(word in text for word in words)
