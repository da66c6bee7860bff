"""Makes a still smaller model for the tests in optimum's other layout: a merged decoder and external data.

    python tools/make-merged-model.py --checkpoint merged.pt

It uses the demo model's tokenizer, which the tests put beside it. The merged decoder is assembled here with the
inputs that optimum gives it: a cache of keys and values, and `use_cache_branch` to choose the branch of an `If`.
"""

import argparse
import pathlib

import onnx
import torch
from onnx import TensorProto, helper

from t5_export import create_model, describe_model, export, write_json

OUT = pathlib.Path("test/scoring/recorded/merged-model")
VOCABULARY = 1800
WIDTH, LAYERS, HEADS = 16, 1, 4
SEED = 1910


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", required=True, help="where to leave the PyTorch weights")
    arguments = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    model = create_model(VOCABULARY, WIDTH, LAYERS, SEED)
    write_json(OUT / "config.json", describe_model(model, "p3-merged-t5", "Random weights."))
    export(model, OUT)
    move_weights_out(OUT / "encoder_model.onnx")
    merge_decoder(OUT / "decoder_model.onnx", OUT / "decoder_model_merged.onnx")
    torch.save(model.state_dict(), arguments.checkpoint)


def move_weights_out(path: pathlib.Path) -> None:
    data = f"{path.name}_data"
    (path.parent / data).unlink(missing_ok=True)
    onnx.save(onnx.load(path), path, save_as_external_data=True, location=data, size_threshold=1024)


def merge_decoder(path: pathlib.Path, merged: pathlib.Path) -> None:
    """The branch without a cache is the decoder; the other is never taken here and gives one token's zeros."""
    decoder = onnx.load(path).graph
    first = helper.make_graph(decoder.node, "no_past", [], decoder.output)
    choose = helper.make_node(
        "If", ["use_cache_branch"], ["logits"], then_branch=next_token_branch(), else_branch=first
    )
    inputs = [*decoder.input, *past_inputs(), value("use_cache_branch", TensorProto.BOOL, [1])]
    outputs = [value("logits", TensorProto.FLOAT, ["batch_size", "length", VOCABULARY])]
    graph = helper.make_graph([choose], "merged", inputs, outputs, decoder.initializer)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, merged)
    path.unlink()


def next_token_branch() -> onnx.GraphProto:
    shape = helper.make_tensor("past_shape", TensorProto.INT64, [3], [1, 1, VOCABULARY])
    nodes = [
        helper.make_node("Constant", [], ["past_dimensions"], value=shape),
        helper.make_node("ConstantOfShape", ["past_dimensions"], ["past_logits"]),
    ]
    output = value("past_logits", TensorProto.FLOAT, ["batch_size", "length", VOCABULARY])
    return helper.make_graph(nodes, "with_past", [], [output])


def past_inputs() -> list[onnx.ValueInfoProto]:
    sides = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"]
    return [
        value(
            f"past_key_values.{layer}.{side}",
            TensorProto.FLOAT,
            ["batch_size", HEADS, f"past_{side.split('.')[0]}_length", WIDTH // HEADS],
        )
        for layer in range(LAYERS)
        for side in sides
    ]


def value(name: str, element: int, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, element, shape)


if __name__ == "__main__":
    main()
