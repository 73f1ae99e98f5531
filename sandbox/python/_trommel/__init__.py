"""The Python room: what the host calls, as `sandbox/wit/python.wit` declares it.

componentize-py imports this module once, at build time, and takes a snapshot of the interpreter: what stands below the imports
has already happened when a program arrives. The program shares the interpreter with these few files and can reach all of them, so
nothing here is a secret, and nothing that a program could gain by lying lies here: verdicts are made by the host. What the files
must be is robust: they keep their own references to what they use (`own.py`), so that a program that replaces `builtins.len` harms itself only.
"""

import sys

from . import library  # first: it fills `sys.modules`

import wit_world

import _room
import resource

from . import foreign, loops, programs, streams, threads

sys.modules["ctypes"] = foreign
loops.install()
streams.install()
threads.install()
program = programs.Program()


class WitWorld(wit_world.WitWorld):
    """The exports. One instance of the component serves one program."""

    def load(self, source, module):
        streams.open_standard()
        return program.load(source, module)

    def call(self, name, arguments, room):
        return program.call(name, arguments, room)

    def kinds(self, names):
        return program.kinds(names)


library.seal()
