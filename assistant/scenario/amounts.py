"""The quantities of a question, each with the part it plays: change, target, turnover, cost of a post and so on.

``ingest.quantities`` reads the figures; the part is decided by the words around each one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.scenario.cues import DOWN, LEAVER, POST, STAFF, UP, YEARLY, has
from ingest import quantities
from ingest.model import Approx
from ingest.quantities_model import Kind, Quantity


class Role(StrEnum):
    """What a figure is for in the question."""

    CHANGE = "change"
    TARGET = "target"
    START = "start"
    TURNOVER = "turnover"
    BACKFILL = "backfill"
    PREMIUM = "premium"
    AWARD = "award"
    INFLATION = "inflation"
    RETIRE = "retire"
    HIRES = "hires"
    PENSION = "pension"
    MEMBERSHIP = "membership"
    SHARE = "share"
    UNIT_COST = "unit_cost"
    LEAVER_COST = "leaver_cost"
    GAP = "gap"
    SAVING = "saving"
    ONE_OFF = "one_off"
    BASE = "base"
    REFERENCE = "reference"
    STOCK = "stock"
    CONVERT = "convert"
    NEW_POSTS = "new_posts"
    WORKING_DAYS = "working_days"
    SPINE_POINT = "spine_point"
    WEIGHT = "weight"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with its role. ``sign`` is -1 for a fall, 1 for a rise, 0 when the words do not say.

    ``per`` is "year", "month", "total" or "" (not said); ``sense`` tells how a target was worded ("under",
    "at_least", "back_to", "get_to"); ``basic`` is True for pay said to be without on-costs.
    """

    role: Role
    kind: Kind
    value: float
    high: float | None = None
    sign: int = 0
    per: str = ""
    sense: str = "get_to"
    approx: Approx = Approx.NONE
    start: int = 0
    end: int = 0
    text: str = ""
    unit: str = ""
    relative: bool = False


_LIST_OF_PERCENT = re.compile(
    r"(?<![\w£.])(?P<list>\d+(?:\.\d+)?(?:\s?%)?(?:\s*,\s*\d+(?:\.\d+)?(?:\s?%)?)*)\s*,?\s+(?P<word>or|and|to|versus|vs\.?|against|rather than)\s+"
    r"(?P<last>\d+(?:\.\d+)?)\s?(?P<unit>%|per ?cent\b|percent\b)"
)
_LIST_OF_MONEY = re.compile(
    r"£(?P<list>\d+(?:\.\d+)?(?:\s*,\s*£?\d+(?:\.\d+)?)*)\s*,?\s+(?P<word>and|or)\s+£?(?P<last>\d+(?:\.\d+)?)\s?(?P<unit>m|k|bn|million|thousand)\b"
)
_HALF_OF = re.compile(
    r"\b(?:half)\b(?=\s+(?:of\s+)?(?:its|their|our|the|all)?\s*(?:leavers|departures|those who))"
)
_PEOPLE_UNIT = re.compile(rf"^(?:{STAFF}|members|persons|women|men|apprentices|starters|hires|recruits)\b")


_SMALL = r"(one|two|three|four|five|six|seven|eight|nine|ten)"


def _and_a_half(match: re.Match[str]) -> str:
    """ "two and a half per cent" in digits."""
    return f"{_SMALL.strip('()').split('|').index(match[1]) + 1}.5%"


def spell_out(text: str) -> str:
    """Write shorthand lists in full: "12, 14.3 and 16%" becomes "12%, 14.3% and 16%"; "£2m, 3m" likewise."""

    def percents(match: re.Match[str]) -> str:
        if match["word"] == "to" and "," not in match["list"]:
            return match.group()
        if re.search(r"between\s*$", text[: match.start()]):
            return match.group()
        items = [item.strip(" %") for item in match["list"].split(",")]
        return ", ".join(f"{item}%" for item in items) + f" {match['word']} {match['last']}%"

    def pounds(match: re.Match[str]) -> str:
        items = [item.strip(" £") for item in match["list"].split(",")]
        return (
            ", ".join(f"£{item}{match['unit']}" for item in items)
            + f" {match['word']} £{match['last']}{match['unit']}"
        )

    text = (
        re.sub(r"(?<=\d) ?\bper ?cent\b", "%", text)
        if "percent of" not in text and "percentage" not in text
        else text
    )
    text = re.sub(r"(\d)\s+%", r"\1%", text)
    text = re.sub(r"(?<=\d)%(?:age)? points?\b", " percentage points", text)
    text = _HALF_OF.sub("50%", text)
    text = re.sub(r"\bhalf in (?=one|the|each|a |year)", "50% in ", text)
    text = re.sub(
        r"\b(?:one|an?) (?:extra |more |further |additional )?(?:percentage point|per ?cent|%)(?= (?:of|on) (?:the )?(?:pay|award))",
        "1%",
        text,
    )
    text = re.sub(rf"\b{_SMALL} and a half (?:per ?cent|percent|%)", _and_a_half, text)
    text = re.sub(r"\btwice as many\b", "double the", text)
    text = re.sub(r"\bhalf as many\b", "halve the", text)
    text = re.sub(r"(?<=%)(,? (?:or|and)) all of\b", r"\1 100% of", text)
    text = re.sub(r"(?<=%)(,? (?:or|and)) none of\b", r"\1 0% of", text)
    return _LIST_OF_MONEY.sub(pounds, _LIST_OF_PERCENT.sub(percents, text))


def read(text: str) -> tuple[tuple[Amount, ...], list[Quantity]]:
    """The amounts of a folded, spelled-out question with their roles, and every quantity met (dates too)."""
    found = quantities.find(text)
    amounts: list[Amount] = []
    for item in found:
        if item.kind is Kind.PLACEHOLDER or item.temporal:
            continue
        if item.value is None or _is_label(item, text):
            continue
        amounts.append(_amount(item, text, found))
    return _settle_path(tuple(amounts), text), found


def _is_label(item: Quantity, text: str) -> bool:
    """Counts of things that are no quantity of the scenario: "all three councils", "five papers", "year three"."""
    if item.kind is not Kind.COUNT:
        return False
    after = text[item.end : item.end + 30].lstrip(" -")
    if re.match(
        r"(?:(?:of )?the )?(?:councils?|papers?|documents?|bod(?:y|ies)|authorities|years?|months?|budgets?|steps|scenarios?|options?|ways?|times\b|fte|reviews|missions)",
        after,
    ):
        return True
    before = text[max(0, item.start - 14) : item.start]
    return bool(
        re.search(
            r"\b(?:year|paragraph|level|levels|priority|grade|section|page|quarter|appendix|of the)\s+$",
            before,
        )
    )


def _amount(item: Quantity, text: str, found: list[Quantity]) -> Amount:
    left, right = _context(item, text, found)
    assert item.value is not None
    value, high, sign = item.value, item.high, 0
    if item.change:
        value, high, sign = abs(item.value), None, -1 if item.value < 0 else 1
    elif high is not None and value < 0 < high:
        sign = 1
    elif re.search(r"[-−–]\s?$", text[max(0, item.start - 2) : item.start]) and re.search(
        r"(?:^|\s|at|of|by)[-−–]\s?$", text[: item.start]
    ):
        sign = -1
    role, sense = _role(item, left, right, text)
    unit = item.unit
    amount = Amount(
        role,
        item.kind,
        value,
        high,
        sign=sign or _direction(left, right, text, item),
        per=_per(item, left, right, text),
        sense=sense,
        approx=item.approx if item.approx is not Approx.UNDER or sense != "under" else Approx.NONE,
        start=item.start,
        end=item.end,
        text=item.text,
        unit=unit,
    )
    return replace(amount, approx=Approx.NONE) if role is Role.TARGET else amount


def _context(item: Quantity, text: str, found: list[Quantity]) -> tuple[str, str]:
    """The words before and after a quantity, up to the sentence's end."""
    left = re.split(r"[.?!;](?:\s|$)", text[: item.start])[-1][-90:]
    right = re.split(r"[.?!;](?:\s|$)", text[item.end :])[0][:90]
    return left, right


def _per(item: Quantity, left: str, right: str, text: str) -> str:
    """Whether a change is each year, each month or in all; empty when the words do not say."""
    near = re.split(r",| and | then | but |\bfor\b|\bover\b|\buntil\b|\bby\b|\d", right, maxsplit=1)[0]
    if (
        re.search(rf"\b(?:{YEARLY})", near)
        or re.match(rf"\s*(?:{YEARLY})", right)
        or item.per == "year"
        and re.match(r"\W*(?:a|per|each|every|yearly|annual|p\.?a)", right)
    ):
        return "year"
    if re.search(r"\b(?:a|per|each|every) month\b|\bmonthly\b", near):
        return "month"
    asked = has(text, "what_rate")
    if not asked and re.search(rf"\b(?:{YEARLY}|annual|yearly)\s+(?:\w+ ){{0,4}}(?:of|by|at)?\s*$", left):
        return "year"
    if re.search(r"\b(?:in total|in all|overall|altogether|all told|total)\b", near) or re.search(
        r"\b(?:a total (?:of )?|overall |in total )$", left
    ):
        return "total"
    if re.match(r"\s*(?:off )?(?:\w+['’s]* ){0,5}?(?:each|every|per|a) year\b", right) or re.match(
        r"\s*cuts? (?:each|every|a|per) year", right
    ):
        return "year"
    in_each = r"\s*(?:[\w'’-]+ ){0,7}?in each of\b"
    if re.match(in_each, right) or re.search(r"\bin each of [^,]{0,40}$", left):
        return "year"
    if (
        not has(text, "what_rate")
        and re.search(
            r"\b(?:yearly|annual) (?:cuts?|falls?|reductions?|rates?|growth|rises?|changes?)\b", text
        )
        and item.kind is Kind.PERCENT
    ):
        return "year"
    if re.search(r"\b(?:each|every) year\b[^,]{0,60}$", left) and not re.search(
        r"\d[^,]{0,40}\b(?:each|every) year\b", left
    ):
        return "year"
    return ""


def _direction(left: str, right: str, text: str, item: Quantity) -> int:
    """-1 down, 1 up, 0 unknown: the nearest word of direction before the figure, else just after it."""
    if re.search(r"\b(?:tak(?:e|es|ing)|took|strip\w*|knock\w*)\s+(?:\w+ )?$", left) and re.search(
        r"\b(?:off|out|from|away)\b", right
    ):
        return -1
    after = re.match(
        rf"\W*(?:\w+['’]?\w* ){{0,3}}?(?P<down>{DOWN})|\W*(?:\w+['’]?\w* ){{0,3}}?(?P<up>{UP})", right
    )
    close = re.match(
        rf"\W{{0,2}}(?:annual |yearly |pay |fte |staff |total |of |further )*(?:(?P<down>{DOWN})|(?P<up>{UP}))",
        right,
    )
    if close:
        return -1 if close["down"] else 1
    downs = [m.end() for m in re.finditer(rf"\b(?:{DOWN})", left)]
    ups = [m.end() for m in re.finditer(rf"\b(?:{UP})", left)]
    if downs or ups:
        return -1 if max(downs, default=-1) > max(ups, default=-1) else 1
    if after:
        return -1 if after["down"] else 1
    return 0


def _role(item: Quantity, left: str, right: str, text: str) -> tuple[Role, str]:
    if item.kind is Kind.MONEY:
        return _money_role(item, left, right, text)
    if item.kind in {Kind.PERCENT, Kind.POINTS}:
        return _percent_role(item, left, right, text)
    return _count_role(item, left, right, text)


_TO = r"(?:\b(?:to have|to|at|be|is|are|reach(?:es|ing)?|hits?|hitting|touch(?:es)?|match(?:ed|es|ing)?|becomes?|of only|only|down to|up to|makes? up|be at|get to|stand at|average of|average is|is it|is that|are they|are we|level of|target of|goal of|cap of|limit of)\s+(?:the |only |just |about |around |exactly |no more than |an? |lga's? |sector's? |national |average |median |of |(?:workforce|headcount|total|staff|establishment|level|fte|figure) of )*)$"
_SENSES = (
    ("back_to", r"\b(?:back|return\w*|regain\w*|recover\w*)\b[^,]{0,16}$"),
    ("under", r"\b(?:under|below|less than|fewer than|beneath|no more than|at most)\s+(?:the )?$"),
    (
        "at_least",
        r"\b(?:above|over|more than|at least|past|exceed\w*|no (?:fewer|less) than|beyond)\s+(?:the )?$",
    ),
)


def _target_sense(left: str) -> str | None:
    left = re.sub(
        r"\b(?:an? |the |its )?(?:workforce|headcount|total|staff|establishment|level|figure) of $", "", left
    )
    for sense, pattern in _SENSES:
        if re.search(pattern, left):
            return sense
    return "get_to" if re.search(_TO, left) else None


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
        r"\b(?:each|every|per) (?:leaver|departure|resignation|person who leaves)\b[^£]{0,30}$", left
    ):
        return Role.LEAVER_COST, ""
    each = re.match(
        r"\W{0,2}(?:each\b(?! (?:year|month))|apiece\b|a time\b|a head\b|per head\b|a pop\b)", right
    )
    if each and has(text, "leaver_cost") and not re.search(r"\bposts?\b|\bgap\b|\bfte\b", text):
        return Role.LEAVER_COST, ""
    if each or re.match(
        rf"\W{{0,2}}(?:of )?(?:a year |per year |a head )?(?:basic |gross |average |mean )?(?:pay |salary |cost )?(?:a|an|per|each|every|for (?:each|every|an?)|/)\s?(?:average |full[- ]time |whole |extra )?{POST}\b",
        right,
    ):
        return Role.UNIT_COST, ""
    if (
        re.search(r"\b(?:per|for (?:each|every)|on each|for)\s+$", left)
        and re.match(r"\W{0,2}(?:of|in|on) ", right)
        and value >= 100_000
    ):
        return Role.BASE, ""
    if (
        4_000 <= value <= 250_000
        and not item.per == "year"
        and re.search(
            r"(?:\bat|@|\bcost\w*|\bcosting|\bpriced at|\bsalar(?:y|ies)(?: is| of| are| at)?|\bpay(?: is| of| averages| at)?|\bavera\w+(?: of| is)?|\bassum\w+|\bwith|\bof|\bis|\bon|\buse|\bsay|\btry|\bit was|\bwere)\s+(?:about |around |say |an? average of )?$",
            left,
        )
        and not has(text, "agency")
        and not has(left[-25:], "gap")
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
    if yearly and _direction(left, right, text, item):
        return Role.CHANGE, ""
    sense = _target_sense(left)
    if sense and not re.search(r"\b(?:is|are|at|be)\s+(?:the |an? )?$", left):
        return Role.TARGET, sense
    if re.search(rf"\b(?:by|{DOWN})\s+(?:about |another |a further )?$", left):
        return Role.CHANGE, ""
    return Role.REFERENCE, ""


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
    tight = left[-48:]
    change_word = re.search(r"\bby\s+(?:about |another |a further |around )?$", left)
    if re.match(
        rf"\W{{0,2}}(?:of )?(?:its |the |all |our |their |thebody's |new |council's |posts |jobs |vacancies |of |left by )*(?:{LEAVER})\b",
        right,
    ) or re.match(r"\W{0,2}(?:back-?fill\w*|replacement|replaced|refill\w*|backfill rate)\b", right):
        if not re.match(
            r"\W{0,2}(?:of )?\w*\s*leavers? (?:are|is|being|who are) (?:women|female|men|under|over|from)",
            right,
        ):
            return Role.BACKFILL, ""
    if re.search(
        r"\b(?:back-?fill\w*|replac(?:e|es|ed|ing|ement rate|ement)|refill\w*|refills|rehir\w*|fills?|filling|filled)\s+(?:(?:rate|only|just|of|at|is|to|about|around|up|rises|falls|drops|goes|was|were|stays|leavers)\s+)*$",
        tight,
    ):
        return Role.BACKFILL, ""
    if re.match(
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
        has(text, "pension")
        and not re.match(r"\W{0,2}(?:of )?(?:staff|employees|members|people|are|in the)\b", right)
        and (
            re.search(
                r"\b(?:pension|lgps|contribution|employer|rate|at|than|to|from|rather than|of)\b[^.]{0,30}$",
                left,
            )
        )
    ):
        if not has(right[:25], "award") and not has(left[-25:], "award"):
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
        r"(?<!natural )\b(?:turnover|attrition rate|leaving rate|churn|wastage|labour turnover|rate of leaving)\b(?:(?!backfill|replac|fte\b|hires|staff)[^.%£]){0,42}$",
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
    if sense and re.match(rf"\W{{0,2}}(?:{YEARLY}|cuts?\b|fall\b|reduction|cut\b)", right):
        sense = None
    if sense and re.search(r"\bat\s+(?:the |an? )?$", left) and not _SHARE_WORDS.search(text):
        sense = None
    if sense and item.kind is Kind.PERCENT and not item.change:
        return Role.TARGET, sense
    return Role.CHANGE, ""


_SHARE_WORDS = re.compile(
    r"\b(?:wom[ae]n|men|female|male|ethnic|minority|bme|bame|disab\w+|under[- ]\d|over[- ]\d|turnover|part[- ]time|share|proportion|of (?:staff|the workforce))\b"
)


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
            r"\b(?:is|are|would|in|convert\w*|do|does|make|equals?|translate\w*|of|many (?:people|heads|staff|fte))\s+(?:a |the )?$|^$|\bwhat'?s\s+$",
            left,
        )
    ):
        return Role.CONVERT, ""
    sense = _target_sense(left)
    falls = _direction(left, right, text, item)
    if yearly and sense is None:
        return Role.CHANGE, ""
    if sense and not (yearly and falls and re.search(r"\bby\s+$", left)):
        if not (stock and re.search(r"\b(?:assum|suppose|if (?:we|it))", left)):
            return Role.TARGET, sense
    if stock:
        return Role.STOCK, ""
    if re.search(rf"\b(?:by|{DOWN}|{UP})\s+(?:about |another |a further |of )?$", left):
        return Role.CHANGE, ""
    if item.kind in {Kind.FTE, Kind.DAYS} or _PEOPLE_UNIT.match(item.unit):
        return Role.OTHER, ""
    return Role.OTHER, ""


def _settle_path(amounts: tuple[Amount, ...], text: str) -> tuple[Amount, ...]:
    """Figures in a list share what is said once: the first's direction, the last's "a year"."""
    settled = list(amounts)
    for i in range(1, len(settled)):
        before, here = settled[i - 1], settled[i]
        gap = text[before.end : here.start]
        joins = here.kind is before.kind and before.role is not Role.START
        joins = joins and (before.role in _WEAK or here.role in _WEAK or before.role is here.role)
        if joins and re.fullmatch(r"\s*(?:%|m|k)?\s*,?\s*(?:and|or|then)?\s*(?:then )?(?:by )?\s*", gap):
            if here.role is not before.role:
                role = _listed_role(before, here)
                settled[i - 1], settled[i] = replace(before, role=role), replace(here, role=role)
            sign = settled[i].sign or settled[i - 1].sign
            settled[i] = replace(settled[i], sign=sign)
            settled[i - 1] = replace(settled[i - 1], sign=settled[i - 1].sign or sign)
    for i in range(len(settled) - 2, -1, -1):
        here, after = settled[i], settled[i + 1]
        gap = text[here.end : after.start]
        if (
            here.kind is after.kind
            and here.role is after.role
            and len(gap) < 22
            and re.match(r"\s*(?:,|and|or|then|versus|vs|to|against)", gap)
        ):
            settled[i] = replace(here, per=here.per or after.per, sign=here.sign or after.sign)
    return tuple(settled)


_WEAK = frozenset({Role.CHANGE, Role.TARGET, Role.REFERENCE, Role.OTHER, Role.ONE_OFF})


def _listed_role(first: Amount, second: Amount) -> Role:
    """The role two listed figures share: the more particular of the two."""
    return second.role if first.role in _WEAK and second.role not in _WEAK else first.role
