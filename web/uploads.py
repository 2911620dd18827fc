"""An upload read from a multipart form: each file within its limit, the fields that go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile

from assistant.keeping.switches import Switch
from assistant.settings import Settings
from web.details import file_name
from web.parts import switches_of
from web.problems import Problem, invalid

FIELD_COUNT = 40
FIELD_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came: a safe name and its bytes."""

    name: str
    data: bytes


async def read_upload(request: Request, settings: Settings) -> tuple[Sequence[Upload], Mapping[str, str]]:
    """The files and the text fields of a form; raises a 413 or 422 Problem, and SwitchedOff."""
    switches_of(request).must_be_on(Switch.UPLOADS)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(415, "Send the file as multipart/form-data, in a field named file.", kind="media-type")
    async with request.form(
        max_files=settings.upload_count, max_fields=FIELD_COUNT, max_part_size=FIELD_BYTES
    ) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
        if not files:
            raise invalid({"file": "Choose at least one file."})
        return [await _read(file, settings.upload_limit) for file in files], fields


async def _read(file: UploadFile, limit: int) -> Upload:
    name = file_name(file.filename or "")
    data = await file.read(limit + 1)
    if len(data) > limit:
        raise Problem(
            413,
            f"{name} is larger than {limit // 1_000_000:,} MB, which is the most taken here. "
            "Split it, or save it with smaller pictures.",
            errors={"file": f"{name} is too large."},
            kind="size",
        )
    return Upload(name, data)
