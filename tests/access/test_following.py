"""What comes from a paper lies where the paper lies: what was packed in an archive or sent with a message, what changed at
its source, and what was removed and put back. Nobody else sees it on the way.
"""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Collection
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from access.desk import AccessDesk
from access.following import following
from access.model import GENERAL
from assistant.bootstrap import open_moothall
from assistant.keeping.switches import Switch
from assistant.settings import Settings
from ingest.identity import id_of_bytes
from ingest.library import Library
from tests.access.signing import OPEN_PAPER, SECRET_PAPER, Site, told
from tests.access.test_sign_in import finished
from web.cli import main
from web.removed_papers import FOLDER

ONE = b"# Westmarch quagwort note\n\nThe quagwort depot employs 17 people.\n"
TWO = b"# Westmarch zebraffe note\n\nThe zebraffe programme employs 19 people.\n"
THREE = b"# Westmarch zebraffe note, revised\n\nThe zebraffe programme employs 23 people.\n"


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.md", data)
    return made.getvalue()


def message(attached: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "ada@westmarch.gov.uk", "hal@westmarch.gov.uk", "The depot"
    made.set_content("Please find the note of Westmarch attached, which employs 29 people.")
    made.add_attachment(attached, maintype="text", subtype="markdown", filename="note.md")
    return made.as_bytes()


def sent(site: Site, name: str, file: str, data: bytes, collection: str) -> dict[str, Any]:
    """The job of an upload once it is taken in."""
    reply = site.client.post(
        "/api/documents",
        headers=site.as_(name),
        files={"file": (file, data)},
        data={"collection": collection},
    )
    assert reply.status_code == 202, reply.text
    return finished(site, f"/api/jobs/{reply.json()['id']}", name)


def lies(site: Site, data: bytes) -> Collection[str]:
    document = id_of_bytes(data)
    assert document in {card.id for card in site.moothall.library.documents()}
    return site.desk.shelves.held().of(document)


def test_the_papers_of_an_archive_lie_in_its_collection_alone(site: Site) -> None:
    sent(site, "hal", "notes.zip", packed(one=ONE, two=TWO), "HR")

    assert (lies(site, ONE), lies(site, TWO)) == ({"HR"}, {"HR"})
    assert told(site.client.get("/api/documents", headers=site.as_("edi")).text) == []


def test_what_was_sent_with_a_message_lies_where_the_message_lies(site: Site) -> None:
    data = message(ONE)
    sent(site, "hal", "note.eml", data, "HR")

    assert (lies(site, data), lies(site, ONE)) == ({"HR"}, {"HR"})


def test_a_paper_that_is_there_lies_in_the_collection_of_its_archive_too(site: Site) -> None:
    sent(site, "hal", "notes.zip", packed(one=ONE, open=OPEN_PAPER.encode()), "HR")

    assert lies(site, OPEN_PAPER.encode()) == {GENERAL, "HR"}


def test_an_archive_that_waited_through_a_restart_keeps_its_collection(site: Site, tmp_path: Path) -> None:
    """The library goes on with it as it is opened, before there is an application."""
    data = packed(one=ONE, two=TWO)
    site.desk.shelves.put_new(id_of_bytes(data), "HR", there=False)
    jobs = site.moothall.library._jobs
    assert jobs is not None
    jobs._queue_up = lambda id, overrides: None  # type: ignore[method-assign]
    site.moothall.library.submit("notes.zip", data)
    site.moothall.close()

    site.moothall = open_moothall(Settings(data=tmp_path / "data", auth="local"))
    until = time.monotonic() + 60
    while len(site.moothall.library.documents()) < 4 and time.monotonic() < until:
        time.sleep(0.1)

    assert (lies(site, ONE), lies(site, TWO)) == ({"HR"}, {"HR"})


def test_the_command_puts_the_papers_of_an_archive_where_it_was_told(tmp_path: Path) -> None:
    desk = AccessDesk.open(tmp_path / "data")
    desk.shelves.add("HR")
    (tmp_path / "notes.zip").write_bytes(packed(one=ONE, two=TWO))

    main(["ingest", str(tmp_path / "notes.zip"), "--collection", "HR", "--data", str(tmp_path / "data")])

    held = desk.shelves.held()
    desk.close()
    assert {held.of(id_of_bytes(one)) for one in (ONE, TWO)} == {frozenset({"HR"})}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the library is kept equal to; nothing in it is still being written."""
    monkeypatch.setattr("ingest.sources.folder.SETTLE_S", 0.0)
    made = tmp_path / "source"
    made.mkdir()
    return made


def run(site: Site, folder: Path) -> None:
    sources = site.moothall.library.sources
    known = [card.id for card in sources.cards()]
    source = known[0] if known else sources.add("folder", str(folder)).id
    assert sources.run(source).problem == ""


def put(folder: Path, name: str, data: bytes) -> None:
    """A file with a time of its own, so that it is seen to have changed."""
    (folder / name).write_bytes(data)
    then = time.time() - 600 - len(data)
    os.utime(folder / name, (then, then))


def test_a_paper_that_changed_at_its_source_lies_where_it_lay(site: Site, folder: Path) -> None:
    put(folder, "note.md", TWO)
    put(folder, "other.md", ONE)
    run(site, folder)
    site.desk.shelves.put(id_of_bytes(TWO), {"HR"})

    put(folder, "note.md", THREE)
    run(site, folder)

    assert (lies(site, THREE), lies(site, ONE)) == ({"HR"}, {GENERAL})


def test_each_paper_of_an_archive_that_changed_lies_where_the_one_of_its_name_lay(
    site: Site, folder: Path
) -> None:
    put(folder, "notes.zip", packed(one=ONE, two=TWO))
    run(site, folder)
    site.desk.shelves.put(id_of_bytes(TWO), {"HR"})

    put(folder, "notes.zip", packed(one=ONE, two=THREE, new=b"# Westmarch\n\nThe annex employs 31 people.\n"))
    run(site, folder)

    assert (lies(site, ONE), lies(site, THREE)) == ({GENERAL}, {"HR"})
    assert lies(site, b"# Westmarch\n\nThe annex employs 31 people.\n") == {"HR"}, "the careful guess"


def removed(site: Site, name: str, document: str) -> str:
    """The address that puts a paper back."""
    reply = site.client.post(f"/library/{document}/remove", headers=site.as_(name), follow_redirects=False)
    return f"/library/put-back/{reply.headers['location'].rpartition('undo=')[2]}"


def test_a_paper_that_is_put_back_lies_where_it_lay(site: Site) -> None:
    address = removed(site, "ada", site.secret)

    back = site.client.post(address, headers=site.as_("ada"), follow_redirects=False)

    job = back.headers["location"].partition("job=")[2].partition("#")[0]
    finished(site, f"/api/jobs/{job}", "ada")
    assert lies(site, SECRET_PAPER.encode()) == {"HR"}
    assert told(site.client.get("/api/documents", headers=site.as_("edi")).text) == []


def test_a_paper_is_put_back_by_those_alone_who_may_change_it_and_is_not_lost(
    site: Site, tmp_path: Path
) -> None:
    address = removed(site, "hal", site.secret)
    token = address.rpartition("/")[2]

    assert site.client.post(address, headers=site.as_("edi")).status_code == 403
    site.moothall.switches.turn(Switch.UPLOADS, on=False)
    assert site.client.post(address, headers=site.as_("hal")).status_code == 503
    assert (tmp_path / "data" / FOLDER / token / "paper").is_file()
    site.moothall.switches.turn(Switch.UPLOADS, on=True)
    assert site.client.post(address, headers=site.as_("hal"), follow_redirects=False).status_code == 303
    assert not (tmp_path / "data" / FOLDER / token).exists()


def test_an_archive_with_a_paper_that_lies_hidden_is_taken_as_new_and_says_what_was_refused(
    site: Site,
) -> None:
    alone = sent(site, "edi", "mine.zip", packed(mine=SECRET_PAPER.encode()), GENERAL)
    partly = sent(site, "edi", "more.zip", packed(one=ONE, bad=b""), GENERAL)

    assert not alone["reason"]
    assert partly["reason"].startswith("1 of 2 papers are in the library.")


@pytest.mark.parametrize(
    ("origins", "goes"),
    [
        ([{"HR"}, {"HR"}], {"HR"}),
        ([{"HR"}, {GENERAL}], {"HR"}),
        ([{"HR", GENERAL}, {GENERAL}], {GENERAL}),
        ([{"HR"}, {"Estates"}], {"HR", "Estates"}),
        ([{GENERAL}, None], {GENERAL}),
        ([{"HR"}, None], {"HR"}),
    ],
)
def test_what_comes_from_several_papers_comes_out_into_the_general_collection_only_with_them_all(
    origins: list[set[str] | None], goes: set[str], tmp_path: Path
) -> None:
    desk = AccessDesk.open(tmp_path)
    desk.shelves.add("HR")
    desk.shelves.add("Estates")
    for number, names in enumerate(origins):
        if names is not None:
            desk.shelves.put(str(number), names)
    desk.shelves.put("new", {"Estates"})

    desk.shelves.follow("new", ["0", "1"], there=False)
    assert desk.shelves.held().of("new") == goes
    desk.shelves.put("new", {"Estates"})
    desk.shelves.follow("new", ["0", "1"], there=True)
    assert desk.shelves.held().of("new") == goes | {"Estates"}
    desk.shelves.follow("other", ["nobody put it anywhere"], there=False)
    assert "other" not in desk.shelves.held().papers
    desk.close()


def test_nothing_is_made_beside_a_library_where_nobody_signs_in(tmp_path: Path) -> None:
    (tmp_path / "notes.zip").write_bytes(packed(one=ONE))
    with Library.open(tmp_path / "data", follows=following(tmp_path / "data")) as library:
        library.ingest([tmp_path / "notes.zip"])
        assert len(library.documents()) == 1
    assert not (tmp_path / "data" / "access.sqlite").exists()


def test_a_collection_whose_papers_were_removed_is_taken_away_once_none_can_be_put_back(
    site: Site, tmp_path: Path
) -> None:
    """Until then the paper would come back for everybody to read."""
    removed(site, "ada", site.secret)
    gone = {"data": {"collection": "HR"}, "headers": site.as_("ada")}

    refused = site.client.post("/collections/remove", follow_redirects=False, **gone)  # type: ignore[arg-type]
    for folder in (tmp_path / "data" / FOLDER).iterdir():
        os.utime(folder, (0, 0))
    done = site.client.post("/collections/remove", follow_redirects=False, **gone)  # type: ignore[arg-type]

    assert (refused.status_code, done.status_code) == (422, 303)
    assert site.desk.shelves.held().names == (GENERAL,)


def test_a_collection_is_not_taken_away_while_an_upload_is_on_its_way_into_it(
    site: Site, tmp_path: Path
) -> None:
    place = tmp_path / "data" / "uploads" / "job"
    place.mkdir(parents=True)
    (place / "notes.zip").write_bytes(b"an archive that waits")
    site.desk.shelves.put(site.secret, {GENERAL})
    site.desk.shelves.put_new(id_of_bytes(b"an archive that waits"), "HR", there=False)

    refused = site.client.post("/collections/remove", data={"collection": "HR"}, headers=site.as_("ada"))

    assert refused.status_code == 422 and "There are papers in &#39;HR&#39;" in refused.text


def test_the_command_takes_a_collection_away_that_holds_no_paper_of_the_library(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    (tmp_path / "one.md").write_bytes(ONE)
    main(["collections", "add", "HR", *data])
    main(["ingest", str(tmp_path / "one.md"), "--collection", "HR", *data])

    assert main(["collections", "remove", "HR", *data]) == 1
    assert main(["remove", id_of_bytes(ONE), *data]) == 0
    assert main(["collections", "remove", "HR", *data]) == 0


def test_a_person_is_given_a_collection_under_the_name_of_the_account(site: Site) -> None:
    """However it was typed: an account is found whatever the case, and a grant holds for the name to the letter."""
    site.desk.shelves.add("Estates")
    grant = {"collection": "Estates", "whom": "person", "who": "REA", "role": "reader"}

    site.client.post("/collections/give", data=grant, headers=site.as_("ada"))

    assert [one.who for one in site.desk.shelves.held().grants if one.collection == "Estates"] == ["rea"]


def test_the_command_gives_a_collection_under_the_name_of_the_account(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path)]
    main(["users", "add", "Anna", *data])
    main(["collections", "add", "HR", *data])

    assert main(["collections", "give", "HR", "--person", "anna", *data]) == 0
    desk = AccessDesk.open(tmp_path)
    assert [one.who for one in desk.shelves.held().grants] == ["Anna"]
    assert main(["collections", "withdraw", "HR", "--person", "ANNA", *data]) == 0
    assert desk.shelves.held().grants == ()
    desk.close()
