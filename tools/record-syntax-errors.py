"""Records the first error that Jinja2 raises for broken templates: `python record-syntax-errors.py OUT.json`.

Needs Jinja2 3.1.6. Each case is [template, message]; the message is null where Jinja2 accepts the text.
"""

import json
import random
import sys

from jinja2 import Environment, TemplateSyntaxError

SEEDS = [
    "Is {{ text }} good? ||| {{ answer_choices[label] }}",
    "{% for a, b in rows if a > 1 recursive %}{{ loop.index }}{{ a|join(', ') }}{% else %}none{% endfor %}",
    "{% if x is not none and y in [1, 2.5, 'z'] %}{{ x.y.0[1:2] }}{% elif z %}{{ -a ** b }}{% else %}c{% endif %}",
    "{% set ns = namespace(a=1) %}{% set ns.a = {'k': v, 2: (1,)} %}{%- set b | upper -%} t {% endset %}",
    "{% macro m(a, b=1) %}{{ caller(a) }}{% endmacro %}{% call(x) m(*p, k=1, **q) %}{{ x }}{% endcall %}",
    "{% filter indent(2)|trim %}{# note #}{% raw %}{{ x }}{% endraw %}{% endfilter %}{{ a ~ b if c else d }}",
    "{% with a = 1, b = 2 %}{% block t scoped %}{% endblock %}{% endwith %}{% include 'x' ignore missing %}",
    "{% from 'a' import b as c, d with context %}{% import 'x' as y %}{% autoescape true %}{{ not a }}{% endautoescape %}",
]
PIECES = (
    "{{ }} {% %} {# #} - if else endif for in endfor set = ( ) [ ] { } | . , ' \" is not and or 1 1.5 x ~ ** == < "
    "raw endraw macro endmacro call endcall filter with endwith recursive \\ ! * : elif import from include as é"
).split(" ") + [" ", "\n", "\r\n"]


def broken(rng: random.Random) -> str:
    if rng.random() < 0.25:
        inside = " ".join(rng.choice(PIECES) for _ in range(rng.randint(1, 8)))
        return ("{{ %s }}" if rng.random() < 0.5 else "{%% %s %%}") % inside
    text = rng.choice(SEEDS)
    for _ in range(rng.randint(1, 2)):
        at = rng.randint(0, len(text))
        if rng.random() < 0.5:
            text = text[:at] + rng.choice(PIECES) + text[at:]
        else:
            text = text[:at] + text[at + rng.randint(1, 5) :]
    return text


def first_message(environment: Environment, text: str):
    try:
        environment.parse(text)
    except TemplateSyntaxError as error:
        return error.message
    return None


def main() -> None:
    rng = random.Random(3)
    environment = Environment()
    cases = [[text, first_message(environment, text)] for text in (broken(rng) for _ in range(600))]
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        lines = (json.dumps(case, ensure_ascii=False) for case in cases)
        out.write("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
