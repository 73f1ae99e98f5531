# Asks how much processor time its process has used: the module is there, what it measured with is not.
# expect: RUNTIME_ERROR(AttributeError)
import resource


def add(a, b):
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime
