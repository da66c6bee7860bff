"""The demo model's shape, and its folder: a Hugging Face checkpoint of T5 v1.1."""

import json
import pathlib

import torch
from safetensors.torch import load_file, save_file
from transformers import T5Config, T5ForConditionalGeneration

NAME = "p3-demo-t5"


def create(vocabulary: int, width: int, feed_forward: int, layers: tuple[int, int], seed: int) -> T5ForConditionalGeneration:
    """Random weights, gated GELU, and a head of its own as in T5 v1.1."""
    torch.manual_seed(seed)
    model = T5ForConditionalGeneration(
        T5Config(
            vocab_size=vocabulary, d_model=width, d_kv=64, d_ff=feed_forward, num_layers=layers[0],
            num_decoder_layers=layers[1], num_heads=width // 64, feed_forward_proj="gated-gelu", dropout_rate=0.0,
            tie_word_embeddings=False, decoder_start_token_id=0,
        )
    )
    untie(model)
    # T5's own standard deviation of 1 keeps the embeddings from moving at AdamW's small steps.
    torch.nn.init.normal_(model.shared.weight, std=0.05)
    with torch.no_grad():
        model.lm_head.weight.copy_(model.shared.weight)
        match_words(model)
    return model


# Of the logits at the start: of a neighbour by place, and of an equal word by content.
NEIGHBOUR, EQUAL = 5.0, 4.0


def match_words(model: T5ForConditionalGeneration) -> None:
    """Attention that begins by looking at neighbours and at equal words, and passes on what it sees.

    A random one has to find that out from a signal of a few words a row, for which a demo has no time. After
    Mimetic Initialization of Self-Attention Layers (Trockman and Kolter, 2023).
    """
    for block in model.encoder.block:
        match_equal(block.layer[0].SelfAttention, heads=range(2, model.config.num_heads))
    for block in model.decoder.block:
        match_equal(block.layer[0].SelfAttention, heads=range(1, model.config.num_heads))
        match_equal(block.layer[1].EncDecAttention, heads=range(model.config.num_heads))
    buckets = model.config.relative_attention_num_buckets
    before, behind = 1, buckets // 2 + 1
    encoder, decoder = (each.block[0].layer[0].SelfAttention for each in (model.encoder, model.decoder))
    encoder.relative_attention_bias.weight[before, 0] = NEIGHBOUR
    encoder.relative_attention_bias.weight[behind, 1] = NEIGHBOUR
    decoder.relative_attention_bias.weight[before, 0] = NEIGHBOUR


def match_equal(attention, heads: range) -> None:
    """Queries equal keys in these heads; outputs undo values in all."""
    width = attention.q.weight.shape[1]
    turn = torch.nn.init.orthogonal_(torch.empty(width, width))
    attention.v.weight.copy_(turn)
    attention.o.weight.copy_(turn.T / 2)
    of_a_head = width // attention.n_heads
    for head in heads:
        rows = slice(head * of_a_head, (head + 1) * of_a_head)
        # A normed word has a length of √width, of which a head sees its share.
        attention.q.weight[rows] = attention.k.weight[rows] = turn[rows] * (EQUAL / of_a_head) ** 0.5


def untie(model: T5ForConditionalGeneration) -> None:
    """transformers 5 ties the head of a gated T5 whatever its configuration says."""
    model.lm_head = torch.nn.Linear(model.config.d_model, model.config.vocab_size, bias=False)


def save(model: T5ForConditionalGeneration, folder: pathlib.Path, notice: str) -> None:
    tensors = {
        name: tensor.detach().float().contiguous().clone()
        for name, tensor in model.state_dict().items()
        if not name.endswith("embed_tokens.weight")
    }
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(describe(model, notice), indent=2) + "\n")


def load(folder: pathlib.Path) -> T5ForConditionalGeneration:
    config = json.loads((folder / "config.json").read_text())
    model = T5ForConditionalGeneration(T5Config(**config))
    untie(model)
    missing, unexpected = model.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    if unexpected or any(not name.endswith("embed_tokens.weight") for name in missing):
        raise ValueError(f"The checkpoint does not fit: {missing}, {unexpected}")
    return model


def describe(model: T5ForConditionalGeneration, notice: str) -> dict:
    """The `config.json`, by hand: transformers 5 would write that the head is tied."""
    config = model.config
    copied = """vocab_size d_model d_kv d_ff num_layers num_decoder_layers num_heads relative_attention_num_buckets
        relative_attention_max_distance layer_norm_epsilon""".split()
    return {
        "_name_or_path": NAME,
        "p3_notice": notice,
        "architectures": ["T5ForConditionalGeneration"],
        "model_type": "t5",
        **{key: getattr(config, key) for key in copied},
        "feed_forward_proj": "gated-gelu",
        "is_encoder_decoder": True,
        "tie_word_embeddings": False,
        "decoder_start_token_id": 0,
        "pad_token_id": 0,
        "eos_token_id": 1,
    }
