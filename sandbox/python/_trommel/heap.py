"""The heap as the snapshot holds it.

Importing the library leaves gaps all over the heap. The C allocator (dlmalloc; CPython's own is off in WebAssembly) gives the gap that fits
best, so that every small object of a program would lie in a page of its own, and each page that is written to has to be copied from the
snapshot: some 1,700 of them before the first line ran. With the gaps filled, new objects lie side by side.
"""

# Larger gaps hold many objects and may stay. Smaller steps than eight bytes make no difference to the allocator.
LARGEST = 1 << 15
SIZES = [*(1 << power for power in range(15, 10, -1)), *range(1024, 16, -8)]

# Free memory behind everything else, so that small programs need not ask for more.
SPARE = 4 << 20

_filling = []


def fill_gaps():
    """Fills the gaps for good. Objects that are freed later leave gaps of their own, close to each other."""
    end = id(bytes(SPARE))  # no gap is as large: this lay behind everything else
    header = bytes().__sizeof__()
    for size in SIZES:
        while id(block := bytes(max(size - header, 2))) < end:
            _filling.append(block)
    while id(block := object()) < end:
        _filling.append(block)
