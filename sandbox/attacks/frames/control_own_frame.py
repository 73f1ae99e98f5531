# Honest: names its own function, as a logger does, and formats a traceback.
# expect: PASSED
import inspect
import traceback


def add(a, b):
    assert inspect.currentframe().f_code.co_name == "add"
    try:
        raise ValueError("planned")
    except ValueError:
        assert "planned" in traceback.format_exc()
    return a + b
