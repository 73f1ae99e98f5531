# Asks for every signal to be ignored, then loops.
# expect: TIME_LIMIT
import signal


def add(a, b):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (ValueError, OSError):
            pass
    while True:
        pass
