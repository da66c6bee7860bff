"""Two sentences that say the same or do not: {first, second, label}, 1 for the same."""

import random

from words import CITIES, COLORS, JOBS, PEOPLE

SYNONYMS = {
    "bought": "purchased", "big": "large", "quick": "fast", "began": "started", "child": "kid", "house": "home",
    "car": "automobile", "happy": "glad", "ill": "sick", "shop": "store", "repaired": "fixed", "closed": "shut",
    "answered": "replied", "street": "road", "gift": "present", "smart": "clever",
}


def row(draw: random.Random) -> dict:
    label = draw.randrange(2)
    first, same, different = draw.choice(PAIRS)(draw)
    second = same if label else different
    if draw.random() < 0.5:
        first, second = second, first
    return {"first": first, "second": second, "label": label}


def passive(draw: random.Random) -> tuple[str, str, str]:
    verb = draw.choice(("called", "invited", "helped", "praised", "thanked", "followed", "visited", "hired"))
    who, whom = draw.sample(JOBS, 2)
    return f"The {who} {verb} the {whom}.", f"The {whom} was {verb} by the {who}.", f"The {who} was {verb} by the {whom}."


def synonym(draw: random.Random) -> tuple[str, str, str]:
    word, name = draw.choice(sorted(SYNONYMS)), draw.choice(PEOPLE)
    frame, other = {
        "bought": ("{} {} a lamp in {}.", "sold"), "big": ("{} lives near a {} park in {}.", "small"),
        "quick": ("{} is a {} runner from {}.", "slow"), "began": ("{} {} to read in {}.", "refused"),
        "child": ("{} saw a {} in {}.", "dog"), "house": ("{} has a {} in {}.", "boat"),
        "car": ("{} drives a {} through {}.", "bus"), "happy": ("{} was {} in {}.", "bored"),
        "ill": ("{} was {} in {}.", "rich"), "shop": ("{} owns a {} in {}.", "farm"),
        "repaired": ("{} {} the clock in {}.", "sold"), "closed": ("{} {} the office in {}.", "opened"),
        "answered": ("{} {} at once from {}.", "slept"), "street": ("{} crossed the {} in {}.", "river"),
        "gift": ("{} got a {} from {}.", "bill"), "smart": ("{} met a {} student in {}.", "lazy"),
    }[word]
    city = draw.choice(CITIES)
    fill = lambda each: frame.format(name, each, city)  # noqa: E731
    return fill(word), fill(SYNONYMS[word]), fill(other)


def order(draw: random.Random) -> tuple[str, str, str]:
    one, two = draw.sample(PEOPLE, 2)
    city, other = draw.sample(CITIES, 2)
    first = f"{one} lives in {city} and {two} lives in {other}."
    return first, f"{two} lives in {other} and {one} lives in {city}.", f"{two} lives in {city} and {one} lives in {other}."


def question(draw: random.Random) -> tuple[str, str, str]:
    city, other = draw.sample(CITIES, 2)
    ask, again = draw.choice(
        (
            ("What is the best way to learn how to cook in {}?", "How can I best learn cooking in {}?"),
            ("How far is it to {}?", "What is the distance to {}?"),
            ("How old is the bridge in {}?", "What is the age of the bridge in {}?"),
            ("How much does a ticket to {} cost?", "What is the price of a ticket to {}?"),
            ("Why is {} so expensive?", "What makes {} so expensive?"),
            ("Where can I sleep in {}?", "Which place to stay is there in {}?"),
        )
    )
    return ask.format(city), again.format(city), again.format(other)


def comparison(draw: random.Random) -> tuple[str, str, str]:
    one, two = draw.sample(PEOPLE, 2)
    more, less = draw.choice((("older", "younger"), ("taller", "shorter"), ("faster", "slower"), ("richer", "poorer")))
    return f"{one} is {more} than {two}.", f"{two} is {less} than {one}.", f"{one} is {less} than {two}."


def color(draw: random.Random) -> tuple[str, str, str]:
    one, two = draw.sample(COLORS, 2)
    thing, name = draw.choice("coat bag kite lamp door boat".split()), draw.choice(PEOPLE)
    first = f"{name} has a {one} {thing}."
    return first, f"The {thing} of {name} is {one}.", f"The {thing} of {name} is {two}."


PAIRS = (passive, synonym, synonym, order, question, comparison, color)
