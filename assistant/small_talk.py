"""Greetings, thanks and questions about the tool itself, answered briefly as such."""

from __future__ import annotations

import re

_KINDS = {
    "greeting": r"(hi|hello|hey|hiya|good (morning|afternoon|evening|day)|greetings|yo)( there| all| everyone| team)?",
    "thanks": r"(thanks?|thank you|cheers|ta|great|perfect|brilliant|lovely|ok|okay|got it|that'?s (great|helpful|all))"
    r"( (very|so) much| a lot| you| for (your|the|that).*)?",
    "goodbye": r"(bye|goodbye|see you|good night)( .*)?",
    "wellbeing": r"how are you( (today|doing|getting on))?|how'?s it going|you (ok|alright)",
    "help": r"(help|what can (you|i|this) (do|ask|help.*)|how do(es)? (you|this|it|i) (work|use .*)|what (are|is) (you|this|moothall)"
    r"|who (are|made|built) you|what do you know|what (documents|papers|councils) (do you have|are loaded|can you see|are there)"
    r"|which (documents|papers|councils) (do you have|are loaded|do you (know|cover)))( (?!about |on |with |to ).{0,30})?",
}
_PATTERNS = {kind: re.compile(rf"^\W*(?:{pattern})\W*$", re.I) for kind, pattern in _KINDS.items()}


def kind_of(text: str) -> str | None:
    """Which sort of small talk this is, or None for a question."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.match(text)), None)
