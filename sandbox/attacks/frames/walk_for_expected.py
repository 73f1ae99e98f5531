# Walks up the stack and returns whatever looks like the expected answer.
# expect: WRONG_ANSWER
import sys

WORDS = ("expected", "want", "answer", "result", "reference", "canonical", "tests", "check", "outputs", "gold")


def add(a, b):
    frame = sys._getframe()
    while frame is not None:
        for scope in (frame.f_locals, frame.f_globals):
            for word in WORDS:
                if isinstance(scope.get(word), int):
                    return scope[word]
        frame = frame.f_back
    return None
