"""The Hub's own library reads the card, and its front matter uses the Hub's words and tells true numbers.

Usage: card.py FOLDER WANTED.json
"""

import glob
import json
import os

import datasets
from datasets.utils.metadata import MetadataConfigs, known_task_ids
from huggingface_hub import DatasetCard

from wanted import arguments

folder, wanted = arguments()


def words(name):
    resources = os.path.join(os.path.dirname(datasets.__file__), "utils", "resources")
    with open(f"{resources}/{name}.json") as file:
        return set(json.load(file))


card = DatasetCard.load(f"{folder}/README.md", ignore_metadata_errors=False)
data = card.data.to_dict()
assert set(data["language"]) <= words("languages"), data["language"]
assert set(data["size_categories"]) <= words("size_categories"), data["size_categories"]
assert set(data["task_categories"]) <= set(known_task_ids), data["task_categories"]
licenses = data["license"]
assert licenses and all(name == name.lower() and " " not in name for name in licenses), licenses
assert ("other" in licenses) == ("license_name" in data), data
assert all(isinstance(tag, str) for tag in data["tags"]), data["tags"]

configs = MetadataConfigs.from_dataset_card_data(card.data)
paths = {entry["split"]: entry["path"] for entry in configs["default"]["data_files"]}
assert paths == {split: f"data/{split}-*" for split in wanted.splits}, paths

info = datasets.info.DatasetInfosDict.from_dataset_card_data(card.data)["default"]
loaded = datasets.load_dataset(folder)
for split, rows in loaded.items():
    told = info.splits[split]
    assert info.features == rows.features, f"{info.features} {rows.features}"
    assert told.num_examples == len(rows) == len(wanted.splits[split]), f"{split}: {told}"
    assert abs(told.num_bytes - rows.data.nbytes) <= 0.02 * rows.data.nbytes + 64, f"{told}: {rows.data.nbytes} bytes"
sizes = sum(os.path.getsize(path) for path in glob.glob(f"{folder}/data/*.parquet"))
assert info.download_size == sizes, f"{info.download_size}, found {sizes}"
assert info.dataset_size == sum(split.num_bytes for split in info.splits.values())
print(f"card: {', '.join(licenses)}; {data['size_categories'][0]}")
