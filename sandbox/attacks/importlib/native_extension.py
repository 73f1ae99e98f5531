# Writes a shared library and loads it.
# expect: RUNTIME_ERROR(ImportError)
import sys

with open("payload.so", "wb") as file:
    file.write(b"\x7fELF" + bytes(1000))
with open("payload.wasm", "wb") as file:
    file.write(b"\0asm\x01\0\0\0")
sys.path.insert(0, ".")


def add(a, b):
    import payload

    return payload.add(a, b)
