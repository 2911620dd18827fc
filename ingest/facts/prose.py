"""Figures stated in sentences and list items: high precision first, so a doubtful pairing is no fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import cues
from ingest.facts.found import Found, Pair, Statement
from ingest.facts.pairing import pairs
from ingest.facts.whenever import own_date
from ingest.metrics import base, metric
from ingest.model import Body, FactKind
from ingest.quantities import Kind, Quantity, find

_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)?|workforce (?:of|is|was|stands|comprises|totals)|size of (?:the|our|its)|"
    r"head ?count|total (?:number|staff|workforce|employees)|"
    r"(?:number|total) of (?:staff|employees|people)|made up of|comprises?|consists? of|work for (?:the|us)|"
    r"(?:council|authority|organisation|we) (?:currently |now )?(?:has|have|had)|of our|of the(?=\s*[*_]*$)|"
    r"largest employers?)\b",
    re.I,
)
_PROFILE_ITEM = re.compile(
    r"^\W*[\d,]+\s+(?:employees|staff|people employed|colleagues)(?:\s+(?:in post|in total|employed|overall|"
    r"on the payroll))?\W*$",
    re.I,
)
_WORK_FOR = re.compile(
    r"\s*[*_]*\s*(?:people|staff|employees|colleagues) (?:\w+ )?work(?:ing|s)? (?:for|at) (?:the (?:council|"
    r"authority)|us)\b",
    re.I,
)
_NOT_ALL_STAFF = re.compile(
    r"\b(?:train\w*|attend\w*|complet\w*|particip\w*|support\w*|appoint\w*|recruit\w*|volunteer\w*|"
    r"nominat\w*|respon\w*|survey\w*|"
    r"surveyed|took part|progress\w*|redeploy\w*|benefit\w*|enrol\w*|sign\w* up|joined|left|lost|"
    r"transferr?\w*|tupe\w*|receiv\w*|"
    r"promot\w*|qualif\w*|graduat\w*|mentor\w*|award\w*|more than one|new|extra|additional|each|per)\b",
    re.I,
)
_SICK = re.compile(r"\b(?:sick\w*|absen\w*|lost per|ill(?:ness)?)\b", re.I)
_NOT_STAFF_VACANCY = re.compile(
    r"\b(?:shops?|retail|housing|propert\w+|town centre|office space|commercial|units?|homes?|dwellings?|"
    r"premises)\b",
    re.I,
)
_NOT_COUNCIL_MONEY = re.compile(
    r"\b(?:households?|residents?|customers?|tenants?|famil(?:y|ies)|businesses|(?:energy|fuel|tax|"
    r"household|utility|water) bills?|fuel|energy|carbon|tonnes|co2|solar|electricity|each home|per home|"
    r"per property|grant|funding awarded|households|landlords?|lifetime|payback)\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"^\W*(?:is|are|would be|can be) (?:\w+ )?(?:considered|seen as|regarded|ideal|healthy|normal)\b", re.I
)
_LINK = re.compile(
    r"\b(?:is|are|was|were|of|at|stood|stands?|totals?|totalled|to|from|number\w*|rose|fell|increased|"
    r"reduced|decreased|reached|"
    r"currently|has|have|had|comprises?|about|around|by)\b|[:=–—]|\s-\s",
    re.I,
)
_LONGEST_SENTENCE = 4_000  # characters; what is longer is a broken text, not a sentence
_MOST_PAY_RISE = 10_000.0  # pounds a head; more is what an award costs in all
_CHANGE_METRICS = frozenset(
    {"workforce.change_hist", "budget.opex_cut", "pay.award", "budget.saving", "leavers.count"}
)
_GROUPS = frozenset(
    {"div.share", "age.share", "div.declared", "workforce.parttime", "workforce.fulltime", "age.mean"}
)
_SHARE_OF = re.compile(
    r"^\W*(?:of|are|were|is|was|who|declar|identif|from|aged|have|had|work|female|male|wom|men|bame|bme|"
    r"disab|part|full|over|under|lgb)",
    re.I,
)


def read_prose(statement: Statement, body: Body | None) -> list[Found]:
    """Figures that one sentence or list item states; empty when it speaks of another council."""
    text = statement.text
    if len(text) > _LONGEST_SENTENCE:
        return []
    if not re.search(r"\d|per cent|percent|\b[Xx]{1,3}\b|\bhal(?:f|ve)|\bthird|quarter", text):
        return []
    quantities = find(text)
    if cues.names_other_council(text, body):
        return []
    return [found for pair in pairs(text, quantities) if (found := _read(statement, pair, quantities))]


def _read(statement: Statement, pair: Pair, quantities: Sequence[Quantity]) -> Found | None:
    text, value = statement.text, pair.quantity
    before, after, started = around(text, value, quantities)
    chosen = pair.match.metric
    if not _plausible(statement, pair, before, after):
        return None
    changed = cues.is_change(started, after) or value.change
    if changed and base(chosen) not in _CHANGE_METRICS:
        return None
    if base(chosen) == "workforce.change_hist" and not changed:
        if value.kind is Kind.PERCENT or not re.search(r"\b(?:from|to|at)\W*$", before, re.I):
            return None
        chosen = "workforce.fte" if value.kind is Kind.FTE else "workforce.headcount"
    kind = cues.kind_of(before, after, statement.lead, started=started)
    kind = _settled_kind(chosen, kind, started)
    declared = base(chosen) == "div.share" and re.search(r"\bdeclar", after, re.I)
    scope = pair.match.scope or (
        "declared" if declared else cues.scope_of(_clause(text, value, pair, quantities))
    )
    flow = metric(chosen).type != "stock"
    when = own_date(
        text,
        value,
        quantities,
        flow=flow and metric(chosen).type == "flow" or base(chosen) in _CHANGE_METRICS,
    )
    return Found(statement, chosen, value, kind, scope, _label(text, pair), when)


def around(text: str, value: Quantity, quantities: Sequence[Quantity]) -> tuple[str, str, str]:
    """Words since the figure before, words up to the one after or the end of the clause, all words before."""
    lower = max((item.end for item in quantities if item.end <= value.start and not item.temporal), default=0)
    upper = min(
        (item.start for item in quantities if item.start >= value.end and not item.temporal),
        default=len(text),
    )
    after = re.split(r"[.;](?=\s|$)", text[value.end : upper])[0]
    started = re.split(r"[.;](?=\s)", text[: value.start])[-1]
    return text[lower : value.start], after[:60], started


def _clause(text: str, value: Quantity, pair: Pair, quantities: Sequence[Quantity]) -> str:
    """The words of the clause that holds figure and wording."""
    start, end = min(value.start, pair.match.start), max(value.end, pair.match.end)
    left = max((m.end() for m in re.finditer(r"[.;,](?=\s)", text[:start])), default=0)
    right = next((end + m.start() for m in re.finditer(r"[.;,](?=\s|$)|\band\b", text[end:])), len(text))
    figures = [item.start for item in quantities if not item.temporal and item.start >= end]
    return text[left : min([right, *figures])]


def _settled_kind(metric_id: str, kind: FactKind, started: str) -> FactKind:
    """A gap is forecast by nature and stays a stated figure; a cut in cost is a target unless it happened."""
    if metric_id == "budget.gap" and kind in {FactKind.TARGET, FactKind.ASSUMPTION}:
        return FactKind.ACTUAL
    happened = re.search(r"\b(?:has|have|had|already|achieved|delivered|was|were|made)\b", started, re.I)
    if metric_id == "budget.opex_cut" and kind is FactKind.ACTUAL and not happened:
        return FactKind.TARGET
    return kind


def _plausible(statement: Statement, pair: Pair, before: str, after: str) -> bool:
    """Whether this pairing can be about the body's own staff or money."""
    if _SUPPOSED.search(after):
        return False
    text, value, chosen = statement.text, pair.quantity, base(pair.match.metric)
    near = before[-80:] + " # " + after
    if value.kind is Kind.COUNT and chosen != "workforce.headcount" and not _joined(text, pair):
        return False
    if chosen == "pay.award":
        costing = re.search(r"\bpay (?:award|rise|increase)s? (?:\w+ )?costs?\b", text, re.I)
        return costing is None and not (value.kind is Kind.MONEY and (value.value or 0) > _MOST_PAY_RISE)
    if chosen == "workforce.headcount":
        return _all_staff(text, value, pair)
    if chosen in _GROUPS:
        return _staff_group(statement, value, near, after)
    if chosen.startswith("sickness."):
        return _sickness(statement, value, chosen)
    if chosen.startswith("vacancy."):
        return not _NOT_STAFF_VACANCY.search(text)
    if chosen.startswith(("budget.", "cost.", "pay.", "agency.")) and value.kind is Kind.MONEY:
        return not _NOT_COUNCIL_MONEY.search(text) and not (
            value.per and value.per != "year" and chosen != "pay.avg_per_fte"
        )
    if chosen in {"leavers.count", "joiners.count"}:
        staff = cues.about_staff(f"{text} {statement.surroundings}") or re.search(
            r"\b(?:organisation|council|authority)\b", text, re.I
        )
        return bool(staff) and value.kind is Kind.COUNT
    if chosen.startswith("paygap."):
        return "gap" in f"{text} {statement.surroundings}".lower()
    if chosen in {"leavers.rate", "budget.opex_cut", "workforce.change_hist", "backfill.rate"}:
        return not re.search(r"\b(?:tenan\w+|business(?:es)?|shops?|homes?)\b", near, re.I)
    return True


def _joined(text: str, pair: Pair) -> bool:
    """Whether a count stands next to what it counts, or is joined to it by words that link a label to it."""
    value, match = pair.quantity, pair.match
    if match.start >= value.end:
        return len(text[value.end : match.start].split()) <= 4
    gap = text[match.end : value.start]
    return len(gap.split()) <= 9 and bool(_LINK.search(gap)) or not gap.strip(" *_:–—-(")


def _all_staff(text: str, value: Quantity, pair: Pair) -> bool:
    """A count is a headcount only in words that speak of all who are employed: "we employ 879 staff"."""
    if value.kind is Kind.PLACEHOLDER:
        return bool(_EMPLOYS.search(text))
    if value.value is None or value.value < 20 or value.per:
        return False
    if _PROFILE_ITEM.match(text) or _WORK_FOR.match(text[value.end :]):
        return True
    lead = re.split(r"[.;](?=\s)", text[max(0, value.start - 150) : value.start])[-1]
    near = lead + " " + text[value.end : value.end + 40]
    if pair.match.weight > 1 and re.search(r"head ?count|\bHC\b", pair.match.text, re.I):
        return not re.search(r"\b(?:reduc\w+|cut|los\w+)\b[^.]{0,30}\bby\s*$", lead, re.I)
    employs = _EMPLOYS.search(lead)
    if employs is None:
        return False
    return (
        not _NOT_ALL_STAFF.search(lead[employs.end() :])
        and not _NOT_ALL_STAFF.search(text[value.end : value.end + 30])
        and bool(near)
    )


def _staff_group(statement: Statement, value: Quantity, near: str, after: str) -> bool:
    """A share of a group counts only when the text or what stands over it is about staff, not residents."""
    counted = value.kind is Kind.COUNT and "average" not in near.lower() and "mean" not in near.lower()
    if counted and not _SHARE_OF.search(after) and "(" not in after[:3]:
        return False
    staff_here = cues.about_staff(statement.text)
    if cues.about_residents(near) and not cues.about_staff(near):
        return False
    if cues.about_residents(statement.text) and not staff_here:
        return False
    if re.search(
        r"\b(?:satisf\w+|agree\w*|feel|felt|said|survey\w*|respond\w*|responses?|report(?:ed)? (?:feeling|"
        r"that)|would recommend)\b",
        statement.text,
        re.I,
    ):
        return False
    return staff_here or cues.about_staff(statement.surroundings)


def _sickness(statement: Statement, value: Quantity, chosen: str) -> bool:
    text = statement.text
    if not _SICK.search(text) and not _SICK.search(statement.surroundings):
        return False
    if re.match(
        r"\W*of (?:all |our |the |total |days )*(?:sick\w*|absen\w*|days|time lost|cases)",
        text[value.end :],
        re.I,
    ):
        return False
    if value.kind is Kind.DAYS and value.value is not None:
        per_head = value.per in {"fte", "head"} or re.search(
            r"per (?:FTE|employee|person|head|full)", text, re.I
        )
        if chosen == "sickness.days_per_fte":
            return value.value < 40
        return not (per_head and value.value < 40) and value.value >= 40
    return True


def _label(text: str, pair: Pair) -> str:
    """The words of the document for the figure."""
    words = text[pair.match.start : pair.match.end].replace(pair.quantity.text, " ")
    return " ".join(re.sub(r"[*_]+", "", words).split()).strip(" -–:,.")
