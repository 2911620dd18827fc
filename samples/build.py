"""Build the sample library from its sources: ``python -m samples.build [--out FOLDER]``."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from samples import markup, pdf, web, word

HERE = Path(__file__).parent
WRITERS = {"pdf": pdf.write, "docx": word.write, "html": web.write_html, "md": web.write_markdown}


def build(out: Path) -> list[Path]:
    """Write every sample paper and ``library.toml`` into this folder; the paths written, in order."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted((HERE / "sources").glob("*.md")):
        paper = markup.read(source)
        for form in paper.formats:
            path = out / f"{paper.meta['file']}.{form}"
            WRITERS[form](paper, path)
            written.append(path)
    library = out / "library.toml"
    shutil.copyfile(HERE / "sources" / "library.toml", library)
    return [*written, library]


def main() -> None:
    """Build and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "library", help="folder to write to")
    for path in build(parser.parse_args().out):
        print(f"{path.name}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
