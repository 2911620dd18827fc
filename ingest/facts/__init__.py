"""Facts: every measured quantity that documents state, under the paper's own words, each with its proof.

``read`` reads one document, ``link`` joins those of many (same fact, other place; facts that disagree),
``as_reviewed`` lays what people said over them, ``slips`` recomputes what tables
add up, ``frame`` hands facts to people who program.
"""

from ingest.facts.assemble import fact_id, read
from ingest.facts.named import named
from ingest.facts.reconcile import link, merge
from ingest.facts.reviews import as_reviewed
from ingest.facts.sums import slips
from ingest.facts_table import frame

__all__ = ["as_reviewed", "fact_id", "frame", "link", "merge", "named", "read", "slips"]
