"""Rank classification of the demo model, by family and wording, with two choices.

    python tools/demo-model/evaluate.py FOLDER [--rows 400]
"""

import argparse
import json
import math
import pathlib
import random

import torch
from tokenizers import Tokenizer
from transformers import T5ForConditionalGeneration

import prompts
import tasks
from data import IGNORED, pad
from network import load

SEED = 9_000_001


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=400, help="rows for each family and kind of wording")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.folder / "tokenizer.json"))
    report(load(arguments.folder), tokenizer, arguments.rows)


def report(model: T5ForConditionalGeneration, tokenizer: Tokenizer, rows: int) -> dict:
    """Prints and returns the accuracies; the total is over the held-out wordings of the trained families."""
    model.eval()
    results: dict = {"held_out_wordings": {}, "training_wordings": {}, "held_out_families": {}}
    for name in tasks.TRAINED:
        for kind, held_out in (("held_out_wordings", True), ("training_wordings", False)):
            results[kind][name] = measure(model, tokenizer, name, tasks.TRAINED[name], held_out, rows)
    for name, row in tasks.HELD_OUT.items():
        results["held_out_families"][name] = measure(model, tokenizer, name, row, True, rows)
    for kind, families in results.items():
        print(kind)
        right, total = (sum(each[key] for each in families.values()) for key in ("right", "total"))
        for name, each in [*families.items(), ("all", {"right": right, "total": total})]:
            print(f"  {name:12} {describe(each['right'], each['total'])}")
    return results


def describe(right: int, total: int) -> str:
    low, high = interval(right, total)
    return f"{100 * right / total:5.1f} %  (95 % interval {100 * low:.1f} to {100 * high:.1f}, n = {total})"


def interval(right: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's interval."""
    share = right / total
    center = share + z * z / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (center - half) / (1 + z * z / total), (center + half) / (1 + z * z / total)


def measure(model, tokenizer, name, row, held_out: bool, rows: int) -> dict:
    outcomes = by_wording(model, tokenizer, name, row, held_out, rows)
    answers = [each for of_one in outcomes.values() for each in of_one]
    return {"right": sum(answers), "total": len(answers)}


def by_wording(model, tokenizer, name, row, held_out: bool, rows: int) -> dict[str, list[bool]]:
    """Whether each of fresh rows that have two choices is answered right, in turn under each wording of the kind."""
    draw = random.Random(SEED)
    wordings = [each for each in prompts.load(name) if each.held_out == held_out]
    names, chosen = [], []
    while len(chosen) < rows:
        wording = wordings[len(chosen) % len(wordings)]
        example = wording.apply(row(draw))
        if example is not None and len(example.choices) == 2 and example.target in example.choices:
            names.append(wording.name)
            chosen.append(example)
        elif example is not None and not held_out and len(example.choices) != 2:
            # A wording that always gives more choices has no place here.
            wordings = [each for each in wordings if gives_two(each, row, draw)]
    outcomes: dict[str, list[bool]] = {each: [] for each in dict.fromkeys(names)}
    for each, is_right in zip(names, predict(model, tokenizer, chosen)):
        outcomes[each].append(is_right)
    return outcomes


def gives_two(wording: prompts.Prompt, row, draw: random.Random) -> bool:
    tried = [wording.apply(row(draw)) for _ in range(30)]
    return any(each is not None and len(each.choices) == 2 for each in tried)


@torch.no_grad()
def predict(model, tokenizer: Tokenizer, examples: list[prompts.Example]) -> list[bool]:
    """Whether the likeliest choice is the target: t-zero's sum of log-probabilities, the first on ties."""
    outcomes = []
    for start in range(0, len(examples), 32):
        batch = examples[start : start + 32]
        pairs = [(each.input, choice) for each in batch for choice in each.choices]
        encoded = tokenizer.encode_batch([text for text, _ in pairs], add_special_tokens=False)
        inputs = pad([each.ids for each in encoded], 0)
        labels = pad([each.ids for each in tokenizer.encode_batch([choice for _, choice in pairs])], IGNORED)
        logits = model(input_ids=inputs, attention_mask=(inputs != 0).long(), labels=labels).logits
        scores = logits.log_softmax(-1).gather(-1, labels.clamp(min=0)[..., None])[..., 0]
        sums = (scores * (labels != IGNORED)).sum(-1).tolist()
        for each in batch:
            own, sums = sums[: len(each.choices)], sums[len(each.choices) :]
            outcomes.append(each.choices[own.index(max(own))] == each.target)
    return outcomes


if __name__ == "__main__":
    main()
