"""The sums check: printed totals, differences and shares of every table recomputed, and the slips among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.facts.sums_claim import Claim
from ingest.facts.sums_hundred import slips_in_hundreds
from ingest.facts.sums_pairs import slips_in_pairs
from ingest.facts.sums_said import slip_of
from ingest.facts.sums_shares import slips_of_the_whole
from ingest.facts.sums_sheet import sheets_of
from ingest.facts.sums_structure import Structure, structure_of
from ingest.facts.sums_totals import slips_in_totals
from ingest.model import Block, BlockKind, Document, Section
from ingest.slip import Slip

_MOST = 3


def slips(document: Document) -> list[Slip]:
    """What does not add up in a document's tables, in reading order; one slip for each printed figure."""
    found: dict[tuple[int, int], Slip] = {}
    for path, section in document.walk():
        heading = next((item.heading for item in reversed(path) if item.heading), "")
        for block, about, whole in _tables(section):
            for slip in _of_table(block, f"{about} ; {heading}", document, heading, whole=whole):
                found.setdefault((slip.start, slip.end), slip)
    return sorted(found.values(), key=lambda slip: (slip.start, slip.end))


def _tables(section: Section) -> Iterator[tuple[Block, str, bool]]:
    """The tables of a section, each with its caption, and whether it stands alone (the next page may carry it on)."""
    for number, block in enumerate(section.blocks):
        if block.kind is BlockKind.TABLE:
            before = section.blocks[number - 1] if number else None
            caption = before.text if before and before.kind is BlockKind.CAPTION else ""
            yield block, caption, not (before and before.kind is BlockKind.TABLE and _as_wide(before, block))


def _as_wide(one: Block, other: Block) -> bool:
    widths = [max((len(row.cells) for row in block.rows), default=0) for block in (one, other)]
    return widths[0] == widths[1]


def _of_table(block: Block, about: str, document: Document, heading: str, *, whole: bool) -> Iterator[Slip]:
    """The slips of one table; none where there are so many that its structure must have been misread."""
    made = [structure_of(sheet) for sheet in sheets_of(block, about, whole=whole)]
    claims = [
        (one.sheet, claim)
        for one, other in zip(made, reversed(made), strict=True)
        for claim in _claims(one, other)
    ]
    if len({claim.printed.start if claim.printed else -claim.at for _, claim in claims}) <= _MOST:
        yield from (slip_of(sheet, claim, document, heading) for sheet, claim in claims)


def _claims(made: Structure, other: Structure) -> Iterable[Claim]:
    """What fails in a table taken one way; ``other`` is the table taken the other way."""
    yield from (
        *slips_in_totals(made),
        *slips_in_pairs(made),
        *slips_of_the_whole(made),
        *slips_in_hundreds(made, other),
    )
