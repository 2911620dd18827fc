"""What the template of edited tables is given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import Shell


@dataclass(frozen=True, slots=True)
class BulkView:
    """``bulk.html``: download, upload, and what an edited table would change. ``token`` applies it; ``done`` is what was."""

    shell: Shell
    kind: str
    changes: Sequence[tuple[str, str, str, str]]
    rows: int
    unknown: Sequence[str]
    faults: Sequence[str]
    token: str
    read: bool
    done: str
