"""What a question is about: metrics of the taxonomy with the group of people where one is named."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.quantities_model import Kind, Quantity


@dataclass(frozen=True, slots=True)
class Subject:
    """A metric and, for shares, the group ("women", "ethnic minority", "over 55").

    ``band`` is the age band as (how, low, high): ("over", 55, None) is not ("from", 55, None).
    """

    metric: str
    group: str = ""
    band: tuple[str, float, float | None] | None = None


_GROUPS: tuple[tuple[str, str], ...] = (
    ("women", r"\bwom[ae]n\b|\bfemales?\b"),
    ("men", r"(?<!wo)\bmen\b|(?<!fe)\bmales?\b"),
    (
        "ethnic minority",
        r"\bethnic(?:ally)?\b.{0,25}\b(?:minorit\w+|divers\w+|mix|backgrounds?|group\w*)\b|\bethnic\w*|\bb\.?a?\.?m\.?e\.?\b|\bminority ethnic\b|\bglobal majority\b|\bblack\b.{0,20}\basian\b|\bracial\w*",
    ),
    ("disability", r"\bdisab\w+"),
    ("reassigned", r"\bre-?assigned\b|\btrans(?:gender)?\b|\bgender reassign\w*"),
    ("sexual orientation", r"\blgb\w*|\bsexual orientation\b|\bgay\b|\blesbian\b|\bbisexual\b"),
    ("religion", r"\breligio\w*|\bfaith\b|\bchristian\w*|\bmuslim\w*"),
    ("carers", r"\bcarers\b"),
    ("veterans", r"\bveterans\b"),
)

_METRICS: tuple[tuple[str, str], ...] = (
    ("paygap.mean", r"\bpay gap\b|\bgender gap\b"),
    (
        "leavers.rate_u1y",
        r"\bnew starters? (?:leav\w+|who leave|turnover)|\bturnover\b.{0,30}\b(?:under|less than|within|first) (?:a|1|one|12)? ?(?:year|months)\b|\bleav\w+ within (?:a|their first|one|1) year\b|\b(?:new|recent) (?:starters|recruits|joiners)\b.{0,25}\bleav\w*|\bfirst[- ]year (?:turnover|leavers)\b",
    ),
    (
        "leavers.rate",
        r"\bturnover\b|\battrition rate\b|\bleaving rate\b|\bstaff churn\b|\bchurn\b|\bwastage\b",
    ),
    (
        "sickness",
        r"\bsick\w*|\babsen(?:ce|ces|t|teeism)\b|\bdays lost\b|\bdays off\b|\bdays per (?:fte|head|employee|person|full)|\bdays\b.{0,30}\b(?:lose|loses|lost)\b|\b(?:lose|loses|lost)\b.{0,20}\bdays\b|\bdays\b.{0,40}\baverage\b",
    ),
    (
        "agency.spend",
        r"\bagency\b|\binterim (?:staff|workers|spend)\b|\btemps\b|\btemporary (?:staff|workers|agency)\b",
    ),
    (
        "pay.bill",
        r"\bpay ?bill\b|\bwage ?bill\b|(?<!on the )(?<!on its )(?<!on our )(?<!on their )(?<!own )\bpayroll\b|\bsalary bill\b|\bsalary (?:budget|costs?)\b|\bstaff(?:ing)? (?:bill|costs?|budget)\b|\bpay costs?\b|\bemployee costs?\b",
    ),
    ("workforce.casual", r"\bcasuals?\b|\bzero[- ]hours?\b|\bbank (?:staff|workers)\b"),
    ("workforce.parttime", r"\bpart[- ]?tim\w*"),
    ("workforce.fulltime", r"\bfull[- ]?tim(?:e|er|ers)\b(?![- ]equivalent)"),
    ("apprentice", r"\bapprentice\w*"),
    ("vacancy.rate", r"\bvacancy rate\b"),
    ("vacancy.posts", r"\bvacan(?:t|cies)\b(?! freeze)(?! \w+ freeze)"),
    (
        "budget.opex_cut",
        r"\boperating costs?\b|\bcost base\b|\brunning costs?\b|\boperating budget\b|\boperating expenditure\b",
    ),
    (
        "budget.gap",
        r"\b(?:budget|funding|financial)\s(?:gap|shortfall|deficit|hole)\b|\bshortfall\b|\bdeficit\b",
    ),
    ("workforce.fte", r"\bftes?\b|\bfull[- ]time[- ]equivalents?\b|\bwtes?\b"),
    (
        "workforce.headcount",
        r"\bheadcounts?\b|\b(?:biggest|largest|smallest) employers?\b|\bhead counts?\b|\bheads\b(?! of)|\bemployees?\b(?! costs?| budget)|\bstaff(?:ing)?\b(?! costs?| budget| bill| turnover| sickness)|\bpeople\b|\bworkforce\b|\bemploy(?:s|ed|ing)?\b|\bpersonnel\b|\bcolleagues\b|\bworkers\b",
    ),
)


def read(text: str, quantities: list[Quantity]) -> tuple[Subject, ...]:
    """The subjects of a folded question, in order of mention."""
    found: list[tuple[int, Subject]] = []
    for item in quantities:
        if item.kind is Kind.AGE and item.value is not None:
            found.append((item.start, Subject("age.share", item.text, (item.unit, item.value, item.high))))
    if not found:
        found += [(at, subject) for at, subject in _loose_ages(text)]
    for group, pattern in _GROUPS:
        if match := re.search(pattern, text):
            found.append((match.start(), Subject("div.share", group)))
    for metric, pattern in _METRICS:
        if match := re.search(pattern, text):
            found.append((match.start(), Subject(metric)))
    return tuple(subject for _, subject in sorted(found, key=lambda pair: pair[0]))


def _loose_ages(text: str) -> list[tuple[int, Subject]]:
    """Ages said the way people talk: "over-55s", "under 25", "the over 55s", "younger than 25", "55 or older"."""
    found = []
    pattern = r"\b(over|under|above|below|older than|younger than)[ -](?:the age of )?(\d{2})(?:s|'s)?\b(?!\s*(?:%|days|fte|staff|people|employees|years? (?:of service|from)|posts|,\d|\.\d|months|weeks|of))"
    for match in re.finditer(pattern, text):
        how = "over" if match[1] in {"over", "above", "older than"} else "under"
        found.append((match.start(), Subject("age.share", f"{how} {match[2]}", (how, float(match[2]), None))))
    for match in re.finditer(r"\b(\d{2}) (?:and|or) (over|older|above|under|younger|below)\b", text):
        how = "from" if match[2] in {"over", "older", "above"} else "to"
        found.append((match.start(), Subject("age.share", match.group(), (how, float(match[1]), None))))
    return found
