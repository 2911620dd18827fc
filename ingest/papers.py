"""Which files of a folder or an archive may be papers: not settings, programs, or notes about the folder itself."""

from __future__ import annotations

from pathlib import PurePath

_NOT_PAPERS = ("readme", "license", "licence", "changelog", "attribution")
_PLAIN_SUFFIXES = frozenset({"", ".md", ".txt", ".rst"})
_SKIPPED_SUFFIXES = frozenset(
    {".toml", ".py", ".json", ".jsonl", ".yaml", ".yml", ".ini", ".cfg", ".lock", ".sqlite"}
)


def may_be_paper(name: str) -> bool:
    """Whether a file of this name is taken in when nobody named it; ``library.toml`` is a setting too."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    about = path.stem.lower().startswith(_NOT_PAPERS) and suffix in _PLAIN_SUFFIXES
    return suffix not in _SKIPPED_SUFFIXES and not about
