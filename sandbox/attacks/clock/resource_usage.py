# Asks how much processor time its process has used.
# expect: IMPORT_UNSUPPORTED(resource)
import resource


def add(a, b):
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime
