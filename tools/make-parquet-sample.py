"""Writes samples/headlines/validation.parquet: a sample whose columns and rows are in a Parquet file alone.

Every headline was written for this project. The file is what `datasets` writes, so the names of the classes are in its
metadata and nothing beside it is needed.
"""

from pathlib import Path

from datasets import ClassLabel, Dataset, Features, Value

TOPICS = ["world", "sports", "business", "science"]

HEADLINES = [
    ("Ferry between the two islands runs again after a winter of repairs", "world", 3),
    ("Village votes to keep its only bridge closed to lorries", "world", 1),
    ("Ministers meet at the lake to talk about the shared river", "world", 4),
    ("Border town opens a library with shelves on either side", "world", 2),
    ("Thousands queue for water as the old main bursts once more", "world", 5),
    ("Mountain railway carries its first night passengers in forty years", "world", 2),
    ("Goalkeeper of nineteen saves three penalties on her first day", "sports", 6),
    ("Rowers finish the race in fog so thick that nobody saw the line", "sports", 2),
    ("Cyclist gives up the lead to help a rival out of a ditch", "sports", 4),
    ("Chess club wins promotion with a draw that lasted nine hours", "sports", 1),
    ("Marathon moved to the harbour because of the heat", "sports", 3),
    ("Trainer of the season says she will coach children next", "sports", 2),
    ("Bakery chain sells its ovens and rents them back", "business", 2),
    ("Maker of umbrellas blames the dry spring for poor figures", "business", 3),
    ("Small harbour earns more from kelp than from herring", "business", 5),
    ("Bank closes its last counter but keeps the clock", "business", 1),
    ("Toy firm brings production home and doubles its prices", "business", 4),
    ("Farmers found their own dairy after the contract ends", "business", 2),
    ("Moss that survives boiling is found beside a hot spring", "science", 6),
    ("Telescope of students sees a comet before the great ones do", "science", 4),
    ("Bees learn to pull a string by watching one another", "science", 5),
    ("Old ice core tells of a summer without sun", "science", 3),
    ("New glue holds under water and lets go at a touch of warmth", "science", 4),
    ("Deep lake turns over for the first time in a century", "science", 2),
]

FEATURES = Features(
    {
        "headline": Value("string"),
        "topic": ClassLabel(names=TOPICS),
        "comments": Value("int32"),
    }
)


def main() -> None:
    rows = [
        {"headline": headline, "topic": TOPICS.index(topic), "comments": comments}
        for headline, topic, comments in HEADLINES
    ]
    # One class after the other would make the first rows all of one kind.
    shuffled = [rows[index * 7 % len(rows)] for index in range(len(rows))]
    path = Path(__file__).parent.parent / "samples" / "headlines" / "validation.parquet"
    path.parent.mkdir(exist_ok=True)
    Dataset.from_list(shuffled, features=FEATURES).to_parquet(path)


if __name__ == "__main__":
    main()
