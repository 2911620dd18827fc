"""Formats that only an office program reads (ODT, RTF, DOC, PPT, ODP), saved by LibreOffice as one that is read here.

``python -m ingest.parse.office FILE KIND FOLDER`` runs it in a process with limits, which the program inherits, and with a
profile of its own that runs no macros and follows no links.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from ingest.child import OutOfMemory, OutOfTime, Stopped, command, limit, run
from ingest.errors import Damaged, TookTooLong, Unsupported

SAVED_AS = {"odt": "docx", "rtf": "docx", "doc": "docx", "ppt": "pptx", "odp": "pptx"}
_NAMES = {
    "odt": "an OpenDocument text",
    "rtf": "an RTF file",
    "doc": "a document of old Word",
    "ppt": "a presentation of old PowerPoint",
    "odp": "an OpenDocument presentation",
}
MEMORY, CPU_S, TIMEOUT_S = 6 * 2**30, 110, 120.0
_LATER_S = 30.0  # that the program may take longer than its process, whose end is that of all it started
_STEM = "paper"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">\
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">\
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">\
<value>true</value></prop></item>
</oor:items>
"""


def program() -> str:
    """LibreOffice's program; empty where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def saved_as_read(path: Path, kind: str, folder: Path, *, timeout_s: float = TIMEOUT_S) -> Path:
    """The file as LibreOffice saves it in a format that is read here. Raises a ``Refused`` where it cannot."""
    if not program():
        raise Unsupported(
            f"“{path.name}” is {_NAMES[kind]}, which is read only where LibreOffice is installed: save it as DOCX or PDF."
        )
    try:
        run("ingest.parse.office", [str(path.resolve()), kind, str(folder)], timeout_s=timeout_s)
    except OutOfTime:
        raise TookTooLong(
            f"“{path.name}” was not opened by LibreOffice within {timeout_s:.0f} seconds: save it as DOCX or PDF."
        ) from None
    except (OutOfMemory, Stopped) as fault:
        raise _not_opened(path) from fault
    made = folder / "out" / f"{_STEM}.{SAVED_AS[kind]}"
    if not made.is_file():
        raise _not_opened(path)
    return made


def _not_opened(path: Path) -> Damaged:
    return Damaged(f"“{path.name}” could not be opened by LibreOffice: save it as DOCX or PDF and add that.")


def main(path: str, kind: str, folder: str) -> None:
    """Save one file in the folder's ``out``, under a name of our own."""
    limit(memory_bytes=MEMORY, cpu_s=CPU_S)
    place = Path(folder)
    settings = place / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, "utf-8")
    os.environ["HOME"] = str(place)  # what it keeps of fonts and settings goes with the folder
    copy = place / f"{_STEM}.{kind}"
    shutil.copyfile(path, copy)
    profile = f"-env:UserInstallation={(place / 'profile').resolve().as_uri()}"
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    saving = ["--convert-to", SAVED_AS[kind], "--outdir", str(place / "out"), str(copy)]
    command([program(), profile, *quiet, *saving], timeout_s=TIMEOUT_S + _LATER_S)


if __name__ == "__main__":
    main(*sys.argv[1:])
