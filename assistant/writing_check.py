"""The check of every written sentence, before anybody reads it: labels, figures, names, words, direction.

A sentence passes whole or goes; nothing is mended. What is asked of it: a label that exists; every figure
printed behind that label with the same unit and the same words; every date and name likewise; words that
the evidence uses; the same direction and no added "not"; no link, no markup, no quotation that is not
verbatim.
"""

from __future__ import annotations

import re

from assistant.binding.bind import Verdict, bind, statement
from assistant.binding.slots import Slot
from assistant.clean import gives_orders
from assistant.figure_ties import Reading, fits, in_order, read_figures
from assistant.ground import Ground, Statement, stems_among, stems_of
from assistant.pieces import Unit
from assistant.words import GENERIC, STOP, alike, stem, tokens
from ingest.sentences import sentences

LONGEST, SHORTEST = 500, 3
SUPPORT = 0.6
_LABEL = re.compile(r"\[(\d{1,3})\]")
_MARKUP = re.compile(
    r"[<>|`{}\\]|\]\(|!\[|://|\bwww\.|\b[\w-]+\.(?:com|org|net|io|ru|info|example|test|invalid)\b"
    r"|\b(?:javascript|data|mailto):|\S@\S|\[[^\]]*[^\d\]][^\]]*\]",
    re.I,
)
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_NOT = re.compile(r"\b(?:not|never|no|nor|none|neither|without|cannot|nobody|nothing)\b|n['’]t\b", re.I)
_UP = stems_among(
    "rise rises rose risen rising increase increased grow grew grown growth higher more up above"
)
_DOWN = stems_among(
    "fall fell fallen falling decrease decline drop reduce reduced reduction lower fewer less down below cut"
)
_ACTS = stems_among(
    "plan need cut aim want wish intend hope promise agree decide pledge propose require commit approve reject refuse seek"
    " lose save spend owe borrow lend offer ask demand hire recruit sack dismiss employ close open sell buy lack miss fail"
)
_GLUE = stems_among(
    "total amount rate share figure value level stand stood equal expect computed result rest"
)


def fault_of(sentence: str, ground: Ground) -> str:
    """Why this sentence may not be shown, as one word; empty when it may."""
    labels = frozenset(_LABEL.findall(sentence))
    if not labels or not labels <= ground.evidence.keys():
        return "label"
    if len(sentence) > LONGEST or _MARKUP.search(sentence) or gives_orders(sentence):
        return "markup"
    said = _LABEL.sub(" ", sentence)
    if len(said.split()) < SHORTEST:
        return "words"
    behind = ground.words_under(labels)
    under = ground.under(labels)
    checks = (
        ("figure", _figures_hold(read_figures(said), under)),
        ("name", _names_hold(said, labels, behind, ground)),
        ("words", _words_hold(said, behind, ground.question)),
        ("quote", _quotes_hold(said, labels, ground)),
        ("direction", _direction_holds(said, under, behind)),
        ("act", _acts_hold(said, labels, under, ground)),
        ("binding", _binds(said, labels, under, ground)),
    )
    return next((fault for fault, holds in checks if not holds), "")


def _figures_hold(written: Reading, under: list[Statement]) -> bool:
    """Every figure is printed in a statement under these labels, with the same unit and the words that
    fit best.
    """
    printed = [figure for statement in under for figure in statement.reading.figures]
    readings = [statement.reading for statement in under]
    return all(fits(figure, printed) for figure in written.figures) and in_order(written, readings)


def _names_hold(said: str, labels: frozenset[str], behind: str, ground: Ground) -> bool:
    """Every capitalised word stands behind the labels, and a council named is one that a label belongs to."""
    known = {stem(token) for token in tokens(behind)}
    asked = set(re.findall(r"\b[A-Z]{2,5}\b", ground.question))
    words = re.findall(r"[A-Za-z][\w'’]*", said)
    for index, word in enumerate(words):
        if not word[0].isupper() or word in asked:
            continue
        plain = re.sub(r"['’]s?$", "", word).lower()
        if index == 0 and (plain in STOP or plain in GENERIC or stem(plain) in _GLUE):
            continue
        if stem(plain) not in known and not (index == 0 and alike(stem(plain)) & known):
            return False
    return _council_holds(said, labels, behind, ground)


def _council_holds(said: str, labels: frozenset[str], behind: str, ground: Ground) -> bool:
    here = {stem(token) for token in tokens(said)}
    mine = {stem(token) for token in tokens(behind)}
    sources = [item.document.council for item in ground.evidence.values() if item.document]
    named = {stem(token) for council in sources for token in tokens(council) if token not in GENERIC | STOP}
    return not (here & named) - mine


def _words_hold(said: str, behind: str, question: str) -> bool:
    """Most words that carry meaning are those of the evidence, or mean the same; in another language none
    are.
    """
    words = stems_of(said) - _GLUE
    known = stems_of(behind) | stems_of(question)
    if not words:
        return bool(read_figures(said).figures)
    held = sum(1 for word in words if word in known or alike(word) & known)
    foreign = [token for token in tokens(said) if not token.isascii() and token[0].isalpha()]
    return held / len(words) >= SUPPORT and not set(foreign) - set(tokens(behind))


def _quotes_hold(said: str, labels: frozenset[str], ground: Ground) -> bool:
    """What stands in quotation marks stands so in a quote behind the labels."""
    if not _QUOTED.search(said) and re.search(r"[\"“”]", said):
        return False
    quotes = " ".join(_plain(ground.evidence[label].quote) for label in sorted(labels))
    return all(_plain(match[1]).rstrip(" .,") in quotes for match in _QUOTED.finditer(said))


def _direction_holds(said: str, under: list[Statement], behind: str) -> bool:
    """No rise where the evidence tells of a fall, and no "not" that the nearest statement does not have."""
    here, there = {stem(token) for token in tokens(said)}, {stem(token) for token in tokens(behind)}
    for mine, other in ((_UP, _DOWN), (_DOWN, _UP)):
        if here & mine and not there & mine and (there & other or here & other):
            return False
    words = stems_of(said)
    nearest = max(under, key=lambda statement: len(statement.stems & words), default=None)
    if nearest is None:
        return not _NOT.search(said)
    if here & _UP and not here & _DOWN and _only(nearest, _DOWN, _UP):
        return False
    if here & _DOWN and not here & _UP and _only(nearest, _UP, _DOWN):
        return False
    return (
        bool(_NOT.search(said)) == bool(_NOT.search(nearest.text)) or not _NOT.search(said) and len(under) > 1
    )


def _acts_hold(said: str, labels: frozenset[str], under: list[Statement], ground: Ground) -> bool:
    """What a council is said to do, want or need stands so behind the labels; titles of papers ("Workforce Plan") do not
    count.
    """
    quotes = [ground.evidence[label].quote for label in labels]
    known = {stem(token) for text in (*quotes, *(one.text for one in under)) for token in tokens(text)}
    acts = {stem(token) for token in tokens(said)} & _ACTS
    return all(act in known or alike(act) & known for act in acts)


def _binds(said: str, labels: frozenset[str], under: list[Statement], ground: Ground) -> bool:
    """No clause behind the labels says otherwise: the sentence is bound as any statement put to the papers is."""
    quotes = [ground.evidence[label].quote for label in labels]
    texts = dict.fromkeys(
        text[a:b] for text in (*quotes, *(one.text for one in under)) for a, b in sentences(text)
    )
    units = [(Unit("sentence", _LABEL.sub("", text), 0, len(text), ()), frozenset[str]()) for text in texts]
    found = bind(statement(said), units)
    if not found or found[0].verdict is Verdict.YES:
        return True
    return found[0].verdict is None and not (found[0].met == 1 and _TOLD & set(found[0].differs))


_TOLD = {Slot.POLARITY, Slot.QUANTIFIER, Slot.STATE}


def _only(statement: Statement, has: frozenset[str], lacks: frozenset[str]) -> bool:
    there = {stem(token) for token in tokens(statement.text)}
    return bool(there & has) and not there & lacks


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
