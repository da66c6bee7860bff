"""Denoising: a few sentences twice, once with words left out, which the other copy tells.

T5 was pre-trained by span corruption. Here the words that are left out stand in the same input, so that every one of them
teaches to match words with one another, which the tasks alone hardly teach: their only signal is one choice a row.
"""

import random
import re

MOST_SENTENCES = 3
MASKED = 0.35


def corrupt(draw: random.Random, text: str) -> tuple[str, str] | None:
    """Input and target; None for a text without a sentence of a few words."""
    sentences = [each for each in re.split(r"(?<=[.?!])\s+|\n+", text) if 3 <= len(each.split()) <= 16]
    if not sentences:
        return None
    chosen = draw.sample(sentences, min(len(sentences), draw.randint(1, MOST_SENTENCES)))
    whole = " ".join(chosen)
    draw.shuffle(chosen)
    masked, target = mask(draw, " ".join(chosen).split())
    copies = [whole, masked] if draw.random() < 0.7 else [masked, whole]
    return "\n".join(copies), target


def mask(draw: random.Random, words: list[str]) -> tuple[str, str]:
    """Spans of one or two words become sentinels; the target names each with its words, as T5's does."""
    kept, target, index = [], [], 0
    while index < len(words):
        length = draw.choice((1, 1, 2))
        is_masked = draw.random() < MASKED / 1.33 or (not target and index + length >= len(words))
        if is_masked:
            sentinel = f"<extra_id_{sum(each.startswith('<extra_id_') for each in target)}>"
            kept.append(sentinel)
            target += [sentinel, *words[index : index + length]]
        else:
            kept.append(words[index])
        index += length if is_masked else 1
    return " ".join(kept), " ".join(target)
