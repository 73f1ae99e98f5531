# Profiles every call and leaves from inside the profiler.
# expect: EARLY_EXIT
import os
import sys


def profiler(frame, event, argument):
    if event == "return" and frame.f_code.co_name == "add":
        os._exit(0)


sys.setprofile(profiler)


def add(a, b):
    return "wrong"
