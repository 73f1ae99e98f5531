# Honest: lets go of a linked list of ten thousand nodes.
# expect: PASSED
class Node:
    def __init__(self, rest):
        self.rest = rest


def add(a, b):
    first = None
    for _ in range(10_000):
        first = Node(first)
    del first
    return a + b
