"""The part a percentage plays, decided by the words before and after it."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re

from assistant.scenario.amount_model import Role
from assistant.scenario.amount_senses import _SHARE_WORDS, _TO, _target_sense
from assistant.scenario.cues import LEAVER, YEARLY, has
from ingest.quantities_model import Kind, Quantity


def _percent_role(item: Quantity, left: str, right: str, text: str) -> tuple[Role, str]:
    if (
        re.search(r"\b(?:is|what's|calculate|work out)\s+$", left)
        and re.match(r"\W{0,2}of\b", right)
        and not has(right, "leaver_word", "hires", "award")
    ):
        return Role.SHARE, ""
    if re.match(
        r"\W{0,2}of (?:everyone|all|those|the people|people|whoever) (?:who(?:m)? )?(?:that )?(?:thebody|it|we|they|the council) (?:tak\w+ on|hir\w+|recruit\w*|appoint\w*)",
        right,
    ):
        return Role.HIRES, ""
    if re.match(
        r"\W{0,2}(?:of [^,.%]{0,40})?\bto be (?:from|women|men|under|over|disabled|of|female|male|aged)\b",
        right,
    ):
        return Role.TARGET, "get_to"
    if has(text, "how_far") and re.search(r"\b(?:from|of|short of|to|below|at)\s+(?:the |a )?$", left):
        return Role.TARGET, "get_to"
    if re.match(
        r"\W{0,2}(?:smaller|lower|fewer|less|bigger|larger|higher|down|up)\b(?! (?:on|than) (?:agency|leavers))",
        right,
    ) and not re.search(
        r"\b(?:turnover|churn|agency|inflation|award|pay|rise|settlement)\b[^.,]{0,20}$", left
    ):
        return Role.CHANGE, ""
    if re.match(
        r"\W{0,2}(?:share|representation|of (?:the )?(?:workforce|headcount|staff))\b", right
    ) and re.search(r"\b(?:for|to|at|reach|hit) (?:an? |the )?$", left):
        return Role.TARGET, "get_to"
    if re.match(
        r"\W{0,2}(?:of )?(?:the |thebody's |thebody |its |those |all |staff |people |aged |workers |employees )*(?:over|under|above)?[ -]?\d\d(?:s| and over)?[^.,%]{0,25}?\b(?:retir\w*|goe?s?|leav(?:e|es|ing)|left|depart\w*)\b",
        right,
    ):
        return Role.RETIRE, ""
    if re.search(
        r"\b(?:cut|reduc|lower|trim|drop|rais|increas|knock|shav|tak)\w* (?:down )?(?:(?:thebody's|thebody|the|its|their|staff|our|annual) )*(?:turnover|churn|attrition)(?: rate)? $",
        left,
    ):
        return Role.CHANGE, ""
    tight = left[-48:]
    change_word = re.search(r"\bby\s+(?:about |another |a further |around )?$", left)
    of_leavers = re.match(
        rf"\W{{0,2}}(?:of )?(?:its |the |all |our |their |thebody's |new |council's |posts |jobs |vacancies |of |left by )*(?:{LEAVER})\b",
        right,
    )
    backfilled = re.match(r"\W{0,2}(?:back-?fill\w*|replacement|replaced|refill\w*|backfill rate)\b", right)
    of_a_kind = re.match(
        r"\W{0,2}(?:of )?\w*\s*leavers? (?:are|is|being|who are) (?:women|female|men|under|over|from)", right
    )
    if (of_leavers or backfilled) and not of_a_kind:
        return Role.BACKFILL, ""
    if re.search(
        r"\b(?:back-?fill\w*|replac(?:e|es|ed|ing|ement rate|ement)|refill\w*|refills|rehir\w*|fills?|filling|filled)\s+(?:(?:rate|only|just|of|at|is|to|about|around|up|rises|falls|drops|goes|was|were|stays|leavers)\s+)*$",
        tight,
    ):
        return Role.BACKFILL, ""
    if not re.search(r"\b(?:turnover|churn|attrition|wastage)\b[^%]{0,14}$", left) and re.match(
        r"(?:\W*(?:,|or|and)\s*\d[\d.]*%)+\s*(?:of (?:the |its |all )?leavers|back-?fill|replac|refill)",
        right,
    ):
        return Role.BACKFILL, ""
    if re.search(r"\bback-?fill\w*[^.]{0,30}\d%?,?\s*(?:or|and|,|to|versus)\s*$", left):
        return Role.BACKFILL, ""
    if re.match(
        r"\W{0,2}(?:of )?(?:its |the |all |our |their |thebody's |new |those |external )*(?:hires?|starters?|recruits?|appointments?|joiners?|new (?:staff|employees|starters|people|appointments)|intake|people hired|recruitment|appointees)\b",
        right,
    ):
        return Role.HIRES, ""
    if re.search(
        r"\b(?:hires?|starters|recruits|appointments|joiners|intake)\b[^.]{0,25}\b(?:are|were|is|at|to be)\s+$",
        left,
    ):
        return Role.HIRES, ""
    if re.match(r"\W{0,2}(?:of [^.,]{0,40})?\b(?:retir\w*)\b", right) or re.search(
        r"\bretir\w*\b[^.]{0,20}\b(?:at|of|rate|is)\s+$", left
    ):
        return Role.RETIRE, ""
    if has(text, "agency") and (
        re.match(r"\W{0,2}(?:more|dearer|extra|higher|above|premium|mark-?up|costlier|over|pricier)\b", right)
        or re.search(r"\b(?:premium|mark-?up|dearer by|more by)\b[^.]{0,12}$", left)
    ):
        return Role.PREMIUM, ""
    if re.search(r"\b(?:inflation|cpi|prices?)\b[^.,]{0,25}$", left) or re.match(
        r"\W{0,2}(?:a year |annual |of )*(?:price |cpi )?(?:inflation|cpi)\b", right
    ):
        return Role.INFLATION, ""
    if (
        (
            has(text, "pension")
            and not re.match(r"\W{0,2}(?:of )?(?:staff|employees|members|people|are|in the)\b", right)
            and (
                re.search(
                    r"\b(?:pension|lgps|contribution|employer|rate|at|than|to|from|rather than|of)\b[^.]{0,30}$",
                    left,
                )
            )
        )
        and not has(right[:25], "award")
        and not has(left[-25:], "award")
    ):
        return Role.PENSION, ""
    if has(text, "pension") and re.match(
        r"\W{0,2}(?:of )?(?:all )?(?:staff|employees|members|people|them|are|in the)\b", right
    ):
        return Role.MEMBERSHIP, ""
    if re.match(
        r"\W{0,2}(?:of (?:the )?|national |njc |annual |local |average |extra |more |on (?:the |thebody's )?)*(?:pay )?(?:awards?|rise\b|deal|settlement|offer|pay rise|uplift)\b",
        right,
    ) and has(text, "award"):
        return Role.AWARD, ""
    if re.match(r"\W{0,2}on (?:the |thebody's )?(?:national )?(?:pay )?(?:award|bill|pay)\b", right):
        return Role.AWARD, ""
    if re.search(
        r"\b(?:awards?|pay rises?|pay deal|settlement|offer|pay (?:goes|went) up|pay increases?)\b[^.,£%]{0,25}$",
        left,
    ):
        return Role.AWARD, ""
    turnover_left = re.search(
        r"(?<!natural )\b(?:turnover|attrition rate|leaving rate|churn|wastage|labour turnover|rate of leaving)\b(?:(?!backfill|replac|fte\b|hires|staff|alone|enough|sufficient|\blose\b|deliver)[^.%£]){0,42}$",
        left,
    )
    turnover_right = re.match(
        r"\W{0,3}(?:annual |staff |yearly |a year |labour )*(?:turnover|attrition|churn|wastage)\b|\W{0,2}(?:of (?:staff|people|the workforce|employees) )?(?:leave|leaving|left)\b",
        right,
    )
    turnover_list = re.search(r"\bturnover\b[^.]{0,30}\d%,?\s*(?:or|and|,|to|versus|vs)\s*$", left)
    if (turnover_left or turnover_right or turnover_list) and not re.search(r"\bbackfill[^.]{0,20}$", left):
        if change_word:
            return Role.CHANGE, ""
        return Role.TURNOVER, "to" if re.search(_TO, left) else ""
    if re.search(r"\bfrom\s+(?:the |about )?$", left) and re.match(
        r"[^.]{0,25}\b(?:to|down to|up to)\b", right
    ):
        return Role.START, ""
    if change_word:
        return Role.CHANGE, ""
    if re.match(
        r"\W{0,2}(?:of|off) (?:today's|the (?:present|current|starting|original|baseline)|its (?:present|current))",
        right,
    ) and re.search(r"\b(?:to|at|down to)\s+$", left):
        return Role.TARGET, "get_to"
    sense = _target_sense(left)
    if (
        sense
        and re.search(r"\b(?:at|is|are|be)\s+(?:an? |the |around |about )*$", left)
        and re.match(rf"\W{{0,2}}(?:{YEARLY}|cuts?\b|fall|reduction|growth|cut\b|a year)", right)
    ):
        sense = None
    listed = r"(?:\W*(?:,|or|and)\s*\d[\d.]*%)*"
    if sense and re.match(
        rf"{listed}\W{{0,2}}(?:{YEARLY}|cuts?\b|falls?\b|reductions?\b|(?:annual|yearly) (?:cut|fall|red))",
        right,
    ):
        sense = None
    if sense and re.search(r"\bat\s+(?:the |an? )?$", left) and not _SHARE_WORDS.search(text):
        sense = None
    if sense and item.kind is Kind.PERCENT and not item.change:
        return Role.TARGET, sense
    return Role.CHANGE, ""
