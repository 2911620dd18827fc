"""Whether a question asks two things at once: "how much was it, and where did it come from?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.words import tokens, word_list


def asks_two(text: str) -> bool:
    """Whether a second asking stands after a word that joins, or after a stop within the sentence."""
    joining, asking = word_list("and_also"), word_list("asking_again")
    said = tokens(text.replace(",", " and ").replace(";", " and ").replace("?", " and "))
    return any(
        one in joining and other in asking for place, (one, other) in enumerate(pairwise(said)) if place
    )
