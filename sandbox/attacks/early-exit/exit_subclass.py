# An exit of its own kind, whose code is computed by hostile code.
# expect: EARLY_EXIT
class Leave(SystemExit):
    @property
    def code(self):
        raise ValueError("no code for you")


def add(a, b):
    raise Leave
