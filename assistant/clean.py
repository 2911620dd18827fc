"""The first step: a question as its writer meant it, and the attempts to give orders instead of asking."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 2000

_ORDERS = re.compile(
    r"^\W*(system|assistant|developer)\s*:|\b(ignore|disregard|forget) (the|all|your|any) (documents?|papers?|sources?|library|evidence)\b"
    r"|\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(previous|prior|above|earlier|all|any|your|the|these|those)\b.{0,30}"
    r"\b(instruction|instructions|rule|rules|prompt|prompts|guideline|guidelines|guardrail|guardrails|checks?|constraints?)\b"
    r"|\b(system|hidden|initial|developer) prompt\b"
    r"|\b(reveal|print|show|repeat|output|leak)\b.{0,30}\b(your|the) (instructions|prompt|system message|rules|api key|password|secret)"
    r"|\byou are now\b|\bpretend\b|\bconfirm (it|this|that) as (a )?(fact|true)\b|\bact as (a|an|if)\b|\bjailbreak\b|\bdeveloper mode\b"
    r"|\b(make up|invent|fabricate)\b.{0,40}\b(figure|figures|number|numbers|quote|quotes|answer|source|sources|statistic)",
    re.I | re.S,
)


_WITHOUT_APOSTROPHE = re.compile(r"\b(how|what|who|where|when|why)s\b", re.I)


def clean(text: str) -> str:
    """The question without control and invisible characters (Unicode tags, zero widths), white space folded, and the
    apostrophe put into "hows" and "whats".
    """
    kept = "".join(
        " " if char in "\n\r\t" else char
        for char in unicodedata.normalize("NFC", text)
        if char in "\n\r\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    return _WITHOUT_APOSTROPHE.sub(r"\1's", " ".join(kept.split())[:LONGEST])


def gives_orders(text: str) -> bool:
    """Whether the text tries to change how the assistant works instead of asking about the papers."""
    return bool(_ORDERS.search(text))
