"""What a command says when it cannot be done."""

from __future__ import annotations


class CannotDo(Exception):
    """A command cannot be done; the text is one sentence."""
