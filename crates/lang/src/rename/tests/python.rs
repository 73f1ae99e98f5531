use super::*;

#[track_caller]
fn python(text: &str, unified: Option<&str>, anonymous: Option<&str>) {
    check(Language::Python, text, unified, anonymous);
}

#[test]
fn what_a_function_binds() {
    python(
        "def addAll(theList, n=1):\n    theSum = 0\n    for oneItem in theList:\n        theSum += oneItem * n\n    return theSum\n",
        Some(
            "def addAll(theList, n=1):\n    the_sum = 0\n    for one_item in theList:\n        the_sum += one_item * n\n    return the_sum\n",
        ),
        Some(
            "def func_0(var_0, var_1=1):\n    var_2 = 0\n    for var_3 in var_0:\n        var_2 += var_3 * var_1\n    return var_2\n",
        ),
    );
}
