"""Trains Unigram tokenizers as T5 has them."""

import io
from collections.abc import Iterable

import sentencepiece

PAD, EOS, UNK = 0, 1, 2
EXTRA_IDS = 100


def train(sentences: Iterable[str], pieces: int) -> bytes:
    """A `spiece.model` with SentencePiece's nmt_nfkc map; at most so many pieces."""
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=trained,
        model_type="unigram",
        vocab_size=pieces,
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
    return trained.getvalue()
