"""Times passes of compiling and rendering with Jinja2: {"templates": [...]} on stdin, one pass for each line after it.

Each template is {"jinja", "answer_choices", "rows": [{...}]}; a pass compiles every text and renders every row, as
PromptSource does without truncation. Prints the seconds of each pass on a line of its own.
"""

import importlib.util
import json
import pathlib
import random
import sys
import time

spec = importlib.util.spec_from_file_location(
    "render_reference", pathlib.Path(__file__).with_name("render-reference.py")
)
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)


def render_all(templates: list) -> None:
    environment = reference.make_environment()
    for template in templates:
        try:
            jinja = environment.from_string(template["jinja"])
            choices = template["answer_choices"]
            choices = None if choices is None else environment.from_string(choices)
        except Exception:
            continue
        for row in template["rows"]:
            try:
                rendered = None if choices is None else choices.render(**row).split("|||")
                jinja.render(**row, answer_choices=rendered)
            except Exception:
                continue


def main() -> None:
    templates = json.loads(sys.stdin.readline())["templates"]
    for template in templates:
        template["rows"] = [json.loads(row) for row in template["rows"]]
    random.choice = lambda sequence: reference.choose(sequence, 0)
    for _ in sys.stdin:
        start = time.perf_counter()
        render_all(templates)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
