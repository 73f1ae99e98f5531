# A literal that is nested fifty thousand deep.
# expect: RUNTIME_ERROR(SyntaxError)
import ast


def add(a, b):
    return ast.literal_eval("[" * 50_000 + "]" * 50_000)
