"""Trains the demo model from random weights.

    python tools/demo-model/train.py OUT [--tokenizer FILE] [--steps 5000] [--decay 1000] [--resume] 
        [--start FOLDER] [--denoised SHARE] [--wordings N] [--seed N]

The learning rate is constant after its warm-up and falls to nothing over the last `--decay` steps, so that a run can be
continued from its checkpoint for longer. The same arguments and library versions draw the same examples in the same order.
"""

import argparse
import pathlib
import time

import torch
from tokenizers import Tokenizer

import data
import evaluate
import network
from tokenizer import train_tokenizer

NOTICE = (
    "The embedded demo model is small and was trained on made-up sentences of a few task families: it shows how wording "
    "moves scores, and says nothing about T0. Choose a real model to judge a prompt."
)
WARM_UP = 300


def main() -> None:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    given = arguments.tokenizer
    tokenizer = Tokenizer.from_file(str(given)) if given else train_tokenizer(arguments.seed)
    tokenizer.save(str(arguments.out / "tokenizer.json"), pretty=False)
    layers = tuple(int(each) for each in arguments.layers.split("+"))
    vocabulary = tokenizer.get_vocab_size(with_added_tokens=True)
    model = network.create(vocabulary, arguments.width, arguments.feed_forward, layers, arguments.seed)
    print(f"{sum(each.numel() for each in model.parameters()):,} parameters, {vocabulary} pieces", flush=True)
    if arguments.start:
        model.load_state_dict(network.load(arguments.start).state_dict())
    optimizer = torch.optim.AdamW(parameter_groups(model), weight_decay=0.01, betas=(0.9, 0.98))
    checkpoint = arguments.out / "checkpoint.pt"
    first = 0
    if arguments.resume and checkpoint.exists():
        first, weights, state = torch.load(checkpoint)
        model.load_state_dict(weights)
        optimizer.load_state_dict(state)
    train(model, optimizer, tokenizer, first, checkpoint, arguments)
    network.save(model, arguments.out, NOTICE)
    evaluate.report(model, tokenizer, arguments.rows)


def train(model, optimizer, tokenizer, first: int, checkpoint: pathlib.Path, arguments) -> None:
    started, losses = time.time(), []
    # A resumed run draws from another seed: what came before is not drawn again.
    stream = data.batches(tokenizer, arguments.seed + first, arguments.wordings, arguments.denoised)
    for step in range(first, arguments.steps):
        for group, peak in zip(optimizer.param_groups, peaks(arguments.rate)):
            group["lr"] = peak * schedule(step, arguments.steps, arguments.decay)
        inputs, labels = next(stream)
        model.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=arguments.bfloat16):
            loss = model(input_ids=inputs, attention_mask=(inputs != 0).long(), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % 100 == 0:
            speed = (step + 1 - first) * data.BATCH / (time.time() - started)
            print(f"step {step + 1}: loss {sum(losses[-100:]) / 100:.4f}, {speed:.0f} examples/s", flush=True)
        if (step + 1) % arguments.report == 0 or step + 1 == arguments.steps:
            torch.save((step + 1, model.state_dict(), optimizer.state_dict()), checkpoint)
            network.save(model, checkpoint.parent, NOTICE)
            evaluate.report(model, tokenizer, 60)


def parameter_groups(model) -> list[dict]:
    """Embeddings, queries and keys, the rest."""
    embeddings = [model.shared.weight]
    matching = [each for name, each in model.named_parameters() if name.endswith((".q.weight", ".k.weight"))]
    apart = {id(each) for each in embeddings + matching}
    others = [each for each in model.parameters() if id(each) not in apart]
    return [{"params": each} for each in (embeddings, matching, others)]


def peaks(rate: float) -> tuple[float, float, float]:
    """Of the groups: embeddings learn faster, since most of them are seldom in a batch; queries and keys slower, since T5
    does not divide their product by √d."""
    return 2 * rate, rate / 4, rate


def schedule(step: int, steps: int, decay: int) -> float:
    return min((step + 1) / WARM_UP, 1.0, (steps - step) / max(decay, 1))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--tokenizer", type=pathlib.Path, help="a `tokenizer.json`; without it one is trained")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint's folder to begin from, in place of random weights")
    parser.add_argument("--denoised", type=float, default=0, help="share of the examples that are denoising")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--decay", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--feed-forward", type=int, default=768)
    parser.add_argument("--layers", default="3+2", help="encoder+decoder")
    parser.add_argument("--wordings", type=int, help="train on so many wordings of each family only")
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--report", type=int, default=500, help="checkpoint and short report after so many steps")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="faster where the processor multiplies so, else far slower")
    parser.add_argument("--seed", type=int, default=20211015)
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
