"""The tokenizer of the tests' models: a Unigram as T5's, in both of its forms."""

import json
import pathlib

from transformers import T5Tokenizer

import demo_sentences
import unigram

PIECES = 1700
SEED = 20211015
OUT = pathlib.Path("test/scoring/recorded/tokenizer")


def train() -> None:
    """Writes `spiece.model`, and `tokenizer.json` as transformers converts it."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "spiece.model").write_bytes(unigram.train(demo_sentences.sentences(SEED, 30_000), PIECES))
    config = {"tokenizer_class": "T5Tokenizer", "extra_ids": unigram.EXTRA_IDS, "eos_token": "</s>", "pad_token": "<pad>"}
    (OUT / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
    (OUT / "tokenizer.json").unlink(missing_ok=True)
    T5Tokenizer.from_pretrained(OUT)._tokenizer.save(str(OUT / "tokenizer.json"), pretty=False)


def load() -> T5Tokenizer:
    return T5Tokenizer.from_pretrained(OUT)


if __name__ == "__main__":
    train()
