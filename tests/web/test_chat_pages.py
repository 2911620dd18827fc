"""The chat over plain HTTP: whose it is, what it keeps, and what it gives out as text and Word documents."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document as read_docx
from lxml import etree
from starlette.testclient import TestClient

from assistant.conversation import Turn
from assistant.conversation_scope import Scope
from assistant.model import Asked, Carried, Clarification, Option
from tests.fakes import ELM, ELM_PAPER, NASTY, OAK, OAK_PAPER, FakeMoothall
from tests.web.test_api_chat import events_of
from web.answer_text import plain_text
from web.answer_view import turn_view
from web.markdown import to_html
from web.scoping import LISTED, narrowing, read_scope, scope_view, scope_words, without
from web.statements import Statement, statements_of
from web.transcript_docx import transcript

PAGE = {"accept": "text/html"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def ask(client: TestClient, question: str = "turnover", **fields: object) -> str:
    """Ask by the form; the id of the conversation."""
    reply = client.post("/ask", data={"question": question, **fields}, headers=PAGE, follow_redirects=False)
    assert reply.status_code == 303, reply.text
    return re.split(r"[?#]", reply.headers["location"].removeprefix("/c/"))[0]


def shared(client: TestClient, conversation: str) -> str:
    """Share a conversation; the path of its link."""
    html = client.post(f"/c/{conversation}/share", headers=PAGE).text
    return re.search(r'href="http://testserver(/s/[\w-]+)"', html).group(1)  # type: ignore[union-attr]


@pytest.mark.parametrize("fields", [{}, {"scoped": "1", "council": ["x"] * 51}, {"find_scope": "x"}])
def test_a_question_that_is_refused_shows_nobody_else_the_conversation(
    client: TestClient, fields: dict[str, object]
) -> None:
    conversation = ask(client)
    link = shared(client, conversation)
    client.cookies.clear()

    reply = client.post("/ask", data={"conversation": conversation, **fields}, headers=PAGE)

    assert reply.status_code == 404
    assert "12.4%" not in reply.text and link not in reply.text


def test_a_question_that_is_refused_shows_nothing_of_a_deleted_conversation(client: TestClient) -> None:
    conversation = ask(client)
    client.post(f"/c/{conversation}/delete", headers=PAGE)

    reply = client.post("/ask", data={"conversation": conversation, "question": ""}, headers=PAGE)

    assert reply.status_code == 404
    assert "12.4%" not in reply.text


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_a_reader_of_a_conversation_without_owner_learns_neither_its_answers_nor_its_address(
    client: TestClient, moothall: FakeMoothall, accept: str
) -> None:
    answer = client.post("/api/chat", json={"question": "turnover"}).json()
    conversation, answer_id = answer["conversation_id"], answer["answer_id"]
    moothall.conversations.shares.make(conversation, 1)
    link = moothall.conversations.shares.of(conversation)
    assert link is not None

    page = client.get(f"/s/{link.token}", headers=PAGE)
    reply = client.post(
        f"/answers/{answer_id}/feedback",
        data={"helpful": "no"},
        headers={"accept": accept},
        follow_redirects=False,
    )

    assert "12.4%" in page.text and answer_id not in page.text and conversation not in page.text
    assert reply.status_code == 404 and conversation not in f"{reply.headers}{reply.text}"
    assert moothall.conversations.feedback(answer_id) is None


def test_feedback_from_the_page_of_a_conversation_returns_to_it(
    client: TestClient, moothall: FakeMoothall
) -> None:
    conversation = ask(client)
    answer = moothall.conversations.turns(conversation)[0].id
    html = client.get(f"/c/{conversation}", headers=PAGE).text

    reply = client.post(
        f"/answers/{answer}/feedback",
        data={"helpful": "yes", "conversation": conversation},
        headers=PAGE,
        follow_redirects=False,
    )

    assert f'/feedback" class="row"><input type="hidden" name="conversation" value="{conversation}">' in html
    assert reply.headers["location"] == f"/c/{conversation}?done=thanks&since=1#t1-feedback"
    assert moothall.conversations.feedback(answer) == (True, "", "")


@pytest.mark.parametrize("action", ["stop", "rename", "delete", "put-back", "share", "unshare"])
def test_nobody_else_changes_a_conversation(client: TestClient, action: str) -> None:
    conversation = ask(client)
    mine = dict(client.cookies)
    client.cookies.clear()

    reply = client.post(f"/c/{conversation}/{action}", data={"title": "Mine"}, headers=PAGE)

    assert reply.status_code == 404
    assert client.get(f"/c/{conversation}/transcript.docx").status_code == 404
    assert client.post("/scope", data={"conversation": conversation}).status_code == 404
    client.cookies.update(mine)
    assert "12.4%" in client.get(f"/c/{conversation}", headers=PAGE).text


def test_nobody_else_puts_back_what_was_deleted(client: TestClient) -> None:
    conversation = ask(client)
    client.post(f"/c/{conversation}/delete", headers=PAGE)
    client.cookies.clear()

    assert client.post(f"/c/{conversation}/put-back", headers=PAGE).status_code == 404


def test_a_deleted_conversation_opens_nowhere(client: TestClient) -> None:
    conversation = ask(client)
    link = shared(client, conversation)
    answer = re.search(r"/answers/([\w-]+)\.txt", client.get(f"/c/{conversation}").text).group(1)  # type: ignore[union-attr]

    page = client.post(f"/c/{conversation}/delete", data={"back": f"/c/{conversation}"}, headers=PAGE)

    assert page.url.path == "/" and f'action="/c/{conversation}/put-back"' in page.text
    for path in (f"/c/{conversation}", link, f"/answers/{answer}.txt", f"/api/conversations/{conversation}"):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/c/../../x", "/c/a?b", "/c/\r\nx"]
)
def test_a_form_returns_to_pages_of_ours_alone(client: TestClient, back: str) -> None:
    conversation = ask(client)

    reply = client.post(
        f"/c/{conversation}/rename", data={"title": "New", "back": back}, follow_redirects=False
    )

    assert reply.headers["location"] == "/conversations?done=renamed"


def test_a_link_is_long_random_kept_from_search_engines_and_shows_no_later_question(
    client: TestClient,
) -> None:
    conversation = ask(client)
    link = shared(client, conversation)
    ask(client, "priorities", conversation=conversation)
    client.cookies.clear()

    reply = client.get(link)

    assert re.fullmatch(r"/s/[\w-]{32}", link)
    assert reply.headers["x-robots-tag"] == "noindex" and 'content="noindex"' in reply.text
    assert "12.4%" in reply.text and "Wellbeing" not in reply.text
    assert conversation not in reply.text, "the link does not give away the conversation"


def test_a_long_conversation_shows_its_latest_turns_and_leads_to_the_earlier_ones(client: TestClient) -> None:
    conversation = ask(client)
    for number in range(7):
        ask(client, f"priorities {number}", conversation=conversation)

    def shown(query: str) -> list[str]:
        return re.findall(r'<li class="turn" id="t(\d+)"', client.get(f"/c/{conversation}{query}").text)

    assert shown("") == ["4", "5", "6", "7", "8"]
    assert "Show the 3 earlier questions" in client.get(f"/c/{conversation}").text
    assert shown("?since=2") == ["2", "3", "4", "5", "6", "7", "8"]
    assert shown("?since=7") == ["4", "5", "6", "7", "8"]
    assert shown("?since=1") == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert shown("?since=-3") == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_two_questions_at_once_are_one_too_many(client: TestClient) -> None:
    conversation = ask(client, "slow turnover")

    page = client.post(
        "/ask", data={"question": "And <b>this</b>?", "conversation": conversation}, headers=PAGE
    )
    stream = client.post(
        "/ask",
        data={"question": "And this?", "conversation": conversation},
        headers={"accept": "text/event-stream"},
    )

    assert (page.status_code, stream.status_code) == (409, 409)
    assert "“slow turnover” is still being answered." in page.text
    assert "And &lt;b&gt;this&lt;/b&gt;?</textarea>" in page.text
    assert stream.json()["errors"]["question"].startswith("“slow turnover”")


def test_the_stream_of_the_page_names_conversation_steps_text_and_answer(client: TestClient) -> None:
    reply = client.post("/ask", data={"question": "slow turnover"}, headers={"accept": "text/event-stream"})

    events = events_of(reply.text)
    answer = events[-1][1]
    steps = [data["words"] for kind, data in events if kind == "step"]
    assert events[0][0] == "conversation"
    assert steps == ["Searching the papers", "Wording the answer", "Keeping the answer"]
    assert "".join(data["text"] for kind, data in events if kind == "delta").strip() == answer["text"]
    assert f'data-answer="{answer["id"]}"' in client.get(f"/c/{events[0][1]['id']}").text


def test_a_failure_that_the_stream_told_is_not_told_again(client: TestClient) -> None:
    reply = client.post("/ask", data={"question": "boom"}, headers={"accept": "text/event-stream"})
    events = events_of(reply.text)

    html = client.get(f"/c/{events[0][1]['id']}", headers=PAGE).text

    assert events[-1][0] == "problem"
    assert "was not answered" not in html


def test_a_failure_is_told_to_whoever_comes_back_and_once(client: TestClient) -> None:
    conversation = ask(client, "boom")

    first = client.get(f"/c/{conversation}", headers=PAGE).text
    second = client.get(f"/c/{conversation}", headers=PAGE).text

    assert "“boom” was not answered. Something went wrong here." in first
    assert "was not answered" not in second


def test_what_was_typed_beside_a_suggestion_stays_typed(client: TestClient, moothall: FakeMoothall) -> None:
    html = client.post("/ask", data={"question": "half", "suggested": "turnover"}, headers=PAGE).text

    assert moothall.asked[-1].question == "turnover"
    assert ">half</textarea>" in html


def test_a_question_without_context_says_so_to_the_assistant(
    client: TestClient, moothall: FakeMoothall
) -> None:
    ask(client, "", afresh="turnover")

    assert moothall.asked[-1].without_context


def test_papers_and_councils_ticked_together_add_up(moothall: FakeMoothall) -> None:
    cards = moothall.library.documents()
    asked = Asked("q")

    both = narrowing(asked, Scope((ELM.name,), (OAK_PAPER.id,)), cards)
    councils = narrowing(asked, Scope((ELM.name,)), cards)

    assert (both.councils, set(both.documents)) == ((), {ELM_PAPER.id, OAK_PAPER.id})
    assert (councils.councils, councils.documents) == ((ELM.name,), ())


def test_each_thing_chosen_is_dropped_by_itself_or_all_at_once() -> None:
    scope = read_scope(["A", "B", "A"], ["d1"])

    assert scope == Scope(("A", "B"), ("d1",))
    assert without(scope, "drop council A") == Scope(("B",), ("d1",))
    assert without(scope, "drop document d1") == Scope(("A", "B"))
    assert without(scope, "all") == Scope()
    assert without(scope, "") == scope


def test_a_paper_that_was_removed_is_still_shown_as_chosen(moothall: FakeMoothall) -> None:
    cards = moothall.library.documents()

    view = scope_view(Scope((), ("gone",)), cards)

    assert [chip.text for chip in view.chips] == ["a paper that was removed"]
    assert scope_words(Scope((OAK.name,), (ELM_PAPER.id,)), cards) == (
        "Oakshire County Council, “Workforce Strategy, Elmford Borough Council”"
    )


@pytest.mark.parametrize("path", ["/scope", "/ask"])
def test_more_than_can_be_chosen_is_told_and_the_question_kept(client: TestClient, path: str) -> None:
    form = {"question": "kept", "scoped": "1", "council": [f"Council {number}" for number in range(51)]}

    reply = client.post(path, data=form, headers=PAGE)

    assert reply.status_code == 422
    assert '<a href="#find_scope">Choose at most 50 papers and councils' in reply.text
    assert ">kept</textarea>" in reply.text


def test_a_large_library_lists_some_and_says_how_many_are_left(moothall: FakeMoothall) -> None:
    cards = [moothall.library.documents()[0]] * 100

    view = scope_view(Scope(), cards)

    assert len(view.choices) == LISTED
    assert view.left_out == 101 - LISTED, "one council and a hundred papers"
    assert scope_view(Scope(), cards, find="no such").choices == []


def test_statements_carry_their_sources_and_those_alike_are_told_once() -> None:
    text = (
        "**Turnover was 12.4%** [1]. Elsewhere it is 13% [2] [3].\n\n- Wellbeing [4]\n- Skills [4]\n\n"
        "| Elmford | 640 people [1] | at 31 March [2] |"
    )

    assert statements_of(text, ["1", "2", "3", "4", "5"]) == [
        Statement("Turnover was 12.4%", ("1",)),
        Statement("Elsewhere it is 13%", ("2", "3")),
        Statement("Wellbeing", ("4",), alike=1),
        Statement("Elmford: 640 people", ("1",)),
        Statement("Elmford: at 31 March", ("2",)),
        Statement("", ("5",)),
    ]


def test_many_sources_of_one_statement_are_one_link_and_a_few_are_one_each() -> None:
    labels = [str(number) for number in range(1, 13)]
    run = "".join(f"[{label}]" for label in labels)

    html = str(to_html(f"All agree {run}, three of them twice [1] [2] [3].", "t1", labels))

    assert html.count("<a ") == 4
    assert '<a class="cite" href="#t1-s1">[12 sources]</a>' in html


def test_a_question_back_is_put_once_and_its_options_differ_from_it(moothall: FakeMoothall) -> None:
    store = moothall.conversations
    conversation = store.start()
    answer = moothall._answer(Asked("ambiguous"))
    same = Clarification(
        "Do you mean two points?", (Option("That", "Turnover, down TWO points!"), Option("2%", "2%"))
    )
    store.add_turn(conversation, "turnover down two points", replace(answer, clarification=same))

    view = turn_view(store.turns(conversation)[0], store)

    assert view.clarification == "", "the text asks it already"
    assert [option.label for option in view.options] == ["2%"]


def test_the_text_names_what_was_searched_the_status_and_each_source(client: TestClient) -> None:
    conversation = ask(client, scoped="1", council=[ELM.name])
    address = re.search(r'"(/answers/[\w-]+\.txt)"', client.get(f"/c/{conversation}").text).group(1)  # type: ignore[union-attr]

    text = client.get(address).text

    assert "Answered from: Elmford Borough Council\n" in text
    assert (
        "\n\nHow the question was read: Read “turnovr” as “turnover”.\n"
        "The documents disagree: Turnover is 12.4% in one place and 13% in another. [1] [2]\n"
        "Take care: This document is a draft.\n"
    ) in text
    assert (
        "[1] Elmford Borough Council, Workforce Strategy, page 2 (draft): “Staff turnover was 12.4% in 2023/24.”"
    ) in text


def notes_of(data: bytes) -> dict[str, str]:
    """The footnotes of a Word document by number, without the separators."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    return {
        note.get(f"{W}id", ""): "".join(note.itertext()).strip()
        for note in root
        if note.get(f"{W}type") is None
    }


def test_a_word_document_has_each_statement_with_a_footnote_of_its_paper_page_and_words(
    client: TestClient,
) -> None:
    conversation = ask(client)
    ask(client, "compare", conversation=conversation)

    reply = client.get(f"/c/{conversation}/transcript.docx")

    document = read_docx(io.BytesIO(reply.content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert reply.headers["content-disposition"].startswith("attachment")
    assert paragraphs[0] == "turnover"
    assert "Elmford's staff turnover was 12.4% in 2023/24." in paragraphs
    assert "Take care: This document is a draft." in paragraphs
    assert notes_of(reply.content) == {
        "1": "Elmford Borough Council, Workforce Strategy, page 2 (draft): “Staff turnover was 12.4% in 2023/24.”",
        "2": "Elmford Borough Council, Workforce Strategy, page 4 (draft): “Elsewhere turnover is put at 13%.”",
        "3": "As note 1.",
        "4": "As note 2.",
        "5": "Elmford Borough Council, Workforce Strategy, page 2 (draft): “Staff turnover was 12.4% in 2023/24.”",
        "6": "As note 5.",
    }
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(reply.content)).read("word/document.xml"))
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")] == list("123456")


def answered(moothall: FakeMoothall, question: str) -> Turn:
    """A turn that the assistant would answer so."""
    return Turn("a", "c", 1, question, moothall._answer(Asked(question)))


def word(turn: Turn) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs and the tables of the turn's Word document."""
    document = read_docx(io.BytesIO(transcript("Title", [turn], [""])))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def test_what_was_read_and_what_disagrees_goes_out_as_the_page_shows_it(moothall: FakeMoothall) -> None:
    turn = answered(moothall, "and turnover?")
    turn = replace(turn, answer=replace(turn.answer, carried=Carried(question="What is Elmford's turnover?")))

    paragraphs, _ = word(turn)
    text = plain_text(turn)

    read = "Read as: What is Elmford's turnover?"
    disagree = "The documents disagree: Turnover is 12.4% in one place and 13% in another."
    assert text.startswith(f"and turnover?\n{read}\n\n") and paragraphs[3] == read
    assert f"{disagree} [1] [2]\n" in text
    assert f"{disagree}, " in paragraphs, "the labels became two notes"


def test_a_comparison_goes_out_as_a_table_and_as_lines(moothall: FakeMoothall) -> None:
    turn = answered(moothall, "compare")

    _, tables = word(turn)

    assert tables == [
        [
            ["", "Turnover", "Agency"],
            ["Elmford Borough Council", "12.4% in 2023/24", "says nothing"],
            ["Oakshire County Council", "on another basis not comparable", "no document loaded"],
        ]
    ]
    assert (
        "Elmford Borough Council, Turnover: 12.4% in 2023/24 [1]\n"
        "Elmford Borough Council, Agency: says nothing\n"
        "Oakshire County Council, Turnover: on another basis not comparable\n"
        "Oakshire County Council, Agency: no document loaded\n"
    ) in plain_text(turn)


def test_a_projection_goes_out_with_its_table_its_inputs_and_its_working(moothall: FakeMoothall) -> None:
    turn = answered(moothall, "project")

    paragraphs, tables = word(turn)

    lines = [
        "Step by step: Year 1: −20.5 FTE; Year 2: −19.7 FTE; Year 3: −18.9 FTE",
        "Input: 512.5 FTE baseline (stated in a document)",
    ]
    assert tables[0][-1] == ["Year 3", "453.4 FTE", "−18.9 FTE"]
    assert [line for line in lines if line not in paragraphs] == []
    assert [
        line
        for line in (*lines, "Year 3, Full-time equivalents: 453.4 FTE")
        if line not in plain_text(turn).split("\n")
    ] == []


def test_a_table_in_the_text_is_not_written_twice(moothall: FakeMoothall) -> None:
    turn = answered(moothall, "compare")
    turn = replace(turn, answer=replace(turn.answer, text="| a | b |\n|---|---|\n| 1 | 2 |"))

    assert word(turn)[1] == [[["a", "b"], ["1", "2"]]]
    assert "Turnover: 12.4%" not in plain_text(turn)


def test_a_word_document_takes_lists_tables_and_hostile_text_as_they_are(moothall: FakeMoothall) -> None:
    text = f"Said \x0b\ud800 {NASTY} [1]\n\n- one [1]\n- two\n\n| a | b |\n|---|---|\n| 1 [1] | 2 |"
    answer = moothall._answer(Asked("turnover"))
    turn = Turn("a", "c", 1, f"What {NASTY}?\x00", replace(answer, text=text, conflicts=()))

    data = transcript("Title \x01", [turn], ["the one"], today=date(2026, 3, 1))

    document = read_docx(io.BytesIO(data))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert f"Said  {NASTY}" in styles
    assert (styles["one"], styles["two"]) == ("List Bullet", "List Bullet")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["a", "b"], ["1", "2"]]
    assert notes_of(data)["2"] == "As note 1."
    assert "Exported on 01 March 2026. Each note gives the words that prove it." in styles
    assert "Answered from: the one" in styles


def test_a_long_list_of_conversations_ends_with_how_to_find_the_others(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages_conversations.MOST", 2)
    for question in ("turnover", "priorities", "compare"):
        ask(client, question)

    everything = client.get("/conversations", headers=PAGE).text
    found = client.get("/conversations?find=e", headers=PAGE).text

    assert "Only the latest 2 are shown: search for the others." in everything
    assert "Only the latest 2 are shown: search with more words for the others." in found
    assert "All your conversations" not in everything


@pytest.mark.parametrize("path", ["/", "/c/{id}", "/conversations", "/side"])
def test_a_search_counts_up_to_a_sane_length(client: TestClient, path: str) -> None:
    path = path.format(id=ask(client))

    html = client.get(f"{path}?find={'f' * 5000}&find_scope={'s' * 5000}", headers=PAGE).text

    assert 0 < max(map(len, re.findall('value="(f+)"', html)), default=200) <= 200
    assert max(map(len, re.findall('value="(s+)"', html)), default=0) <= 200
