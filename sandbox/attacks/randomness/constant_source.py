# Looks for a source that always says the same: seeded it may be, constant it must not.
# expect: PASSED
import os
import uuid


def add(a, b):
    blocks = {os.urandom(16) for _ in range(100)} | {uuid.uuid4().bytes for _ in range(100)}
    return a + b if len(blocks) == 200 else len(blocks)
