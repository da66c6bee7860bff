"""Makes the tests' models in optimum's layouts: plain with a quantized variant, and merged with external data.

    python tools/make-test-models.py --checkpoints DIR

Both use the tests' tokenizer, which the tests put beside them. The merged decoder is assembled here with the inputs
that optimum gives it: a cache of keys and values, and `use_cache_branch` to choose the branch of an `If`.
"""

import argparse
import pathlib

import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from t5_export import create_model, describe_model, export, write_json

PLAIN = pathlib.Path("test/scoring/recorded/plain-model")
MERGED = pathlib.Path("test/scoring/recorded/merged-model")
VOCABULARY = 1800
WIDTH, LAYERS, HEADS = 16, 1, 4
SEED = 1910


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", required=True, help="folder to leave the PyTorch weights in")
    out = pathlib.Path(parser.parse_args().checkpoints)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(make_plain().state_dict(), out / "plain.pt")
    torch.save(make_merged().state_dict(), out / "merged.pt")


def make_plain():
    PLAIN.mkdir(parents=True, exist_ok=True)
    model = create_model(VOCABULARY, WIDTH, 2, SEED + 1)
    write_json(PLAIN / "config.json", describe_model(model, "p3-plain-t5", "Random weights."))
    export(model, PLAIN)
    for name in ["encoder_model", "decoder_model"]:
        quantize_dynamic(PLAIN / f"{name}.onnx", PLAIN / f"{name}_quantized.onnx", weight_type=QuantType.QInt8)
    return model


def make_merged():
    MERGED.mkdir(parents=True, exist_ok=True)
    model = create_model(VOCABULARY, WIDTH, LAYERS, SEED)
    write_json(MERGED / "config.json", describe_model(model, "p3-merged-t5", "Random weights."))
    export(model, MERGED)
    move_weights_out(MERGED / "encoder_model.onnx")
    merge_decoder(MERGED / "decoder_model.onnx", MERGED / "decoder_model_merged.onnx")
    return model


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
