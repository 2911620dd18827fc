"""Questions about individual members of staff, which are refused whatever the papers hold.

Who leads or chairs something is public business and is answered; what somebody earns, where they live, whether they were
ill or what they declared is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_PRIVATE = re.compile(
    r"\b(salary|salaries|earn|earns|earned|earning|paid|pay rise|payslip|wage|wages|bonus|home address|address|live|lives|mobile|"
    r"date of birth|born|birthday|how old|off sick|sick|ill|illness|disab\w+|religio\w+|sexual\w*|gay|pregnan\w+|ethnic\w*|married|"
    r"disciplin\w+|sacked|dismissed|suspended|grievance|appraisal|trade union member|redundan\w+|medical|"
    r"(?:any )?good at (?:his|her|their) job|"
    r"incompetent|useless|lazy|affair)\b",
    re.I,
)
_GROUP = re.compile(
    r"^(so |and |tell me |show me )*(which|who|list|name|what are the names of|names? (of|the))\b.{0,40}\b(members|"
    r"staff|employees|managers|people|officers|colleagues|"
    r"workers|individuals|team|person|everyone|anyone)\b.{0,60}"
    r"\b(whose gender|re-?assigned|transgender|declared|disab\w+|redundan\w+|sick|off work|ill|gay|pregnan\w+|"
    r"disciplin\w+|sacked|dismissed|let go|made redundant|underperform\w*|"
    r"earn|earns|paid|retir\w+|leaving|fired)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(he|she|him|her|his|hers)\b", re.I)
# Within a look-ahead, so that "Has Jane Smith" gives "Jane Smith" too and not only "Has Jane".
_NAME = re.compile(
    r"(?=\b([A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?\s+(?:Mc|Mac|O['’])?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?)\b)"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.? [A-Z][a-z]+\b")
_POST_HOLDER = re.compile(
    r"\b(salary|earns?|paid|wages?|bonus|pay rise)\b.*\b(chief executive|director|head of|interim head|leader|manager|officer)\b"
    r"|\b(chief executive|director|head of|interim head|leader|manager|officer)\b.*\b(salary|earns?|paid|wages?|bonus|pay rise)\b",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"\b(Council|County|District|Borough|City|Pay|Gap|Gender|Staff|Plan|Strategy|Report|Cabinet|Service|Services|Team|Board|Committee|"
    r"What|Who|When|How|Is|Are|Does|Do|Did|Has|Have|The|Which|Can|Will|Tell|Give|List|Show|And|If)\b"
)


def about_a_person(
    question: str, body_spans: Sequence[tuple[int, int]], is_name: Callable[[str], bool]
) -> bool:
    """Whether something private of one person, or the names behind a private matter, is asked for.

    ``body_spans`` are where councils are named, so that they do not pass for people; ``is_name`` says whether two
    capitalised words are a person's name as far as the papers show.
    """
    if _GROUP.search(question):
        return True
    if not _PRIVATE.search(question):
        return False
    text = question
    for start, end in sorted(body_spans, reverse=True):
        text = text[:start] + "." * (end - start) + text[end:]
    if _PRONOUN.search(text):
        return True
    if _POST_HOLDER.search(text):
        return True
    return any(is_name(name) for name in _names(text))


def _names(text: str) -> list[str]:
    """Pairs of capitalised words and titled surnames that may be people."""
    titled = [match.group() for match in _TITLED.finditer(text)]
    pairs = (match.group(1) for match in _NAME.finditer(text))
    return titled + [pair for pair in pairs if not _NOT_A_NAME.search(pair)]
