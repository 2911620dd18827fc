"""A PDF page as a picture, drawn in a process of its own and kept in the data folder.

``python -m web.page_image FILE PAGE WIDTH`` writes WebP to standard output. A file that upsets the renderer
upsets only that process, which has limits on time and memory.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

WIDTHS = {"small": 150, "": 1100, "large": 2000}
"""Of the picture by its size, in pixels: in the row of pages, beside the text, and under a magnifying glass."""
KEPT = "pages"
"""The part of the data folder that holds what was made of pages: it can be made again."""
TIMEOUT_S = 15
MEMORY = 2_000_000_000
PIXELS = 6_000_000
_one_at_a_time = threading.Semaphore(2)


def page_image(original: Path, page: int, kept: Path, *, size: str = "") -> bytes | None:
    """WebP of the 1-based page, from ``kept`` when it was drawn before; None when it cannot be drawn."""
    if kept.is_file():
        return kept.read_bytes()
    command = [sys.executable, "-m", "web.page_image", str(original), str(page), str(WIDTHS[size])]
    try:
        with _one_at_a_time:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode or not done.stdout.startswith(b"RIFF"):
        return None
    keep(kept, done.stdout)
    return done.stdout


def keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a disk that is full only means that it is made again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)


def forget_pages(data: Path, digest: str) -> None:
    """Delete the pictures and letters that were kept of a document's pages in the data folder."""
    for kept in (data / KEPT).glob(f"{digest}-*"):
        kept.unlink(missing_ok=True)


def draw(original: Path, page: int, width: int) -> bytes:
    """The page drawn; raises whatever the renderer raises."""
    import io

    import pypdfium2  # type: ignore[import-untyped]

    from ingest.parse.pdf_letters import page_as_shown

    document = pypdfium2.PdfDocument(original)
    try:
        sheet = page_as_shown(document, page - 1)
        across, down = sheet.get_size()
        scale = min(width / across, (PIXELS / (across * down)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil()
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=80, method=2)
        return out.getvalue()
    finally:
        document.close()


def main(arguments: list[str]) -> int:
    """Draw one page to standard output."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIMEOUT_S, TIMEOUT_S))
    sys.stdout.buffer.write(draw(Path(arguments[0]), int(arguments[1]), int(arguments[2])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
