"""A passage of facts with a question: {context, question, options, label}, label an index into options."""

import random

from words import CITIES, COLORS, JOBS, NUMBERS, PEOPLE

PETS = "dog cat parrot horse rabbit goat turtle hamster".split()
FOODS = "soup bread rice cake fish salad pizza porridge".split()
VALUES = {"city": CITIES, "job": JOBS, "pet": PETS, "food": FOODS, "color": COLORS, "number": NUMBERS}
FACTS = {
    "city": ("{} lives in {}.", "The home of {} is in {}."),
    "job": ("{} works as a {}.", "{} has become a {}."),
    "pet": ("{} has a {}.", "{} looks after a {}."),
    "food": ("{} likes {} best.", "Every evening {} eats {}."),
    "color": ("The coat of {} is {}.", "{} wears a {} coat."),
    "number": ("{} owns {} books.", "On the shelf of {} stand {} books."),
}
QUESTIONS = {
    "city": ("Where does {} live?", "In which city is the home of {}?"),
    "job": ("What does {} work as?", "What is the job of {}?"),
    "pet": ("Which animal does {} have?", "What is the pet of {}?"),
    "food": ("What does {} eat?", "What does {} like best?"),
    "color": ("Which color is the coat of {}?", "What color does {} wear?"),
    "number": ("How many books does {} own?", "How many books stand on the shelf of {}?"),
}


def row(draw: random.Random) -> dict:
    """Half of the questions have their distractors in the passage, told of somebody else."""
    kinds = draw.sample(sorted(FACTS), 2)
    people = draw.sample(PEOPLE, 2)
    facts = {}
    for kind in kinds:
        for name, value in zip(people, draw.sample(VALUES[kind], 2)):
            facts[name, kind] = value
    told = draw.sample(sorted(facts), draw.choice((2, 3, 4)))
    sentences = [draw.choice(FACTS[kind]).format(name, facts[name, kind]) for name, kind in told]
    name, kind = draw.choice(told)
    answer = facts[name, kind]
    options = [answer, *distractors(draw, facts, told, kind, answer)]
    draw.shuffle(options)
    question = draw.choice(QUESTIONS[kind]).format(name)
    return {"context": " ".join(sentences), "question": question, "options": options, "label": options.index(answer)}


def distractors(draw: random.Random, facts: dict, told: list, kind: str, answer: str) -> list[str]:
    near = [facts[key] for key in told if key[1] == kind and facts[key] != answer]
    far = [value for value in VALUES[kind] if value != answer and value not in near]
    count = draw.choice((1, 1, 2, 3))
    return (near + draw.sample(far, 3))[:count]
