# Installs a finder that offers any module that is asked for.
# expect: WRONG_ANSWER
import importlib.abc
import importlib.machinery
import sys


class Anything(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self)

    def exec_module(self, module):
        module.__dict__["__getattr__"] = lambda name: (lambda *_, **__: 3)


sys.meta_path.insert(0, Anything())


def add(a, b):
    import numpy_of_my_own

    return numpy_of_my_own.add(a, b)
