"""Load the sample library into the data folder of the settings, once.

    python -m samples.load

A library that holds papers of one's own is left alone, and so is one that has had the samples before (someone
may have removed them). A load that was cut short goes on where it stopped.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.settings import BadSetting, read_settings
from ingest.errors import Refused
from ingest.library import Library
from ingest.library_errors import LibraryError

SAMPLES = Path(__file__).parent / "library"
MARK = ".samples-loaded"


def main() -> int:
    """Load what is missing; 0 when nothing stands in the way."""
    try:
        load(read_settings().data)
    except (BadSetting, LibraryError, Refused, OSError) as fault:
        print(f"samples: {fault}", file=sys.stderr)
        return 1
    return 0


def load(folder: Path, samples: Path = SAMPLES) -> int:
    """How many sample papers were added to the library in ``folder``."""
    mark = folder / MARK
    if mark.exists():
        return 0
    papers = sorted(path for path in samples.iterdir() if path.suffix != ".toml")
    names = {path.name for path in papers}
    with Library.open(folder) as library:
        if any(card.file not in names for card in library.documents()):
            return 0
        print(f"Loading the sample library ({len(papers)} papers) into {folder}.", file=sys.stderr)
        outcomes = library.ingest([samples])
    refused = [outcome for outcome in outcomes if outcome.status.value == "refused"]
    for outcome in refused:
        print(f"{outcome.file}: {outcome.reason}", file=sys.stderr)
    if not refused:
        mark.write_text("The sample library was loaded here. Remove this file to load it again.\n", "utf-8")
    return sum(outcome.status.value == "added" for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(main())
