"""Which papers a question about a paper means: those that its words name, of the ones that may answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.about_question import AboutPaper
from assistant.words import alike, stem
from ingest.about import Stated, statements
from ingest.about_subject import NOUNS
from ingest.library_model import DocumentCard
from ingest.model import Document, DocumentStatus

_TELLS_NOTHING = frozenset(
    """the this that its their our your a an and of for to council council's councils borough city county district full latest
    current new own overall local authority which official published present most recent document paper one final draft
    written""".split()
)
_ORDINALS = frozenset("first second third fourth previous original earlier last next".split())
# What people call a paper on these subjects, whatever its title says.
_FAMILIES = (
    frozenset(
        """climate change emergency carbon environment environmental green net zero net-zero sustainability sustainable
        neutral neutrality action""".split()
    ),
    frozenset("workforce people staff hr human resources employee organisational development".split()),
    frozenset("corporate strategic business".split()),
)
_KINDS_OF_BODY = frozenset("council borough city county district town".split())
_NOUN = re.compile(NOUNS, re.I)
_STATUSES = {
    "draft": (DocumentStatus.DRAFT,),
    "old": (DocumentStatus.SUPERSEDED,),
    "superseded": (DocumentStatus.SUPERSEDED,),
    "approved": (DocumentStatus.APPROVED,),
    "adopted": (DocumentStatus.APPROVED,),
}
COVER, MOST_LIKELY = 800, 12
_ANY_PAPER = frozenset("plan strategy document paper report policy".split())
"""What people call any paper; a framework, a vision or a charter is only one that is called so."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The papers meant, the others that may speak of them, and the telling words of the question.

    ``foreign`` says that no paper is called so, but one of them speaks of a paper that is.
    """

    papers: tuple[Document, ...]
    others: tuple[Document, ...]
    words: frozenset[str]
    foreign: bool = False

    def speaks_of(self, paper: Document, one: Stated) -> bool:
        """Whether a statement is of the paper that the question means: one's own, or of the name that it gives."""
        ordinals = self.words & _ORDINALS
        if ordinals and not all(word in paper.text[one.start : one.end].lower() for word in ordinals):
            return False
        words = self.words - _ORDINALS
        if not one.subject:
            return not self.foreign and (
                paper in self.papers or {stem(word) for word in words} <= _stems(paper.title)
            )
        said = _stems(one.subject)
        wanted = {word for word in words if not _NOUN.fullmatch(word)}
        return bool(wanted) and all(alike(stem(word)) & said for word in words)


def chosen(asked: AboutPaper, documents: Sequence[Document]) -> Choice | None:
    """The papers that the question's words name; None when they name one that nothing here is or speaks of.

    "The council plan" is a paper of that name where there is one, else what the council calls its plan.
    """
    words = frozenset(word for word in asked.named if word not in _TELLS_NOTHING and word not in _STATUSES)
    documents = _of_status(asked.named, documents)
    if not documents or {"a", "an", "any"} & set(asked.named):
        return None  # "When will the council publish an energy strategy?" is asked of what a paper plans
    if asked.named[-2:-1] == ("council",):
        return _among(words | {"council"}, documents) or _among(words, documents)
    return _among(words, documents)


def _of_status(named: Sequence[str], documents: Sequence[Document]) -> Sequence[Document]:
    """The papers of the status that the question gives ("the draft plan", "the old strategy"), where there are any."""
    for word, statuses in _STATUSES.items():
        meant = [paper for paper in documents if paper.status in statuses]
        if word in named and meant:
            return meant
    return documents


def _among(words: frozenset[str], documents: Sequence[Document]) -> Choice | None:
    printed = [paper for paper in documents if words & _ORDINALS & _words_of(paper.text[:COVER])]
    if printed:  # "the second progress report" is the paper that calls itself so
        documents, words = printed, words - _ORDINALS
    telling = [word for word in words - _ORDINALS if word not in _ANY_PAPER]
    fitting = [paper for paper in documents if all(_fits(word, paper) for word in telling)]
    if fitting:
        best = max(_closeness(words, paper) for paper in fitting)
        papers = tuple(paper for paper in fitting if _closeness(words, paper) == best)
        choice = Choice(papers, tuple(paper for paper in documents if paper not in papers), words)
        return choice if not words & _ORDINALS or _is_spoken_of(choice) else None
    choice = Choice((), tuple(documents), words, foreign=True)
    return choice if _is_spoken_of(choice) else None


def _is_spoken_of(choice: Choice) -> bool:
    papers = (*choice.papers, *choice.others)
    return any(choice.speaks_of(paper, one) for paper in papers for one in statements(paper))


def _fits(word: str, paper: Document) -> bool:
    """Whether a word of the question may be said of this paper: in its title or kind, or of the same family of papers."""
    own = _stems(f"{paper.title} {paper.type or ''}")
    if alike(stem(word)) & own or stem(word) in own:
        return True
    if (
        paper.body
        and word not in _KINDS_OF_BODY
        and word in f"{paper.body.name} {' '.join(paper.body.aliases)}".lower()
    ):
        return True
    return any(word in family and {stem(other) for other in family} & own for family in _FAMILIES)


def _closeness(words: frozenset[str], paper: Document) -> float:
    """How many of the question's words the title holds; the kind counts for half."""
    title, kind = _stems(paper.title), _stems(paper.type or "")
    return sum(1.0 if stem(word) in title else 0.5 if stem(word) in kind else 0.0 for word in words)


def likely(asked: AboutPaper, cards: Sequence[DocumentCard]) -> list[DocumentCard]:
    """The papers most likely meant, by their titles alone, at most MOST_LIKELY: a body may have hundreds."""
    words = {stem(word) for word in asked.named if word not in _TELLS_NOTHING}

    def shared(card: DocumentCard) -> int:
        return len(words & _stems(f"{card.title} {card.type or ''}"))

    return sorted(cards, key=lambda card: -shared(card))[:MOST_LIKELY]


def tells(asked: AboutPaper) -> bool:
    """Whether the question's words say which paper is meant, beside what anybody calls a paper."""
    return any(word not in _TELLS_NOTHING and word not in _ANY_PAPER for word in asked.named)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]+", text.lower())}
