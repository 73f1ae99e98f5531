use super::*;

#[test]
fn imports_and_builtins_and_underscores() {
    check(
        Language::Python,
        "import os.path as osPath
from a import bC

def _private(_theArg, theArg):
    import json as jsonLib
    theMax = max(theArg, _theArg, key=bC)
    list = jsonLib.loads(theMax)
    return list, osPath, __name__
",
        Some(
            "import os.path as osPath
from a import bC

def _private(_theArg, theArg):
    import json as jsonLib
    the_max = max(theArg, _theArg, key=bC)
    list = jsonLib.loads(the_max)
    return list, osPath, __name__
",
        ),
        Some(
            "import os.path as osPath
from a import bC

def _private(_theArg, var_0):
    import json as jsonLib
    var_1 = max(var_0, _theArg, key=bC)
    var_2 = jsonLib.loads(var_1)
    return var_2, osPath, __name__
",
        ),
    );
}

#[test]
fn globals() {
    check(
        Language::Python,
        "theCount = 0

def increase():
    global theCount, theOther
    theCount += 1
    theOther = theCount
",
        None,
        Some(
            "var_0 = 0

def func_0():
    global var_0, var_1
    var_0 += 1
    var_1 = var_0
",
        ),
    );
}

#[test]
fn names_in_strings_at_the_top() {
    check(
        Language::Python,
        "__all__ = ['shown']

def shown():
    return hidden()

def hidden():
    return getattr(None, 'shown')
",
        None,
        Some(
            "__all__ = ['shown']

def shown():
    return func_0()

def func_0():
    return getattr(None, 'shown')
",
        ),
    );
}

#[test]
fn comprehensions_of_python_2_leak() {
    check(
        Language::Python,
        "def last(theItems):
    [oneItem for oneItem in theItems]
    print(oneItem)
    return {twoItem for twoItem in theItems}
",
        Some(
            "def last(theItems):
    [oneItem for oneItem in theItems]
    print(oneItem)
    return {two_item for two_item in theItems}
",
        ),
        Some(
            "def func_0(var_0):
    [oneItem for oneItem in var_0]
    print(oneItem)
    return {var_1 for var_1 in var_0}
",
        ),
    );
    check(
        Language::Python,
        "def last(theItems, oneItem, name):
    twoItem = [oneItem for oneItem in theItems]
    print(oneItem, twoItem, f'{name}')
    return [name for name in twoItem]
",
        Some(
            "def last(theItems, oneItem, name):
    two_item = [oneItem for oneItem in theItems]
    print(oneItem, two_item, f'{name}')
    return [name for name in two_item]
",
        ),
        Some(
            "def func_0(var_0, var_1, name):
    var_2 = [var_1 for var_1 in var_0]
    print(var_1, var_2, f'{name}')
    return [name for name in var_2]
",
        ),
    );
}

#[test]
fn a_comprehension_goes_through_what_is_outside() {
    check(Language::Python,
"def f(keys, theValue):
    print(f'{theValue}')
    return {k: theValue for k in keys for theValue in [theValue, k] for k in theValue}, [theValue for theValue in theValue]
",
Some(
"def f(keys, theValue):
    print(f'{theValue}')
    return {k: the_value for k in keys for the_value in [the_value, k] for k in the_value}, [theValue for theValue in theValue]
"
),
Some(
"def func_0(var_0, theValue):
    print(f'{theValue}')
    return {var_1: var_2 for var_1 in var_0 for var_2 in [var_2, var_1] for var_1 in var_2}, [theValue for theValue in theValue]
"
),
);
    left(
        Language::Python,
        "import sys

def find(name):
    return getattr(sys.modules[__name__], name)

def helper():
    return 1
",
    );
    check(
        Language::Python,
        "class TestAll:
    def test_one(self, fixture):
        theOne = fixture
        assert theOne
",
        Some(
            "class TestAll:
    def test_one(self, fixture):
        the_one = fixture
        assert the_one
",
        ),
        Some(
            "class TestAll:
    def test_one(self, fixture):
        var_0 = fixture
        assert var_0
",
        ),
    );
}

#[test]
fn taken_names() {
    check(
        Language::Python,
        r#"def f(theItem):
    """See the_item and var_0."""
    the_count = 1
    theCount = 2
    theKey = theItem
    theKEY = theKey
    return the_count, theCount, theKEY
"#,
        Some(
            r#"def f(theItem):
    """See the_item and var_0."""
    the_count = 1
    theCount = 2
    the_key = theItem
    theKEY = the_key
    return the_count, theCount, theKEY
"#,
        ),
        Some(
            r#"def func_0(var_1):
    """See the_item and var_0."""
    var_2 = 1
    var_3 = 2
    var_4 = var_1
    var_5 = var_4
    return var_2, var_3, var_5
"#,
        ),
    );
    check(
        Language::Python,
        "def f(Print, MAX_LEN, Type, N):
    Print = MAX_LEN
    fooBar_ = Type(N)
    MyClass = MyClass()
    return fooBar_
",
        None,
        Some(
            "def func_0(var_0, var_1, var_2, var_3):
    var_0 = var_1
    var_4 = var_2(var_3)
    var_5 = var_5()
    return var_4
",
        ),
    );
}

#[test]
fn matches_are_left() {
    check(
        Language::Python,
        "def f(theValue):
    match theValue:
        case [theFirst, *theRest]:
            return theFirst
        case Point(x=theX):
            return theX
    theLast = theValue
    return theLast
",
        Some(
            "def f(theValue):
    match theValue:
        case [theFirst, *theRest]:
            return theFirst
        case Point(x=theX):
            return theX
    the_last = theValue
    return the_last
",
        ),
        Some(
            "def func_0(var_0):
    match var_0:
        case [theFirst, *theRest]:
            return theFirst
        case Point(x=theX):
            return theX
    var_1 = var_0
    return var_1
",
        ),
    );
}

#[test]
fn names_of_functions() {
    check(
        Language::Python,
        "def log(f):
    print(f.__name__)

def main():
    theArg = log(main)
",
        Some(
            "def log(f):
    print(f.__name__)

def main():
    the_arg = log(main)
",
        ),
        Some(
            "def log(var_0):
    print(var_0.__name__)

def main():
    var_1 = log(main)
",
        ),
    );
}

#[test]
fn annotations() {
    check(
        Language::Python,
        r#"class Node:
    def next(self) -> "Node":
        theNode: Node = self
        return theNode

class Leaf:
    def next(self) -> Leaf:
        return Leaf()
"#,
        Some(
            r#"class Node:
    def next(self) -> "Node":
        the_node: Node = self
        return the_node

class Leaf:
    def next(self) -> Leaf:
        return Leaf()
"#,
        ),
        Some(
            r#"class Node:
    def next(self) -> "Node":
        var_0: Node = self
        return var_0

class class_0:
    def next(self) -> class_0:
        return class_0()
"#,
        ),
    );
}

#[test]
fn a_star_import_may_replace() {
    check(
        Language::Python,
        "def helper():
    return 1

from things import *

def user():
    return helper()
",
        None,
        Some(
            "def helper():
    return 1

from things import *

def func_0():
    return helper()
",
        ),
    );
}
