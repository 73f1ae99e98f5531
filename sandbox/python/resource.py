"""Limits of the process, which this room does not have: contest programs raise their stack's limit and go on."""

RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_NOFILE, RLIMIT_AS = 0, 1, 2, 3, 4, 7, 9
error = OSError


def getrlimit(which, /):
    """No limit."""
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(which, limits, /):
    """Nothing happens: the host alone sets limits."""
