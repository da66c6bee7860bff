"""Records what PyYAML's yaml.dump writes for files as people write them.

Run with PyYAML 6.0.3 on Python 3.11: python tools/record-hand-written.py > test/template/recorded/hand-written.jsonl

A line is {"text": the file, "written": what yaml.dump writes for what FullLoader loads from it}, or {"text", "refused": the
error's type}. The texts are put together by hand rules, not by an emitter: keys in any order, every style of scalar with odd
spacing, flow collections over several lines, anchors, blank lines, several documents.
"""

import json
import random

import yaml

FILES = 260
WORDS = (
    "the quick brown fox isn't lazy it's 12 1.5 yes No null true é naïve 😀 漢字 {{text}} {{ answer_choices[label] }} ||| "
    '"quoted" a:b http://x.y/z #tag 50% & | > @ `code` - ? *star {%if x%} {% endif %} tab\\t back\\\\slash'
).split()

dice = random.Random(42)


class Template(yaml.YAMLObject):
    yaml_tag = "!Template"


class TemplateMetadata(yaml.YAMLObject):
    yaml_tag = "!TemplateMetadata"


def words(most):
    return [dice.choice(WORDS) for _ in range(dice.randint(1, most))]


def spread(items, indent, spaces):
    """Items in lines of any length, with odd blanks between them."""
    text = items[0]
    for item in items[1:]:
        kind = dice.random()
        if kind < 0.08:
            text += "\n" * dice.randint(1, 3) + " " * (indent + dice.randint(0, 3)) + item
        else:
            text += (" " * dice.choice(spaces)) + item
    return text


def plain(indent):
    safe = [word for word in words(25) if word[0] not in "\"&|>@`-?*#{%12" and word not in ("null", "true", "yes", "No")]
    safe = [word for word in safe if ": " not in word and " #" not in word]
    return spread(safe or ["word"], indent, [1, 1, 1, 2])


def single(indent):
    return "'" + spread([word.replace("'", "''") for word in words(30)], indent, [1, 1, 2]) + dice.choice(["'", " '", "  '"])


def double(indent):
    def escape(word):
        word = word.replace("\\", "\\\\").replace('"', '\\"')
        return dice.choice([word, word, word.replace("é", "\\xe9").replace("漢", "\\u6F22"), word + "\\n", word + "\\\n" + " " * indent])

    return '"' + spread([escape(word) for word in words(30)], indent, [1, 1, 2]) + '"'


def block(indent):
    mark = dice.choice(["|", ">"]) + dice.choice(["", "-", "+"]) + dice.choice(["", "  "])
    pad = " " * (indent + dice.randint(0, 2))
    lines = [dice.choice(["", "", "  "]) + " ".join(words(14)) for _ in range(dice.randint(1, 5))]
    lines[0] = lines[0].strip()
    body = "\n".join(pad + line if line.strip() else "" for line in lines)
    return mark + "\n" + body.replace("\n", dice.choice(["\n", "\n", "\n\n"])) + dice.choice(["", "\n", "\n\n"])


def scalar(indent):
    return dice.choice([plain, single, single, double, double, block])(indent)


def flow(values, indent):
    gap = dice.choice(["", " ", "  "])
    between = dice.choice([", ", ",", " , ", ",\n" + " " * indent])
    return "[" + gap + between.join(values) + gap + dice.choice(["]", "]", ",]"] if values else ["]"])


def items(values, indent):
    if not values or dice.random() < 0.4:
        return " " + flow(values, indent)
    pad = " " * dice.choice([indent, indent + 2])
    return "".join("\n" + pad + "-" + " " * dice.choice([1, 1, 3]) + value for value in values)


def metadata(indent):
    keys = {
        "choices_in_prompt": " " + dice.choice(["true", "False", "yes", "null", "~", ""]),
        "original_task": " " + dice.choice(["true", "FALSE", "on"]),
        "languages": items(dice.sample(["en", "fr", "'no'", '"de"'], dice.randint(0, 3)), indent + 2),
        "metrics": items(dice.sample(["Accuracy", "BLEU", "COQA F1", "'Other'"], dice.randint(0, 3)), indent + 2),
    }
    return mapping(keys, indent + 2)


def mapping(keys, indent):
    order = list(keys)
    dice.shuffle(order)
    pad = " " * indent
    lines = []
    for key in order:
        name = dice.choice([key, key, key, '"' + key + '"', "'" + key + "'"])
        lines.append(pad + name + dice.choice(["", "", "", " "]) + ":" + keys[key] + dice.choice(["", "", "", "\n"]))
    return "\n".join(lines)


def template(indent, name, shared):
    keys = {
        "answer_choices": " " + dice.choice(["null", "Yes ||| No", "~", scalar(indent + 2)]),
        "id": " " + dice.choice([name, "'" + name + "'"]),
        "jinja": " " * dice.choice([1, 1, 2]) + scalar(indent + 2),
        "name": " " + scalar(indent + 2),
        "reference": dice.choice(["", " ''", " " + scalar(indent + 2)]),
    }
    if shared and dice.random() < 0.3:
        keys["metadata"] = " *" + shared[0]
    else:
        anchor = ""
        if not shared and dice.random() < 0.3:
            shared.append("meta")
            anchor = "&meta "
        keys["metadata"] = " " + anchor + "!TemplateMetadata\n" + metadata(indent)
    if "metadata" in keys and keys["metadata"].startswith(" *"):
        return mapping(keys, indent)
    order = {key: keys[key] for key in keys}
    return mapping(order, indent)


def file():
    indent = dice.choice([2, 2, 3, 4])
    shared = []
    names = ["".join(dice.choices("0123456789abcdef", k=8)) + "-a" for _ in range(dice.randint(0, 3))]
    parts = ["dataset: " + dice.choice(["squad", "'squad'", '"glue"', "a/b"])]
    if dice.random() < 0.4:
        parts.append("subset: " + dice.choice(["mrpc", "null", '"x y"', "1.0.0"]))
    body = "\n".join(
        " " * indent + name + ": !Template" + dice.choice(["", "", "  "]) + "\n" + template(indent * 2, name, shared)
        for name in names
    )
    parts.append("templates:" + ("\n" + body if names else " {}"))
    head = dice.choice(["", "", "", "---\n", "\n\n", "%YAML 1.1\n---\n"])
    tail = dice.choice(["\n", "\n", "", "\n\n\n", "\n...\n", "\n---\na: 1\n"] if dice.random() < 0.3 else ["\n"])
    text = head + "\n".join(parts) + tail
    return text.replace("\n", "\r\n") if dice.random() < 0.08 else text


for _ in range(FILES):
    source = file()
    try:
        answer = {"written": yaml.dump(yaml.load(source, Loader=yaml.FullLoader))}
    except yaml.YAMLError as error:
        answer = {"refused": type(error).__name__}
    print(json.dumps({"text": source, **answer}))
