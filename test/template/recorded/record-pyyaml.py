"""Records what PyYAML's FullLoader makes of texts, with PromptSource's two tags.

Usage: record-pyyaml.py < texts.jsonl > pyyaml.jsonl (PyYAML 6.0.3)
Each line of the input is a JSON string; lines of the output are {"text", "value"} or {"text", "refused"}.
"""

import json
import sys

import yaml


class Template(yaml.YAMLObject):
    yaml_tag = "!Template"


class TemplateMetadata(yaml.YAMLObject):
    yaml_tag = "!TemplateMetadata"


def describe(value):
    if value is None:
        return ["none"]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", repr(value)]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, list) and not any(isinstance(item, tuple) for item in value):
        return ["list", [describe(item) for item in value]]
    if isinstance(value, dict):
        return ["mapping", None, describe_items(value)]
    if isinstance(value, (Template, TemplateMetadata)):
        return ["mapping", value.yaml_tag, describe_items(vars(value))]
    return ["other", type(value).__name__]


def describe_items(mapping):
    return [[describe(key), describe(value)] for key, value in mapping.items()]


for line in sys.stdin:
    text = json.loads(line)
    try:
        answer = {"value": describe(yaml.load(text, Loader=yaml.FullLoader))}
    except RecursionError:
        continue
    except Exception as error:
        answer = {"refused": type(error).__name__}
    print(json.dumps({"text": text, **answer}))
