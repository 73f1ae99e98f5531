# Leaves with success before any test.
# expect: EARLY_EXIT
import sys

sys.exit(0)
