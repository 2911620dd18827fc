"""Messages and archives: what was sent or packed becomes papers of their own, and no crafted file does harm."""

from __future__ import annotations

import io
import os
import time
import zipfile
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from ingest.derive import Wanted, derived
from ingest.errors import NoText
from ingest.library import Library
from ingest.library_model import IngestStatus, Job, JobState
from ingest.model import BlockKind
from ingest.overrides import Overrides
from ingest.parse import read
from ingest.parse.unpack_model import UnpackLimits
from ingest.refs import ref_at
from ingest.unpacking import Wrapped, unpacked
from tests.ingest.one_paper import as_docx, as_mail, as_pptx, put
from tests.ingest.papers import EASTMERE, WESTMARCH


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def found_in(path: Path, limits: UnpackLimits | None = None) -> list[Wrapped]:
    with unpacked([path], limits=limits) as wrapped:
        assert all(one.path is None or one.path.is_file() for one in wrapped)
        return wrapped


def reasons(path: Path, limits: UnpackLimits | None = None) -> list[str]:
    return [one.refusal.reason for one in found_in(path, limits) if one.refusal]


def test_a_message_is_a_paper_with_its_sender_date_and_words(tmp_path: Path) -> None:
    document = read(put(tmp_path, "note.eml", as_mail()))

    assert document.title == "Westmarch Borough Council: People Plan 2025-2029"
    assert "Date: Tue, 06 May 2025 09:30:00 +0100" in document.text
    assert ref_at(document, document.text.index("1,204"), document.text.index("1,204") + 5) == "message"
    assert [(one.place, one.text) for one in document.furniture] == [
        ("sender", "Ada Ashdown"),
        ("sender", "ada.ashdown@westmarch.gov.uk"),
        ("subject", "Westmarch Borough Council: People Plan 2025-2029"),
    ]


def test_the_figures_of_a_message_are_the_councils_that_sent_it(tmp_path: Path) -> None:
    made = derived(Wanted(read(put(tmp_path, "note.eml", as_mail())), False))

    assert made.document.body is not None
    assert made.document.body.name == "Westmarch Borough Council"
    assert {(fact.metric, fact.value) for fact in made.facts} >= {
        ("workforce.headcount", 1204.0),
        ("leavers.rate", 11.2),
        ("agency.spend", 940_000.0),
    }
    assert {fact.places[0].ref for fact in made.facts} == {"message"}


def test_a_message_with_a_table_is_read_by_its_markup(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ada@westmarch.gov.uk", "Vacancies"
    message.set_content("See the table of vacancies in this message.")
    message.add_alternative(
        "<p>Vacancies by service, as reported to cabinet.</p><table><tr><th>Service</th><th>Vacancies</th></tr>"
        "<tr><td>Housing</td><td>31</td></tr></table>",
        subtype="html",
    )

    document = read(put(tmp_path, "table.eml", bytes(message)))

    tables = [b for _, s in document.walk() for b in s.blocks if b.kind is BlockKind.TABLE]
    assert [row.text for row in (*tables[0].heads, *tables[0].rows)] == [
        "Service | Vacancies",
        "Housing | 31",
    ]


def test_what_is_attached_stands_behind_its_message_under_its_own_name(tmp_path: Path) -> None:
    found = found_in(put(tmp_path, "note.eml", as_mail()))

    assert [one.shown for one in found] == [
        "note.eml",
        "note.eml › people plan.docx",
        "note.eml › people plan.pptx",
    ]


def test_a_file_shown_within_the_words_is_taken_and_a_picture_there_is_not(tmp_path: Path) -> None:
    """As Apple's program sends them: the file stands between two parts of the words, beside the plain text."""
    shown = MIMEMultipart("mixed")
    shown.attach(MIMEText("<p>The people plan is shown below, with the logo of the council.</p>", "html"))
    for kind, name in (("pdf", "people plan.pdf"), ("png", "logo.png")):
        part = MIMEImage(b"\x89PNG", "png") if kind == "png" else MIMEApplication(b"%PDF-1.7", kind)
        part.add_header("Content-Disposition", "inline", filename=name)
        shown.attach(part)
    message = MIMEMultipart("alternative")
    message["From"], message["Subject"] = "ada@westmarch.gov.uk", "Plan"
    message.attach(MIMEText("The people plan is shown below, with the logo of the council.", "plain"))
    message.attach(shown)

    found = found_in(put(tmp_path, "inline.eml", message.as_bytes()))

    assert [one.shown for one in found] == ["inline.eml", "inline.eml › people plan.pdf"]


def test_a_message_sent_on_with_its_own_attachment_is_taken_apart_too(tmp_path: Path) -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "boss@westmarch.gov.uk", "Please read"
    outer.set_content("Please read what Ada sent me about the people plan.")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "ada@westmarch.gov.uk", "The plan"
    inner.set_content("The people plan is attached to this message.")
    inner.add_attachment(as_docx(), "application", "octet-stream", filename="plan.docx")
    outer.add_attachment(inner)

    shown = [one.shown for one in found_in(put(tmp_path, "on.eml", bytes(outer)))]

    assert shown == ["on.eml", "on.eml › The plan.eml", "on.eml › The plan.eml › plan.docx"]


def test_a_message_without_words_is_refused_and_what_is_attached_is_not(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ada@westmarch.gov.uk", "Plan"
    message.add_attachment(as_docx(), "application", "octet-stream", filename="plan.docx")
    path = put(tmp_path, "empty.eml", bytes(message))

    with pytest.raises(NoText, match="is a message without words of its own"):
        read(path)
    assert [one.shown for one in found_in(path)] == ["empty.eml", "empty.eml › plan.docx"]


def test_an_archive_is_its_papers_without_what_systems_and_programs_leave(tmp_path: Path) -> None:
    members = {
        "plans/westmarch.md": WESTMARCH.encode(),
        "__MACOSX/plans/._westmarch.md": b"x",
        ".DS_Store": b"x",
        "README.md": b"about the folder",
        "library.toml": b"",
        "plans/": b"",
        "eastmere.md": EASTMERE.encode(),
    }

    found = found_in(put(tmp_path, "papers.zip", zipped(members)))

    assert [one.shown for one in found] == ["papers.zip › plans/westmarch.md", "papers.zip › eastmere.md"]
    assert [one.path.name for one in found if one.path] == ["westmarch.md", "eastmere.md"]


@pytest.mark.parametrize(
    "name", ["../evil.md", "/etc/evil.md", "C:/evil.md", "a/../../evil.md", "..\\..\\evil.md"]
)
def test_a_name_that_leads_out_of_its_archive_is_refused_and_the_others_go_on(
    tmp_path: Path, name: str
) -> None:
    path = put(tmp_path, "p.zip", zipped({name: b"bad words", "good.md": WESTMARCH.encode()}))

    found = found_in(path)

    assert [one.path.name for one in found if one.path] == ["good.md"]
    assert [r for r in reasons(path) if r.endswith("points outside its archive, so it was left out.")] != []


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert reasons(put(tmp_path, "p.zip", out.getvalue())) == [
        "“passwords.txt” points outside its archive, so it was left out."
    ]


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused_whole(tmp_path: Path) -> None:
    path = put(tmp_path, "bomb.zip", zipped({f"{n}.txt": bytes(20 << 20) for n in range(4)}))

    assert reasons(path) == [
        "“bomb.zip” would unpack to more than 50 MB, so it was not taken in: unpack it and add the papers that matter."
    ]
    assert [one.path for one in found_in(path)] == [None]


def test_an_archive_of_too_many_files_is_refused_whole(tmp_path: Path) -> None:
    path = put(tmp_path, "many.zip", zipped({f"{n}.txt": b"x" for n in range(12)}))

    assert reasons(path, UnpackLimits(files=10))[0].startswith("“many.zip” holds more than 10 files")


def test_a_file_that_is_too_large_is_left_out_of_its_archive(tmp_path: Path) -> None:
    path = put(tmp_path, "p.zip", zipped({"big.txt": os.urandom(2 << 20), "good.md": WESTMARCH.encode()}))

    found = found_in(path, UnpackLimits(file_bytes=1 << 20))

    assert [one.refusal.reason if one.refusal else one.shown for one in found] == [
        "“big.txt” is larger than 1 MB: split it.",
        "p.zip › good.md",
    ]


def test_archives_within_archives_are_opened_twice_and_no_more(tmp_path: Path) -> None:
    inner = zipped({"deep.md": WESTMARCH.encode()})
    middle = zipped({"inner.zip": inner})
    two = put(tmp_path, "two.zip", middle)
    three = put(tmp_path, "three.zip", zipped({"middle.zip": middle}))

    assert [one.shown for one in found_in(two)] == ["two.zip › inner.zip › deep.md"]
    assert reasons(three) == ["“middle.zip › inner.zip” lies within archives 2 deep: add it by itself."]


def test_an_archive_with_a_password_or_cut_short_is_refused_in_one_sentence(tmp_path: Path) -> None:
    locked = bytearray(zipped({"plan.md": WESTMARCH.encode()}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1

    assert reasons(put(tmp_path, "locked.zip", bytes(locked))) == [
        "“locked.zip” is protected by a password: save a copy without it."
    ]
    assert reasons(put(tmp_path, "cut.zip", zipped({"plan.md": WESTMARCH.encode()})[:-30])) == [
        "“cut.zip” is damaged or cut short: get a fresh copy and try again."
    ]
    assert reasons(put(tmp_path, "none.zip", zipped({}))) == [
        "“none.zip” holds no file: check that it was packed completely."
    ]


def test_a_file_damaged_within_its_archive_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("broken.md", "These words are changed behind the archive's back.")
        archive.writestr("good.md", WESTMARCH)
    data = out.getvalue().replace(b"These words are changed", b"Those words are changed", 1)

    assert reasons(put(tmp_path, "p.zip", data)) == [
        "“broken.md” is damaged within its archive: get a fresh copy and try again."
    ]


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_with_damaged_packing_is_refused_and_the_others_go_on(tmp_path: Path, packing: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("broken.md", WESTMARCH)
        archive.writestr("good.md", WESTMARCH)
    data = bytearray(out.getvalue())
    data[60:90] = b"\xff" * 30  # behind the header of the first file, which takes 39 bytes

    found = found_in(put(tmp_path, "p.zip", bytes(data)))

    assert [one.refusal.reason if one.refusal else one.shown for one in found] == [
        "“broken.md” is damaged within its archive: get a fresh copy and try again.",
        "p.zip › good.md",
    ]


def test_a_name_too_long_for_a_disk_is_cut_by_its_bytes(tmp_path: Path) -> None:
    name = "計" * 120  # three bytes each
    path = put(tmp_path, "p.zip", zipped({f"{name}.md": WESTMARCH.encode(), "good.md": EASTMERE.encode()}))

    found = found_in(path)

    # The whole name for people; of that on the disk 120 bytes, which are 40 of these letters.
    assert [one.shown for one in found] == [f"p.zip › {name}.md", "p.zip › good.md"]
    assert [one.path.name for one in found if one.path] == ["計" * 40 + ".md", "good.md"]


def test_a_word_document_under_the_name_of_an_archive_is_read_as_what_it_is(tmp_path: Path) -> None:
    found = found_in(put(tmp_path, "plan.zip", as_docx()))

    assert [one.shown for one in found] == ["plan.zip"]
    assert read(put(tmp_path, "plan.zip", as_docx())).format == "docx"


def test_a_library_takes_an_archive_in_paper_by_paper_and_the_same_bytes_once(tmp_path: Path) -> None:
    members = {
        "a.md": WESTMARCH.encode(),
        "b/again.md": WESTMARCH.encode(),
        "deck.pptx": as_pptx(),
        "x.png": b"\x89PNG",
    }
    path = put(tmp_path, "papers.zip", zipped(members))
    with Library.open(tmp_path / "data") as library:
        outcomes = library.ingest([path], overrides=Overrides(title="One title for all"))
        cards = library.documents()

    assert [(one.file, one.status) for one in outcomes] == [
        ("papers.zip › a.md", IngestStatus.ADDED),
        ("papers.zip › b/again.md", IngestStatus.UNCHANGED),
        ("papers.zip › deck.pptx", IngestStatus.ADDED),
        ("papers.zip › x.png", IngestStatus.REFUSED),
    ]
    assert [(card.file, card.format) for card in cards] == [("a.md", "text"), ("deck.pptx", "pptx")]
    assert "One title for all" not in [card.title for card in cards]


def finished(library: Library, id: str) -> Job:
    until = time.monotonic() + 60
    while not library.job(id).state.final and time.monotonic() < until:
        time.sleep(0.05)
    return library.job(id)


def test_an_upload_of_an_archive_is_one_job_that_says_what_became_of_its_papers(tmp_path: Path) -> None:
    data = zipped({"a.md": WESTMARCH.encode(), "x.png": b"\x89PNG" + bytes(60)})
    with Library.open(tmp_path / "data") as library:
        id = library.submit("papers.zip", data)
        job = finished(library, id)

    assert job.state is JobState.READY
    assert job.reason.startswith("1 of 2 papers are in the library. “x.png” is a picture")
