"""Pages over plain HTTP: redirects, errors, cookies, and text that cannot act anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import web
from assistant.settings import Settings
from ingest.parse.formats import SUFFIXES
from ingest.parse.unpack_model import ARCHIVES
from tests.fakes import ELM_PAPER, OAK_PAPER, FakeLibrary, FakeMoothall
from web.app import create_app

PAGE = {"accept": "text/html"}
PATHS = [
    *(
        "/",
        "/library",
        "/scenario",
        "/compare",
        "/conversations",
        "/about",
        "/privacy",
        "/accessibility",
        "/help",
    ),
    f"/library/{OAK_PAPER.id}",
    "/checks",
    "/library/sources",
    "/checks?document=<script>alert(1)</script>",
    f"/library/{OAK_PAPER.id}/remove",
    f"/documents/{OAK_PAPER.id}",
    f"/documents/{OAK_PAPER.id}?find=<script>alert(1)</script>",
    "/compare?body=elm&body=oak&metric=workforce.fte&themes=<script>alert(1)</script>",
    "/?q=<script>alert(1)</script>&council=<script>alert(1)</script>",
    "/?document=<script>alert(1)</script>&find=<script>alert(1)</script>&find_scope=<script>alert(1)</script>",
    "/?done=deleted&undo=<script>alert(1)</script>",
    "/side?find=<script>alert(1)</script>&at=<script>alert(1)</script>",
    "/conversations?find=<script>alert(1)</script>",
    "/s/<script>alert(1)</script>",
    "/library?done=<script>alert(1)</script>&job=<script>alert(1)</script>",
    "/nowhere/<script>alert(1)</script>",
]


@pytest.mark.parametrize("path", PATHS)
def test_text_of_documents_names_and_addresses_is_only_text(client: TestClient, path: str) -> None:
    html = client.get(path, headers=PAGE).text

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert re.findall(r"<script(?! src=\"/static/)", html) == []
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", html))
    assert not re.search(r"(src|href|action)=\"(?!/|#|\"|\?)", html)


def test_a_question_cannot_act_in_page_title_export_or_plain_text(client: TestClient) -> None:
    hostile = '"><img src=x onerror=alert(1)> =1+1 \u202e'
    reply = client.post("/ask", data={"question": hostile}, headers=PAGE)

    assert "<img" not in reply.text
    text = client.get(re.search(r'href="(/answers/[^"]+\.txt)"', reply.text).group(1))  # type: ignore[union-attr]
    assert text.headers["content-type"].startswith("text/plain")
    assert text.headers["x-content-type-options"] == "nosniff"


def test_a_question_is_posted_and_redirected_to_its_conversation(client: TestClient) -> None:
    reply = client.post("/ask", data={"question": "turnover"}, follow_redirects=False)

    assert reply.status_code == 303
    assert re.fullmatch(r"/c/[\w-]{22}#t1", reply.headers["location"])


def test_the_cookie_is_closed_to_script_and_to_other_sites(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"]

    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie


def test_a_conversation_opens_only_in_its_own_browser(client: TestClient) -> None:
    address = client.post("/ask", data={"question": "turnover"}, follow_redirects=False).headers["location"]
    client.cookies.clear()

    assert client.get(address, headers=PAGE).status_code == 404


def test_a_form_of_another_site_changes_nothing(client: TestClient) -> None:
    headers = {"origin": "http://evil.example", **PAGE}

    reply = client.post(f"/library/{ELM_PAPER.id}/remove", headers=headers)

    assert reply.status_code == 403
    assert client.get(f"/api/documents/{ELM_PAPER.id}").status_code == 200


def test_a_person_gets_a_page_and_a_program_a_problem(client: TestClient) -> None:
    page, problem = client.get("/nowhere", headers=PAGE), client.get("/nowhere")

    assert (page.status_code, problem.status_code) == (404, 404)
    assert "Page not found" in page.text
    assert problem.headers["content-type"] == "application/problem+json"


def test_a_slow_answer_gets_a_page_that_says_so_and_looks_again(client: TestClient) -> None:
    reply = client.post("/ask", data={"question": "slow turnover"}, headers=PAGE)

    assert "Searching the papers" in reply.text
    assert re.search('<meta http-equiv="refresh" content="2; url=/c/[^"#]+">', reply.text)


def test_the_viewer_says_when_a_place_is_not_certain(client: TestClient) -> None:
    html = client.get(f"/documents/{ELM_PAPER.id}?start=99999&end=100001").text

    assert "nothing is marked" in html and "<mark" not in html


def test_about_is_true_of_the_configuration(client: TestClient) -> None:
    assert "No language model is configured" in client.get("/about").text
    assert "Elmford Borough Council, Oakshire County Council" in client.get("/about").text


def test_a_chart_is_an_image_with_title_and_description(client: TestClient) -> None:
    html = client.post("/ask", data={"question": "project"}).text
    address = re.search(r'src="(/projections/\w+\.svg)"', html).group(1)  # type: ignore[union-attr]

    reply = client.get(address)

    assert reply.headers["content-type"] == "image/svg+xml"
    assert (
        "<title>Full-time equivalents: 453.4 FTE at the end of year 3, from 512.5 FTE.</title>" in reply.text
    )
    assert "<desc>" in reply.text and "<script" not in reply.text


def test_an_empty_library_leads_to_adding_documents(tmp_path: Path) -> None:
    moothall = FakeMoothall(tmp_path)
    moothall.library = FakeLibrary(tmp_path, ())
    with TestClient(create_app(moothall, Settings(data=tmp_path))) as client:
        home, library, compare = (client.get(path).text for path in ("/", "/library", "/compare"))

    assert "The library is empty" in home and 'href="/library">Add documents' in home
    assert "There is no document yet" in library
    assert "none are in the library" in compare


def test_templates_name_no_address_outside(client: TestClient) -> None:
    folder = Path(web.__file__).parent
    texts = [path.read_text() for path in (*folder.glob("templates/*.html"), *folder.glob("static/*.[cj]s*"))]

    assert len(texts) > 15
    assert not [found for text in texts for found in re.findall(r"https?://\S+", text)]
    assert not any("|safe" in text or "innerHTML" in text or " style=" in text for text in texts)


def test_the_form_offers_every_format_that_is_read(client: TestClient) -> None:
    offered = re.search(r'type="file"[^>]*accept="([^"]*)"', client.get("/library").text)

    assert offered is not None
    assert set(offered.group(1).split(",")) == set(SUFFIXES) | ARCHIVES


def scenario_of(client: TestClient, years: str) -> str:
    """The workbench of a scenario over this many years."""
    fields = {"operation": "project_compound", "baseline": "f-fte", "rate": "-4", "years": years}
    return client.post("/scenario", data=fields).text


@pytest.mark.parametrize("years", ["0.5", "3"])
def test_the_workbench_keeps_its_length_of_time_open_to_change(client: TestClient, years: str) -> None:
    page = scenario_of(client, years)

    field = re.search('<input[^>]*name="horizon.length"[^>]*>', page)
    assert field is not None and f'value="{years}"' in field[0]
