# Calls the import by which a test's room asks the candidate's: here it leads nowhere.
# expect: RUNTIME_ERROR(trap: unreachable)
import sys


def add(a, b):
    for name, module in list(sys.modules.items()):
        for key in ("answer", "call"):
            function = getattr(module, key, None)
            if callable(function) and name != __name__ and name.split(".")[0] not in ("asyncio", "unittest"):
                try:
                    return function("add", [a, b])
                except Exception:
                    pass
    return None
