# A syntax tree built by hand, too deep for the compiler, with no text for the parser to refuse.
# expect: STACK_LIMIT
import ast


def add(a, b):
    tree = ast.Constant(1)
    for _ in range(100_000):
        tree = ast.UnaryOp(ast.USub(), tree)
    return eval(compile(ast.fix_missing_locations(ast.Expression(tree)), "built", "eval"))
