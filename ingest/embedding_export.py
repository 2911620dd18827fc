"""The ONNX file that queries are embedded with, written once from the packaged weights.

Importing torch costs seconds and half a gigabyte; onnxruntime starts in a fraction of a second. The file is
made by torch's own exporter at install time or on the first index, offline, and is keyed by the digest of
the weights, so that another model never meets an old file. Run ``python -m ingest.embedding_export`` to
make it ahead of time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import warnings
from pathlib import Path

from ingest.quiet import hush
from ingest.tokens import model_folder

_log = logging.getLogger(__name__)


def shared_cache() -> Path:
    """Where one installation keeps the exported model for all its libraries."""
    return Path(sys.prefix) / "share" / "moothall" / "models"


def weights_digest(cache: Path | None = None) -> str:
    """SHA-256 of the packaged weights; remembered beside the export by size and time, for it reads 90 MB."""
    weights = model_folder() / "model.safetensors"
    seen = weights.stat()
    stamp = f"{weights}:{seen.st_size}:{seen.st_mtime_ns}"
    note = (cache or shared_cache()) / "weights.json"
    try:
        kept = json.loads(note.read_text("utf-8"))
        if kept["stamp"] == stamp:
            return str(kept["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    _write_note(note, {"stamp": stamp, "digest": digest})
    return digest


def _write_note(note: Path, content: dict[str, str]) -> None:
    """Keep the digest where that is allowed; a folder that cannot be written costs only time."""
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        partial = note.with_suffix(f".{os.getpid()}.part")
        partial.write_text(json.dumps(content), "utf-8")
        partial.replace(note)
    except OSError:
        _log.debug("cannot write %s", note)


def exported(folder: Path) -> Path | None:
    """The exported model of the installed weights: the installation's, else the one in ``folder``, else
    None.
    """
    name = f"{weights_digest()[:16]}.onnx"
    for place in (shared_cache() / name, folder / name):
        if place.is_file():
            return place
    return None


def export(folder: Path) -> Path:
    """Write the ONNX file (once) and say where it is; raises OSError when neither place can be written."""
    found = exported(folder)
    if found is not None:
        return found
    name = f"{weights_digest()[:16]}.onnx"
    for place in (shared_cache(), folder):
        try:
            place.mkdir(parents=True, exist_ok=True)
            partial = place / f"{name}.{os.getpid()}.part"
            partial.touch()
        except OSError:
            continue
        _write_onnx(partial)
        partial.replace(place / name)
        return place / name
    raise OSError(f"The embedding model could not be written to {folder}: check its permissions.")


def _write_onnx(path: Path) -> None:
    """Trace the transformer's last hidden state; pooling is left to the caller."""
    hush()
    import torch
    from transformers import AutoModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]

    class LastHidden(torch.nn.Module):
        """The model with plain tensors in and one out, which is all that the exporter can trace."""

        def __init__(self, model: torch.nn.Module) -> None:
            """Keep the model."""
            super().__init__()
            self.model = model

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
            """Token ids, attention mask and token types, each (batch, tokens), to (batch, tokens, 384)."""
            hidden: torch.Tensor = self.model(
                input_ids=ids, attention_mask=mask, token_type_ids=types
            ).last_hidden_state
            return hidden

    # Eager attention: the fused kernels have branches on the mask that the tracer would freeze.
    model = AutoModel.from_pretrained(model_folder(), local_files_only=True, attn_implementation="eager")
    model.eval()
    ids = torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    names = ["input_ids", "attention_mask", "token_type_ids"]
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            LastHidden(model),
            (ids, mask, torch.zeros_like(ids)),
            str(path),
            input_names=names,
            output_names=["last_hidden_state"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "last_hidden_state"]},
            opset_version=17,
            dynamo=False,
        )


if __name__ == "__main__":
    print(export(shared_cache()))
