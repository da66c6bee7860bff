"""Makes tiny T5 checkpoints of every kind that is scored as downloaded, and records what transformers makes of them.

    python tools/record-t5-checkpoints.py

Weights are random; they are committed with their scores. The tokenizer is the tests', which they put beside
each. The formula is that of record-scores.py.
"""

import argparse
import collections
import json
import pathlib
import shutil

import torch
from safetensors.torch import save_file
from transformers import T5Config, T5ForConditionalGeneration
from transformers.models.t5.modeling_t5 import T5Attention

import test_tokenizer

record_scores = __import__("record-scores")

OUT = pathlib.Path("test/scoring/recorded/checkpoints")
BASE = {
    "vocab_size": 1800, "d_model": 6, "d_kv": 4, "num_heads": 3, "d_ff": 12, "num_layers": 2, "num_decoder_layers": 1,
    "relative_attention_num_buckets": 32, "relative_attention_max_distance": 128, "layer_norm_epsilon": 1e-6,
    "model_type": "t5", "decoder_start_token_id": 0, "pad_token_id": 0, "eos_token_id": 1,
}  # fmt: skip

# How each checkpoint differs: its configuration, whether it has an output matrix of its own, its type and its files.
KINDS = {
    "gated-untied": ({"feed_forward_proj": "gated-gelu", "tie_word_embeddings": False}, True, torch.float32, 1),
    "gated-tied": ({"feed_forward_proj": "gated-gelu", "tie_word_embeddings": False, "layer_norm_epsilon": 1e-3}, False, torch.float32, 1),
    "gated-resaved": ({"feed_forward_proj": "gated-gelu", "tie_word_embeddings": True, "scale_decoder_outputs": False}, True, torch.float16, 1),
    "relu": ({"feed_forward_proj": "relu", "relative_attention_num_buckets": 20, "relative_attention_max_distance": 50, "num_decoder_layers": 3}, False, torch.float32, 1),
    "sharded": ({"feed_forward_proj": "relu", "d_kv": 2, "num_layers": 3}, False, torch.float32, 3),
    "bfloat16-sharded": ({"feed_forward_proj": "gated-gelu", "tie_word_embeddings": False, "num_heads": 2}, False, torch.bfloat16, 2),
    "pytorch": ({"feed_forward_proj": "relu"}, False, torch.float16, 1),
    "pytorch-sharded": ({"feed_forward_proj": "gated-gelu", "tie_word_embeddings": False}, True, torch.bfloat16, 2),
}  # fmt: skip

SCHEMES = [(32, 128), (32, 64), (20, 50), (16, 128), (8, 20), (64, 512)]


def main() -> None:
    tokenizer = test_tokenizer.load()
    shutil.rmtree(OUT, ignore_errors=True)
    for seed, (name, kind) in enumerate(KINDS.items()):
        folder = OUT / name
        folder.mkdir(parents=True)
        model = make_checkpoint(folder, seed, *kind)
        prompts = record_scores.PROMPTS[seed % 3 :: 3]
        cases = [record_scores.record(model, tokenizer, *prompt, input_eos=False) for prompt in prompts]
        record_scores.write(folder / "scores.json", cases)
    save_oddities(OUT.parent / "pytorch")
    record_scores.write(OUT.parent / "relative-buckets.json", [record_buckets(*scheme) for scheme in SCHEMES])


def make_checkpoint(folder, seed, differences, has_head, dtype, parts):
    config = {**BASE, **differences}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    torch.manual_seed(1910 + seed)
    model = T5ForConditionalGeneration(T5Config(**config))
    tensors = {
        name: random_like(name, weight).to(dtype)
        for name, weight in model.state_dict().items()
        if "embed_tokens" not in name and (has_head or name != "lm_head.weight")
    }
    if folder.name.startswith("pytorch"):
        save_pickled(folder, tensors, parts)
    else:
        save(folder, tensors, parts)
    model = T5ForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    is_tied = torch.equal(model.lm_head.weight, model.shared.weight)
    assert is_tied != has_head, "transformers took the other output matrix"
    return model


def random_like(name, weight):
    if "layer_norm" in name:
        return 1 + 0.3 * torch.randn(weight.shape)
    if name == "shared.weight":
        return torch.randn(weight.shape)
    return 0.6 * torch.randn(weight.shape)


def save(folder, tensors, parts) -> None:
    if parts == 1:
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        return
    names = list(tensors)
    files = {name: f"model-{index % parts + 1:05}-of-{parts:05}.safetensors" for index, name in enumerate(names)}
    for file in sorted(set(files.values())):
        save_file({name: tensors[name] for name in names if files[name] == file}, folder / file)
    index = {"metadata": {}, "weight_map": files}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")


def save_pickled(folder, tensors, parts) -> None:
    """As transformers did before safetensors: tied weights under all their names, the file with module versions."""
    if parts == 1:
        state = collections.OrderedDict(tensors)
        state["lm_head.weight"] = state["encoder.embed_tokens.weight"] = torch.nn.Parameter(tensors["shared.weight"])
        state._metadata = {"": {"version": 1}}
        torch.save(state, folder / "pytorch_model.bin")
        return
    names = list(tensors)
    files = {name: f"pytorch_model-{index % parts + 1:05}-of-{parts:05}.bin" for index, name in enumerate(names)}
    for file in sorted(set(files.values())):
        torch.save({name: tensors[name] for name in names if files[name] == file}, folder / file)
    index = {"metadata": {}, "weight_map": files}
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps(index, indent=2) + "\n")


def save_oddities(folder) -> None:
    """Files of torch.save that are no plain dictionary of tensors, one fault or surprise each."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    whole = torch.arange(12, dtype=torch.float32).reshape(3, 4)
    torch.save({"whole": whole, "last": whole[2], "one": whole[1:2, :]}, folder / "views.bin")
    torch.save({"whole": whole, "turned": whole.t()}, folder / "turned.bin")
    torch.save({"weights": whole, "arguments": argparse.Namespace(rate=0.1)}, folder / "object.bin")
    torch.save({"epoch": 3, "weights": whole}, folder / "number.bin")
    torch.save([whole], folder / "list.bin")
    torch.save({"weights": whole}, folder / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save({"weights": whole}, folder / "protocol-4.bin", pickle_protocol=4)


def record_buckets(buckets: int, max_distance: int) -> dict:
    offsets = torch.arange(-1100, 1101)
    both = [
        T5Attention._relative_position_bucket(offsets, bidirectional, buckets, max_distance).tolist()
        for bidirectional in (True, False)
    ]
    return {"buckets": buckets, "maxDistance": max_distance, "bidirectional": runs(both[0]), "backwards": runs(both[1])}


def runs(values: list[int]) -> list[list[int]]:
    """Pairs of a value and how often it comes in a row."""
    found: list[list[int]] = []
    for value in values:
        if found and found[-1][0] == value:
            found[-1][1] += 1
        else:
            found.append([value, 1])
    return found


if __name__ == "__main__":
    main()
