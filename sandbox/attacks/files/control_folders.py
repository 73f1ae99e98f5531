# Honest: makes, walks and removes folders.
# expect: PASSED
import pathlib
import shutil


def add(a, b):
    root = pathlib.Path("tree")
    (root / "x" / "y").mkdir(parents=True, exist_ok=True)
    (root / "x" / "y" / "n").write_text(str(a + b))
    value = sum(int(path.read_text()) for path in root.rglob("n"))
    shutil.rmtree(root)
    return value
