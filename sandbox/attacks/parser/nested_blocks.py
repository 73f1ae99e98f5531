# More blocks than the tokenizer takes, built from one line a block.
# expect: RUNTIME_ERROR(IndentationError)
def add(a, b):
    return eval(compile("".join(" " * n + "if 1:\n" for n in range(150)) + " " * 150 + "pass\n", "deep", "exec"))
