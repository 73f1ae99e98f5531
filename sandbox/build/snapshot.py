"""Runs componentize-py with the same randomness every time, where that is known how: Linux on x86-64.

While CPython starts in the builder, it asks for its hash seed; the builder takes it from the system's `getrandom`. In this process that
function gives the same bytes on every call, so that `hash("abc")`, the order of sets, and with them the fuel of programs, are the same
in every image that is built from the same files. Elsewhere the builder is run as it is.
"""

import ctypes
import mmap
import platform
import struct
import sys

import componentize_py

# ssize_t getrandom(void *rdi, size_t rsi, unsigned rdx): a linear congruential generator (Knuth's multiplier), its high bytes.
FIXED = bytes.fromhex(
    "4889f0"  # mov rax, rsi: as many as were asked for
    "48b92a00000000000000"  # mov rcx, 42
    "48ba2d7f954c2df45158"  # mov rdx, 6364136223846793005
    "4885f6"  # next: test rsi, rsi
    "7419"  # jz end
    "480fafca"  # imul rcx, rdx
    "48ffc1"  # inc rcx
    "4989c8"  # mov r8, rcx
    "49c1e838"  # shr r8, 56
    "448807"  # mov [rdi], r8b
    "48ffc7"  # inc rdi
    "48ffce"  # dec rsi
    "ebe2"  # jmp next
    "c3"  # end: ret
)

READ_WRITE_EXECUTE = 7

# What the machine code lies in, for as long as the process lives.
kept = []


def fix():
    """Puts the function in the place of the C library's. Says whether it could."""
    if platform.system() != "Linux" or platform.machine() != "x86_64" or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    libc = ctypes.CDLL(None)
    try:
        place = ctypes.cast(libc.getrandom, ctypes.c_void_p).value
        code = mmap.mmap(-1, mmap.PAGESIZE, prot=READ_WRITE_EXECUTE)
    except (AttributeError, OSError):
        return False
    code.write(FIXED)
    kept.append(code)
    start = ctypes.c_void_p(place - place % mmap.PAGESIZE)
    if libc.mprotect(start, ctypes.c_size_t(2 * mmap.PAGESIZE), READ_WRITE_EXECUTE) != 0:
        return False
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    # mov rax, address; jmp rax
    ctypes.memmove(place, b"\x48\xb8" + struct.pack("<Q", address) + b"\xff\xe0", 12)
    twice = [ctypes.create_string_buffer(20) for _ in range(2)]
    assert all(libc.getrandom(buffer, 20, 0) == 20 for buffer in twice)
    assert twice[0].raw == twice[1].raw != bytes(20), "getrandom was not replaced"
    return True


if __name__ == "__main__":
    fix()
    sys.exit(componentize_py.script())
