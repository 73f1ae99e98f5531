# Looks for what a file's record says about the host: users, devices, inodes, times.
# expect: PASSED
import os


def add(a, b):
    open("mine", "w").close()
    record = os.stat("mine")
    leaked = [record.st_uid, record.st_gid, record.st_mtime > 2e9]
    return leaked if any(leaked) else a + b
