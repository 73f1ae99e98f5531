use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::Rust,
        "fn addAll(theList: &[i32], (firstOne, mut secondOne): (i32, i32)) -> i32 {
    let mut theSum = 0;
    for (atI, &oneItem) in theList.iter().enumerate() { theSum += oneItem * atI as i32; }
    let theSum = theSum + firstOne;
    let addOne = |oneArg: i32| oneArg + theSum;
    if let Some(theSum) = find(theSum) { secondOne += theSum; } else { secondOne = theSum; }
    while let Some(nextOne) = go() { use_it(nextOne); }
    match secondOne {
        LIMIT => 0,
        None => 1,
        Some(innerOne) | Other(innerOne) if innerOne > 0 => innerOne,
        otherOne @ 1..=2 => otherOne,
        _ => addOne(theSum),
    }
}
",
        Some(
            "fn addAll(the_list: &[i32], (first_one, mut second_one): (i32, i32)) -> i32 {
    let mut the_sum = 0;
    for (at_i, &one_item) in the_list.iter().enumerate() { the_sum += one_item * at_i as i32; }
    let the_sum = the_sum + first_one;
    let add_one = |one_arg: i32| one_arg + the_sum;
    if let Some(the_sum) = find(the_sum) { second_one += the_sum; } else { second_one = the_sum; }
    while let Some(next_one) = go() { use_it(next_one); }
    match second_one {
        LIMIT => 0,
        None => 1,
        Some(inner_one) | Other(inner_one) if inner_one > 0 => inner_one,
        other_one @ 1..=2 => other_one,
        _ => add_one(the_sum),
    }
}
",
        ),
        Some(
            "fn func_0(var_0: &[i32], (var_1, mut var_2): (i32, i32)) -> i32 {
    let mut var_3 = 0;
    for (var_4, &var_5) in var_0.iter().enumerate() { var_3 += var_5 * var_4 as i32; }
    let var_3 = var_3 + var_1;
    let var_6 = |var_7: i32| var_7 + var_3;
    if let Some(var_3) = find(var_3) { var_2 += var_3; } else { var_2 = var_3; }
    while let Some(var_8) = go() { use_it(var_8); }
    match var_2 {
        LIMIT => 0,
        None => 1,
        Some(var_9) | Other(var_9) if var_9 > 0 => var_9,
        var_10 @ 1..=2 => var_10,
        _ => var_6(var_3),
    }
}
",
        ),
    );
}

#[test]
fn fields_and_shorthands() {
    check(
        Language::Rust,
        "struct Point { theX: i32, theY: i32 }

impl Point {
    fn make(theX: i32, otherY: i32) -> Self { Point { theX, theY: otherY } }
    fn sum(&self) -> i32 { let Point { theX, theY: localY } = self; theX + localY }
}

#[derive(Debug, Clone)]
struct Shown { theX: i32 }

pub fn exported(theArg: i32) -> Shown { Shown { theX: hidden(theArg) } }

fn hidden(theArg: i32) -> i32 { Point::make(theArg, 1).sum() }
",
        Some(
            "struct Point { theX: i32, theY: i32 }

impl Point {
    fn make(theX: i32, other_y: i32) -> Self { Point { theX, theY: other_y } }
    fn sum(&self) -> i32 { let Point { theX, theY: local_y } = self; theX + local_y }
}

#[derive(Debug, Clone)]
struct Shown { theX: i32 }

pub fn exported(the_arg: i32) -> Shown { Shown { theX: hidden(the_arg) } }

fn hidden(the_arg: i32) -> i32 { Point::make(the_arg, 1).sum() }
",
        ),
        Some(
            "struct class_0 { theX: i32, theY: i32 }

impl class_0 {
    fn make(theX: i32, var_0: i32) -> Self { class_0 { theX, theY: var_0 } }
    fn sum(&self) -> i32 { let class_0 { theX, theY: var_1 } = self; theX + var_1 }
}

#[derive(Debug, Clone)]
struct Shown { theX: i32 }

pub fn exported(var_2: i32) -> Shown { Shown { theX: func_0(var_2) } }

fn func_0(var_2: i32) -> i32 { class_0::make(var_2, 1).sum() }
",
        ),
    );
}

#[test]
fn macros() {
    check(
        Language::Rust,
        r#"fn show(theName: &str, theCount: i32, theOther: i32, theLast: i32, theWidth: usize) -> String {
    println!("{} {theName} {:theWidth$}", theCount, theOther);
    assert_eq!(theCount, vec![theOther; 3].len() as i32, "{}", 'theLast: loop { break 'theLast 1; });
    custom!(theLast);
    format!("{a}", a = theOther)
}

macro_rules! custom { ($x:expr) => { helper($x) }; }

fn helper(x: i32) {}
"#,
        Some(
            r#"fn show(theName: &str, the_count: i32, the_other: i32, theLast: i32, theWidth: usize) -> String {
    println!("{} {theName} {:theWidth$}", the_count, the_other);
    assert_eq!(the_count, vec![the_other; 3].len() as i32, "{}", 'theLast: loop { break 'theLast 1; });
    custom!(theLast);
    format!("{a}", a = the_other)
}

macro_rules! custom { ($x:expr) => { helper($x) }; }

fn helper(x: i32) {}
"#,
        ),
        Some(
            r#"fn func_0(theName: &str, var_0: i32, var_1: i32, theLast: i32, theWidth: usize) -> String {
    println!("{} {theName} {:theWidth$}", var_0, var_1);
    assert_eq!(var_0, vec![var_1; 3].len() as i32, "{}", 'theLast: loop { break 'theLast 1; });
    custom!(theLast);
    format!("{a}", a = var_1)
}

macro_rules! custom { ($x:expr) => { helper($x) }; }

fn helper(x: i32) {}
"#,
        ),
    );
}

#[test]
fn modules() {
    check(
        Language::Rust,
        "fn helper(theArg: i32) -> i32 { theArg }
fn other() {}
mod inner { pub fn f() { super::other(); } }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helps() { let theValue = helper(1); assert_eq!(theValue, 1); }
}

#[no_mangle]
fn called_from_outside() {}
",
        Some(
            "fn helper(the_arg: i32) -> i32 { the_arg }
fn other() {}
mod inner { pub fn f() { super::other(); } }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helps() { let the_value = helper(1); assert_eq!(the_value, 1); }
}

#[no_mangle]
fn called_from_outside() {}
",
        ),
        Some(
            "fn func_0(var_0: i32) -> i32 { var_0 }
fn other() {}
mod inner { pub fn f() { super::other(); } }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn func_1() { let var_1 = func_0(1); assert_eq!(var_1, 1); }
}

#[no_mangle]
fn called_from_outside() {}
",
        ),
    );
}

#[test]
fn a_path_begins_with_a_module() {
    check(
        Language::Rust,
        r#"use std::fmt;

struct Wrapper(i32);

impl fmt::Display for Wrapper {
    fn fmt(&self, fmt: &mut fmt::Formatter) -> Result<(), fmt::Error> { write!(fmt, "{}", fmt::alignment(fmt)) }
}
"#,
        None,
        Some(
            r#"use std::fmt;

struct class_0(i32);

impl fmt::Display for class_0 {
    fn fmt(&self, var_0: &mut fmt::Formatter) -> Result<(), fmt::Error> { write!(var_0, "{}", fmt::alignment(var_0)) }
}
"#,
        ),
    );
}
