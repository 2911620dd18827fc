"""Texts to vectors: float32, L2-normalised, 384 wide. The only module that knows the embedding model.

Queries and small papers go through onnxruntime, which starts in a fraction of a second; importing torch
takes 4.6 s, which only a long run of indexing earns back. There bfloat16 is used where a one-second trial
shows that it is faster and faithful on this processor (AMX or AVX-512 BF16), and float32 otherwise.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest import embedding_export
from ingest.quiet import hush
from ingest.reading import Reading, Vectors
from ingest.tokens import MODEL_NAME, model_folder

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]
    from sentence_transformers import SentenceTransformer

DIMENSION = 384
MAX_TOKENS = 256
BATCH = 16
WIDTH_STEP = 16
TORCH_PAYS_FROM = 1_000
"""Chunks from which starting torch and trying both precisions (9 s) costs less than bfloat16 saves."""
EXPORTED = "onnx float32"
"""The choice of a long run on a processor where the exported model is quicker than sentence-transformers."""
FAITHFUL = 0.999
_TRIAL_TEXTS = [
    "The council employed 1,204 people at 31 March; sickness absence fell to 9.1 days for each of them. " * 6,
    "Priority 2: recruit, keep and develop the colleagues that our residents need. " * 6,
    "Savings of £2.4m are planned over the medium term financial strategy. " * 7,
    "Appendix A: action, lead officer, target date, measure of success. " * 6,
]


@dataclass(frozen=True, slots=True)
class ModelMark:
    """Which model made an index: recorded in it, and compared before anything is added or searched."""

    name: str
    digest: str
    dimension: int


def installed_model() -> ModelMark:
    """The mark of the model that is installed here."""
    return ModelMark(MODEL_NAME, embedding_export.weights_digest(), DIMENSION)


class Embedder:
    """Vectors of texts with the installed model; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is where an exported model may be kept when the installation's own cache cannot be
        written.
        """
        self._folder = folder
        self._lock = threading.Lock()
        self._onnx: _Onnx | None = None
        self._torch: _Torch | None = None
        self.indexing_dtype: str | None = None
        """What the trial chose for long runs (a precision, or EXPORTED), or None while none was needed."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, 384) of a few short texts, in order, without importing torch when the export exists."""
        if not texts:
            return np.zeros((0, DIMENSION), np.float32)
        with self._lock:
            return self._quick().encode(texts)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Each text with a vector for every token, in order; what ``queries`` gives is the ``vector`` of each."""
        with self._lock:
            return self._quick().read(texts) if texts else []

    def passages(self, texts: Sequence[str], *, expected: int = 0) -> Vectors:
        """Vectors (n, 384) of chunks to index; ``expected`` is how many the whole run is likely to bring.

        The order of the texts given does not change a vector by more than rounding.
        """
        if not texts:
            return np.zeros((0, DIMENSION), np.float32)
        with self._lock:
            long_run = max(len(texts), expected) >= TORCH_PAYS_FROM
            if self.indexing_dtype == EXPORTED or (self._torch is None and not long_run):
                return self._quick().encode(texts)
            if self._torch is None:
                self._torch = _Torch(self.indexing_dtype)
                self.indexing_dtype = self.indexing_dtype or self._chosen(self._torch)
            return (
                self._quick().encode(texts) if self.indexing_dtype == EXPORTED else self._torch.encode(texts)
            )

    def _chosen(self, torch: _Torch) -> str:
        """What a long run goes on with: sentence-transformers, or the export where that is quicker on this processor."""
        quick = self._quick()
        exported = not isinstance(quick, _Torch) and _seconds(quick.encode) < _seconds(torch.encode)
        return EXPORTED if exported else torch.dtype

    def prepare(self) -> None:
        """Load what a query needs, and write the export if there is none yet."""
        with self._lock:
            self._quick()

    def _quick(self) -> _Onnx | _Torch:
        """onnxruntime over the exported model; sentence-transformers when the export cannot be made."""
        if self._onnx is not None:
            return self._onnx
        try:
            self._onnx = _Onnx(embedding_export.export(self._folder))
        except (OSError, ImportError, RuntimeError):
            self._torch = self._torch or _Torch("float32")
            return self._torch
        return self._onnx


class _Onnx:
    """The exported model: tokenise, run, mean over the tokens, normalise."""

    def __init__(self, path: Path) -> None:
        """Open the model with as many threads as there are processors for us."""
        hush()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, min(4, len(os.sched_getaffinity(0))))
        options.log_severity_level = 3
        # Spinning threads would take the second processor from whoever else needs it.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order given; texts of like length share a batch, so that little padding is
        computed.
        """
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        for index, _, hidden in self._hidden(texts):
            vectors[index] = hidden.mean(axis=0)
        return normalised(vectors)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Each text with its tokens, the marks at both ends left out."""
        readings = {
            index: Reading(
                normalised(hidden.mean(axis=0)[None])[0],
                normalised(hidden[1:-1]).astype(np.float16),
                tuple(spans[1:-1]),
            )
            for index, spans, hidden in self._hidden(texts)
        }
        return [readings[index] for index in range(len(texts))]

    def _hidden(self, texts: Sequence[str]) -> Iterator[tuple[int, list[tuple[int, int]], Vectors]]:
        """For each text its index, its tokens' places and their last hidden states, shortest texts first.

        Only texts of one width share a batch: little is padded, and a text's vector cannot depend on what it was embedded
        with, even on a processor where the last bits of a sum change with the padding (none was seen).
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        widths = [-(-len(one.ids) // WIDTH_STEP) * WIDTH_STEP for one in encoded]
        for width in sorted(set(widths)):
            alike = [index for index in range(len(texts)) if widths[index] == width]
            for first in range(0, len(alike), BATCH):
                batch = alike[first : first + BATCH]
                hidden = self._run([encoded[index].ids for index in batch], width)
                for row, index in enumerate(batch):
                    yield index, encoded[index].offsets, hidden[row, : len(encoded[index].ids)]

    def _run(self, batch: Sequence[Sequence[int]], width: int) -> Vectors:
        """One batch, padded to a width, through the model: (texts, tokens, 384)."""
        ids = np.zeros((len(batch), width), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return np.asarray(self._session.run(None, feed)[0], np.float32)


class _Torch:
    """sentence-transformers over the packaged weights, in the precision that the trial or the index chose."""

    def __init__(self, dtype: str | None) -> None:
        """``dtype`` is "float32" or "bfloat16"; None tries both for about a second."""
        hush()
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]

        def load(kind: torch.dtype) -> SentenceTransformer:
            return SentenceTransformer(
                str(model_folder()), device="cpu", local_files_only=True, model_kwargs={"dtype": kind}
            )

        self.dtype = dtype or "float32"
        self._model = load(torch.bfloat16 if dtype == "bfloat16" else torch.float32)
        if dtype is None:
            fast = load(torch.bfloat16)
            if _faster_and_faithful(self._encode_with(self._model), self._encode_with(fast)):
                self._model, self.dtype = fast, "bfloat16"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order given, float32 and normalised again after the narrow arithmetic."""
        return self._encode_with(self._model)(texts)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Each text with its tokens, the marks at both ends left out."""
        made = self._model.encode(
            list(texts), batch_size=4, output_value="token_embeddings", show_progress_bar=False
        )
        encoded = self._model.tokenizer(list(texts), return_offsets_mapping=True, truncation=True)
        readings = []
        for hidden, spans in zip(made, encoded["offset_mapping"], strict=True):
            states = hidden.float().cpu().numpy()[: len(spans)]
            readings.append(
                Reading(
                    normalised(states.mean(axis=0)[None])[0],
                    normalised(states[1:-1]).astype(np.float16),
                    tuple((int(start), int(end)) for start, end in spans[1:-1]),
                )
            )
        return readings

    @staticmethod
    def _encode_with(model: SentenceTransformer) -> Callable[[Sequence[str]], Vectors]:
        """The model as a function from texts to normalised float32 vectors."""

        def encode(texts: Sequence[str]) -> Vectors:
            # A tensor, not numpy, which has no bfloat16. Small batches are quicker on a processor (measured).
            tensor = model.encode(
                list(texts),
                batch_size=4,
                convert_to_tensor=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            return normalised(tensor.float().cpu().numpy())

        return encode


def _faster_and_faithful(
    exact: Callable[[Sequence[str]], Vectors], fast: Callable[[Sequence[str]], Vectors]
) -> bool:
    """Whether the second encoder is at least a fifth quicker and points the same way (cosine ≥ .999)."""
    cosine = (exact(_TRIAL_TEXTS) * fast(_TRIAL_TEXTS)).sum(axis=1)
    if float(cosine.min()) < FAITHFUL:
        return False
    return _seconds(fast) * 1.2 < _seconds(exact)


def _seconds(encode: Callable[[Sequence[str]], Vectors], *, runs: int = 3) -> float:
    """The best of a few runs over the trial texts."""
    best = float("inf")
    for _ in range(runs):
        begun = time.perf_counter()
        encode(_TRIAL_TEXTS)
        best = min(best, time.perf_counter() - begun)
    return best


def normalised(vectors: NDArray[np.floating]) -> Vectors:
    """Rows of length one as float32; a row of zeros stays zeros."""
    rows = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)
