"""Records what transformers makes of a model of nine million random parameters, which the test generates anew.

    python tools/record-random-model.py

Inputs and choices are token ids. The formula is that of record-scores.py.
"""

import pathlib
import random
import subprocess
import tempfile

import torch
from safetensors.torch import load_file
from transformers import T5Config, T5ForConditionalGeneration

record_scores = __import__("record-scores")

OUT = pathlib.Path("test/scoring/recorded/random-model-scores.json")
END = 1


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["npx", "node", "test/bench/score/write-test-model.ts", name], check=True)
        model = load(pathlib.Path(name))
    record_scores.write(OUT, [record(model, *prompt) for prompt in make_prompts()])


def load(folder: pathlib.Path) -> T5ForConditionalGeneration:
    model = T5ForConditionalGeneration(T5Config.from_json_file(folder / "config.json"))
    # transformers 5 ties the output matrix whatever the configuration says.
    model.lm_head = torch.nn.Linear(model.config.d_model, model.config.vocab_size, bias=False)
    weights = load_file(folder / "model.safetensors")
    for side in ["encoder", "decoder"]:
        weights[f"{side}.embed_tokens.weight"] = weights["shared.weight"]
    model.load_state_dict(weights)
    model.config.scale_decoder_outputs = False
    return model.eval()


def make_prompts() -> list:
    """Inputs of several lengths; from one choice to twelve, shared beginnings, one token, nothing but the end."""
    numbers = random.Random(5)
    text = lambda length: [numbers.randrange(3, 1700) for _ in range(length)]
    start = text(3)
    return [
        (text(1), [[*text(1), END]]),
        (text(17), [[*text(1), END], [*text(1), END]]),
        (text(64), [[END], [*text(2), END], [*text(9), END]]),
        (text(130), [[*start, END], [*start, *text(1), END], [*start, *text(4), END], [*start[:2], *text(2), END]]),
        (text(300), [[*text(1 + index % 5), END] for index in range(12)]),
        (text(700), [[*text(40), END], [*text(1), END]]),
        (text(1024), [[*text(3), END], [*text(255), END], [*text(1), END]]),
    ]


def record(model, tokens: list[int], choices: list[list[int]]) -> dict:
    length = max(map(len, choices))
    labels = torch.tensor([choice + [0] * (length - len(choice)) for choice in choices])
    mask = torch.tensor([[1.0] * len(choice) + [0.0] * (length - len(choice)) for choice in choices])
    inputs = torch.tensor([tokens]).repeat(len(choices), 1)
    with torch.no_grad():
        logits = model(input_ids=inputs, attention_mask=torch.ones_like(inputs), labels=labels).logits
    of_tokens = torch.log_softmax(logits.double(), dim=-1).gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return {"input": tokens, "choices": choices, "scores": [round(x, 6) for x in (of_tokens * mask).sum(-1).tolist()]}


if __name__ == "__main__":
    main()
