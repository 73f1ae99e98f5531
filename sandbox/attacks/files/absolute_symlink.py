# A symbolic link to an absolute path, refused without being followed.
# expect: PASSED
import os


def add(a, b):
    try:
        os.symlink("/etc", "link")
    except OSError:
        return a + b
    return os.listdir("link")
