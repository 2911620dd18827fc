"""How large a library of many figures is, and how long its figures take: ``python -m benchmarks.facts_at_scale 500 500``.

The papers are made up: rows of tables and sentences with quotations of usual length, evidence for four fields, and a
tenth of the figures under a metric of the taxonomy; a body publishes ten papers.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.catalogue import add_document
from ingest.catalogue_facts import add_facts
from ingest.fact_model import Fact, FactKind, Place, Review
from ingest.facts import fact_id
from ingest.library import Library
from ingest.model import Body, Document, Origin

ROW = "{} | 2022/23: {:,} | 2023/24: {:,} | The service reports this figure to the board each quarter."
METRICS = ("workforce.headcount", "workforce.fte", "leavers.rate", "agency.spend", "sickness.days_per_fte")


def papers(count: int) -> Iterator[Document]:
    """Papers of bodies that publish ten each."""
    for number in range(count):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        name = f"Body {number // 10} Council"
        body = Body(f"body-{number // 10}", name, name)
        yield Document(digest[:16], digest, f"paper-{number}.md", "md", f"Paper {number}", "text", (), body)


def figures(document: Document, count: int) -> Iterator[Fact]:
    """Figures of a paper, each with its row for a quotation."""
    assert document.body is not None
    for number in range(count):
        value, year = float(100 + (number * 7 + int(document.id[:6], 16)) % 90_000), 2000 + number % 24
        quote = ROW.format(f"Service {number}", number, value)
        start = number * len(ROW)
        place = Place(document.id, number // 20 + 1, start, start + len(quote), quote)
        period = f"{year}/{year % 100 + 1:02}"
        origins = tuple(Origin(field, "column", period) for field in ("period", "kind", "measure", "unit"))
        metric = METRICS[number // 10 % 5] if number % 10 == 0 else ""
        fact = Fact(
            *(
                "",
                document.body.id,
                metric,
                value,
                "number",
                FactKind.ACTUAL,
                (place,),
                f"Service {number} ; calls",
            ),
            heading="Performance of services",
            owner=document.body.name,
            part=f"Service {number}",
            period=period,
            step=1.0,
            origins=origins,
        )
        yield Fact(**{name: getattr(fact, name) for name in Fact.__slots__} | {"id": fact_id(fact)})


def timed(what: str, do: Callable[[], object]) -> None:
    """Print how long a thing takes the first time."""
    begun = time.perf_counter()
    found = do()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shown = f"{len(found):,}" if isinstance(found, list) else ""
    print(f"{what:42} {(time.perf_counter() - begun) * 1000:10,.1f} ms {shown:>10}   {held:8,.0f} MB at most")


def main(count: int, each: int) -> None:
    """Fill a library and time what pages and answers ask of it."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        documents = list(papers(count))

        def fill() -> None:
            for document in documents:
                with library._catalogue.write() as connection:
                    add_document(connection, document, size=1, chunks=0)
                    add_facts(connection, document.id, list(figures(document, each)))

        timed(f"writing {count:,} papers of {each:,} figures", fill)
        size = sum(path.stat().st_size for path in Path(folder).glob("library.sqlite*"))
        print(f"{'the file':42} {size / 1e6:10,.1f} MB    {size / (count * each):10,.0f} bytes a figure")
        one = documents[count // 2].id
        timed("the figures of one document", lambda: library.facts(document=one))
        timed("again", lambda: library.facts(document=one))
        fact = library.facts(document=one)[0]
        timed("one figure", lambda: library.fact(fact.id))
        timed("one figure corrected", lambda: library.review(fact.id, review=Review.CORRECTED, value=1.5))
        timed("the figures of one document after that", lambda: library.facts(document=one))
        timed("the figures of one body", lambda: library.facts(body=fact.body))
        timed("one metric over all bodies", lambda: library.facts(metric="leavers.rate", named=True))
        timed("a page of 100 of all figures", lambda: library.facts_page(limit=100, offset=1000)[0])
        timed("all under a metric", lambda: library.facts(named=True))
        timed("all under a metric, again", lambda: library.facts(named=True))
        timed("all figures", library.facts)
        timed("all figures, again", library.facts)


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:3] or ("500", "500")))
