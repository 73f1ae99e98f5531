"""What this machine's CPython says of the completions in `tests/judging/disagreements.jsonl`, by the tests that are given.

    python3 tests/python/native_verdicts.py SHARED [TASK] [--causes]

Prints a line for each: run, task, published verdict, ours, CPython's on the program as we judge it, and on the function alone. Runs the
completions WITHOUT a sandbox: for the published sets only. `--causes` writes the causes into the table.
"""

import gzip
import json
import pathlib
import subprocess
import sys

TABLE = pathlib.Path(__file__).parent.parent / "judging" / "disagreements.jsonl"

GIVEN = "CPython gives our verdict by the given tests: the publisher's tests were others"
LEAKED = "CPython raises NameError as well: names of the publisher's own harness were visible to the program"
PROMPT = "what the prompt imports and defines stands before the function here; the publisher judged it without"
NUMPY = "imports numpy, which the sandbox does not have; counted as IMPORT_UNSUPPORTED"


def lines(path):
    with gzip.open(path, "rt") as file:
        return [json.loads(line) for line in file]


def passes(program):
    try:
        ended = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, timeout=20)
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def main():
    data = pathlib.Path(sys.argv[1]) / "data"
    only = next((word for word in sys.argv[2:] if not word.startswith("--")), None)
    samples = {(row["run"], row["task_id"]): row for row in lines(data / "samples/verdicts.jsonl.gz")}
    typed = {task["name"]: task for task in lines(data / "benchmarks/mbpp-typed-multipl-e-py.jsonl.gz")}
    human = {task["task_id"]: task for task in lines(data / "benchmarks/HumanEval.jsonl.gz")}
    table = [json.loads(line) for line in TABLE.read_text().splitlines()]
    for row in table:
        task, ours = row["task_id"], row["ours"] == "PASSED"
        if only and task != only:
            continue
        if "numpy" in row["ours"]:
            row["cause"] = NUMPY
            continue
        sample = samples[row["run"], task]
        test, prompt = (
            (typed[task]["test"], typed[task]["prompt"])
            if task in typed
            else (human[task]["test"] + f"\ncheck({human[task]['entry_point']})\n", human[task]["prompt"])
        )
        body = sample["shape"] == "body"
        before = prompt if body else prompt + "\n    pass\n\n"
        as_judged, alone = (passes(f"{head}{sample['code']}\n{test}") for head in (before, "" if not body else prompt))
        print(row["run"], task, row["published"], row["ours"], as_judged, alone, sep="\t")
        if as_judged == ours and alone == ours:
            row["cause"] = LEAKED if "NameError" in row["ours"] else GIVEN
        elif as_judged == ours:
            row["cause"] = PROMPT
        else:
            row["cause"] = "?"
    if "--causes" in sys.argv:
        TABLE.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table))


main()
