"""Records what CPython 3.11 answers to the expressions in test/conformance/python-*.json.

Add a case as ["expression", ""] and run this with Python 3.11 from the project's root; then let Biome format
the files. An answer is the repr of the value, or the type and message of the error. The local time is UTC.
"""

import json
import os
import pathlib
import sys
import time
import warnings
from datetime import date, datetime, timedelta, timezone
from datetime import time as time_of_day
from decimal import Decimal


def after(owner, name, *args):
    """Calls a method that changes its owner; answers with the result and what became of the owner."""
    return getattr(owner, name)(*args), owner


NAMES = {
    "Decimal": Decimal,
    # The datetime module imports what strftime needs.
    "__builtins__": {"__import__": __import__},
    "abs": abs,
    "after": after,
    "ascii": ascii,
    "bool": bool,
    "date": date,
    "datetime": datetime,
    "float": float,
    "format": format,
    "inf": float("inf"),
    "int": int,
    "len": len,
    "list": list,
    "nan": float("nan"),
    "range": range,
    "repr": repr,
    "round": round,
    "str": str,
    "time": time_of_day,
    "timedelta": timedelta,
    "timezone": timezone,
    "tuple": tuple,
    "utc": timezone.utc,
}


def answer(expression):
    try:
        return repr(eval(expression, dict(NAMES)))
    except SyntaxError as error:
        sys.exit(f"{expression}: {error}")
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("The reference is CPython 3.11.")
    warnings.simplefilter("ignore")
    os.environ["TZ"] = "UTC"
    time.tzset()
    for path in sorted(pathlib.Path("test/conformance").glob("python-*.json")):
        cases = json.loads(path.read_text(encoding="utf-8"))
        recorded = [[expression, answer(expression)] for expression, *_ in cases]
        lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in recorded)
        path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
