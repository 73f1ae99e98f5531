"""mlcroissant finds nothing wrong with `croissant.json` and reads every record through it.

Usage: croissant.py FOLDER WANTED.json
"""

import hashlib
import json
import os

import mlcroissant

from wanted import arguments

folder, wanted = arguments()
path = f"{folder}/croissant.json"

# A citation is for people to give.
EXPECTED = {'[Metadata(recipe)] Property "http://mlcommons.org/croissant/citeAs" is recommended, but does not exist.'}

dataset = mlcroissant.Dataset(jsonld=path)
issues = dataset.metadata.ctx.issues
assert not issues.errors, issues.report()
assert set(issues.warnings) <= EXPECTED, issues.report()
assert str(dataset.metadata.ctx.conforms_to.value) == "http://mlcommons.org/croissant/1.1"
assert dataset.metadata.data_preprocessing_protocol and dataset.metadata.license and dataset.metadata.date_published


def value(kind, found):
    if kind == "texts" and found is not None:
        return [item.decode() for item in found]
    return found.decode() if isinstance(found, bytes) and kind == "text" else found


sets = {records.uuid for records in dataset.metadata.record_sets}
assert sets == set(wanted.splits), f"record sets {sets}"
for split in sets:
    rows = []
    for record in dataset.records(split):
        fields = {name.removeprefix(f"{split}/"): found for name, found in record.items()}
        rows.append({name: value(wanted.columns[name], found) for name, found in fields.items()})
    # It reads integers that may be null as floating-point numbers.
    wanted.check("mlcroissant", split, rows, rounds_integers=True)

with open(path) as file:
    told = json.load(file)
files = {part["contentUrl"]: part for part in told["distribution"] if part["@type"] == "cr:FileObject"}
there = {f"data/{name}" for name in os.listdir(f"{folder}/data")}
assert set(files) == there, f"told {set(files)}, there {there}"
for name, part in files.items():
    with open(f"{folder}/{name}", "rb") as file:
        content = file.read()
    assert part["sha256"] == hashlib.sha256(content).hexdigest(), f"{name}: sha256"
    assert part["contentSize"] == f"{len(content)} B", f"{name}: {part['contentSize']}"
print(f"croissant.json: {len(files)} files with their hashes")
