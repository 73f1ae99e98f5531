"""CodeBLEU of the package `codebleu` on pairs of a file: `package.py PAIRS OUT [ROUNDS]`.

PAIRS: JSON lines {"language", "prediction", "reference"}. OUT: {"seconds", "versions", "rows": [[total, four parts], ...]}.
Where the package orders names by a Python set, and so by chance, sets are replaced by ones that keep the order of insertion.
"""

import importlib.metadata
import json
import logging
import sys
import time

from codebleu import calc_codebleu, dataflow_match
from codebleu.parser import DFG


class Ordered(dict):
    """A set in order of insertion, as far as the package uses sets."""

    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None


dataflow_match.set = Ordered
DFG.set = Ordered
logging.disable(logging.WARNING)

pairs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1


def score(pair):
    found = calc_codebleu([pair["reference"]], [pair["prediction"]], pair["language"])
    parts = ["codebleu", "ngram_match_score", "weighted_ngram_match_score", "syntax_match_score", "dataflow_match_score"]
    return [float(found[part]) for part in parts]


seconds = None
for _ in range(rounds):
    begin = time.perf_counter()
    rows = [score(pair) for pair in pairs]
    taken = time.perf_counter() - begin
    seconds = taken if seconds is None else min(seconds, taken)
names = sorted({pair["language"].replace("_", "-") for pair in pairs})
versions = {name: importlib.metadata.version("tree-sitter-" + name) for name in names}
json.dump({"seconds": seconds, "versions": versions, "rows": rows}, open(sys.argv[2], "w", encoding="utf-8"))
