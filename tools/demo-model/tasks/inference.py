"""Scenes with a statement about them: {premise, hypothesis, label}, 0 entailment, 1 neutral, 2 contradiction."""

import random

from words import CITIES, COLORS, JOBS, NUMBERS, PEOPLE, PLACES

OBJECTS = "ball book box kite lamp bag coat umbrella letter cake apple drum flag basket".split()
ACTS = {
    "feeding": "pigeons", "painting": "a fence", "reading": "a newspaper", "eating": "an apple", "repairing": "a bicycle",
    "carrying": "a ladder", "selling": "flowers", "cleaning": "the windows", "playing": "the violin", "writing": "a letter",
}
NEUTRAL = """comes here every day|is very tired|was born in Rome|likes chocolate|has two brothers|speaks Italian
is late for work|lives alone|is waiting for a friend|plans to move to another country""".replace("\n", "|").split("|")


def row(draw: random.Random) -> dict:
    label = draw.choice((0, 0, 1, 2, 2))
    premise, hypothesis = draw.choice(SCENES)(draw, label)
    if draw.random() < 0.2:
        premise = f"{premise} {draw.choice(('It is a cold morning.', 'The sun is shining.', 'Nobody else is there.'))}"
    return {"premise": premise, "hypothesis": hypothesis, "label": label}


def activity(draw: random.Random, label: int) -> tuple[str, str]:
    who, place = draw.choice(JOBS), draw.choice(PLACES)
    act, other = draw.sample(sorted(ACTS), 2)
    premise = f"A {who} is {act} {ACTS[act]} {place}."
    elsewhere = draw.choice([each for each in PLACES if each != place])
    options = {
        0: (f"Somebody is {place}.", f"The {who} is {place}.", f"A {who} is {act} something.", f"There is a {who} {place}."),
        1: (f"The {who} {draw.choice(NEUTRAL)}.",),
        2: (f"The {who} is {elsewhere}.", f"The {who} is not {act} {ACTS[act]}.", f"There is nobody {place}.",
            f"The {who} is {other} {ACTS[other]}."),
    }
    return premise, draw.choice(options[label])


def color(draw: random.Random, label: int) -> tuple[str, str]:
    name, thing = draw.choice(PEOPLE), draw.choice(OBJECTS)
    first, second = draw.sample(COLORS, 2)
    premise = f"{name} has a {first} {thing}."
    options = {
        0: (f"The {thing} is {first}.", f"{name} has a {thing}.", f"The {thing} of {name} is {first}."),
        1: (f"The {thing} was a present.", f"{name} {draw.choice(NEUTRAL)}.", f"The {thing} is old."),
        2: (f"The {thing} is {second}.", f"{name} has no {thing}.", f"The {thing} is not {first}."),
    }
    return premise, draw.choice(options[label])


def count(draw: random.Random, label: int) -> tuple[str, str]:
    name, thing = draw.choice(PEOPLE), draw.choice(OBJECTS)
    low, high = sorted(draw.sample(range(len(NUMBERS)), 2))
    many, few = NUMBERS[high], NUMBERS[low]
    premise = f"{name} bought {many} {thing}s in {draw.choice(CITIES)}."
    options = {
        0: (f"{name} bought more than {few} {thing}s.", f"{name} bought {thing}s.", f"{name} bought {many} {thing}s."),
        1: (f"{name} bought the {thing}s for a friend.", f"The {thing}s were cheap.", f"{name} {draw.choice(NEUTRAL)}."),
        2: (f"{name} bought only {few} {thing}s.", f"{name} bought no {thing}s.", f"{name} bought nothing."),
    }
    return premise, draw.choice(options[label])


def home(draw: random.Random, label: int) -> tuple[str, str]:
    name, other = draw.sample(PEOPLE, 2)
    city, elsewhere = draw.sample(CITIES, 2)
    job, job2 = draw.sample(JOBS, 2)
    premise = f"{name} is a {job} from {city}, and {other} is a {job2} from {elsewhere}."
    options = {
        0: (f"{name} is a {job}.", f"{other} comes from {elsewhere}.", f"The {job} comes from {city}.",
            f"{name} is not from {elsewhere}."),
        1: (f"{name} knows {other}.", f"{other} {draw.choice(NEUTRAL)}.", f"{name} is older than {other}."),
        2: (f"{name} is a {job2}.", f"{other} comes from {city}.", f"The {job} comes from {elsewhere}.",
            f"{name} is not a {job}."),
    }
    return premise, draw.choice(options[label])


SCENES = (activity, color, count, home)
