use super::*;

#[test]
fn what_a_function_binds() {
    check(
        Language::Python,
        "def addAll(theList, n=1, *moreOnes, **theRest):
    theSum, (firstOne, *otherOnes) = 0, theList
    for oneItem in theList:
        theSum += oneItem * n
    with open(n) as theFile:
        del theFile
    while (nextOne := theSum) > 0:
        pass
    return [aB for aB in theList if aB], lambda xY: xY + theSum, theRest
",
        Some(
            "def addAll(theList, n=1, *moreOnes, **theRest):
    the_sum, (first_one, *other_ones) = 0, theList
    for one_item in theList:
        the_sum += one_item * n
    with open(n) as the_file:
        del the_file
    while (next_one := the_sum) > 0:
        pass
    return [a_b for a_b in theList if a_b], lambda x_y: x_y + the_sum, theRest
",
        ),
        Some(
            "def func_0(var_0, var_1=1, *var_2, **var_3):
    var_4, (var_5, *var_6) = 0, var_0
    for var_7 in var_0:
        var_4 += var_7 * var_1
    with open(var_1) as var_8:
        del var_8
    while (var_9 := var_4) > 0:
        pass
    return [var_10 for var_10 in var_0 if var_10], lambda var_11: var_11 + var_4, var_3
",
        ),
    );
}

#[test]
fn functions_in_functions() {
    check(
        Language::Python,
        "def outer(a):
    def innerOne(firstArg, b):
        nonlocal theCount
        theCount += firstArg
        return innerOne(b, a)
    theCount = 0
    return innerOne(a, 1)
",
        Some(
            "def outer(a):
    def inner_one(first_arg, b):
        nonlocal the_count
        the_count += first_arg
        return inner_one(b, a)
    the_count = 0
    return inner_one(a, 1)
",
        ),
        Some(
            "def func_0(var_0):
    def func_1(var_1, var_2):
        nonlocal var_3
        var_3 += var_1
        return func_1(var_2, var_0)
    var_3 = 0
    return func_1(var_0, 1)
",
        ),
    );
    check(
        Language::Python,
        "def outer(a):
    def innerOne(firstArg):
        return firstArg
    return map(innerOne, a)
",
        Some(
            "def outer(a):
    def inner_one(firstArg):
        return firstArg
    return map(inner_one, a)
",
        ),
        Some(
            "def func_0(var_0):
    def func_1(var_1):
        return var_1
    return map(func_1, var_0)
",
        ),
    );
}

#[test]
fn parameters_that_callers_name() {
    check(
        Language::Python,
        "def area(theWidth, theHeight):
    return theWidth * theHeight

def caller(aB):
    return area(1, theHeight=aB)
",
        None,
        Some(
            "def func_0(var_0, theHeight):
    return var_0 * theHeight

def func_1(var_1):
    return func_0(1, theHeight=var_1)
",
        ),
    );
    check(
        Language::Python,
        "def area(width, height):
    return width * height

def caller(areaArgs):
    return area(**areaArgs)
",
        None,
        Some(
            "def func_0(width, height):
    return width * height

def func_1(areaArgs):
    return func_0(**areaArgs)
",
        ),
    );
    check(
        Language::Python,
        "def area(width):
    t = Thread(target=area, kwargs={'width': 1})
    return other(**t)
",
        None,
        Some(
            "def func_0(width):
    var_0 = Thread(target=func_0, kwargs={'width': 1})
    return other(**var_0)
",
        ),
    );
}

#[test]
fn attributes_and_keywords_are_other_names() {
    check(
        Language::Python,
        "class Point:
    scale = 1

    def __init__(self, x, theScale):
        self.x = x
        self.theScale = theScale * Point.scale
        make(x=x, theScale=theScale)

    @property
    def size(self):
        theSize = self.x
        return theSize
",
        Some(
            "class Point:
    scale = 1

    def __init__(self, x, theScale):
        self.x = x
        self.theScale = theScale * Point.scale
        make(x=x, theScale=theScale)

    @property
    def size(self):
        the_size = self.x
        return the_size
",
        ),
        Some(
            "class class_0:
    scale = 1

    def __init__(self, x, theScale):
        self.x = x
        self.theScale = theScale * class_0.scale
        make(x=x, theScale=theScale)

    @property
    def size(self):
        var_0 = self.x
        return var_0
",
        ),
    );
}

#[test]
fn bases_and_decorators_that_are_not_seen() {
    check(
        Language::Python,
        "class View(Base):
    def get(self, request, key):
        theItem = find(key)
        return theItem

@app.route('/')
def index(name):
    theName = name
    return theName

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
",
        Some(
            "class View(Base):
    def get(self, request, key):
        the_item = find(key)
        return the_item

@app.route('/')
def index(name):
    the_name = name
    return the_name

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
",
        ),
        Some(
            "class class_0(Base):
    def get(self, request, key):
        var_0 = find(key)
        return var_0

@app.route('/')
def index(name):
    var_1 = name
    return var_1

@lru_cache(maxsize=None)
def func_0(var_2):
    return var_2 if var_2 < 2 else func_0(var_2 - 1) + func_0(var_2 - 2)
",
        ),
    );
}

#[test]
fn class_bodies_see_what_is_outside_first() {
    check(
        Language::Python,
        "limit = 1
other = 2

class A:
    limit = check(limit)

    def f(self):
        return limit, other
",
        None,
        Some(
            "limit = 1
var_0 = 2

class class_0:
    limit = check(limit)

    def f(self):
        return limit, var_0
",
        ),
    );
}

#[test]
fn private_members_tell_their_class() {
    check(
        Language::Python,
        "class Box:
    def __init__(self):
        self.__lid = 1

class Bag:
    pass

def peek(box):
    return box._Box__lid
",
        None,
        Some(
            "class Box:
    def __init__(self):
        self.__lid = 1

class class_0:
    pass

def func_0(var_0):
    return var_0._Box__lid
",
        ),
    );
}

#[test]
fn literals_never_change() {
    check(
        Language::Python,
        r#"def show(theName, theCount, other):
    print(f"{theName}: {theCount!r:>{other}} theTotal")
    theTotal = '{theName}'
    return theTotal
"#,
        Some(
            r#"def show(theName, theCount, other):
    print(f"{theName}: {theCount!r:>{other}} theTotal")
    the_total = '{theName}'
    return the_total
"#,
        ),
        Some(
            r#"def func_0(theName, theCount, other):
    print(f"{theName}: {theCount!r:>{other}} theTotal")
    var_0 = '{theName}'
    return var_0
"#,
        ),
    );
    check(
        Language::Python,
        "def query(df, theLimit):
    theResult = df.query('price < @theLimit')
    return theResult
",
        Some(
            "def query(df, theLimit):
    the_result = df.query('price < @theLimit')
    return the_result
",
        ),
        Some(
            "def func_0(var_0, theLimit):
    var_1 = var_0.query('price < @theLimit')
    return var_1
",
        ),
    );
}

#[test]
fn names_asked_for_at_run_time() {
    left(
        Language::Python,
        "def show(theName):
    theCount = 1
    return '%(theName)s %(theCount)d' % locals()
",
    );
    left(
        Language::Python,
        "def run(theCode):
    theResult = 1
    exec(theCode)
    return theResult
",
    );
    check(
        Language::Python,
        "def run(theModel, theFrame):
    theModel.eval()
    return theFrame.exec(vars(theModel))
",
        None,
        Some(
            "def func_0(var_0, var_1):
    var_0.eval()
    return var_1.exec(vars(var_0))
",
        ),
    );
}
