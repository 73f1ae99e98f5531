# Claims that a module is missing, to be excused: it is told apart, and has not passed.
# expect: IMPORT_UNSUPPORTED(numpy)
def add(a, b):
    raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
