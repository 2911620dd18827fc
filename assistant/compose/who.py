"""Who: the row, the signature, the labelled line or the sentence that names a person, a post or an organisation.

What is asked for decides what may answer: "which consultants" only an organisation, "who paid for it" whoever is said to
have done so, "whom should I ring" the lines of a contact, "who wrote the foreword" the name that stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.compose.answering import Answering
from assistant.compose.chart import from_charts
from assistant.compose.draft import Draft
from assistant.compose.table_row import Reader, draft_of, from_rows, from_units
from assistant.names import people, posts
from assistant.organisations import organisations
from assistant.pool import Pool, rank
from assistant.relations import (
    CONTACT,
    FOREWORD,
    Relation,
    asks_for_organisation,
    asks_who_did,
    board_asked,
    organisation_asked,
    relation_asked,
)
from assistant.signatures import ROLE, Signature, signatures
from assistant.units import Unit, units_of
from assistant.words import alike, content_words, spelled_out, stem, stems
from ingest.model import Document

LIKENESS = 0.5
SIGNED = 0.1
NOT_IN_FOREWORD = 0.15
OF_THE_KIND = 0.15
AFTER_LABEL = 140
FRONT = 800
EARLY = 0.15
OWN = 0.6
COUNTS = 0.45
_CONTACT_LINE = re.compile(
    r"@|\b(?:tel(?:ephone)?|phone|mobile|e-?mail|position|post title|job title|ext(?:ension)?)\b|\b\d{4,5}[ \d]{5,}",
    re.I,
)
_REACHED = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b0\d{2,4}[ \d]{6,9}\d\b")
_RANK = re.compile(r"\b(?:deputy|vice|assistant|former|interim|shadow)\b", re.I)
_POST_ASKED = re.compile(
    r"\bwho(?:'s|’s|s| is| was| are)\s+(?:\w+(?:['’]s)?\s+){0,4}?(?P<post>chief exec|leader|mayor|chair|champion|"
    r"portfolio holder|cabinet member|lead officer|head of|director of)",
    re.I,
)
BESIDE_POST = 1500
_COUNCILLOR = re.compile(r"\b(councillors?|cllr|members? of the council|politician)\b", re.I)
_ELECTED = re.compile(
    r"\b(cllr|councillor|c\.?c\.?|(?<!chief )leader of|cabinet member|portfolio holder|mayor|member champion)(?=\W|$)",
    re.I,
)


def who(pool: Pool) -> Draft | None:
    """The person, post or organisation that the question asks for."""
    question = pool.matcher.question.text
    read = _reader(question)
    column = "organisation" if asks_for_organisation(question) else "who"
    found = [*from_rows(pool, column, read), *from_units(pool, read)]
    if not asks_for_organisation(question):
        found = [*from_charts(pool), *found, *_in_a_post(pool)]
    relation = relation_asked(question)
    if relation:
        found.extend(_related(pool, relation, read))
    kept = [
        answering
        for answering in found
        if _same_rank(answering, question) and _in_the_post(answering, question)
    ]
    return draft_of("who", [_named_as_asked(_of_the_kind(answering, question), pool) for answering in kept])


def _reader(question: str) -> Reader:
    """What may answer the question, read from a text; what the question names itself never does."""
    asked = question.lower()
    words = {like for word in stems(question) for like in alike(word)}

    def fresh(names: Sequence[str]) -> list[str]:
        return [name for name in names if name.lower() not in asked and not words.issuperset(stems(name))]

    def an_organisation(text: str, document: Document) -> list[str]:
        return fresh(organisations(text, document))

    def a_board(text: str, document: Document) -> list[str]:
        return fresh([*posts(text), *organisations(text, document)])

    def whoever_did(text: str, document: Document) -> list[str]:
        return fresh(people(text, document) or organisations(text, document, doing=True) or posts(text))

    def somebody(text: str, document: Document) -> list[str]:
        return fresh(people(text, document) or posts(text))

    if asks_for_organisation(question):
        return an_organisation
    if board_asked(question):
        return a_board
    return whoever_did if asks_who_did(question) else somebody


def _same_rank(answering: Answering, question: str) -> bool:
    """Whether a deputy is given for a deputy: the mayor is no answer to "who is the deputy mayor"."""
    said = f"{answering.column} {answering.document.text[answering.start : answering.end]}".lower()
    return all(stem(match.group()) in stems(said) for match in _RANK.finditer(question))


def _in_the_post(answering: Answering, question: str) -> bool:
    """Whether an answer to "who is the leader" stands with a word for that post; a column headed so says it too."""
    asked = _POST_ASKED.search(question)
    if not asked:
        return True
    words = asked.group("post").lower().split()
    if set(words) & set(answering.column.lower().split()):
        return True
    text = answering.document.text
    near = text[max(0, answering.start - BESIDE_POST) : answering.end + BESIDE_POST]
    return bool(re.search(r"\b" + r"\s+".join(map(re.escape, words)), near, re.I))


def _of_the_kind(answering: Answering, question: str) -> Answering:
    """ "Which councillor" is answered by one who is called so, "which committee" by a committee, if there is one."""
    kind = board_asked(question)
    if kind:
        fits = kind in answering.value.lower()
    elif _COUNCILLOR.search(question):
        said = f"{answering.value} {answering.document.text[answering.start : answering.end]}"
        fits = bool(_ELECTED.search(said))
    else:
        return answering
    return replace(answering, score=answering.score + (OF_THE_KIND if fits else -OF_THE_KIND))


def _named_as_asked(answering: Answering, pool: Pool) -> Answering:
    """An organisation is one whether or not its sentence says "company": the word counts as found."""
    asked = {stem(word) for word in content_words(organisation_asked(pool.matcher.question.text))}
    lost = pool.matcher.missing(answering.document.text[answering.start : answering.end])
    gain = sum(pool.matcher.weight[word] for word in lost if word in asked)
    if not gain:
        return answering
    return replace(
        answering, score=answering.score + COUNTS * gain, coverage=min(answering.coverage + gain, 1.0)
    )


def _in_a_post(pool: Pool) -> Iterator[Answering]:
    """Names that stand beside the post that the question names ("the chief executive", "leader of the council")."""
    question = pool.matcher.question
    wanted = ROLE.findall(" ".join([question.text, *spelled_out(question.text)]))
    roles = [frozenset(stems(role)) for role in wanted]
    if not roles:
        return
    for document in pool.documents:
        for signature in signatures(document):
            held = set(stems(signature.post))
            below = _RANK.search(signature.post) and not _RANK.search(question.text)
            if not below and any(all(alike(word) & held for word in role) for role in roles):
                yield _signed(pool, document, signature, "")


def _related(pool: Pool, relation: Relation, read: Reader) -> Iterator[Answering]:
    """Names that the papers put in the relation that is asked for."""
    match = relation.asked.search(pool.matcher.question.text)
    words = match.group() if match else ""
    for document in pool.documents:
        if relation.name == FOREWORD:
            for signature in signatures(document):
                early = signature.spans[0][0] < EARLY * len(document.text)
                if signature.in_foreword or early:
                    found = _signed(pool, document, signature, f"{words} foreword")
                    yield (
                        found
                        if signature.in_foreword
                        else replace(found, score=found.score - NOT_IN_FOREWORD)
                    )
        units = [unit for unit in units_of(document).units if unit.kind != "row"]
        for index, unit in enumerate(units):
            label = relation.said.search(unit.text)
            if label:
                yield from _labelled(
                    pool, document, units[index : index + 6], label.end(), relation, words, read
                )


def _labelled(
    pool: Pool,
    document: Document,
    units: Sequence[Unit],
    after: int,
    relation: Relation,
    words: str,
    read: Reader,
) -> Iterator[Answering]:
    """What stands after a label or a word of authorship, in its own unit or the next."""
    first = units[0]
    rest = first.text[after : after + AFTER_LABEL]
    values, last = read(rest, document), 0
    if (
        not values
        and len(units) > 1
        and len(rest.strip(" :")) < 12
        and not relation.said.search(units[1].text[:30])
    ):
        values, last = read(units[1].text[:AFTER_LABEL], document), 1
    if relation.name == CONTACT:
        last = _contact_until(units, last)
        reached = " ".join(unit.text for unit in units[: last + 1])
        values = values or _REACHED.findall(reached)
        if not _CONTACT_LINE.search(reached) and "contact officer" not in reached.lower():
            return
    if not values:
        return
    spans = tuple((unit.start, unit.end) for unit in units[: last + 1])
    yield _answer(pool, document, spans, values[0], (*first.headings, first.text), f"{words} {relation.name}")


def _contact_until(units: Sequence[Unit], last: int) -> int:
    """The last of the lines that say how the person is reached."""
    while (
        last + 1 < len(units)
        and len(units[last + 1].text) <= 120
        and _CONTACT_LINE.search(units[last + 1].text)
    ):
        last += 1
    return last


def _signed(pool: Pool, document: Document, signature: Signature, words: str) -> Answering:
    around = (*signature.headings, signature.post)
    return _answer(pool, document, signature.spans, signature.name, around, words)


def _answer(
    pool: Pool,
    document: Document,
    spans: tuple[tuple[int, int], ...],
    value: str,
    around: Sequence[str],
    words: str,
) -> Answering:
    """A name with what it stands in; the paper itself, by its title and first lines, is what most such questions name."""
    start, end = spans[0][0], spans[-1][1]
    text = f"{' '.join(document.text[a:b] for a, b in spans)} {words}"
    context = " ".join((*around, document.title, document.type or "", document.text[:FRONT]))
    coverage = max(pool.matcher.coverage(text, context), OWN * _own_coverage(pool, text, context))
    return Answering(
        rank(coverage, LIKENESS) + SIGNED,
        coverage,
        LIKENESS,
        document,
        start,
        end,
        value,
        "",
        "",
        spans if len(spans) > 1 else (),
    )


def _own_coverage(pool: Pool, text: str, context: str) -> float:
    """The share found of the words of the last question alone, when it leans on an earlier one; else 0.

    "Who signed it off?" after "Who wrote the report?" is answered by a label that says so, not by the earlier words.
    """
    question = pool.matcher.question
    own = {stem(word) for word in content_words(question.text)}
    weight = sum(value for key, value in pool.matcher.weight.items() if key in own)
    if not weight or own.issuperset(pool.matcher.weight):
        return 0.0
    missing = sum(pool.matcher.weight[key] for key in pool.matcher.missing(text, context) if key in own)
    return 1 - missing / weight
