"""The standard streams, as CPython opens them in UTF-8 mode, on the file descriptors that the host gives."""

import _io
import io
import os
import sys

from .own import names as __builtins__

# Written text is gathered and leaves by a host call of this size; the host counts and cuts it.
_BUFFER = 65536

_Text, _Reader, _Writer, _Raw = io.TextIOWrapper, io.BufferedReader, io.BufferedWriter, io.FileIO
_Stream = _io._IOBase  # not `io.IOBase`, whose class has Python code of its own
_own = []
_fstat = os.fstat

# The size that standard input claims to have: contest programs read as much with one `os.read(0, os.fstat(0).st_size)`, because
# their judges' standard input is a file. It is no smaller than honest inputs are.
_STDIN_SIZE = 16 << 20


def open_standard():
    """Opens the three streams. Not done in the snapshot: the build's own descriptors are others."""
    stdin = _Text(_Reader(_named(0, "r", "<stdin>"), _BUFFER), "utf-8", "surrogateescape", "\n")
    stdout = _Text(_Writer(_named(1, "w", "<stdout>"), _BUFFER), "utf-8", "surrogateescape", "\n")
    stderr = _Text(_Writer(_named(2, "w", "<stderr>"), _BUFFER), "utf-8", "backslashreplace", "\n", True)
    stdin.mode, stdout.mode, stderr.mode = "r", "w", "w"
    sys.stdin = sys.__stdin__ = stdin
    sys.stdout = sys.__stdout__ = stdout
    sys.stderr = sys.__stderr__ = stderr
    _own[:] = stdout, stderr


def install():
    """Before the snapshot."""
    os.fstat = _fstat_with_stdin


def _fstat_with_stdin(descriptor, /):
    stat = _fstat(descriptor)
    if descriptor == 0 and stat.st_size == 0:
        return os.stat_result((*stat[:6], _STDIN_SIZE, *stat[7:]))
    return stat


def _named(descriptor, mode, name):
    raw = _Raw(descriptor, mode, False)
    raw.name = name
    return raw


def flush(namespace=None):
    """Flushes what was written, also where the program put streams of its own in place; with a namespace, also those that lie
    there (CPython closes them when it ends). A stream that cannot be flushed is left alone."""
    candidates = [sys.__dict__.get("stdout"), sys.__dict__.get("stderr")]
    if namespace is not None:
        candidates += [value for value in namespace.values() if issubclass(type(value), _Stream)]
    for stream in candidates + _own:
        try:
            stream.flush()
        except BaseException:
            pass
