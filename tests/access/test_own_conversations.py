"""Conversations, projections and shares belong to whoever signed in, and tell nothing that may not be read any more."""

from __future__ import annotations

from typing import Any

import pytest

from access.model import GENERAL, Grant, Role, Whom
from assistant.conversation import Conversations
from assistant.conversation_seen import SeenConversations, View
from tests.access.signing import Site, told

HR = Grant("HR", Whom.GROUP, "hr", Role.EDITOR)
STAFF = "How many people work at Westmarch?"


def asked(site: Site, name: str, question: str = STAFF, conversation: str | None = None) -> dict[str, Any]:
    """The answer to one question of this person."""
    body = {"question": question, "conversation_id": conversation}
    reply = site.client.post("/api/chat", json=body, headers=site.as_(name))
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def test_a_conversation_is_its_persons_alone_from_every_browser_and_key(site: Site) -> None:
    answer = asked(site, "hal")
    address = f"/api/conversations/{answer['conversation_id']}"

    assert site.client.get(address, headers=site.as_("hal")).status_code == 200
    assert site.client.get(address, headers=site.as_("ada")).status_code == 404, "an administrator's neither"
    listed = site.client.get("/api/conversations", headers=site.as_("hal")).json()["conversations"]
    assert [one["id"] for one in listed] == [answer["conversation_id"]]
    assert site.client.get("/api/conversations", headers=site.as_("ada")).json()["conversations"] == []


def test_a_conversation_without_an_owner_from_before_opens_for_nobody(site: Site) -> None:
    before = site.moothall.conversations.start()

    assert site.client.get(f"/api/conversations/{before}", headers=site.as_("ada")).status_code == 404


def test_an_answer_is_withheld_once_its_collection_is_taken_back(site: Site) -> None:
    answer = asked(site, "hal")
    conversation = answer["conversation_id"]
    assert "7,391" in answer["text"]

    site.desk.shelves.withdraw(HR)

    for path in (
        f"/api/conversations/{conversation}",
        f"/c/{conversation}",
        f"/answers/{answer['answer_id']}.txt",
    ):
        reply = site.client.get(path, headers=site.as_("hal"))
        assert reply.status_code == 200
        assert "7,391" not in reply.text and "not shown" in reply.text, path
    follow_up = asked(site, "hal", "and in three years at -5% a year?", conversation)
    assert "7,391" not in str(follow_up) and "7391" not in str(follow_up)
    found = site.client.get("/conversations", params={"find": "7,391"}, headers=site.as_("hal"))
    assert conversation not in found.text, "what is withheld is not searched"
    site.desk.shelves.give(HR)
    assert "7,391" in site.client.get(f"/c/{conversation}", headers=site.as_("hal")).text


def test_an_answer_is_withheld_once_its_paper_is_put_elsewhere(site: Site) -> None:
    answer = asked(site, "rea", "How many people work at Eastmere?")
    assert "412" in answer["text"]

    site.desk.shelves.put(site.open, {"HR"})

    reply = site.client.get(f"/c/{answer['conversation_id']}", headers=site.as_("rea"))
    assert "412" not in reply.text and "not shown" in reply.text


def test_a_link_opens_a_conversation_for_those_who_may_read_what_it_was_made_from(site: Site) -> None:
    secret, plain = asked(site, "hal"), asked(site, "edi", "How many people work at Eastmere?")
    links = {}
    for name, answer in (("hal", secret), ("edi", plain)):
        conversation = answer["conversation_id"]
        site.client.post(f"/c/{conversation}/share", headers=site.as_(name))
        share = site.moothall.conversations.shares.of(conversation)
        assert share is not None
        links[name] = f"/s/{share.token}"

    refused = site.client.get(links["hal"], headers=site.as_("rea"))
    assert (refused.status_code, told(refused.text)) == (403, [])
    assert "7,391" in site.client.get(links["hal"], headers=site.as_("ada")).text
    assert "412" in site.client.get(links["edi"], headers=site.as_("rea")).text
    assert site.client.get(links["edi"]).status_code == 401, "a link is no sign-in"


def test_a_projection_is_its_persons_until_it_is_shared_with_a_conversation(site: Site) -> None:
    answer = asked(site, "edi", "What will Eastmere's headcount be in three years at -5% a year?")
    address = f"/api/projections/{answer['projection']['hash']}"
    assert site.client.get(address, headers=site.as_("edi")).status_code == 200
    assert site.client.get(address, headers=site.as_("rea")).status_code == 404

    site.client.post(f"/c/{answer['conversation_id']}/share", headers=site.as_("edi"))
    assert site.client.get(address, headers=site.as_("rea")).status_code == 200
    assert (
        site.client.get(f"/scenario/{answer['projection']['hash']}", headers=site.as_("rea")).status_code
        == 200
    )

    site.client.post(f"/c/{answer['conversation_id']}/unshare", headers=site.as_("edi"))
    assert site.client.get(address, headers=site.as_("rea")).status_code == 404


@pytest.mark.parametrize("how", ["page", "api", "age"])
def test_a_projection_closes_with_the_conversation_that_it_was_shared_with(site: Site, how: str) -> None:
    answer = asked(site, "edi", "What will Eastmere's headcount be in three years at -5% a year?")
    address, conversation = f"/api/projections/{answer['projection']['hash']}", answer["conversation_id"]
    site.client.post(f"/c/{conversation}/share", headers=site.as_("edi"))
    assert site.client.get(address, headers=site.as_("rea")).status_code == 200

    if how == "page":
        site.client.post(f"/c/{conversation}/delete", headers=site.as_("edi"))
    elif how == "api":
        site.client.delete(f"/api/conversations/{conversation}", headers=site.as_("edi"))
    else:
        site.moothall.conversations.forget_older_than(-1)

    assert site.client.get(address, headers=site.as_("rea")).status_code == 404
    assert site.client.get(address, headers=site.as_("edi")).status_code == 200, "it stays its person's own"


def test_whoever_lost_a_paper_still_ends_what_they_shared_of_it(site: Site) -> None:
    site.desk.shelves.give(Grant("HR", Whom.PERSON, "rea", Role.READER))
    answer = asked(site, "hal", "What will Westmarch's headcount be in three years at -5% a year?")
    address, conversation = f"/api/projections/{answer['projection']['hash']}", answer["conversation_id"]
    site.client.post(f"/c/{conversation}/share", headers=site.as_("hal"))
    assert site.client.get(address, headers=site.as_("rea")).status_code == 200

    site.desk.shelves.withdraw(HR)
    site.client.post(f"/c/{conversation}/unshare", headers=site.as_("hal"))

    assert site.client.get(address, headers=site.as_("rea")).status_code == 404


def test_a_scenario_is_shared_by_its_person_alone_and_taken_back(site: Site) -> None:
    scenario = {"operation": "project_compound", "baseline": {"value": 100, "unit": "fte"}, "horizon": {"length": 2},
                "changes": [{"kind": "rate", "amounts": [{"value": -5, "unit": "percent"}], "per": "year"}]}  # fmt: skip
    ran = site.client.post("/api/scenarios/run", json=scenario, headers=site.as_("edi"))
    address = f"/scenario/{ran.json()['hash']}"

    assert site.client.post(f"{address}/share", headers=site.as_("rea")).status_code == 404
    assert "opens for you alone" in site.client.get(address, headers=site.as_("edi")).text
    site.client.post(f"{address}/share", headers=site.as_("edi"))
    shown = site.client.get(address, headers=site.as_("rea"))
    assert shown.status_code == 200 and "Keep it to yourself" not in shown.text
    site.client.post(f"{address}/share", data={"end": "yes"}, headers=site.as_("edi"))
    assert site.client.get(address, headers=site.as_("rea")).status_code == 404


def test_the_same_sum_of_two_people_is_opened_by_each_with_their_own_sources() -> None:
    """The hash is of the values alone: a figure that an open and a hidden paper print makes one sum for both people."""
    whole = Conversations.open(None)

    def of(owner: str, collections: set[str], documents: set[str]) -> SeenConversations:
        names = frozenset(collections)
        return SeenConversations(whole, View(owner, names, documents, lambda made: made.collections <= names))

    hal, rea = of("hal", {"general", "HR"}, {"aaaa", "bbbb"}), of("rea", {"general"}, {"aaaa"})
    hal.keep_projection({"hash": "h", "quote": "as bbbb says"})
    assert rea.projection("h") is None
    rea.keep_projection({"hash": "h", "quote": "as aaaa says"})

    assert hal.projection("h") == {"hash": "h", "quote": "as bbbb says"}
    assert rea.projection("h") == {"hash": "h", "quote": "as aaaa says"}


def test_a_hidden_figure_is_no_baseline_and_told_like_one_that_is_not_there(site: Site) -> None:
    facts = site.client.get("/api/facts", params={"document": site.secret}, headers=site.as_("hal")).json()[
        "facts"
    ]

    def refused(fact: str) -> str:
        scenario = {"operation": "project_compound", "baseline": {"fact": fact}, "horizon": {"length": 3}}
        reply = site.client.post("/api/scenarios/run", json=scenario, headers=site.as_("rea"))
        assert reply.status_code == 422
        return reply.text.replace(fact, "")

    assert refused(facts[0]["id"]) == refused("no-such-fact")


def test_a_shared_projection_opens_only_for_those_who_may_read_its_figures(site: Site) -> None:
    answer = asked(site, "hal", "What will Westmarch's headcount be in three years at -5% a year?")
    site.client.post(f"/c/{answer['conversation_id']}/share", headers=site.as_("hal"))
    address = f"/api/projections/{answer['projection']['hash']}"

    assert site.client.get(address, headers=site.as_("rea")).status_code == 404
    assert site.client.get(address, headers=site.as_("ada")).status_code == 200


def test_a_review_carries_the_name_of_whoever_signed_in_whatever_was_typed(site: Site) -> None:
    fact = site.client.get("/api/facts", headers=site.as_("rev")).json()["facts"][0]["id"]

    site.client.post(
        f"/api/facts/{fact}/review", json={"review": "confirmed", "author": "ada"}, headers=site.as_("rev")
    )

    history = site.client.get(f"/api/facts/{fact}/history", headers=site.as_("rea")).json()
    assert [event["author"] for event in history["events"]] == ["rev"]


def test_a_figure_is_added_to_a_paper_that_one_may_review_and_to_no_other(site: Site) -> None:
    figure = {
        "quote": "Turnover was 11.2% in 2023/24.",
        "value": 11.2,
        "unit": "percent",
        "measure": "Turnover of staff",
    }
    secret = figure | {"quote": "Turnover was 23.9% in 2023/24.", "document": site.secret}

    hidden = site.client.post("/api/facts", json=secret, headers=site.as_("rev"))
    missing = site.client.post("/api/facts", json=secret | {"document": "0" * 16}, headers=site.as_("rev"))
    editor = site.client.post("/api/facts", json=figure | {"document": site.open}, headers=site.as_("hal"))

    assert (hidden.status_code, missing.status_code, editor.status_code) == (404, 404, 403)
    assert hidden.text.replace(site.secret, "0" * 16) == missing.text


def test_what_is_not_seen_is_not_loaded_as_if_it_were_not_there(site: Site) -> None:
    assert GENERAL in site.desk.shelves.held().names
    for question in ("What does the zebraffe programme do?", "Which papers do you have?", "Compare turnover"):
        assert told(asked(site, "rea", question)["text"].replace("zebraffe programme", "")) == []
