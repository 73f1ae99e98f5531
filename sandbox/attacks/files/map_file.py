# Maps a file of its own into memory, then cuts it short underneath.
# expect: IMPORT_UNSUPPORTED(mmap)
import mmap


def add(a, b):
    with open("mine", "w+b") as file:
        file.write(bytes(1 << 16))
        file.flush()
        window = mmap.mmap(file.fileno(), 0)
        file.truncate(0)
        return window[100]
