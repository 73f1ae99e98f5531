# An event loop with nothing to wait for, in C code that polls.
# expect: RUNTIME_ERROR(RuntimeError)
import asyncio


def add(a, b):
    asyncio.run(asyncio.Event().wait())
    return a + b
