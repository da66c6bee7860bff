"""Renders templates with Jinja2 as PromptSource sets it up, one JSON object a line in, one a line out.

In:  {"template": TEXT, "row": JSON TEXT of an object, "index": ROW NUMBER}
Out: {"text": TEXT} or {"error": {"type": NAME, "message": TEXT}}; the line of the template that an error names is
     added as "line" where the case has a "line"

Needs Jinja2 3.1.6 on CPython 3.11. `choice` and `random` pick item `index mod length`. Memory addresses in texts and
messages become `0x0`. With --check it only says which versions it runs on.
"""

import json
import random
import re
import resource
import signal
import sys
import traceback
from collections import Counter

import jinja2
from jinja2 import BaseLoader, Environment, UndefinedError

ADDRESS = re.compile(r"0x[0-9a-f]{6,}", re.IGNORECASE)
SECONDS_FOR_A_CASE = 5


def choose(sequence, index):
    if not len(sequence):
        raise IndexError("Cannot choose from an empty sequence")
    return sequence[index % len(sequence)]


def choice(choices):
    return random.choice(choices)


def most_frequent(items):
    if not items:
        return None
    counts = Counter(items).most_common()
    return [item for item, count in counts if count == counts[0][1]]


def make_environment() -> Environment:
    environment = Environment(loader=BaseLoader)
    environment.globals.update(zip=zip)
    environment.filters["choice"] = choice
    environment.filters["most_frequent"] = most_frequent
    return environment


def render(environment: Environment, case: dict) -> dict:
    random.choice = lambda sequence: choose(sequence, case.get("index", 0))
    try:
        signal.alarm(SECONDS_FOR_A_CASE)
        text = environment.from_string(case["template"]).render(**json.loads(case["row"]))
        return {"text": ADDRESS.sub("0x0", text)}
    except Timeout:
        return {"skip": "time"}
    except BaseException as error:
        message = message_of(error)
        answer = {"error": {"type": type(error).__name__, "message": ADDRESS.sub("0x0", message)}}
        return {**answer, "line": line_of(error)} if "line" in case else answer
    finally:
        signal.alarm(0)


def message_of(error: BaseException) -> str:
    """Without the line of the Python code that Jinja2 wrote, where Python refuses that code."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.message
    return error.msg if isinstance(error, SyntaxError) else str(error)


def line_of(error: BaseException) -> int | None:
    """The line that a traceback shows last of the template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == "<template>"), None)


class Timeout(BaseException):
    pass


def on_alarm(_signal, _frame):
    raise Timeout()


def main() -> None:
    if "--check" in sys.argv:
        print(f"Jinja2 {jinja2.__version__} on Python {sys.version.split()[0]}")
        return
    signal.signal(signal.SIGALRM, on_alarm)
    resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
    environment = make_environment()
    for line in sys.stdin:
        result = render(environment, json.loads(line))
        try:
            print(json.dumps(result), flush=False)
        except (UndefinedError, MemoryError):
            print(json.dumps({"skip": "unprintable"}))


if __name__ == "__main__":
    main()
