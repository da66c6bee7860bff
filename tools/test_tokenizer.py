"""The tokenizer of the tests' models: a Unigram as T5's, in both of its forms."""

import io
import json
import pathlib

import sentencepiece
from transformers import T5Tokenizer

import demo_sentences

PAD, EOS, UNK = 0, 1, 2
PIECES, EXTRA_IDS = 1700, 100
SEED = 20211015
OUT = pathlib.Path("test/scoring/recorded/tokenizer")


def train() -> None:
    """Writes `spiece.model`, and `tokenizer.json` as transformers converts it."""
    OUT.mkdir(parents=True, exist_ok=True)
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=demo_sentences.sentences(SEED, 30_000),
        model_writer=trained,
        model_type="unigram",
        vocab_size=PIECES,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="nmt_nfkc",
        pad_id=PAD,
        eos_id=EOS,
        unk_id=UNK,
        bos_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    (OUT / "spiece.model").write_bytes(trained.getvalue())
    config = {"tokenizer_class": "T5Tokenizer", "extra_ids": EXTRA_IDS, "eos_token": "</s>", "pad_token": "<pad>"}
    (OUT / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
    (OUT / "tokenizer.json").unlink(missing_ok=True)
    T5Tokenizer.from_pretrained(OUT)._tokenizer.save(str(OUT / "tokenizer.json"), pretty=False)


def load() -> T5Tokenizer:
    return T5Tokenizer.from_pretrained(OUT)


if __name__ == "__main__":
    train()
