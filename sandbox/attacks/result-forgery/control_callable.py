# Honest: the function is an object that can be called.
# expect: PASSED
import functools
import operator

add = functools.partial(operator.add)
