"""Facts: every measured quantity that documents state, under the paper's own words, each with its proof.

``read`` reads one document, ``link`` joins those of many (same fact, other place; facts that disagree),
``apply_reviews`` lays people's corrections over them, ``slips`` recomputes what tables
add up, ``frame`` hands facts to people who program.
"""

from ingest.facts.assemble import fact_id, read
from ingest.facts.named import named
from ingest.facts.reconcile import link, merge
from ingest.facts.reviews import apply_reviews
from ingest.facts.sums import slips
from ingest.facts_table import frame

__all__ = ["apply_reviews", "fact_id", "frame", "link", "merge", "named", "read", "slips"]
