"""The part a figure plays, decided by the words before and after it: sums and counts."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re

from assistant.scenario.amount_model import Role
from assistant.scenario.amount_pace import _direction
from assistant.scenario.amount_percents import _percent_role
from assistant.scenario.amount_senses import _target_sense
from assistant.scenario.cues import DOWN, LEAVER, POST, STAFF, UP, YEARLY, has
from ingest.quantities_model import Kind, Quantity

_PEOPLE_UNIT = re.compile(rf"^(?:{STAFF}|members|persons|women|men|apprentices|starters|hires|recruits)\b")


def _role(item: Quantity, left: str, right: str, text: str) -> tuple[Role, str]:
    if item.kind is Kind.MONEY:
        return _money_role(item, left, right, text)
    if item.kind in {Kind.PERCENT, Kind.POINTS}:
        return _percent_role(item, left, right, text)
    return _count_role(item, left, right, text)


def _money_role(item: Quantity, left: str, right: str, text: str) -> tuple[Role, str]:
    value = item.value or 0.0
    if (
        re.search(rf"\b(?:{DOWN}|{UP})", left[-40:]) is None
        and re.match(r"\W{0,2}(?:each|every|a|per) year\b", right)
        and has(text, "save_word")
    ):
        return Role.SAVING, ""
    if re.match(
        rf"\W{{0,2}}(?:for |in )?(?:a|an|per|each|every|/|apiece per)? ?(?:departing |average )?{LEAVER}\b",
        right,
    ):
        return Role.LEAVER_COST, ""
    if re.search(
        r"\b(?:each|every|per|an?|one|the average) (?:leaver|departure|resignation|person who leaves)\b[^£]{0,30}$",
        left,
    ):
        return Role.LEAVER_COST, ""
    each = re.match(
        r"\W{0,2}(?:each\b(?! (?:year|month))|apiece\b|a time\b|a head\b|per head\b|a pop\b)", right
    )
    if (
        each
        and has(text, "leaver_cost", "leaver_word")
        and not re.search(r"\bposts?\b|\bgap\b|\bfte\b", text)
    ):
        return Role.LEAVER_COST, ""
    if each or re.match(
        rf"\W{{0,2}}(?:of )?(?:a year |per year |a head )?(?:basic |gross |average |mean )?(?:pay |salary |cost )?(?:a|an|per|each|every|for (?:each|every|an?)|/)\s?(?:average |full[- ]time |whole |extra )?{POST}\b",
        right,
    ):
        return Role.UNIT_COST, ""
    if 4_000 <= value <= 250_000 and re.match(
        r"\W{0,2}(?:a year |per year |annual |average |of |in )*(?:pay|salar(?:y|ies)|wages?|earnings)\b",
        right,
    ):
        return Role.UNIT_COST, ""
    if re.search(
        r"\b(?:giv(?:e|es|ing)|pay(?:s|ing)?|award(?:s|ing)?) (?:everyone|everybody|all (?:staff|employees|colleagues)|every \w+|each \w+|staff|employees) (?:an? )?(?:extra |further |flat |additional )*$",
        left,
    ):
        return Role.AWARD, ""
    if (
        re.search(r"\b(?:per|for (?:each|every)|on each|for)\s+$", left)
        and re.match(r"\W{0,2}(?:of|in|on) ", right)
        and value >= 100_000
    ):
        return Role.BASE, ""
    if (
        4_000 <= value <= 250_000
        and item.per != "year"
        and re.search(
            r"(?:\bat|@|\bcost\w*|\bcosting|\bpriced at|\bsalar(?:y|ies)(?: is| of| are| at)?|\bpay(?: is| of| averages| at)?|\bavera\w+(?: of| is)?|\bassum\w+|\bwith|\bof|\bis|\bon|\buse|\bsay|\btry|\bit was|\bwere)\s+(?:about |around |say |an? average of )?$",
            left,
        )
        and not has(text, "agency")
        and not has(left[-12:], "gap")
    ):
        return Role.UNIT_COST, ""
    if re.match(
        r"\W{0,2}(?:a year |annual |budget |funding |financial |recurrent |savings )*(?:gap|shortfall|deficit|hole)\b",
        right,
    ):
        return Role.GAP, ""
    if re.search(
        r"\b(?:gap|shortfall|deficit)\s+(?:is|was|of|at|were|being|grew to|rose to|=)?\s*(?:about |around )?$",
        left,
    ):
        return Role.GAP, ""
    clause = left[-60:] + " " + right[:40]
    if has(clause, "one_off") and not re.search(r"\brecurr", clause):
        return Role.ONE_OFF, ""
    if has(text, "left", "gap") and re.search(
        r"\b(?:identif\w+|found|finds?|deliver\w*|achiev\w*|secur\w*|bank\w*|made|realis\w*|agreed)\s+(?:already |so far |another |a further |savings (?:of|worth) |about )*$",
        left,
    ):
        return Role.SAVING, ""
    if re.search(r"\bsave\s+(?:thebody's|the|our|its|their)\s+$", left):
        return Role.REFERENCE, ""
    if re.search(r"\bsav(?:e|es|ed|ing|ings)\b[^.]{0,60}$", left) and not re.search(
        r"\bsav\w+\b[^.]{0,60}\b(?:of the|left of|close)\s*$", left
    ):
        return Role.SAVING, ""
    if re.match(r"[^,.]{0,40}\bsav(?:ing|ings)\b", right) and not re.match(r"\W*(?:target|plan)", right):
        return (
            Role.SAVING
            if item.per == "year" or "each" in right[:30] or re.search(r"\b(?:the|a|an|of)\s+$", left) is None
            else Role.REFERENCE
        ), ""
    if re.search(
        r"\b(?:award|pay rise|rise|increase|settlement|uplift)\s+(?:of|worth|is|at)?\s*$", left
    ) and has(text, "award"):
        return Role.AWARD, ""
    if re.match(r"\W{0,2}(?:flat[- ]rate |flat )?(?:pay )?(?:award|rise)\b", right):
        return Role.AWARD, ""
    yearly = item.per == "year" or re.match(rf"\W{{0,2}}(?:{YEARLY})", right)
    yearly = yearly or re.search(r"\b(?:each|every) year\b[^,.]{0,60}$", left)
    sense = _target_sense(left)
    if (
        sense
        and re.search(r"\bto (?:only |just |about )?$", left)
        and not re.match(rf"\W{{0,2}}(?:{YEARLY})", right)
    ):
        return Role.TARGET, sense
    if yearly and _direction(left, right, text, item):
        return Role.CHANGE, ""
    if re.search(
        r"\b(?:must|should|needs? to|ha(?:s|ve) to|wants? to|is to|are to|got to) be (?:at |only |no more than )?(?:the |an? )?$",
        left,
    ):
        return Role.TARGET, "get_to"
    if sense and not re.search(r"\b(?:is|are|at|be)\s+(?:the |an? )?$", left):
        return Role.TARGET, sense
    if re.search(rf"\b(?:by|{DOWN})\s+(?:about |another |a further )?$", left):
        return Role.CHANGE, ""
    return Role.REFERENCE, ""


def _count_role(item: Quantity, left: str, right: str, text: str) -> tuple[Role, str]:
    if re.search(r"\b(?:spine point|scp|pay point|spinal (?:column )?point|point)\s*$", left):
        return Role.SPINE_POINT, ""
    if (
        item.kind is Kind.DAYS
        and re.match(r"[ -]*(?:day )?(?:working )?year\b", right)
        and (item.value or 0) > 100
    ):
        return Role.WORKING_DAYS, ""
    if item.kind is Kind.DAYS and (item.value or 0) >= 200 and has(text, "sickness"):
        return Role.WORKING_DAYS, ""
    if re.search(r"\b(?:new|extra|additional|more) (?:posts|jobs|hires)\b", right[:25]) or re.match(
        r"\W{0,2}(?:new|extra|additional) (?:posts|jobs|staff|people|fte|roles)\b", right
    ):
        return Role.NEW_POSTS, ""
    stock = re.search(
        r"\b(?:assum(?:e|ing)|suppose|say|with|if (?:we|it|they) (?:have|had|employ(?:s|ed)?|has)|let's say|given|employ(?:s|ing)|take|use|using|there (?:are|were)|"
        r"(?:has|have|had)|headcount (?:is|of|was|=)|workforce of|staff of|fte (?:is|of|was|=)|baseline of|start(?:s|ing)? (?:from|at|with)|organisation (?:with|of)|council of|council with)\s+"
        r"(?:about |around |say |a headcount of |a workforce of |that |it has |we have |there are )*$",
        left,
    )
    yearly = item.per == "year" or re.match(rf"\W*(?:\w+ ){{0,3}}?(?:{YEARLY})", right)
    if (
        has(text, "convert")
        and item.kind in {Kind.FTE, Kind.COUNT}
        and not yearly
        and re.search(
            r"\b(?:is|are|would|in|convert\w*|do|does|make|equals?|translate\w*|of|many (?:people|heads|staff|fte)|(?:equal|equivalent|corresponding) to)\s+(?:a |the )?$|^$|\bwhat'?s\s+$",
            left,
        )
    ):
        return Role.CONVERT, ""
    by_words = r"\W{0,2}(?:more|fewer|extra|less)\b|\W{0,2}(?:\w+ )?(?:reduction|cut|fall|drop|rise|increase|decrease)\b"
    if re.match(by_words, right) and not re.search(r"\bto\s+$", left):
        return Role.CHANGE, ""
    gone = r"\W{0,2}(?:fte |posts |jobs |roles |people |staff |heads )+(?:at £[\d.,]+\w? (?:each |a post )?)?(?:go|went|are cut|are lost|are removed|are deleted|removed|deleted|cut|lost|disappear)\b"
    if re.match(gone, right):
        return Role.CHANGE, ""
    sense = _target_sense(left)
    falls = _direction(left, right, text, item)
    if yearly and sense is None:
        return Role.CHANGE, ""
    supposed = stock and re.search(r"\b(?:assum|suppose|if (?:we|it))", left)
    if sense and not supposed and not (yearly and falls and re.search(r"\bby\s+$", left)):
        return Role.TARGET, sense
    if stock:
        return Role.STOCK, ""
    if re.search(rf"\b(?:by|{DOWN}|{UP})\s+(?:about |another |a further |of )?$", left):
        return Role.CHANGE, ""
    if item.kind in {Kind.FTE, Kind.DAYS} or _PEOPLE_UNIT.match(item.unit):
        return Role.OTHER, ""
    return Role.OTHER, ""
