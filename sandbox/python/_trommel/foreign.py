"""Foreign functions, which this room does not have: the module is there, what it is for is refused."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise OSError(f"ctypes.{name}: there are no foreign functions here")
