"""Records what transformers makes of the tests' models: log-likelihoods and token ids, for test/scoring.

    python tools/record-scores.py --checkpoints DIR

The formula is t-zero's: inputs without `</s>`, cut at 1,024 tokens; choices with `</s>`, cut at 256; all choices
of a prompt in one padded batch; the sum of log-softmax over the tokens of a choice, padding masked.
"""

import argparse
import itertools
import json
import pathlib
from random import Random
from types import SimpleNamespace

import onnxruntime
import torch

import demo_sentences
import test_tokenizer
from t5_export import load_model

MAX_INPUT_TOKENS = 1024
MAX_CHOICE_TOKENS = 256

LONG = "The committee met in Vienna and talked about water, trade and the price of energy. "

PROMPTS = [
    ("The movie was great. Is this review positive or negative?", ["positive", "negative"]),
    ("The movie was awful. Is this review positive or negative?", ["positive", "negative"]),
    ("The movie was awful. Is this review positive or negative?", ["negative", "positive"]),
    ("Good?", ["Yes", "No"]),
    ("Good?", ["yes", "no", "maybe"]),
    ("x", ["a"]),
    ("One choice alone", ["the only choice"]),
    ("Same choice twice", ["yes", "yes", "no"]),
    ("Choices that differ in white space alone", ["yes", " yes ", "yes\n"]),
    ("An empty choice", ["", "something"]),
    ("White space for a choice", ["   ", "\t\n", "something"]),
    ("Shared beginnings", ["the first choice", "the first word", "the first", "the second choice"]),
    ("One is the beginning of the other", ["New York", "New York City", "New"]),
    ("Numbers", ["1", "2", "10", "100", "1,000", "3.14", "-7", "1e6"]),
    ("Twelve of them", [f"option {letter}" for letter in "ABCDEFGHIJKL"]),
    ("Twenty of them", [f"{number} apples and {20 - number} pears" for number in range(20)]),
    ("Lengths far apart", ["a", "a rather long answer that goes on and on about a garden in the winter " * 3]),
    ("A long choice", ["short", "word and thing " * 40]),
    ("A choice of more than 256 tokens", ["short", "committee energy water " * 200]),
    ("Premise: A boy plays chess. Hypothesis: A child plays a game. Entailment?", ["Yes", "Maybe", "No"]),
    ("Line\nbreaks\n\nand\ttabs  and   runs of   spaces ", ["kept?", "lost?"]),
    ("   leading and trailing   ", ["a b", "b a"]),
    ("Which city is the capital of France?", ["Paris", "London", "Berlin", "Rome", "Madrid"]),
    ("Ünïcödé: naïve café, Łódź, Smørrebrød, straße", ["ja", "größer", "été"]),
    ("Привет, как дела?", ["хорошо", "плохо"]),
    ("你好，世界。这部电影怎么样？", ["好", "坏", "一般"]),
    ("日本語のテキスト カタカナ ﾊﾝｶｸ", ["はい", "いいえ"]),
    ("مرحبا بالعالم", ["نعم", "لا"]),
    ("🙂👍🏽👨‍👩‍👧‍👦 emoji", ["🙂", "👍🏽", "👨‍👩‍👧‍👦"]),
    ("ﬁne ligatures, ½ and ² and ™ and ℃", ["ﬁne", "fine", "½", "1/2"]),
    ("Special tokens as text: </s> <pad> <unk> <extra_id_0>", ["</s>", "<extra_id_1>", "<pad> a"]),
    ("Markup: <b>bold</b> {{ braces }} {% tags %} ||| pipes | pipe", ["{{ a }}", "<b>", "|||"]),
    ('Quotes: "double", \'single\', “curly”, ‘curly’, `back`', ['"a"', "“a”", "'a'"]),
    ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ["aaaa", "aaaaaaaa"]),
    (LONG, ["agreed", "did not agree"]),
    (LONG * 5, ["agreed", "did not agree"]),
    (LONG * 20, ["agreed", "did not agree", "nobody knows"]),
    (LONG * 100, ["cut", "whole"]),
    (LONG * 100 + "Is it good?", ["cut", "whole", "neither of the two"]),
    ("word " * 1024, ["edge", "ledge"]),
    ("word " * 1025, ["edge", "ledge"]),
    ("Dialogue:\nAnna: Hello!\nTom: Hi, how are you?\nSummary:", ["Anna greets Tom.", "Tom leaves.", "They eat."]),
]

NASTY = [
    "", " ", "  ", "\n", "\t", "\r\n", "\u00a0", "\u200b", "\ufeff", "\u0000", "a\u0000b", "\u0001", "\u007f", "\u0085",
    "a", "A", " a", "a ", "a  b", "a\nb", "a\tb", "a\r\nb", "a\u00a0b", "a\u200bb", "a\u200db", "a\u3000b", "a\u2028b",
    "a\u00adb", "\ufeffa", "a\ufffdb", "▁", "▁a", "a▁b", "▁▁a", " ▁ ", "_", "__", "</s>", "a</s>b", " </s> ", "<s>",
    "<pad>", "<unk>", "<extra_id_0>", "<extra_id_99>", "<extra_id_100>", "<extra_id_0>a<extra_id_1>", "</S>", "＜/s＞",
    "é", "e\u0301", "A\u0300\u0301\u0302", "a\u0301", "ä\u0308", "\u0301", "\u0301\u0302", "Å", "Å", "ﬁ", "ﬃ", "ſ", "ẞ",
    "½", "²", "①", "㍿", "ﷺ", "℃", "Ⅷ", "™", "…", "‥", "～", "〜", "~", "￥", "Ａｂｃ１２３", "ｶﾞ", "ガ", "カ\u3099",
    "각", "\u1100\u1161\u11a8", "한국어", "你好", "日本語テキスト", "العربية", "לָמָה", "हिन्दी", "ไทย", "ქართული",
    "🙂", "👍🏽", "👨‍👩‍👧‍👦", "🇫🇷", "❤️", "1️⃣", "\U0001f469\u200d\U0001f52c", "\U00010348", "\U000e0041", "\ue000",
    "don't", "it's", "U.S.A.", "e.g.,", "3.14", "1,000,000", "10%", "$5", "C++", "a/b", "a\\b", "@user", "#tag",
    "http://example.org/a?b=c&d=e", "a@example.org", "{{ x }}", "{% if %}", "|||", "a ||| b", "<br/>", "“a” ‘b’", "--", "—", "–",
    "loooooooooooong", "ALLCAPS", "CamelCase", "snake_case", "x" * 300, "ab " * 50, "é" * 20, "\u0301" * 10, "z̵̨͝a̴͚̅l̶̺͘g̸̨͋o̷͎͒",
    "The movie was great.", "Is this review positive or negative?", "tab\there", "new\nline\n\nlines", "  both  ", "!?.,;:", "()[]{}",
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", required=True, help="folder of make-test-models.py")
    checkpoints = pathlib.Path(parser.parse_args().checkpoints)
    out = pathlib.Path("test/scoring/recorded")
    tokenizer = test_tokenizer.load()
    plain = load_model(out / "plain-model", checkpoints / "plain.pt")
    cases = [record(plain, tokenizer, *prompt, input_eos=False) for prompt in PROMPTS]
    cases += [record(plain, tokenizer, *prompt, input_eos=True) for prompt in PROMPTS[::7]]
    write(out / "scores.json", cases)
    quantized = OnnxModel(out / "plain-model", "_quantized")
    # One choice at a time: the exported graphs measure activations over all rows of a run.
    cases = [record(quantized, tokenizer, text, choices[:1], input_eos=False) for text, choices in PROMPTS[::4]]
    write(out / "quantized-scores.json", cases)
    merged = load_model(out / "merged-model", checkpoints / "merged.pt")
    cases = [record(merged, tokenizer, *prompt, input_eos=False) for prompt in PROMPTS[::5]]
    write(out / "merged-scores.json", cases)
    record_tokens(tokenizer, out)


def record_tokens(tokenizer, out: pathlib.Path) -> None:
    """Ids of the fast tokenizer: nasty strings in full, and of 2,000 lines each line with its ids."""
    encoded = tokenizer(NASTY, add_special_tokens=False)["input_ids"]
    write(out / "tokens.json", [{"text": text, "ids": ids} for text, ids in zip(NASTY, encoded)])
    lines = make_lines()
    encoded = tokenizer(lines, add_special_tokens=False)["input_ids"]
    rows = [f"{line}\t{' '.join(map(str, ids))}\n" for line, ids in zip(lines, encoded)]
    (out / "lines.tsv").write_text("".join(rows), encoding="utf-8")


def make_lines() -> list[str]:
    """Our own sentences, every third with something nasty in it."""
    random = Random(3)
    pieces = [text for text in NASTY if 0 < len(text) <= 12 and not set(text) & set("\t\n\r\u2028\u0085")]
    sentences = (line for line in demo_sentences.sentences(2, 10_000) if 20 <= len(line) <= 70 and "\t" not in line)
    lines = list(itertools.islice(dict.fromkeys(sentences), 2000))
    for index in range(0, len(lines), 3):
        at = random.randrange(len(lines[index]) + 1)
        lines[index] = lines[index][:at] + random.choice(pieces) + lines[index][at:]
    return lines


class OnnxModel:
    """The exported graphs, called as the model of transformers is."""

    def __init__(self, folder: pathlib.Path, ending: str) -> None:
        self.encoder, self.decoder = (
            onnxruntime.InferenceSession(folder / f"{part}_model{ending}.onnx") for part in ("encoder", "decoder")
        )

    def __call__(self, input_ids, attention_mask, labels):
        mask = attention_mask.numpy()
        (states,) = self.encoder.run(None, {"input_ids": input_ids.numpy(), "attention_mask": mask})
        start = torch.zeros_like(labels[:, :1])
        feeds = {
            "input_ids": torch.cat([start, labels[:, :-1]], dim=1).numpy(),
            "encoder_attention_mask": mask,
            "encoder_hidden_states": states,
        }
        (logits,) = self.decoder.run(None, feeds)
        return SimpleNamespace(logits=torch.from_numpy(logits))


def record(model, tokenizer, text: str, choices: list[str], input_eos: bool) -> dict:
    inputs = tokenizer(
        [text], add_special_tokens=input_eos, truncation=True, max_length=MAX_INPUT_TOKENS, return_tensors="pt"
    )
    labels = tokenizer(
        choices, truncation=True, max_length=MAX_CHOICE_TOKENS, padding=True, return_tensors="pt"
    )
    count = len(choices)
    with torch.no_grad():
        logits = model(
            input_ids=inputs.input_ids.repeat(count, 1),
            attention_mask=inputs.attention_mask.repeat(count, 1),
            labels=labels.input_ids,
        ).logits
    log_probabilities = torch.log_softmax(logits.double(), dim=-1)
    of_tokens = log_probabilities.gather(-1, labels.input_ids.unsqueeze(-1)).squeeze(-1)
    sums = (of_tokens * labels.attention_mask).sum(dim=-1)
    return {
        "input": text,
        "inputEos": input_eos,
        "inputTokens": inputs.input_ids.shape[1],
        "choices": [
            {"text": choice, "logLikelihood": round(total, 6), "tokens": tokens}
            for choice, total, tokens in zip(
                choices, sums.tolist(), labels.attention_mask.sum(dim=-1).tolist()
            )
        ],
    }


def write(path: pathlib.Path, items: list[dict]) -> None:
    lines = ",\n".join(json.dumps(item, ensure_ascii=True) for item in items)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
