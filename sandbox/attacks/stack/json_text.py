# Reads JSON that is nested a hundred thousand deep.
# expect: RUNTIME_ERROR(RecursionError)
import json


def add(a, b):
    return json.loads("[" * 100_000 + "]" * 100_000)
