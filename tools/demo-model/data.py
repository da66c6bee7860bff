"""An endless, seeded stream of training examples in batches of similar length."""

import random
from collections.abc import Iterator

import torch
from tokenizers import Tokenizer

import denoise
import prompts
import tasks

# How often each family is drawn: the harder ones more.
WEIGHTS = {
    "comparison": 1.5, "inference": 2, "knowledge": 1.2, "paraphrase": 1.5, "reading": 2, "sentiment": 1.2, "topics": 1,
}
BATCH = 32
POOL = 32 * BATCH
PAD = 0
IGNORED = -100


def examples(seed: int, limit: int | None = None) -> Iterator[prompts.Example]:
    """Each example is a fresh row under a random training wording; `limit` draws so many wordings of each family."""
    draw = random.Random(seed)
    wordings = {name: [each for each in prompts.load(name) if not each.held_out] for name in tasks.TRAINED}
    if limit is not None:
        wordings = {name: draw.sample(each, min(limit, len(each))) for name, each in wordings.items()}
    names, weights = list(WEIGHTS), list(WEIGHTS.values())
    while True:
        name = draw.choices(names, weights)[0]
        example = draw.choice(wordings[name]).apply(tasks.TRAINED[name](draw))
        if example is not None:
            yield example


def noisy(seed: int, limit: int | None, share: float) -> Iterator[tuple[str, str]]:
    """Inputs and targets; of so many of the examples the sentences are to be denoised instead."""
    draw = random.Random(seed)
    for example in examples(seed, limit):
        corrupted = denoise.corrupt(draw, example.input) if draw.random() < share else None
        yield corrupted or (example.input, example.target)


def batches(
    tokenizer: Tokenizer, seed: int, limit: int | None = None, denoised: float = 0
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Pairs of input ids [32, S], without `</s>` as T0 had them, and label ids [32, T] with it."""
    stream = noisy(seed, limit, denoised)
    order = random.Random(seed)
    while True:
        pool = [next(stream) for _ in range(POOL)]
        inputs = [each.ids for each in tokenizer.encode_batch([each for each, _ in pool], add_special_tokens=False)]
        targets = [each.ids for each in tokenizer.encode_batch([each for _, each in pool])]
        by_length = sorted(range(POOL), key=lambda index: len(inputs[index]))
        starts = list(range(0, POOL, BATCH))
        order.shuffle(starts)
        for start in starts:
            chosen = by_length[start : start + BATCH]
            yield pad([inputs[each] for each in chosen], PAD), pad([targets[each] for each in chosen], IGNORED)


def pad(rows: list[list[int]], value: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])
