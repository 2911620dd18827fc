"""No library that is loaded here may report to its maker: said to each before its first import.

onnxruntime's Linux builds look up a vendor's host and keep a device id in the home folder unless told not to; the others
have switches of the same kind. The switches stand in the environment, so that child processes inherit them.
"""

from __future__ import annotations

import os

SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
}


def hush() -> None:
    """Turn reporting off, whatever the environment said before."""
    os.environ.update(SWITCHES)
