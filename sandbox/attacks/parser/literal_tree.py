# A literal that is nested fifty thousand deep; the parser, out of its own stack, says that it is out of memory.
# expect: MEMORY_LIMIT
import ast


def add(a, b):
    return ast.literal_eval("[" * 50_000 + "]" * 50_000)
