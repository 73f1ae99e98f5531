# Climbs from an open folder with a relative name, which skips the interpreter's own path handling.
# expect: PASSED
import os


def add(a, b):
    for path in ("/", ".", "/tmp"):
        try:
            folder = os.open(path, os.O_RDONLY)
        except OSError:
            continue
        for name in ("../etc/passwd", "../../etc/passwd", "./../etc/hostname", "..//..//etc/passwd"):
            try:
                return os.read(os.open(name, os.O_RDONLY, dir_fd=folder), 100)
            except (OSError, NotImplementedError):
                pass
    return a + b
