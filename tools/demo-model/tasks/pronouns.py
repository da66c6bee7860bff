"""Whom a pronoun means, in the manner of Winograd's schemas: {text, pronoun, options, label}. Never trained on."""

import random

from words import JOBS

SCHEMAS = (
    ("The {a} thanked the {b} because {p} had helped.", "b"),
    ("The {a} thanked the {b} because {p} was grateful.", "a"),
    ("The {a} paid the {b} after {p} had done the work.", "b"),
    ("The {a} asked the {b} for help because {p} could not do it alone.", "a"),
    ("The {a} envied the {b} because {p} was so successful.", "b"),
    ("The {a} comforted the {b} because {p} was so sad.", "b"),
    ("The {a} could not see the {b} because {p} had no glasses.", "a"),
    ("The {a} apologised to the {b} because {p} had been rude.", "a"),
    ("The {a} followed the {b} because {p} knew the way.", "b"),
    ("The {a} carried the {b} because {p} was too weak to walk.", "b"),
)


def row(draw: random.Random) -> dict:
    text, who = draw.choice(SCHEMAS)
    one, two = draw.sample(JOBS, 2)
    pronoun = draw.choice(("he", "she"))
    right = f"the {one if who == 'a' else two}"
    options = draw.sample((f"the {one}", f"the {two}"), 2)
    return {
        "text": text.format(a=one, b=two, p=pronoun),
        "pronoun": pronoun,
        "options": options,
        "label": options.index(right),
    }
