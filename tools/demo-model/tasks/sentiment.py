"""Reviews that praise or blame: {product, text, label}, label 0 negative and 1 positive."""

import random

from words import BAD_EVENTS, BLAME, GOOD_EVENTS, PARTS, PRAISE, PRODUCTS


def row(draw: random.Random) -> dict:
    label = draw.randrange(2)
    product = draw.choice(PRODUCTS)
    sentences = [draw.choice(SENTENCES)(draw, product, label) for _ in range(draw.choice((1, 1, 2, 2, 3)))]
    if draw.random() < 0.25:
        sentences.insert(draw.randrange(len(sentences) + 1), neutral(draw, product))
    if draw.random() < 0.15:
        sentences = [contrast(draw, product, label)]
    return {"product": product, "text": " ".join(sentences), "label": label}


def words(label: int) -> list[str]:
    return PRAISE if label else BLAME


def plain(draw: random.Random, product: str, label: int) -> str:
    first, second = draw.sample(words(label), 2)
    part, other = draw.sample(PARTS, 2)
    return draw.choice(
        (
            f"The {product} was {first} and the {part} was {second}.",
            f"What a {first} {product}!",
            f"I found the {part} {first} and the {other} {second}.",
            f"A {first} {part}, a {second} {other}.",
            f"{first.capitalize()} {product}, {second} {part}.",
            f"This is the most {first} {product} I have ever had.",
            f"The {part} is {first}.",
            f"It is a really {first} {product}, and so {second}!",
            f"The {product} looks {first}, the {part} is {second}.",
        )
    )


def negated(draw: random.Random, product: str, label: int) -> str:
    word, part = draw.choice(words(1 - label)), draw.choice(PARTS)
    return draw.choice(
        (
            f"The {product} was not {word} at all.",
            f"There is nothing {word} about the {part}.",
            f"I would not call this {product} {word}.",
            f"The {part} was never {word}.",
        )
    )


def event(draw: random.Random, product: str, label: int) -> str:
    what = draw.choice(GOOD_EVENTS if label else BAD_EVENTS)
    lead = draw.choice(("", "", f"About the {product}: ", "Honestly, ", "To be frank, ", "After a month "))
    text = lead + what
    return text[0].upper() + text[1:] + draw.choice((".", ".", "!"))


def feeling(draw: random.Random, product: str, label: int) -> str:
    verb = draw.choice(("loved", "adored", "enjoyed", "liked") if label else ("hated", "disliked", "regretted"))
    return draw.choice((f"I {verb} the {draw.choice(PARTS)}.", f"We all {verb} this {product}.", f"My family {verb} it."))


def neutral(draw: random.Random, product: str) -> str:
    return draw.choice(
        (
            f"I got the {product} in {draw.choice(('March', 'May', 'June', 'autumn', 'winter'))}.",
            f"My brother has the same {product}.",
            "It came in a brown box.",
            f"We paid {draw.randint(5, 300)} euros.",
            f"There is a {draw.choice(PARTS)} as well.",
        )
    )


def contrast(draw: random.Random, product: str, label: int) -> str:
    """The clause behind `but` decides."""
    before, after = draw.choice(words(1 - label)), draw.choice(words(label))
    first, second = draw.sample(PARTS, 2)
    end = draw.choice(GOOD_EVENTS if label else BAD_EVENTS)
    return draw.choice(
        (
            f"The {first} was a bit {before}, but all in all the {product} is {after} and {end}.",
            f"Some say that the {first} is {before}, but {end}.",
            f"I expected something {before}, but the {second} turned out to be {after}.",
        )
    )


SENTENCES = (plain, plain, plain, negated, event, event, feeling)
