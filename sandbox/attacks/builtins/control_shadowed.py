# Honest: shadows built-in names in its own module.
# expect: PASSED
def sum(values):
    total = 0
    for value in values:
        total = total + value
    return total


def add(a, b):
    list = [a, b]
    return sum(list)
