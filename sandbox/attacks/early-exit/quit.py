# Leaves by the words meant for the interactive prompt.
# expect: EARLY_EXIT
def add(a, b):
    quit()
