# Ends its process at once while another room waits for the answer.
# expect: EARLY_EXIT
# room: second
import os


def add(a, b):
    os._exit(0)
