"""Writes small data files of every format and feature type, with the features and rows that `datasets` reads of them.

Run with `datasets` 5, pyarrow and pandas: python tools/record-tables.py test/sources/tables/recorded
"""

import datetime
import decimal
import gzip
import json
import math
import sys
import tempfile
from pathlib import Path

import datasets
import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
from datasets import (
    Array2D,
    Audio,
    ClassLabel,
    Dataset,
    Features,
    Image,
    LargeList,
    List,
    Sequence,
    Translation,
    TranslationVariableLanguages,
    Value,
)

datasets.disable_progress_bars()
datasets.logging.set_verbosity_error()
out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
EPOCH = datetime.datetime(1970, 1, 1)
UTC_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MICROSECOND = datetime.timedelta(microseconds=1)


def encode(value):
    """The notation of `server/src/dataset/typed-row.ts`."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            return {"$type": "datetime", "microseconds": (value - EPOCH) // MICROSECOND}
        return {
            "$type": "datetime",
            "microseconds": (value - UTC_EPOCH) // MICROSECOND,
            "offset": int(value.utcoffset().total_seconds()),
        }
    if isinstance(value, datetime.date):
        return {"$type": "date", "days": value.toordinal() - EPOCH.toordinal()}
    if isinstance(value, datetime.time):
        whole = (value.hour * 60 + value.minute) * 60 + value.second
        return {"$type": "time", "microseconds": whole * 1_000_000 + value.microsecond}
    if isinstance(value, datetime.timedelta):
        return {"$type": "timedelta", "microseconds": value // MICROSECOND}
    if isinstance(value, decimal.Decimal):
        sign, digits, exponent = value.as_tuple()
        whole = int("".join(map(str, digits)))
        return {"$type": "decimal", "coefficient": -whole if sign else whole, "exponent": exponent}
    if isinstance(value, bytes):
        return {"$type": "bytes", "latin1": value.decode("latin-1")}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    raise TypeError(f"{type(value)} is not expected")


def undecoded(dataset):
    """Media are shown and not decoded, so that their storage is what counts."""
    for name, feature in dataset.features.items():
        if isinstance(feature, (Image, Audio)):
            dataset = dataset.cast_column(name, type(feature)(decode=False))
    return dataset


kinds = {"parquet": "parquet", "arrow": "arrow", "csv": "csv", "tsv": "csv", "json": "json", "jsonl": "json"}


def record(name):
    try:
        record_answer(name)
    except Exception as error:
        while error.__cause__ is not None:
            error = error.__cause__
        print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
        (out / name).unlink()


def record_answer(name):
    path = out / name
    kind = kinds[name.replace(".gz", "").replace(".zst", "").rsplit(".", 1)[1]]
    options = {"sep": "\t"} if ".tsv" in name else {}
    with tempfile.TemporaryDirectory() as cache:
        dataset = datasets.load_dataset(kind, data_files=str(path), split="train", cache_dir=cache, **options)
        features = dataset.features.to_dict()
        rows = [encode(row) for row in undecoded(dataset)]
    answer = {"features": features, "rows": rows}
    (out / f"{name}.json").write_text(json.dumps(answer, ensure_ascii=True, separators=(",", ":")) + "\n")


def parquet(name, table, **options):
    pq.write_table(table, out / f"{name}.parquet", **options)
    record(f"{name}.parquet")


def text(name, content):
    data = content if isinstance(content, bytes) else content.encode()
    if name.endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    if name.endswith(".zst"):
        data = pa.compress(data, codec="zstd", asbytes=True)
    (out / name).write_bytes(data)
    record(name)


def arrow_file(name, table):
    with pa.OSFile(str(out / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    record(f"{name}.arrow")


def arrow_stream(name, table, **options):
    write_options = pa.ipc.IpcWriteOptions(**options)
    with pa.OSFile(str(out / f"{name}.arrow"), "wb") as sink:
        with pa.ipc.new_stream(sink, table.schema, options=write_options) as writer:
            writer.write_table(table, max_chunksize=2)
    record(f"{name}.arrow")


day = datetime.date(2020, 2, 29)
moment = datetime.datetime(2021, 3, 4, 5, 6, 7, 891011)
summer = datetime.datetime(2021, 7, 1, 12, 0, tzinfo=datetime.timezone.utc)
winter = datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)

ints = pa.table(
    {
        **{f"i{bits}": pa.array([-(2 ** (bits - 1)), None, 2 ** (bits - 1) - 1], pa.int64() if bits == 64 else getattr(pa, f"int{bits}")()) for bits in (8, 16, 32, 64)},
        **{f"u{bits}": pa.array([0, None, 2**bits - 1], getattr(pa, f"uint{bits}")()) for bits in (8, 16, 32, 64)},
    }
)
floats = pa.table(
    {
        "f16": pa.array(np.array([0.5, -0.0, 65504, np.inf, np.nan, 6e-8], np.float16)),
        "f32": pa.array([0.1, -0.0, 3.4e38, math.inf, math.nan, None], pa.float32()),
        "f64": pa.array([0.1, 5e-324, 1.7976931348623157e308, -math.inf, math.nan, None]),
    }
)
times = pa.table(
    {
        "date32": pa.array([day, None, datetime.date(1969, 12, 31)], pa.date32()),
        "date64": pa.array([day, None, datetime.date(1969, 12, 31)], pa.date64()),
        "time32_s": pa.array([datetime.time(1, 2, 3), None, datetime.time()], pa.time32("s")),
        "time32_ms": pa.array([datetime.time(1, 2, 3, 4000), None, datetime.time()], pa.time32("ms")),
        "time64_us": pa.array([datetime.time(1, 2, 3, 4), None, datetime.time(23, 59, 59, 999999)], pa.time64("us")),
        "time64_ns": pa.array([datetime.time(1, 2, 3, 4), None, datetime.time()], pa.time64("ns")),
        **{f"stamp_{unit}": pa.array([moment.replace(microsecond=0), None, datetime.datetime(1969, 12, 31, 23)], pa.timestamp(unit)) for unit in ("s", "ms", "us", "ns")},
        "stamp_us_fine": pa.array([moment, None, winter.replace(tzinfo=None)], pa.timestamp("us")),
        **{f"zone_{zone.replace('/', '_').replace('+', 'plus').replace(':', '')}": pa.array([summer, None, winter], pa.timestamp("us", tz=zone)) for zone in ("UTC", "Europe/Berlin", "America/New_York", "+05:30", "Asia/Kolkata")},
        **{f"duration_{unit}": pa.array([datetime.timedelta(days=3, seconds=4), None, datetime.timedelta(seconds=-1)], pa.duration(unit)) for unit in ("s", "ms", "us", "ns")},
    }
)
decimals = pa.table(
    {
        "small": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-0.01")], pa.decimal128(5, 2)),
        "middle": pa.array([decimal.Decimal("12345678901234.5678"), None, decimal.Decimal("0.0000")], pa.decimal128(18, 4)),
        "large": pa.array([decimal.Decimal("12345678901234567890123456789012345.678"), None, decimal.Decimal("-1.000")], pa.decimal128(38, 3)),
        "huge": pa.array([decimal.Decimal("1" * 60 + ".5"), None, decimal.Decimal("-2.5")], pa.decimal256(76, 1)),
    }
)
strings = pa.table(
    {
        "string": ["", None, "naïve 😀 \u0000 \U0010ffff", "\ufeffbom", "a\r\nb\tc\"'\\", "e\u0301"],
        "large_string": pa.array(["x", None, "", "日本語", "y", "z"], pa.large_string()),
        "binary": pa.array([b"", None, b"\x00\xff", b"abc", b"1", b"2"], pa.binary()),
        "large_binary": pa.array([b"", None, b"\x00\xff", b"abc", b"1", b"2"], pa.large_binary()),
        "bool": [True, None, False, True, True, False],
        "null": pa.nulls(6),
        "hyphen-name": [1, 2, 3, 4, 5, 6],
    }
)
struct = pa.struct([("x", pa.int64()), ("y-z", pa.string()), ("inner", pa.struct([("deep", pa.list_(pa.float64()))]))])
nested = pa.table(
    {
        "list": pa.array([[1, None], [], None, [3]], pa.list_(pa.int64())),
        "lists": pa.array([[["a"], [], None], [], None, [[None, "b"], ["c"]]], pa.list_(pa.list_(pa.string()))),
        "large_list": pa.array([[1], None, [], [2, 3]], pa.large_list(pa.int32())),
        "fixed": pa.array([[1, 2], [0, 0], [3, None], [5, 6]], pa.list_(pa.int16(), 2)),
        "struct": pa.array([{"x": 1, "y-z": "s", "inner": {"deep": [0.5, None]}}, None, {"x": None, "y-z": None, "inner": None}, {"x": 2, "y-z": "", "inner": {"deep": None}}], struct),
        "structs": pa.array([[{"x": 1, "y-z": "s", "inner": {"deep": []}}], [], None, [None, {"x": None, "y-z": "t", "inner": None}]], pa.list_(struct)),
        "struct_of_lists": pa.array([{"text": ["a", None], "start": [1, 2]}, {"text": [], "start": []}, None, {"text": None, "start": [3]}], pa.struct([("text", pa.list_(pa.string())), ("start", pa.list_(pa.int32()))])),
    }
)
dictionary = pa.table(
    {
        "label": pa.array(["b", "a", None, "b", "a"]).dictionary_encode(),
        "number": pa.array([10, 20, 10, None, 20]).dictionary_encode(),
        "items": pa.array([["x"], [], None, ["y", "x"], [None]], pa.list_(pa.string())),
    }
)
empty = pa.table({"text": pa.array([], pa.string()), "label": pa.array([], pa.int64())})

for name, table in {
    "ints": ints,
    "floats": floats,
    "times": times,
    "decimals": decimals,
    "strings": strings,
    "nested": nested,
    "dictionary": dictionary,
}.items():
    parquet(name, table)
    arrow_file(f"{name}-file", table)
    arrow_stream(f"{name}-stream", table)
arrow_stream("zstd", nested, compression="zstd")
for name, table in {"nested": nested, "strings": strings, "dictionary": dictionary}.items():
    # LZ4 is Feather's default.
    feather.write_feather(table, out / f"feather-{name}.arrow", chunksize=2)
    record(f"feather-{name}.arrow")
for codec in ("none", "snappy", "gzip", "brotli", "zstd", "lz4"):
    parquet(f"codec-{codec}", nested, compression=codec)
parquet("pages-v2", strings, data_page_version="2.0")
parquet("lists-v2", nested, data_page_version="2.0", row_group_size=3)
parquet("lists-v2-pages", nested, data_page_version="2.0", data_page_size=1, write_batch_size=1, compression="none", use_dictionary=False)
parquet("lists-v2-index", nested, data_page_version="2.0", data_page_size=1, write_batch_size=1, write_page_index=True)
bare = strings.drop_columns(["null", "large_string", "large_binary"])
parquet("without-arrow-schema", bare, store_schema=False)
parquet("times-without-arrow-schema", times.select(["date32", "time32_ms", "time64_us", "stamp_ms", "stamp_us", "zone_UTC"]), store_schema=False)
parquet("old-timestamps", times.select(["stamp_us"]), use_deprecated_int96_timestamps=True)
parquet("delta", pa.table({"a": list(range(1000)), "b": [f"text {n}" for n in range(1000)]}), use_dictionary=False, column_encoding={"a": "DELTA_BINARY_PACKED", "b": "DELTA_BYTE_ARRAY"})
parquet("split", pa.table({"a": [n / 7 for n in range(100)]}), use_dictionary=False, column_encoding={"a": "BYTE_STREAM_SPLIT"})
parquet("groups", pa.table({"a": list(range(25)), "b": [[n] * (n % 4) for n in range(25)]}), row_group_size=4, write_page_index=True)
parquet("pages", pa.table({"a": list(range(3000)), "b": [str(n) for n in range(3000)]}), data_page_size=64, write_batch_size=10, write_page_index=True)

# Refused here as there.
(out / "unread").mkdir(exist_ok=True)
pq.write_table(pa.table({"pairs": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64()))}), out / "unread" / "map.parquet")

pixel = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
features = Features(
    {
        "label": ClassLabel(names=["no", "yes"]),
        "labels": List(ClassLabel(names=["a", "b", "c"])),
        "answers": Sequence({"text": Value("string"), "answer_start": Value("int32")}),
        "turns": List({"role": Value("string"), "score": Value("float32")}),
        "translation": Translation(languages=["de", "en"]),
        "variants": TranslationVariableLanguages(languages=["de", "en", "fr"]),
        "image": {"bytes": Value("binary"), "path": Value("string")},
        "grid": Array2D(shape=(2, 2), dtype="int32"),
        "large": LargeList(Value("int64")),
        "fixed": List(Value("int8"), length=2),
        "when": Value("timestamp[s]"),
        "json": datasets.Json(),
    }
)
hub = Dataset.from_dict(
    {
        "label": [1, -1, None],
        "labels": [[0, 2], [], None],
        "answers": [{"text": ["x"], "answer_start": [3]}, {"text": [], "answer_start": []}, None],
        "turns": [[{"role": "user", "score": 0.5}], [], None],
        "translation": [{"de": "Hallo", "en": "hello"}, {"de": "", "en": None}, None],
        "variants": [{"language": ["de", "fr"], "translation": ["a", "b"]}, {"language": [], "translation": []}, None],
        "image": [{"bytes": pixel, "path": None}, {"bytes": pixel, "path": "a.png"}, None],
        "grid": [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[0, 0], [0, 0]]],
        "large": [[1], [], None],
        "fixed": [[1, 2], [3, 4], [5, 6]],
        "when": [moment.replace(microsecond=0), None, None],
        "json": [{"a": 1}, [1, "x"], None],
    },
    features=features,
)
stored = hub.data.table
notes = json.loads(stored.schema.metadata[b"huggingface"])
# Encoding an `Image` takes Pillow; what is stored is this struct.
notes["info"]["features"]["image"] = {"_type": "Image"}
stored = stored.replace_schema_metadata({"huggingface": json.dumps(notes)})
parquet("features", stored)
arrow_stream("features", stored)

text("plain.jsonl", '{"a": 1, "b": "x"}\n\n{"a": 2, "b": "y"}\r\n{"a": -3, "b": ""}')
text("mixed-numbers.jsonl", '{"a": 1, "b": 1}\n{"a": 2.5, "b": 12345678901234567890}\n{"a": -0.0, "b": null}\n')
text("large-ints.jsonl", '{"a": 9223372036854775807}\n{"a": -9223372036854775808}\n')
text("missing-keys.jsonl", '{"b": 1}\n{"a": [], "c": null}\n{"c": {"x": [1, null]}, "b": 2}\n')
text("nested.jsonl", '{"q": {"text": ["a"], "start": [1]}, "l": [[1], []], "s": [{"x": 1, "y": "z"}, null]}\n{"q": {"text": [], "start": []}, "l": [], "s": null}\n')
text("other-keys.jsonl", '{"meta": {"x": 1}, "items": [{"a": 1}, {"b": 2.5}], "empty": {}}\n{"meta": {"y": "2"}, "items": [], "empty": {}}\n')
text("other-types.jsonl", '{"a": 1, "b": true, "c": "x"}\n{"a": "x", "b": 0, "c": {"d": 1}}\n{"a": null, "b": null, "c": [1]}\n')
text("timestamps.jsonl", '{"day": "2020-02-29", "at": "2021-03-04 05:06:07", "zone": "2021-03-04T05:06:07+02:00", "no": "2020-02-30", "part": "2021-03-04 05:06", "fine": "2021-03-04 05:06:07.5"}\n{"day": null, "at": "1969-12-31", "zone": "2021-03-04T05:06:07Z", "no": "x", "part": "2021-03-04T05", "fine": "x"}\n')
text("unicode.jsonl", '\ufeff{"ключ": "значение \\ud83d\\ude00", "k-2": "\\u00e9\\n\\t\\"", "a\\u0062": "中文"}\n')
text("nulls.jsonl", '{"a": null, "b": [null], "c": {"d": null}}\n{"a": null, "b": [], "c": {"d": null}}\n')
text("packed.jsonl.gz", "".join(f'{{"n": {n}, "t": "row {n}"}}\n' for n in range(300)))
text("packed.jsonl.zst", "".join(f'{{"n": {n}, "t": "row {n}"}}\n' for n in range(300)))
text("list.json", '[\n  {"a": 1, "b": {"c": "]}"}},\n  {"a": 2.5, "b": null}\n]\n')
text("texts.json", '["one", "tw\\"o", ""]')
text("object.json", '{"version": "1.0", "data": [{"id": 1, "tags": ["x"]}, {"id": 2, "tags": []}]}')
text("lines.json", '{"a": 1}\n{"a": 2}\n')
text("types.csv", 'i,f,b,s,none\n1,1.5,True,x,\n2,2,false,"y, ""z""",\n-3,1e5,TRUE,"two\nlines",\n')
text("missing.csv", "i,f,b,s\n1,,True,NA\n,2.5,,x\n3,nan,False,\n")
text("large.csv", "u,o,i\n12345678901234567890,12345678901234567890,9223372036854775807\n0,-1,-9223372036854775808\n")
text("floats.csv", "a\n0.1\n0.30000000000000004\n123456789.123456789\n1e-320\n1.7976931348623157e308\n1e400\n-inf\n3.141592653589793238462643\n0.000001234567890123456789\n")
text("names.csv", ",a,a,a-b,a b,\n0,1,2,3,4,5\n")
text("mixed.csv", "a,b,c,d\n1,1.0,01, 5\nx,True,+2,6 \n")
text("windows.csv", "\ufeffa,b\r\n1,x\r\n\r\n2,y\r\n")
text("dates.csv", "d,t\n2020-01-01,2020-01-01 10:00:00\n2020-01-02,x\n")
text("quotes.csv", 'a,b\nx "y" z,1\n"line\r\nbreak",2\n"",3\n')
text("table.tsv", "a\tb\n1\tx,y\n2\t\n")
text("packed.csv.gz", "a,b\n" + "".join(f"{n},t{n}\n" for n in range(300)))

# Groups so large that only some of their pages are read. Their rows follow a rule, which the test knows.
(out / "large").mkdir(exist_ok=True)
count = 25_000
rule = pa.table(
    {
        "n": list(range(count)),
        "list": [[n] * (n % 4) if n % 7 else None for n in range(count)],
        "lists": [[[n], [], [None, n]][: n % 4] for n in range(count)],
        "struct": [{"x": n, "y": [str(n)] * (n % 2)} for n in range(count)],
    }
)
for name, version, has_dictionary in (("zstd", "1.0", True), ("snappy", "1.0", False), ("zstd-v2", "2.0", True)):
    options = {"compression": name.removesuffix("-v2"), "data_page_version": version, "use_dictionary": has_dictionary}
    pq.write_table(rule, out / "large" / f"{name}.parquet", data_page_size=20_000, write_batch_size=500, **options)
# Buffers of more than one block of LZ4, which look back into the blocks before.
feather.write_feather(rule.slice(0, 10_000), out / "large" / "lz4.arrow")
