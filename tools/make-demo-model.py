"""Makes the embedded demo model: a tiny T5 v1.1 with its tokenizer, in optimum's ONNX layout.

    python tools/make-demo-model.py [--out samples/model]

The weights are random (seeded), so its scores mean nothing: it shows the whole path and serves the tests.
Beside the model it leaves the checkpoint for tools/record-scores.py in the folder named by --checkpoint.
"""

import argparse
import base64
import io
import json
import pathlib
import warnings

import sentencepiece
import torch
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer
from transformers import T5Config, T5ForConditionalGeneration

import demo_sentences

NAME = "p3-demo-t5"
NOTICE = (
    "The embedded demo model has random weights: its scores show how scoring works "
    "and say nothing about a prompt."
)
SEED = 20211015
PIECES = 1700
EXTRA_IDS = 100
PAD, EOS, UNK = 0, 1, 2


def main() -> None:
    arguments = parse_arguments()
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    write_json(out / "tokenizer_config.json", tokenizer_config())
    model = create_model(tokenizer.get_vocab_size(with_added_tokens=True))
    write_json(out / "config.json", model_config(model))
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


def create_model(vocabulary: int) -> T5ForConditionalGeneration:
    """T5 v1.1's shape: gated GELU and a head of its own, which transformers 5 would tie to the embeddings."""
    torch.manual_seed(SEED)
    config = T5Config(
        vocab_size=vocabulary,
        d_model=64,
        d_kv=16,
        d_ff=128,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        decoder_start_token_id=PAD,
    )
    model = T5ForConditionalGeneration(config)
    model.lm_head = torch.nn.Linear(config.d_model, vocabulary, bias=False)
    # Small enough that an untrained model spreads its probability over many tokens.
    torch.nn.init.normal_(model.lm_head.weight, std=config.d_model**-0.5)
    return model.eval()


def model_config(model: T5ForConditionalGeneration) -> dict:
    config = model.config
    return {
        "_name_or_path": NAME,
        "p3_notice": NOTICE,
        "architectures": ["T5ForConditionalGeneration"],
        "model_type": "t5",
        "vocab_size": config.vocab_size,
        "d_model": config.d_model,
        "d_kv": config.d_kv,
        "d_ff": config.d_ff,
        "num_layers": config.num_layers,
        "num_decoder_layers": config.num_decoder_layers,
        "num_heads": config.num_heads,
        "relative_attention_num_buckets": config.relative_attention_num_buckets,
        "relative_attention_max_distance": config.relative_attention_max_distance,
        "layer_norm_epsilon": config.layer_norm_epsilon,
        "feed_forward_proj": "gated-gelu",
        "is_encoder_decoder": True,
        "tie_word_embeddings": False,
        "decoder_start_token_id": PAD,
        "pad_token_id": PAD,
        "eos_token_id": EOS,
    }


class Encoder(torch.nn.Module):
    def __init__(self, model: T5ForConditionalGeneration) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, input_ids, attention_mask):
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


class Decoder(torch.nn.Module):
    def __init__(self, model: T5ForConditionalGeneration) -> None:
        super().__init__()
        self.decoder = model.decoder
        self.lm_head = model.lm_head

    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states):
        states = self.decoder(
            input_ids=input_ids,
            encoder_hidden_states=encoder_hidden_states,
            encoder_attention_mask=encoder_attention_mask,
            use_cache=False,
        )
        return self.lm_head(states.last_hidden_state)


def export(model: T5ForConditionalGeneration, out: pathlib.Path) -> None:
    """Writes both graphs with the names and dynamic axes of optimum's exporter."""
    ids, mask = torch.full((2, 7), 5), torch.ones(2, 7, dtype=torch.long)
    labels = torch.full((2, 3), 5)
    with torch.no_grad():
        states = model.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    # A wrapper left in training mode would bring dropout back when the exporter restores modes.
    export_graph(
        Encoder(model).eval(),
        out / "encoder_model.onnx",
        inputs={
            "input_ids": (ids, "encoder_sequence_length"),
            "attention_mask": (mask, "encoder_sequence_length"),
        },
        output=("last_hidden_state", "encoder_sequence_length"),
    )
    export_graph(
        Decoder(model).eval(),
        out / "decoder_model.onnx",
        inputs={
            "encoder_attention_mask": (mask, "encoder_sequence_length"),
            "input_ids": (labels, "decoder_sequence_length"),
            "encoder_hidden_states": (states, "encoder_sequence_length"),
        },
        output=("logits", "decoder_sequence_length"),
    )


def export_graph(module: torch.nn.Module, path: pathlib.Path, inputs: dict, output: tuple) -> None:
    axes = {name: {0: "batch_size", 1: length} for name, (_, length) in inputs.items()}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(example for example, _ in inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=[output[0]],
            dynamic_axes=axes | {output[0]: {0: "batch_size", 1: output[1]}},
            opset_version=17,
            dynamo=False,
        )


def write_json(path: pathlib.Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
