"""A question that leans on earlier ones: what it mentions replaces what was said, all else is carried.

The earlier questions are read again and merged in order, so that the same turns always give the same scenario.
"""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.asked import Decision, Intent
from assistant.scenario.follow_intent import SWITCH, new_intent, says_little
from assistant.scenario.frame import Frame
from assistant.scenario.intent import decide
from assistant.scenario.subjects import Subject
from assistant.scenario.times import Times
from ingest.model import Body
from ingest.quantities_model import Kind

_OPENERS = re.compile(
    r"^(?:and|no|so|ok|okay|now|then|but|what about|how about|what if|same|also|instead|in|at|over|for|use|using|with|without|assume|assuming|suppose|"
    r"split|show|make|try|keep|include|exclude|only|just|double|when would (?:that|it)|when (?:does|will) (?:that|it)|what would|what does (?:that|it|the same)|does (?:that|it)|is (?:that|it)|"
    r"break|under|above|per|say|yes|bring|do the|do it|carry|go|put|take|express|convert|roll|turn|leave|after|until|by|from|as|below|run|repeat|apply|change|drop|raise|lower|set|let|the|compound\w*|straight|how many is that|how much is that|could|can|if|and)\b"
)
_LEANS = re.compile(r"\b(?:it|that|this|those|these|they|them|same|instead|also|again)\b")
# Which numbers a new figure pushes out: a new rate replaces the old rates, whatever their list.
_EXCLUSIVE: dict[Role, tuple[Role, ...]] = {
    Role.CHANGE: (Role.CHANGE,),
    Role.TARGET: (Role.TARGET,),
    Role.TURNOVER: (Role.TURNOVER,),
    Role.BACKFILL: (Role.BACKFILL,),
    Role.UNIT_COST: (Role.UNIT_COST,),
    Role.STOCK: (Role.STOCK,),
}


def leans(frame: Frame) -> bool:
    """Whether a question leaves something to the turn before it: no body named, and short or with a pronoun."""
    if SWITCH.match(frame.text):
        return True
    if frame.bodies:
        return (
            bool(re.match(r"^(?:and|same|what about|how about|now|use|assume)\b", frame.text))
            and len(frame.text.split()) < 14
        )
    opener = bool(_OPENERS.match(frame.text))
    return opener or bool(_LEANS.search(frame.text)) or len(frame.text.split()) <= 6


def merge(before: Frame, now: Frame) -> Frame:
    """The earlier question with what the new one mentions put in its place."""
    now = _retuned(before, now)
    replaced = {old for amount in now.amounts for old in _EXCLUSIVE.get(amount.role, (amount.role,))}
    if now.says("no_backfill", "freeze"):
        replaced.add(Role.BACKFILL)
    kept = tuple(_turned(a, now) for a in before.amounts if a.role not in replaced)
    return Frame(
        question=_said(before, now),
        text=now.text,
        bodies=now.bodies or before.bodies,
        amounts=(*kept, *now.amounts),
        times=_times(before.times, now.times),
        subjects=_subjects(before, now),
        cues=_cues(before, now),
        carried=True,
        before=f"{before.before} {before.text}".strip(),
        earlier_bodies=(*before.earlier_bodies, *before.bodies),
    )


def _turned(amount: Amount, now: Frame) -> Amount:
    """A change the other way round when the new turn says no more than that ("no, shrink it instead")."""
    if amount.role is not Role.CHANGE or now.amounts or len(now.text.split()) > 8:
        return amount
    if re.search(r"\b(?:shrink\w*|cut|fall\w*|reduc\w*|decreas\w*|lower|down|drop\w*)\b", now.text):
        return replace(amount, sign=-1)
    if re.search(r"\b(?:grow\w*|ris(?:e|es|ing)|increas\w*|up|expand\w*)\b", now.text):
        return replace(amount, sign=1)
    return amount


def _said(before: Frame, now: Frame) -> str:
    return now.question if len(now.question) > 60 else f"{before.question.rstrip('?. ')}; {now.question}"


def _retuned(before: Frame, now: Frame) -> Frame:
    """A bare figure takes the part that fits the question before ("what if it went up to 18%?", "at £42,000?")."""
    made = tuple(_fit(before, now, amount) for amount in now.amounts)
    return replace(now, amounts=made)


def _fit(before: Frame, now: Frame, amount: Amount) -> Amount:
    decided = decide(before)
    about_turnover = decided is not None and decided.intent in _TURNOVER_INTENTS
    if amount.kind is Kind.PERCENT and amount.role in {Role.TARGET, Role.CHANGE} and not now.subjects:
        if (
            about_turnover
            and (before.one(Role.BACKFILL) is None or before.about("leavers.rate"))
            and amount.role is Role.TARGET
        ):
            return replace(amount, role=Role.TURNOVER, sense="to")
        roles = [a.role for a in before.amounts if a.kind is Kind.PERCENT]
        wanted = roles[0] if len(set(roles)) == 1 else Role.CHANGE
        if roles and amount.role is Role.TARGET and wanted not in {Role.TARGET}:
            old = next((a for a in before.amounts if a.role is wanted), None)
            return replace(
                amount, role=wanted, per=old.per if old else "year", sign=old.sign if old else amount.sign
            )
        old = next((a for a in before.amounts if a.role is wanted), None)
        if old is not None and (not amount.per or not amount.sign):
            return replace(
                amount,
                role=wanted if amount.role is Role.CHANGE and wanted is not Role.TARGET else amount.role,
                per=amount.per or old.per,
                sign=amount.sign or old.sign,
            )
    if amount.kind is Kind.MONEY and amount.role in {Role.REFERENCE, Role.OTHER, Role.TARGET}:
        old = next(
            (
                a
                for a in before.amounts
                if a.kind is Kind.MONEY and a.role in {Role.UNIT_COST, Role.LEAVER_COST}
            ),
            None,
        )
        if old is not None and 0.02 < amount.value / max(old.value, 1) < 50:
            return replace(amount, role=old.role)
    if amount.kind in {Kind.COUNT, Kind.FTE, Kind.DAYS} and amount.role in {Role.OTHER}:
        old = next(
            (
                a
                for a in before.amounts
                if a.kind in {Kind.COUNT, Kind.FTE, Kind.DAYS}
                and a.role in {Role.TARGET, Role.CHANGE, Role.CONVERT}
            ),
            None,
        )
        if old is not None:
            return replace(amount, role=old.role, per=old.per, sign=old.sign, sense=old.sense)
    return amount


_TURNOVER_INTENTS = frozenset(
    {
        Intent.LEAVERS,
        Intent.BACKFILL_ALLOWED,
        Intent.FLOW,
        Intent.ATTRITION,
        Intent.LEAVER_COST,
        Intent.REDUNDANCIES,
        Intent.REP_HIRES,
    }
)


def _times(before: Times, now: Times) -> Times:
    if now.length is not None or now.end is not None:
        start = now.start or before.start
        return replace(
            now,
            start=start,
            past_span=now.past_span or before.past_span,
            past_length=now.past_length or before.past_length,
            budgets=now.budgets,
        )
    return replace(before, past_span=now.past_span or before.past_span, delay=now.delay or before.delay)


_UNITS = {"workforce.fte", "workforce.headcount"}


def _subjects(before: Frame, now: Frame) -> tuple[Subject, ...]:
    """A new measure replaces the old one; "in FTE?" and "and headcount?" change the unit only."""
    if not now.subjects:
        return before.subjects
    fresh = {s.metric for s in now.subjects}
    if fresh <= _UNITS:
        groups = tuple(s for s in before.subjects if s.metric not in _UNITS)
        return (*now.subjects, *groups) if not now.says("growth_only", "hires") else before.subjects
    if fresh <= {"age.share", "div.share"} and now.says("ratio"):
        return (*[s for s in before.subjects if s not in now.subjects], *now.subjects)
    if fresh <= {"leavers.rate"} and before.about("workforce.fte", "workforce.headcount"):
        return (*before.subjects, *now.subjects)
    others = tuple(s for s in before.subjects if s.metric in _UNITS and s.metric not in fresh)
    return (*now.subjects, *others)


def _cues(before: Frame, now: Frame) -> frozenset[str]:
    kept = before.cues
    if now.says("group_scope"):
        kept = kept - {"without_group"}
    if now.says("without_group"):
        kept = kept - {"group_scope"}
    if now.says("linear"):
        kept = kept - {"compound"}
    if now.says("compound"):
        kept = kept - {"linear", "of_today"}
    if any(a.role is Role.TURNOVER for a in now.amounts):
        kept = kept - {"use_benchmark", "benchmark"}
    if any(a.role is Role.BACKFILL for a in now.amounts):
        kept = kept - {"no_backfill", "freeze"}
    if now.says("share_of"):
        kept = kept - {"how_many"}
    if now.says("working_time"):
        kept = kept - {"fte_lost"}
    return kept | now.cues


def settle(before: Frame, now: Frame) -> tuple[Frame, Decision | None]:
    """The merged frame with what is asked: the new question's own intent if it has one, else the earlier one."""
    merged = merge(before, now)
    earlier = decide(before)
    own = decide(replace(now, carried=True))
    if own is not None and own.intent in _STANDS_OUT:
        return merged, own
    if (
        earlier is None
        and not now.amounts
        and now.times.length is None
        and now.times.end is None
        and own is None
    ):
        return merged, None
    fresh = new_intent(before, merged, now)
    if fresh is not None:
        return merged, fresh
    if earlier is not None and says_little(now):
        return merged, earlier
    return merged, decide(merged) or earlier


def resolve(earlier: Sequence[tuple[Frame, tuple[Body, ...]]], now: Frame) -> tuple[Frame, Decision | None]:
    """The question as it stands after the earlier ones, each merged with those before it where it leans on them.

    Each earlier question comes with the bodies it was about, for when it names none and none can be carried.
    """
    state: Frame | None = None
    for frame, about in earlier:
        state = _step(state, frame)[0]
        state = replace(state, bodies=state.bodies or about)
    return _step(state, now)


def _step(state: Frame | None, frame: Frame) -> tuple[Frame, Decision | None]:
    own = decide(frame)
    bare = state is not None and own is None and bool(frame.amounts and not frame.bodies and state.asked)
    if state is None or not (leans(frame) or bare) or (own is not None and _whole(frame)):
        decision = own
        made = frame
    else:
        made, decision = settle(state, frame)
    return replace(made, asked=decision.intent.value if decision else ""), decision


def _whole(frame: Frame) -> bool:
    """A question that names its body and says what is asked needs nothing from before."""
    return (
        bool(frame.bodies)
        and not SWITCH.match(frame.text)
        and not re.match(r"^(?:and|same|use|now)\b", frame.text)
    )


_STANDS_OUT = frozenset({Intent.PERSON, Intent.PROBABILITY})
