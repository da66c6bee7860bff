"""The task families of the demo model: each draws rows whose right answer is known by construction."""

import random
from collections.abc import Callable

from . import comparison, inference, knowledge, paraphrase, pronouns, reading, sentiment, topics

Row = dict[str, object]

# What the model is trained on; prompts/<name>/templates.yaml holds the wordings.
TRAINED: dict[str, Callable[[random.Random], Row]] = {
    "comparison": comparison.row,
    "inference": inference.row,
    "knowledge": knowledge.row,
    "paraphrase": paraphrase.row,
    "reading": reading.row,
    "sentiment": sentiment.row,
    "topics": topics.row,
}

# A family that is never trained on: what is left of the skill elsewhere.
HELD_OUT: dict[str, Callable[[random.Random], Row]] = {"pronouns": pronouns.row}
