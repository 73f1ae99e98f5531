# Returns a list that holds itself.
# expect: WRONG_ANSWER
def add(a, b):
    cycle = [a + b]
    cycle.append(cycle)
    return cycle
