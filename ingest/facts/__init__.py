"""Facts: the figures that documents state about staff and budget, each with its proof.

``extract`` reads one document, ``link`` joins those of many (same fact, other place; facts that disagree),
``apply_reviews`` lays people's corrections over them, ``frame`` hands them to people who program.
A figure that cannot be read with certainty is left out: a wrong baseline costs more than a missing one.
"""

from ingest.facts.checks import confirmations
from ingest.facts.extract import extract, fact_id
from ingest.facts.link import link, merge
from ingest.facts.reviews import apply_reviews
from ingest.facts_table import frame

__all__ = ["apply_reviews", "confirmations", "extract", "fact_id", "frame", "link", "merge"]
