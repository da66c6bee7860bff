"""T0 in miniature: does training on more wordings of each dataset help on wordings that were never seen?

    python tools/demo-model/miniature.py RUNS --tokenizer samples/model/tokenizer.json [--seeds 3] [--steps 1500]

Section 7.1 of the T0 paper trains with p = 1, about 5.7 and all prompts per dataset. Here models of under two million
parameters are trained from random weights with p = 1, 3 and all wordings of each family, with several seeds, of which each
draws its own wordings. Accuracies on held-out wordings go to docs/wordings.md and docs/wordings.svg. What is in RUNS is not
trained again.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys

from tokenizers import Tokenizer

import evaluate
import network
import tasks
from wordings_plot import plot

HERE = pathlib.Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
WORDINGS = {"1": 1, "3": 3, "all": None}
SHAPE = ["--width", "128", "--feed-forward", "256", "--layers", "2+1", "--rate", "1e-3"]
ROWS = 440


def main() -> None:
    arguments = parse_arguments()
    accuracies = {
        p: [accuracies_of(trained(arguments, p, seed)) for seed in range(1, arguments.seeds + 1)] for p in WORDINGS
    }
    (DOCS / "wordings.md").write_text(page(accuracies, arguments))
    pooled = {p: [each for run in runs for each in run.values()] for p, runs in accuracies.items()}
    plot(pooled, DOCS / "wordings.svg")


def trained(arguments: argparse.Namespace, p: str, seed: int) -> pathlib.Path:
    """The folder of the model."""
    folder = arguments.runs / f"p-{p}-seed-{seed}"
    if not (folder / "done").exists():
        limit = [] if WORDINGS[p] is None else ["--wordings", str(WORDINGS[p])]
        options = ["--steps", str(arguments.steps), "--decay", str(arguments.steps // 5), "--seed", str(seed), "--rows", "20"]
        options += ["--report", str(arguments.steps), "--threads", "1", "--tokenizer", str(arguments.tokenizer)]
        subprocess.run([sys.executable, HERE / "train.py", folder, *SHAPE, *options, *limit], check=True)
        (folder / "done").touch()
    return folder


def accuracies_of(folder: pathlib.Path) -> dict[str, float]:
    """Percent on each held-out wording of the trained families."""
    kept = folder / "accuracies.json"
    if not kept.exists():
        model, tokenizer = network.load(folder), Tokenizer.from_file(str(folder / "tokenizer.json"))
        outcomes = {
            f"{name}: {wording.removeprefix('held out: ')}": 100 * sum(answers) / len(answers)
            for name, row in tasks.TRAINED.items()
            for wording, answers in evaluate.by_wording(model.eval(), tokenizer, name, row, True, ROWS).items()
        }
        kept.write_text(json.dumps(outcomes, indent=1))
    return json.loads(kept.read_text())


def page(accuracies: dict[str, list[dict[str, float]]], arguments: argparse.Namespace) -> str:
    rows = [row(p, [list(run.values()) for run in runs]) for p, runs in accuracies.items()]
    families = [family_row(name, accuracies) for name in tasks.TRAINED]
    return f"""# How many wordings to train on: T0 in miniature

The T0 paper (section 7.1) trains with one, some and all prompts of each dataset, and finds that more of them raise the median
over prompts and narrow the spread. The same question, asked of models small enough to train here: 1.35 million parameters, the
seven made-up task families of the demo model (`tools/demo-model`), {arguments.steps:,} steps of 32 examples each, {arguments.seeds} seeds, of
which each draws its own wordings. Accuracy by rank classification with two choices, on wordings that none was trained on;
chance is 50 %.

| Wordings per family | Median over wordings | Quartiles | Lowest | Highest | Median of each seed |
| --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}

![Accuracy on held-out wordings by number of training wordings](wordings.svg)

By family, the mean over its held-out wordings and seeds:

| Family | p = 1 | p = 3 | all |
| --- | --- | --- | --- |
{chr(10).join(families)}

`tools/demo-model/miniature.py` trains, measures and writes this page.
"""


def row(p: str, runs: list[list[float]]) -> str:
    pooled = [each for run in runs for each in run]
    low, median, high = statistics.quantiles(pooled, n=4, method="inclusive")
    seeds = ", ".join(f"{statistics.median(run):.1f}" for run in runs)
    return f"| {p} | {median:.1f} % | {low:.1f} to {high:.1f} % | {min(pooled):.1f} % | {max(pooled):.1f} % | {seeds} |"


def family_row(name: str, accuracies: dict[str, list[dict[str, float]]]) -> str:
    means = []
    for runs in accuracies.values():
        own = [value for run in runs for wording, value in run.items() if wording.startswith(f"{name}: ")]
        means.append(f"{statistics.mean(own):.1f} %")
    return f"| {name} | {' | '.join(means)} |"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=pathlib.Path)
    parser.add_argument("--tokenizer", type=pathlib.Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=1500)
    return parser.parse_args()


if __name__ == "__main__":
    main()
