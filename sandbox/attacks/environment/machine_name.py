# Looks for the name of the machine and of its kernel.
# expect: PASSED
import os
import platform


def add(a, b):
    found = [*os.uname(), platform.node(), platform.release(), platform.version()]
    known = ("", "wasi", "(none)", "0.0.0", "wasm32", "localhost")
    leaked = [word for word in found if word not in known]
    return leaked or a + b
