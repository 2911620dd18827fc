"""A follow-up."""
from __future__ import annotations
def followed(question, known, last):
    return ()
