"""Records what PyYAML's yaml.dump writes for 220 generated template files.

Run with PyYAML 6.0.3 on Python 3.11: python record-yaml-dump.py > yaml-dump.jsonl

A line is {"text": a file as a person or another program might write it, "written": what yaml.dump writes for it}.
"""

import datetime
import json
import random

import yaml

FILES = 220
CHARACTERS = [
    *"abcXYZ019",
    *" " * 8,
    *"'\"\\:#-?,[]{}&*!|>%@`~=<.+_/",
    *["\n", "\n\n", "\t", "\r", "\x85", "\u2028", "\xa0", "é", "…", "😀", "\ufeff", "\x07", "\0"],
    *[" \n", "\n ", "---", "...", ", ", ": ", "{{ text }}", "{% if x %}", "|||"],
]
WORDS = "the quick fox isn't lazy: {{answer_choices[label]}} ||| true null yes 12 1.5 2001-01-01 << -".split()
AMBIGUOUS = (
    "true|no|null|~|1|1.0|1e3|0x1f|0o7|12:30|2001-01-01|=|<<|-|?|:|- a|? a|: a|a:|#|!|&|*|!a|a: b|a #b|"
    ".inf|.nan|---|...|y|n|Yes|0b1|1_000|+1|[]|{}|,| |\n|\t||"
).split("|")
VALUES = [
    *[None, True, False, 0, -5, 10**20, 1.5, -0.0, 1e-7, 1e16, 1.5e300, 0.1, 1e22, float("-inf")],
    datetime.date(2001, 1, 2),
    datetime.datetime(2001, 1, 2, 3, 4, 5, 678),
    datetime.datetime(2001, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=-5, minutes=-30))),
]

dice = random.Random(20)


class Template(yaml.YAMLObject):
    yaml_tag = "!Template"


class TemplateMetadata(yaml.YAMLObject):
    yaml_tag = "!TemplateMetadata"


def text(length):
    kind = dice.random()
    if kind < 0.2:
        return dice.choice(AMBIGUOUS)
    if kind < 0.5:
        return "".join(dice.choices(CHARACTERS, k=dice.randint(1, length)))
    separators = dice.choice([[" "], [" "] * 20 + ["\n", "\n\n"], [" "] * 15 + ["  ", "\n", " \n", "é "]])
    words = (dice.choice(WORDS) + dice.choice(separators) for _ in range(dice.randint(1, length // 3)))
    return "".join(words) + dice.choice(["", "end"])


def scalar():
    return text(40) if dice.random() < 0.8 else dice.choice(VALUES)


def fill(target, keys):
    for key in keys:
        if dice.random() < 0.8:
            setattr(target, key, scalar())
    return target


def template(shared):
    made = fill(Template(), ["answer_choices", "id", "jinja", "name", "reference"])
    if shared and dice.random() < 0.2:
        made.metadata = dice.choice(shared)
        return made
    made.metadata = fill(TemplateMetadata(), ["choices_in_prompt", "original_task"])
    made.metadata.languages = [scalar() for _ in range(dice.randint(0, 2))]
    made.metadata.metrics = dice.choice([[], ["Accuracy"], ["COQA F1", "no"], [["a", []], {}], None])
    shared.append(made.metadata)
    return made


def file():
    shared = []
    made = {"dataset": text(20), "templates": {text(100): template(shared) for _ in range(dice.randint(0, 3))}}
    if dice.random() < 0.3:
        made["subset"] = scalar()
    if dice.random() < 0.2:
        made[dice.choice([1, 2.5, None, True, "zzz", text(140)])] = {text(9): scalar(), 7: [scalar(), shared]}
    return made


def written_by_hand(made):
    return yaml.dump(
        made,
        default_style=dice.choice([None, None, None, '"', "'", "|", ">"]),
        default_flow_style=dice.choice([False, False, True, None]),
        width=dice.choice([20, 40, 80, 1000]),
        indent=dice.choice([2, 2, 3, 4]),
        allow_unicode=dice.choice([None, True]),
        sort_keys=dice.random() < 0.5,
    )


recorded = 0
while recorded < FILES:
    source = written_by_hand(file())
    try:
        written = yaml.dump(yaml.load(source, Loader=yaml.FullLoader))
    except yaml.YAMLError:
        # Some styles give text that PyYAML itself does not read back.
        continue
    print(json.dumps({"text": source, "written": written}))
    recorded += 1
