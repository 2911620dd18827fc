import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import DIMENSION, Embedder, _Torch

TEXTS = ["staff turnover", "The council employs 1,204 people. " * 8, "", "sickness absence of 9.1 days"]


def test_vectors_are_float32_of_length_one_in_the_order_given(tmp_path: Path) -> None:
    vectors = Embedder(tmp_path).queries(TEXTS)

    assert vectors.shape == (4, DIMENSION) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[3], Embedder(tmp_path).queries(TEXTS[3:])[0], atol=1e-5)


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert Embedder(tmp_path).queries([]).shape == (0, DIMENSION)


def test_a_query_never_imports_torch_or_chroma(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.library import Library\n"
        f"library = Library.open(Path({str(tmp_path)!r}))\n"
        "library.search_meaning(library.embed(['staff'])[0]); library.search_words('staff')\n"
        "print({'torch', 'chromadb', 'sentence_transformers', 'transformers'} & set(sys.modules))"
    )

    Embedder(tmp_path).prepare()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@pytest.mark.slow
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_what_indexes_and_what_queries_point_the_same_way(tmp_path: Path, dtype: str) -> None:
    cosine = (Embedder(tmp_path).queries(TEXTS) * _Torch(dtype).encode(TEXTS)).sum(axis=1)

    assert cosine.min() >= 0.999


def test_a_text_has_the_same_vector_to_the_last_bit_in_any_company(tmp_path: Path) -> None:
    embedder = Embedder(tmp_path)

    alone = embedder.queries(TEXTS[:1])[0]
    together = embedder.queries([*TEXTS[1:], *(f"{text} " * 3 for text in TEXTS), TEXTS[0]])[-1]

    assert np.array_equal(alone, together)


def test_a_reading_has_a_vector_for_every_token_and_its_place(tmp_path: Path) -> None:
    [read] = Embedder(tmp_path).read(["Plant trees."])

    assert [("Plant trees."[start:end]) for start, end in read.spans] == ["Plant", "trees", "."]
    assert np.allclose(np.linalg.norm(read.tokens.astype(np.float32), axis=1), 1, atol=1e-2)
    assert np.allclose(read.vector, Embedder(tmp_path).queries(["Plant trees."])[0], atol=1e-6)


def test_without_the_export_a_text_is_read_token_by_token_all_the_same(tmp_path: Path) -> None:
    text = "The council employs 1,204 people, decarbonised."

    [exported], [fallback] = Embedder(tmp_path).read([text]), _Torch("float32").read([text])

    assert exported.spans == fallback.spans
    nearness = (exported.tokens.astype(np.float32) * fallback.tokens.astype(np.float32)).sum(axis=1)
    assert nearness.min() > 0.999
