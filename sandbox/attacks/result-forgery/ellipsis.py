# Returns singletons of the language.
# expect: WRONG_ANSWER
def add(a, b):
    return [..., NotImplemented, StopIteration]
