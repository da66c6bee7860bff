"""Scores chunks of prompts as t-zero does, for `npm run bench:score`: all choices of a prompt in one padded batch.

    python tools/bench-t5.py FOLDER

Reads a list of prompts in JSON from each line, and answers each with the seconds of the processor and the sums.
"""

import json
import pathlib
import sys
import time

import torch
from safetensors.torch import load_file
from transformers import T5Config, T5ForConditionalGeneration


def main() -> None:
    torch.set_num_threads(1)
    folder = pathlib.Path(sys.argv[1])
    model = T5ForConditionalGeneration(T5Config.from_json_file(folder / "config.json"))
    # transformers 5 ties the output matrix whatever the configuration says.
    config = model.config
    model.lm_head = torch.nn.Linear(config.d_model, config.vocab_size, bias=False)
    weights = load_file(folder / "model.safetensors")
    for side in ["encoder", "decoder"]:
        weights[f"{side}.embed_tokens.weight"] = weights["shared.weight"]
    model.load_state_dict(weights)
    model.eval()
    config.scale_decoder_outputs = False
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.process_time()
        with torch.no_grad():
            sums = [total for prompt in json.loads(line) for total in score(model, prompt)]
        print(json.dumps({"seconds": time.process_time() - start, "sums": sums}), flush=True)


def score(model, prompt) -> list[float]:
    choices = prompt["choices"]
    length = max(map(len, choices))
    labels = torch.tensor([choice + [0] * (length - len(choice)) for choice in choices])
    mask = torch.tensor([[1.0] * len(choice) + [0.0] * (length - len(choice)) for choice in choices])
    inputs = torch.tensor([prompt["input"]]).repeat(len(choices), 1)
    logits = model(input_ids=inputs, attention_mask=torch.ones_like(inputs), labels=labels).logits
    log_probabilities = torch.log_softmax(logits, dim=-1)
    of_tokens = log_probabilities.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return (of_tokens * mask).sum(dim=-1).tolist()


if __name__ == "__main__":
    main()
