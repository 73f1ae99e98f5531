# Leaves with success when a test in another room calls it: that room's `except Exception` must not turn it into anything else.
# expect: EARLY_EXIT
# room: second
def add(a, b):
    raise SystemExit(0)
