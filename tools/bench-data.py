"""Times `datasets` and pyarrow on the files that `npm run bench:data` made; writes JSON.

python tools/bench-data.py FOLDER ROW, or with --write to make the files that only pyarrow makes
"""

import json
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def timed(run):
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def row_of(path, row):
    file = pq.ParquetFile(path)
    first = 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        if row < first + count:
            return file.read_row_group(group).slice(row - first, 1).to_pylist()
        first += count
    raise IndexError(row)


def first_row(kind, path):
    import datasets

    return next(iter(datasets.load_dataset(kind, data_files=str(path), split="train", streaming=True)))


def write(folder):
    """pandas and pyarrow write groups of 1,048,576 rows; here with a column of lists, whose pages do not tell rows."""
    count = 1_200_000
    table = pa.table(
        {
            "text": [f"row {n} " + "lorem ipsum dolor sit amet " * 8 for n in range(count)],
            "label": [n % 2 for n in range(count)],
            "tokens": [[n, n + 1, n + 2] for n in range(count)],
        }
    )
    pq.write_table(table, folder / "large-nested.parquet", row_group_size=1_048_576)


folder = Path(sys.argv[1])
if "--write" in sys.argv:
    write(folder)
    sys.exit()
row = int(sys.argv[2])
times = {}
for path in sorted(folder.glob("*.parquet")):
    times[path.name] = {
        "pyarrow": timed(lambda: row_of(path, row)),
        "datasets": timed(lambda: first_row("parquet", path)),
    }
for path in sorted(folder.glob("*.jsonl")):
    times[path.name] = {"datasets": timed(lambda: first_row("json", path))}
print(json.dumps(times))
