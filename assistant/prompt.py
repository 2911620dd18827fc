"""What a language model reads: plain prompt files with fixed placeholders, and document text fenced as data.

A placeholder is filled once, from the outside: text from a document that looks like one stays text.
Addresses never leave; neither do characters that a person cannot see.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from importlib.resources import files

from assistant.clean import gives_orders
from ingest.sentences import sentences

PASSAGE_LIMIT = 1200
_PLACEHOLDER = re.compile(r"\{(question|context|evidence|findings|earlier|facts|schema)\}")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\b(?:javascript|data|mailto):\S+|\S+@\S+\.\S+", re.I
)
_FENCE = re.compile(r"[-=<>]{3,}|\b(?:BEGIN|END) DATA\b")


@cache
def _file(name: str) -> str:
    return files("assistant").joinpath("prompts", f"{name}.txt").read_text("utf-8").strip()


def prompt(name: str, **filled: str) -> str:
    """The prompt file of this name with its placeholders filled. Raises KeyError for one that is not
    given.
    """
    return _PLACEHOLDER.sub(lambda match: filled[match[1]], _file(name))


def fenced(label: str, text: str) -> str:
    """Text as data between two lines that the text itself cannot contain; ``label`` may be empty."""
    body = plain(text)[:PASSAGE_LIMIT]
    mark = hashlib.sha256(f"{label}\n{body}".encode()).hexdigest()[:8]
    head = f"[{label}] " if label else ""
    return f"{head}--- BEGIN DATA {mark} ---\n{body}\n--- END DATA {mark} ---"


def plain(text: str) -> str:
    """Visible text without addresses, fence lines and sentences that give orders to a machine."""
    shown = "".join(char for char in unicodedata.normalize("NFC", text) if char in "\n\t" or _visible(char))
    shown = _FENCE.sub(" ", _ADDRESS.sub("(address left out)", shown))
    if not gives_orders(shown):
        return shown.strip()
    kept = [shown[start:end] for start, end in sentences(shown) if not gives_orders(shown[start:end])]
    return "\n".join(kept).strip()


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn")
