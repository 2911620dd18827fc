"""Which files the site is made of: the documentation where it stands, with the root of the repository as the site's.

So that a link from one page to another, or to a file of the code, is the same on the site as in the repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "samples/README.md")
LINKED = (
    *(
        "docs/site_files.py",
        "hatch_build.py",
        "moothall/rooms.py",
        "tests/test_wheel.py",
        "tests/test_architecture.py",
    ),
    *("deploy/Containerfile", "deploy/Caddyfile", "deploy/moothall.service", "deploy/nginx.conf"),
    *("samples/library/library.toml", "ingest/data/ATTRIBUTION.md", "LICENSE"),
)
"""Files that pages link to, which are shown as they are."""
FOLDERS = ("how-to", "decisions")
"""Folders of the documentation whose pages stand in the navigation by their names."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the listed folders into the navigation, the overview of each first."""
    docs = Path(config.docs_dir)
    for part in config.nav or ():
        for entry in next(iter(part.values())):
            for title, where in entry.items() if isinstance(entry, dict) else ():
                if isinstance(where, str) and where.endswith("/"):
                    pages = sorted(
                        (docs.parent / where).glob("*.md"), key=lambda page: (page.stem != "README", page)
                    )
                    entry[title] = [page.relative_to(docs.parent).as_posix() for page in pages]
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """The files of the documentation, and those beside it, by their places in the repository."""
    root = Path(config.docs_dir).parent
    inside = [file for file in files if file.src_dir == config.docs_dir]
    within = [f"docs/{file.src_uri}" for file in inside if not file.src_uri.endswith(".py")]
    own = [File.generated(config, uri, abs_src_path=str(root / uri)) for uri in (*within, *PAGES, *LINKED)]
    return Files([*own, *(file for file in files if file not in inside)])
