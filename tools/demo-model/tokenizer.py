"""The demo model's tokenizer: a Unigram tokenizer as T5's, trained on the tasks' own prompts."""

import base64
import itertools
import json
import pathlib
import sys

from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer

import data

sys.path.append(str(pathlib.Path(__file__).parents[1]))
import demo_sentences  # noqa: E402
from unigram import EOS, EXTRA_IDS, PAD, UNK, train  # noqa: E402

PIECES = 3000
EXAMPLES = 30_000


def train_tokenizer(seed: int) -> Tokenizer:
    """A Unigram tokenizer with metaspace, `</s>` at the end, and a hundred `<extra_id_N>`."""
    proto = sentencepiece_model_pb2.ModelProto.FromString(train(sentences(seed), PIECES))
    return Tokenizer.from_str(json.dumps(describe(proto)))


def sentences(seed: int):
    """Prompts with their choices, and general sentences so that words outside the tasks have pieces, too."""
    for example in itertools.islice(data.examples(seed), EXAMPLES):
        yield from example.input.split("\n")
        yield from example.choices
    yield from demo_sentences.sentences(seed, EXAMPLES)


def describe(proto) -> dict:
    """The `tokenizer.json` that Hugging Face's converter makes of such a SentencePiece model."""
    vocabulary = [[piece.piece, piece.score] for piece in proto.pieces]
    extra = [f"<extra_id_{index}>" for index in reversed(range(EXTRA_IDS))]
    vocabulary += [[token, 0.0] for token in extra]
    special = {PAD: "<pad>", EOS: "</s>", UNK: "<unk>"}
    special |= {len(proto.pieces) + index: token for index, token in enumerate(extra)}
    charsmap = base64.b64encode(proto.normalizer_spec.precompiled_charsmap).decode()
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "added_tokens": [added_token(index, token) for index, token in special.items()],
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": charsmap},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [sequence("A"), end_of_sequence()],
            "pair": [sequence("A"), end_of_sequence(), sequence("B"), end_of_sequence()],
            "special_tokens": {"</s>": {"id": "</s>", "ids": [EOS], "tokens": ["</s>"]}},
        },
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": UNK, "vocab": vocabulary, "byte_fallback": False},
    }


def added_token(index: int, token: str) -> dict:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": index, "content": token, **flags, "special": True}


def sequence(which: str) -> dict:
    return {"Sequence": {"id": which, "type_id": 0}}


def end_of_sequence() -> dict:
    return {"SpecialToken": {"id": "</s>", "type_id": 0}}
