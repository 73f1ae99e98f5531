# Honest: collects its own cycles and watches them go.
# expect: PASSED
import gc
import weakref


class Node:
    pass


def add(a, b):
    node = Node()
    node.itself = node
    watch = weakref.ref(node)
    del node
    gc.collect()
    return a + b if watch() is None else None
