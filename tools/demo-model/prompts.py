"""Reads and renders the prompt templates as PromptSource does: two parts, stripped, and the answer choices."""

import dataclasses
import pathlib

import jinja2
import yaml

FOLDER = pathlib.Path(__file__).parent / "prompts"
HELD_OUT = "held out: "


@dataclasses.dataclass(frozen=True)
class Example:
    input: str
    target: str
    choices: list[str]


class Prompt:
    """One wording of a task."""

    def __init__(self, environment: jinja2.Environment, description: dict) -> None:
        self.name = description["name"]
        self.held_out = self.name.startswith(HELD_OUT)
        self.jinja = environment.from_string(description["jinja"])
        self.answer_choices = environment.from_string(description["answer_choices"])

    def apply(self, row: dict) -> Example | None:
        """None where the wording does not fit the row, which it says by rendering nothing."""
        choices = split(self.answer_choices.render(row))
        parts = split(self.jinja.render(row, answer_choices=choices))
        return Example(parts[0], parts[1], choices) if len(parts) == 2 else None


def load(task: str) -> list[Prompt]:
    loader = type("Loader", (yaml.SafeLoader,), {})
    for tag in ("!Template", "!TemplateMetadata"):
        loader.add_constructor(tag, lambda self, node: self.construct_mapping(node, deep=True))
    text = (FOLDER / task / "templates.yaml").read_text()
    environment = jinja2.Environment()
    templates = yaml.load(text, loader)["templates"].values()
    return [Prompt(environment, each) for each in templates]


def split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|||")]
