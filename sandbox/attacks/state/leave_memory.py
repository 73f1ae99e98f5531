# Fills a hundred mebibytes with a mark.
# expect: PASSED
marks = [b"LEFT-" b"BEHIND-MARK-" * 100_000 for _ in range(60)]


def add(a, b):
    return a + b + len(marks) - 60
