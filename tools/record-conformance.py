"""Completes the cases of test/conformance with what Jinja2 3.1.6 answers, as PromptSource sets it up.

Write a case as a line {"template": TEXT} or {"template": TEXT, "row": JSON TEXT of an object} and run

    python tools/record-conformance.py test/conformance/AREA.json...

which fills in "want" of every case and keeps one case a line; "line": 0 is replaced by the line of the error. `choice` and `random` take the first item. With --check
nothing is written: it says which recorded answers are not what Jinja2 gives now.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RENDERER = ROOT / "tools" / "render-reference.py"


def answers(cases: list[dict]) -> list[dict]:
    lines = [json.dumps({"row": "{}", "index": 0, **case}) for case in cases]
    run = subprocess.run(
        [sys.executable, RENDERER], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def completed(case: dict, want: dict) -> dict:
    if "skip" in want:
        sys.exit(f"no answer ({want['skip']}): {case['template']}")
    row = {"row": case["row"]} if case.get("row", "{}") != "{}" else {}
    line = {"line": want.pop("line", None)} if "line" in case else {}
    shown = {"shownAt": case["shownAt"]} if "shownAt" in case else {}
    return {"template": case["template"], **row, **line, **shown, "want": want}


def one_case_a_line(cases: list[dict]) -> str:
    lines = ",\n".join("  " + as_json(case) for case in cases)
    return f"[\n{lines}\n]\n"


def as_json(case: dict) -> str:
    """Characters that cannot be seen are escaped."""
    text = json.dumps(case, ensure_ascii=False)
    return re.sub(r"[^\x20-\x7e]", lambda match: match[0] if is_visible(match[0]) else escaped(match[0]), text)


def is_visible(character: str) -> bool:
    return character.isprintable() and (character.isalnum() or character.isascii() or ord(character) >= 0x2010)


def escaped(character: str) -> str:
    return json.dumps(character)[1:-1]


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    is_check = "--check" in sys.argv
    stale = 0
    for path in map(pathlib.Path, arguments):
        recorded = json.loads(path.read_text(encoding="utf-8"))
        cases = [completed(case, want) for case, want in zip(recorded, answers(recorded), strict=True)]
        if not is_check:
            path.write_text(one_case_a_line(cases), encoding="utf-8")
            continue
        for old, new in zip(recorded, cases):
            if old != new:
                stale += 1
                print(f"{path}: {as_json(new)}")
    if stale:
        sys.exit(f"{stale} recorded answers are not what Jinja2 gives")


if __name__ == "__main__":
    main()
