# A tower of two hundred thousand `map` objects: one `next` recurses through C with no Python frame.
# expect: STACK_LIMIT
def add(a, b):
    tower = iter([a + b])
    for _ in range(200_000):
        tower = map(int, tower)
    return next(tower)
