"""Imports the standard library before the snapshot: the room has no files to import it from later."""

import gc
import importlib
import pkgutil
import random
import sys

from . import heap

# Modules that do something when imported, or that are of no use without a terminal, a window or the network.
SKIPPED = frozenset(
    """__phello__ _pyrepl antigravity curses ensurepip idlelib lib2to3 msvcrt nt pip pty pydoc_data readline test this tkinter
    tty turtle turtledemo venv winreg winsound _winapi""".split()
)

imported = []
failed = {}


def _import(name):
    try:
        importlib.import_module(name)
        imported.append(name)
    except BaseException as error:  # a module may refuse in any way it likes; what is not here, is not here
        failed[name] = f"{type(error).__name__}: {error}"


def _import_all():
    for name in sorted(sys.stdlib_module_names - SKIPPED):
        if name.startswith("_test"):
            continue
        _import(name)
        package = sys.modules.get(name)
        for _, inner, _ in pkgutil.walk_packages(getattr(package, "__path__", ()), name + ".", lambda name: None):
            if not any(part.startswith(("test", "_test", "__main__")) for part in inner.split(".")[1:]):
                _import(inner)


def seal():
    """Puts the interpreter into the state that every program starts from. The last thing before the snapshot."""
    import atexit
    import linecache
    import logging
    import re
    import site
    import warnings
    import weakref

    site.setquit()
    site.setcopyright()
    site.sethelper()
    # WebAssembly has 32 bits; programs take this constant for an infinity, and compare it with larger numbers.
    sys.maxsize = 2**63 - 1
    random.seed(0)
    logging._startTime = 0
    # Of the library's own exit functions only this one can matter to a program that leaves its handlers open.
    atexit._clear()
    weakref.finalize._registered_with_atexit = False
    atexit.register(logging.shutdown)
    sys.path[:] = ["/"]
    sys.path_importer_cache.clear()
    sys.dont_write_bytecode = True
    linecache.clearcache()
    re.purge()
    warnings.resetwarnings()
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category, append=True)
    sys.setrecursionlimit(1000)
    gc.collect()
    heap.fill_gaps()
    gc.freeze()  # the collector never walks what is in the snapshot, so its pages stay shared


_import_all()
