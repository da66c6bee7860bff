"""Two people compared: {text, question, options, label}, label the index of the right one."""

import random

from words import NUMBERS, PEOPLE

THINGS = "apples books coins stamps marbles shells pencils cards".split()


def row(draw: random.Random) -> dict:
    text, question, right, wrong = draw.choice((amount, order, chain))(draw)
    options = draw.sample((right, wrong), 2)
    return {"text": text, "question": question, "options": options, "label": options.index(right)}


def amount(draw: random.Random) -> tuple[str, str, str, str]:
    one, two = draw.sample(PEOPLE, 2)
    low, high = sorted(draw.sample(range(2, 21), 2))
    thing = draw.choice(THINGS)
    say = (lambda n: NUMBERS[n - 2]) if draw.random() < 0.5 else str
    counts = draw.sample(((one, low), (two, high)), 2)
    text = " and ".join(f"{name} has {say(count)} {thing}" for name, count in counts) + "."
    more = draw.random() < 0.5
    right, wrong = (two, one) if more else (one, two)
    return text, f"Who has {'more' if more else 'fewer'} {thing}?", right, wrong


PAIRS = (("older", "younger"), ("taller", "shorter"), ("faster", "slower"), ("richer", "poorer"), ("heavier", "lighter"))


def order(draw: random.Random) -> tuple[str, str, str, str]:
    one, two = draw.sample(PEOPLE, 2)
    words = draw.choice(PAIRS)
    said, asked = draw.choice(words), draw.choice(words)
    right, wrong = (one, two) if said == asked else (two, one)
    return f"{one} is {said} than {two}.", f"Who is {asked}?", right, wrong


def chain(draw: random.Random) -> tuple[str, str, str, str]:
    one, two = draw.sample(PEOPLE, 2)
    text = f"{one} arrived {draw.choice(('before', 'after'))} {two}."
    first = one if "before" in text else two
    last = two if first == one else one
    if draw.random() < 0.5:
        return text, "Who arrived first?", first, last
    return text, "Who arrived last?", last, first
