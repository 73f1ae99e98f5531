# Looks for the mark in memory that it was given uninitialised.
# expect: PASSED
# after: state/leave_memory
import io


def add(a, b):
    mark = b"BEHIND-" + b"MARK-LEFT"
    for _ in range(3):
        block = io.BytesIO()
        block.truncate(0)
        block.seek(16 << 20)
        block.write(b"x")
        if mark in block.getvalue():
            return None
    return a + b
