"""Tree edit distances of others: reads JSON lines {"a": …, "b": …} and writes each with what zss and apted say and took.

A tree is a list of [depth, label] in preorder, or a text in Python, whose `ast` is the tree then. What does not parse gives null.
"""

import ast
import json
import sys
import time

import apted
import apted.helpers
import zss

sys.setrecursionlimit(100_000)


def nodes_of(tree):
    if not isinstance(tree, str):
        return tree
    nodes = []

    def walk(node, depth):
        nodes.append([depth, type(node).__name__])
        for child in ast.iter_child_nodes(node):
            walk(child, depth + 1)

    walk(ast.parse(tree), 0)
    return nodes


def zss_tree(nodes):
    path = []
    for depth, label in nodes:
        node = zss.Node(str(label))
        del path[depth:]
        if path:
            path[-1].addkid(node)
        path.append(node)
    return path[0]


def apted_tree(nodes):
    path = []
    for depth, label in nodes:
        node = apted.helpers.Tree(str(label))
        del path[depth:]
        if path:
            path[-1].children.append(node)
        path.append(node)
    return path[0]


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


for line in sys.stdin:
    pair = json.loads(line)
    try:
        a, b = nodes_of(pair["a"]), nodes_of(pair["b"])
    except SyntaxError:
        print("null")
        continue
    by_zss, zss_seconds = timed(lambda: zss.simple_distance(zss_tree(a), zss_tree(b)))
    by_apted, apted_seconds = timed(lambda: apted.APTED(apted_tree(a), apted_tree(b)).compute_edit_distance())
    print(
        json.dumps(
            {
                "a": a,
                "b": b,
                "zss": by_zss,
                "apted": by_apted,
                "zss_seconds": zss_seconds,
                "apted_seconds": apted_seconds,
            }
        )
    )
