# Leaves with success before it has printed anything.
# expect: WRONG_ANSWER
# room: stdin
import os

os._exit(0)
