# Breaks its own room as badly as it can.
# expect: EARLY_EXIT
import os
import sys

sys.modules.clear()
os._exit(70)
