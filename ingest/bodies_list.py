"""The bodies that are known beforehand: every UK council, past and present, and the national bodies that
write papers.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from ingest.model import Body

COMBINED = frozenset({"Combined authority", "Strategic Regional Authority"})
"""Types whose short names are the names of regions ("North East"), so that only the full name means the
body.
"""


@cache
def listed() -> tuple[Body, ...]:
    """All listed bodies, councils first, each with the lower-case names people write for it."""
    return (
        *(_council(row) for row in _rows("uk_councils.csv")),
        *(_other(row) for row in _rows("organisations.csv")),
    )


@cache
def council_types() -> frozenset[str]:
    """The types of listed councils ("County", "London borough")."""
    return frozenset(row["type_name"] for row in _rows("uk_councils.csv")) - COMBINED


@cache
def by_listed_id() -> dict[str, Body]:
    """The listed bodies by id."""
    return {body.id: body for body in listed()}


@cache
def domains() -> dict[str, str]:
    """Internet domains of the national bodies, to their ids."""
    return {row["domain"]: row["id"] for row in _rows("organisations.csv") if row["domain"]}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("ingest").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _council(row: dict[str, str]) -> Body:
    names = {row["official_name"].lower(), row["short_name"].strip().lower(), *row["aliases"].split("|")}
    population = float(row["population_2020"] or 0)
    return Body(
        id=row["code"],
        name=row["official_name"].strip(),
        short_name=row["short_name"].strip(),
        type=row["type_name"],
        nation=row["nation"],
        region=row["region"],
        population=int(population) or None,
        start_date=row["start_date"] or None,
        end_date=row["end_date"] or None,
        successors=tuple(code.strip() for code in row["replaced_by"].split(",") if code.strip()),
        # The list holds a few names whose accents were lost on the way; they match nothing and are left out.
        aliases=tuple(
            sorted(name.strip() for name in names if name.strip() and "�" not in name and "ï¿½" not in name)
        ),
    )


@cache
def public_bodies() -> tuple[Body, ...]:
    """Listed public bodies other than councils: fire and police, NHS, parks, combined authorities.

    They help to tell whose a paper is; in questions they are known when a paper of theirs is loaded. Their initials
    stand among the aliases as they are written ("GMCA").
    """
    councils = {body.id for body in listed()} | {body.name for body in listed()}
    rows = (row for row in _rows("uk_public_bodies.csv") if row["is_current"] == "True")
    return tuple(_public(row) for row in rows if not councils & {row["code"], row["official_name"]})


def _public(row: dict[str, str]) -> Body:
    names = {row["official_name"].lower(), *row["aliases"].split("|"), *row["short_names"].split(";")}
    return Body(
        id=row["code"],
        name=row["official_name"],
        short_name=row["short_name"],
        type=row["type_name"],
        nation=row["nation"],
        region=row["region"],
        start_date=row["start_date"] or None,
        aliases=tuple(sorted(name.strip() for name in names if name.strip())),
    )


def _other(row: dict[str, str]) -> Body:
    aliases = {row["name"].lower(), row["short_name"].lower(), *filter(None, row["aliases"].split("|"))}
    return Body(
        row["id"], row["name"], row["short_name"], row["type"], row["nation"], aliases=tuple(sorted(aliases))
    )
