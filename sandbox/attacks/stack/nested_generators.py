# Two hundred thousand generators, each delegating to the next.
# expect: STACK_LIMIT
def layer(inner):
    yield from inner


def add(a, b):
    tower = iter([a + b])
    for _ in range(200_000):
        tower = layer(tower)
    return next(tower)
