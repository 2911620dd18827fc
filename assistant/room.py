"""What the steps of an answer see of the library: bodies, documents by id, sources as people read them, words counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

import numpy as np

from assistant import called, partners, passing, spelling, suggest
from assistant.match import Matcher, Vector, matcher
from assistant.model import Source
from assistant.names import people
from assistant.narrow import Part
from assistant.question import Question
from assistant.scenario.cues import is_own
from assistant.short_names import INITIALS, initials, nearly, without_apostrophe
from assistant.words import tokens
from ingest import bodies
from ingest.bodies import BodyMention
from ingest.fact_model import Fact
from ingest.library import Library
from ingest.model import Body, Document
from ingest.owners import is_paper, owner
from ingest.reading import Reading

REMEMBERED = 4_000  # some 30 kB each, for every token has its vector
PAPERS_LOOKED_INTO = 50
PASSAGES_LOOKED_AT = 500
"""Passages with a word that are looked at to tell whose papers write it."""


class Room:
    """One library, ready to be asked; safe to share between threads."""

    def __init__(self, library: Library, *, today: date | None = None) -> None:
        """``library`` is open for as long as the room is in use; ``today`` tells which plans are past their end."""
        self.library = library
        self._today = today
        self._readings: dict[str, Reading] = {}
        self._known: list[Body] = []
        self._starters: tuple[tuple[str, ...], list[str]] | None = None
        self._told: tuple[tuple[str, ...], list[Body]] | None = None

    def is_told_of(self, body: Body) -> bool:
        """Whether only papers of others print figures of this body, as that on council tax does of each that precepts."""
        return any(body.id == other.id for other in self._told_of())

    def _told_of(self) -> list[Body]:
        """The bodies without papers of which the papers of others print figures."""
        loaded = tuple(sorted(card.id for card in self.library.documents()))
        if self._told is None or self._told[0] != loaded:
            own = {body.id for body in self.library.bodies()}
            told = {
                fact.body: fact.owner for fact in self.library.facts() if fact.owner and fact.body not in own
            }
            self._told = (
                loaded,
                [bodies.by_id(id) or Body(id, name, name) for id, name in sorted(told.items())],
            )
        return self._told[1]

    def only(self, documents: Collection[str]) -> Room:
        """This room with nothing in it but these documents; what was embedded is shared."""
        part = Room(cast(Library, Part(self.library, documents)), today=self._today)
        part._readings, part._known = self._readings, self._named()
        return part

    @property
    def today(self) -> date:
        """The date as of which plans are past their end."""
        return self._today or date.today()

    def bodies(self) -> list[Body]:
        """Bodies with at least one document, by name, and papers that stand for one that is not known."""
        return sorted(self.library.bodies(), key=lambda body: body.name)

    def _named(self) -> list[Body]:
        """Those that have a name which a question may spell in many ways; a paper is known by its title alone."""
        return [body for body in self.bodies() if not is_paper(body)]

    def mentions(self, text: str) -> list[BodyMention]:
        """Bodies named in the text, in order of appearance; those of the library are preferred."""
        found = bodies.recognise(text, self._known or self._named())
        kept = [mention for mention in found if not mention.misspelt or self._is_slip(mention)]
        named = kept or self._misspelt(text) or self._by_initials(text)
        named = passing.without_shorter(named, passing.begun_alike(text, self._named()))
        named = [one if self.has(one.body) else called.by_place(one, self._named()) for one in named]
        named = [*named, *self._by_title(text, named)]
        named += called.told_of(text, self._told_of(), named, self._named())
        kind = called.by_kind(text, named, self._named())
        named += kind if len(kind) == 1 else []
        return sorted(named, key=lambda mention: mention.start)

    def by_own_word(self, text: str) -> list[BodyMention]:
        """The one body whose papers alone write a word that is no English one."""
        found = called.by_own_word(text, self._holders)
        return found if len(found) == 1 else []

    def _holders(self, word: str) -> list[Body]:
        """The bodies whose papers write a word, as a name; none where one of them writes it as an ordinary word."""
        chunks = [id for id, _ in self.library.search_words(word, limit=PASSAGES_LOOKED_AT)]
        if len(chunks) == PASSAGES_LOOKED_AT:
            return []  # there may be more, so that nobody knows who writes it
        papers = {chunk.document for chunk in self.library.chunks(chunks)}
        if any(re.search(rf"\b{word.removesuffix('s')}s?\b", self.document(paper).text) for paper in papers):
            return []
        cards = [card for card in self.library.documents() if card.id in papers]
        return list({body.id: body for body in map(owner, cards)}.values())

    def _by_title(self, text: str, named: Sequence[BodyMention]) -> list[BodyMention]:
        """Papers without a body whose whole title the text gives as it stands, apart from the bodies named."""
        found: list[BodyMention] = []
        papers = [body for body in self.bodies() if is_paper(body) and len(body.name.split()) > 1]
        for body in sorted(papers, key=lambda body: -len(body.name)):
            start = text.find(body.name)
            end = start + len(body.name)
            if start >= 0 and not any(start < other.end and other.start < end for other in (*named, *found)):
                found.append(BodyMention(body, start, end, body.name, (body,)))
        return found

    def _by_initials(self, text: str) -> list[BodyMention]:
        """Bodies of the library by their initials ("MK", "CWaC"), where their own papers write these too."""
        found = []
        for match in INITIALS.finditer(text):
            meant = [body for body in self._named() if match.group().lower() in initials(body)]
            if len(meant) == 1 and self._prints(meant[0], match.group()):
                found.append(BodyMention(meant[0], match.start(), match.end(), match.group(), (meant[0],)))
        return found

    def _prints(self, body: Body, wording: str) -> bool:
        """Whether a paper of the body holds this wording as a word, cased as it is."""
        word = re.compile(rf"\b{re.escape(wording)}\b")
        return any(word.search(self.document(paper).text) for paper in self.documents_of([body]))

    def _is_slip(self, mention: BodyMention) -> bool:
        """Whether a misspelt name is a slip and no word of the papers; a missing apostrophe is always one."""
        wording = mention.wording.lower()
        return wording.removesuffix("s") == mention.body.short_name.lower() or not self._written(wording)

    def spelled(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """The question with typing errors in common words put right, and what was changed."""
        spans = [(mention.start, mention.end) for mention in self.mentions(text)]
        return spelling.corrected(
            text, self._is_right, lambda offset: any(start <= offset < end for start, end in spans)
        )

    def subjects(self, text: str) -> list[BodyMention]:
        """The bodies that the question is about: not those it names only as partners or places, or as part of another name."""
        meant = partners.meant(
            text, self.mentions(text), lambda mention: self.has(mention.body), self._is_printed
        )
        return passing.without_places(self, text, meant)

    def _is_printed(self, wording: str) -> bool:
        """Whether a paper prints these words as they stand, give or take white space."""
        pattern = re.compile(r"\s+".join(map(re.escape, wording.split())))
        holding = [card.id for card in self.library.documents()[:PAPERS_LOOKED_INTO]]
        return any(pattern.search(document.text) for document in map(self.document, holding))

    def is_name(self, pair: str) -> bool:
        """Whether two capitalised words are a person's name: no paper that holds them uses them as ordinary words."""
        if re.match(r"(Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\b", pair):
            return True
        holding = [card.id for card in self.library.documents()[:PAPERS_LOOKED_INTO]]
        documents = [document for document in map(self.document, holding) if pair in document.text]
        if documents:
            return all(people(pair, document) or pair.lower() not in document.text for document in documents)
        return not self._written(pair)

    def _misspelt(self, text: str) -> list[BodyMention]:
        """Bodies of the library whose short name a word nearly spells, when no paper writes that word."""
        found = []
        for match in re.finditer(r"[A-Za-z][A-Za-z'’-]{4,}", text):
            word = re.sub(r"['’]s?$", "", match.group()).lower()
            near = [body for body in self._named() if nearly(word, body)]
            if len(near) == 1 and (without_apostrophe(word, near[0]) or not self._written(word)):
                found.append(
                    BodyMention(near[0], match.start(), match.end(), match.group(), (near[0],), misspelt=True)
                )
        return found

    def titled(self, text: str) -> list[str]:
        """Ids of the documents whose title the text gives, word for word."""
        asked = f" {' '.join(tokens(text))} "
        found = []
        for card in self.library.documents():
            title = re.split(r"[:(]| [-–—] ", card.title)[0]
            words = [word for word in tokens(title) if not word.isdigit()]
            if len(words) >= 2 and f" {' '.join(words)} " in asked:
                found.append((len(words), card.id))
        longest = max((length for length, _ in found), default=0)
        return [identifier for length, identifier in found if length == longest]

    def _is_right(self, word: str) -> bool:
        """Whether the papers write a word, or the readers of what-if questions know it ("halve", "wastage")."""
        return self._written(word) or is_own(word.lower())

    def _written(self, wording: str) -> bool:
        """Whether the papers themselves write every word of this, so that it is no typing error."""
        frequency, _ = self.library.frequency(tokens(wording))
        return bool(frequency) and all(frequency.values())

    def has(self, body: Body) -> bool:
        """Whether a paper of this body is loaded; of one that no list holds, whether a paper prints its figures: its name is known
        from there alone, and stands for nothing else."""
        own = any(other.id == body.id for other in self.library.bodies())
        return own or (bodies.by_id(body.id) is None and self.is_told_of(body))

    def documents_of(self, found: Sequence[Body]) -> list[str]:
        """Ids of the documents of these bodies, and of those that print figures of a body without any."""
        ids = {body.id for body in found}
        telling = {
            place.document
            for body in found
            if self.is_told_of(body)
            for fact in self.library.facts(body=body.id)
            for place in fact.places
        }
        return [card.id for card in self.library.documents() if owner(card).id in ids or card.id in telling]

    def document(self, document_id: str) -> Document:
        """The whole document with its structure."""
        return self.library.document(document_id)

    def source(self, document_id: str) -> Source:
        """The document as people read it."""
        card = next(card for card in self.library.documents() if card.id == document_id)
        council = card.body.name if card.body else ""
        return Source(card.id, card.title, council, card.period, card.status.value, card.file)

    def facts(
        self, body: Body | None = None, metric: str | None = None, *, rejected: bool = False
    ) -> list[Fact]:
        """Facts of a body, of a metric, or of both; those a person rejected only when they are asked for."""
        return self.library.facts(
            body=body.id if body else None, metric=metric, rejected=rejected, named=True
        )

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Each text as the model reads it, remembered, so that the next question on the same papers finds it ready."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._readings))
        if fresh:
            if len(self._readings) + len(fresh) > REMEMBERED:
                self._readings = {}
            self._readings.update(zip(fresh, self.library.read(fresh), strict=True))
        made = self._readings
        return [made[text] if text in made else self.library.read([text])[0] for text in texts]

    def embed(self, texts: Sequence[str]) -> Vector:
        """One vector a text."""
        return np.stack([reading.vector for reading in self.read(texts)])

    def matcher(self, question: Question, vector: Vector, *, history: str = "") -> Matcher:
        """The question with its words weighed by how rare they are in this library; ``history`` is what it leans on."""
        frequency, total = self.library.frequency(question.words)
        texts = [text for text in (question.text, history) if text]
        return matcher(question, frequency=frequency, total=total, vector=vector, read=self.read, texts=texts)

    def narrowed(
        self, text: str, councils: Collection[str], documents: Collection[str], stood: Sequence[Body]
    ) -> list[str] | None:
        """Ids of the documents that may answer; None when all may."""
        allowed: set[str] | None = None
        if documents:
            allowed = {card.id for card in self.library.documents()} & set(documents)
        named = list(stood)
        for council in councils:
            named.extend(mention.body for mention in self.mentions(council))
        if named:
            mine = set(self.documents_of(named))
            allowed = mine if allowed is None else allowed & mine
        kind = [] if named or documents else called.by_kind(text, self.mentions(text), self._named())
        by_title = set(self.titled(text)) or set(self.documents_of([one.body for one in kind]))
        if by_title and (allowed is None or by_title & allowed):
            allowed = by_title if allowed is None else by_title & allowed
        return None if allowed is None else sorted(allowed)

    def starters(self) -> list[str]:
        """Questions that the library can answer, for an empty page; made anew when the documents change."""
        loaded = tuple(sorted(card.id for card in self.library.documents()))
        if self._starters is None or self._starters[0] != loaded:
            self._starters = (loaded, suggest.starters(self))
        return self._starters[1]
