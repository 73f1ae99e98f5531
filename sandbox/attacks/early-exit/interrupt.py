# Raises what usually comes from a keyboard, past every `except Exception`.
# expect: RUNTIME_ERROR(KeyboardInterrupt)
def add(a, b):
    raise KeyboardInterrupt
