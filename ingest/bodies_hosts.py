"""Whose web or mail host it is: the labels of a public host are names of bodies run together ("lichfielddc.gov.uk")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.bodies_list import by_listed_id, domains, listed, public_bodies
from ingest.bodies_names import ACRONYMS, Words, forms_of, words_of
from ingest.model import Body

_PUBLIC = (".gov.uk", ".gov.wales", ".gov.scot", ".llyw.cymru", ".nhs.uk", ".police.uk", ".moderngov.co.uk")
_JOINERS = frozenset({"and", "of", "the", "upon", "on", "in", "with"})
_ENDINGS = ("", "council", "borough", *sorted(ACRONYMS))
_FEWEST = 4


def body_of_domain(domain: str) -> Body | None:
    """The body whose e-mail or web domain this is ("gill@stockton.gov.uk", "www.example.gov.uk"), or None."""
    host = domain.lower().rsplit("@", 1)[-1].removeprefix("www.").strip(".")
    if host in domains():
        return by_listed_id()[domains()[host]]
    ending = next((one for one in _PUBLIC if host.endswith(one)), "")
    labels = host.removesuffix(ending).split(".") if ending else []
    return next((body for label in reversed(labels) if (body := _of_label(label))), None)


def _of_label(label: str) -> Body | None:
    plain = label.replace("-", "")
    cut = (plain.removesuffix(ending) for ending in _ENDINGS if plain.endswith(ending))
    return next((_hosts()[name] for name in cut if name in _hosts()), None)


@cache
def _hosts() -> dict[str, Body]:
    """Names run together, to the body that they mean; councils of today come before what else bears the name."""
    found: dict[str, Body] = {}
    councils = sorted(listed(), key=lambda one: (one.end_date is not None, -(one.population or 0), one.id))
    for part in (False, True):
        for body in councils:
            for words in (words for words, form in forms_of(body).items() if form.part is part):
                for name in _joined(words):
                    found.setdefault(name, body)
    for body in public_bodies():
        initials = [alias.lower() for alias in body.aliases if alias.isupper() and alias.isalpha()]
        for name in (*_joined(words_of(body.short_name)), *initials):
            if len(name) >= _FEWEST:
                found.setdefault(name, body)
    return found


def _joined(words: Words) -> Iterator[str]:
    yield "".join(words)
    yield "".join(word for word in words if word not in _JOINERS)
