"""Makes the embedded demo model: a tiny T5 v1.1 with its tokenizer, in optimum's ONNX layout.

    python tools/make-demo-model.py [--out samples/model]

The weights are random (seeded), so its scores mean nothing: it shows the whole path and serves the tests.
With --checkpoint it leaves the PyTorch weights for record-scores.py.
"""

import argparse
import base64
import io
import json
import pathlib

import sentencepiece
import torch
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer

import demo_sentences
from t5_export import EOS, PAD, create_model, describe_model, export, write_json

NAME = "p3-demo-t5"
NOTICE = (
    "The embedded demo model has random weights: its scores show how scoring works "
    "and say nothing about a prompt."
)
SEED = 20211015
PIECES = 1700
EXTRA_IDS = 100
UNK = 2


def main() -> None:
    arguments = parse_arguments()
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    write_json(out / "tokenizer_config.json", tokenizer_config())
    vocabulary = tokenizer.get_vocab_size(with_added_tokens=True)
    model = create_model(vocabulary, width=64, layers=2, seed=SEED)
    write_json(out / "config.json", describe_model(model, NAME, NOTICE))
    export(model, out)
    if arguments.checkpoint:
        torch.save(model.state_dict(), arguments.checkpoint)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="samples/model")
    parser.add_argument("--checkpoint", help="where to leave the PyTorch weights")
    return parser.parse_args()


def train_tokenizer() -> Tokenizer:
    """A Unigram tokenizer as T5's: SentencePiece's nmt_nfkc map, metaspace, `</s>` at the end."""
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
    proto = sentencepiece_model_pb2.ModelProto.FromString(trained.getvalue())
    vocabulary = [[piece.piece, piece.score] for piece in proto.pieces]
    extra = [f"<extra_id_{index}>" for index in reversed(range(EXTRA_IDS))]
    vocabulary += [[token, 0.0] for token in extra]
    special = {PAD: "<pad>", EOS: "</s>", UNK: "<unk>"}
    special |= {len(proto.pieces) + index: token for index, token in enumerate(extra)}
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    description = {
        "version": "1.0",
        "added_tokens": [added_token(index, token) for index, token in special.items()],
        "normalizer": {
            "type": "Precompiled",
            "precompiled_charsmap": base64.b64encode(
                proto.normalizer_spec.precompiled_charsmap
            ).decode(),
        },
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
    return Tokenizer.from_str(json.dumps(description))


def added_token(index: int, token: str) -> dict:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": index, "content": token, **flags, "special": True}


def sequence(which: str) -> dict:
    return {"Sequence": {"id": which, "type_id": 0}}


def end_of_sequence() -> dict:
    return {"SpecialToken": {"id": "</s>", "type_id": 0}}


def tokenizer_config() -> dict:
    return {
        "tokenizer_class": "T5Tokenizer",
        "model_max_length": 512,
        "pad_token": "<pad>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "extra_ids": EXTRA_IDS,
    }


if __name__ == "__main__":
    main()
