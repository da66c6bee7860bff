"""T5 v1.1 models of any size, and their export in the layout of Hugging Face optimum."""

import json
import pathlib
import warnings

import torch
from transformers import T5Config, T5ForConditionalGeneration

PAD, EOS = 0, 1


def create_model(vocabulary: int, width: int, layers: int, seed: int) -> T5ForConditionalGeneration:
    """Random weights, gated GELU and a head of its own, which transformers 5 would tie to the embeddings."""
    torch.manual_seed(seed)
    config = T5Config(
        vocab_size=vocabulary,
        d_model=width,
        d_kv=width // 4,
        d_ff=2 * width,
        num_layers=layers,
        num_decoder_layers=layers,
        num_heads=4,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        decoder_start_token_id=PAD,
    )
    model = T5ForConditionalGeneration(config)
    untie(model)
    # Small enough that an untrained model spreads its probability over many tokens.
    torch.nn.init.normal_(model.lm_head.weight, std=width**-0.5)
    return model.eval()


def load_model(folder: pathlib.Path, checkpoint: str) -> T5ForConditionalGeneration:
    model = T5ForConditionalGeneration(T5Config.from_json_file(folder / "config.json"))
    untie(model)
    model.load_state_dict(torch.load(checkpoint))
    return model.eval()


def untie(model: T5ForConditionalGeneration) -> None:
    config = model.config
    model.lm_head = torch.nn.Linear(config.d_model, config.vocab_size, bias=False)


def describe_model(model: T5ForConditionalGeneration, name: str, notice: str) -> dict:
    """The `config.json`, by hand: transformers 5 would write that the head is tied."""
    config = model.config
    return {
        "_name_or_path": name,
        "p3_notice": notice,
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
