use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::Go,
        r#"package main

import "fmt"

type pair struct{ first_one, second_one int }

type Shape struct{ pair }

var total_sum = 0

func AddAll(the_list []int, more_ones ...int) (the_sum int, err error) {
	for at_i, one_item := range the_list {
		the_sum += one_item * at_i
	}
	var local_one, other_one = 1, 2
	const max_one = 3
	add_one := func(one_arg int) int { return one_arg + local_one }
	if new_sum, err := check(the_sum); err == nil {
		the_sum = new_sum
	}
	switch the_type := any(other_one).(type) {
	case int:
		fmt.Println(the_type, max_one)
	}
	total_sum = add_one(the_sum)
	return the_sum, err
}

func check(the_value int) (int, error) { return the_value, nil }

func main() { AddAll(nil) }
"#,
        Some(
            r#"package main

import "fmt"

type pair struct{ first_one, second_one int }

type Shape struct{ pair }

var total_sum = 0

func AddAll(theList []int, moreOnes ...int) (theSum int, err error) {
	for atI, oneItem := range theList {
		theSum += oneItem * atI
	}
	var localOne, otherOne = 1, 2
	const maxOne = 3
	addOne := func(oneArg int) int { return oneArg + localOne }
	if newSum, err := check(theSum); err == nil {
		theSum = newSum
	}
	switch theType := any(otherOne).(type) {
	case int:
		fmt.Println(theType, maxOne)
	}
	total_sum = addOne(theSum)
	return theSum, err
}

func check(theValue int) (int, error) { return theValue, nil }

func main() { AddAll(nil) }
"#,
        ),
        Some(
            r#"package main

import "fmt"

type pair struct{ first_one, second_one int }

type Shape struct{ pair }

var var_0 = 0

func AddAll(var_1 []int, var_2 ...int) (var_3 int, var_4 error) {
	for var_5, var_6 := range var_1 {
		var_3 += var_6 * var_5
	}
	var var_7, var_8 = 1, 2
	const var_9 = 3
	var_10 := func(var_11 int) int { return var_11 + var_7 }
	if var_12, var_4 := func_0(var_3); var_4 == nil {
		var_3 = var_12
	}
	switch var_13 := any(var_8).(type) {
	case int:
		fmt.Println(var_13, var_9)
	}
	var_0 = var_10(var_3)
	return var_3, var_4
}

func func_0(var_14 int) (int, error) { return var_14, nil }

func main() { AddAll(nil) }
"#,
        ),
    );
}

#[test]
fn keys_in_braces() {
    check(
        Language::Go,
        "package main

type point struct{ the_x, the_y int }

func make_point(the_x, the_z int) point {
	return point{the_x: the_x, the_y: the_z}
}

func (the_point *point) move(by_x int) { the_point.the_x += by_x }
",
        Some(
            "package main

type point struct{ the_x, the_y int }

func make_point(the_x, theZ int) point {
	return point{the_x: the_x, the_y: theZ}
}

func (thePoint *point) move(byX int) { thePoint.the_x += byX }
",
        ),
        Some(
            "package main

type class_0 struct{ the_x, the_y int }

func func_0(the_x, var_0 int) class_0 {
	return class_0{the_x: the_x, the_y: var_0}
}

func (var_1 *class_0) move(var_2 int) { var_1.the_x += var_2 }
",
        ),
    );
}

#[test]
fn a_variable_begins_behind_its_statement() {
    check(
        Language::Go,
        "package main

var the_value = 1

func f(err error) int {
	the_value := the_value + 1
	other_one, err := g(the_value)
	if err != nil {
		return other_one
	}
	return the_value
}
",
        Some(
            "package main

var the_value = 1

func f(err error) int {
	theValue := the_value + 1
	otherOne, err := g(theValue)
	if err != nil {
		return otherOne
	}
	return theValue
}
",
        ),
        Some(
            "package main

var var_0 = 1

func func_0(var_1 error) int {
	var_0 := var_0 + 1
	var_2, var_1 := g(var_0)
	if var_1 != nil {
		return var_2
	}
	return var_0
}
",
        ),
    );
}

#[test]
fn pragmas_and_labels() {
    check(
        Language::Go,
        "package main

//go:linkname hidden runtime.hidden
func hidden()

func f(the_chan chan int) {
the_loop:
	for {
		select {
		case the_value := <-the_chan:
			g(the_value)
			break the_loop
		}
	}
}
",
        Some(
            "package main

//go:linkname hidden runtime.hidden
func hidden()

func f(theChan chan int) {
the_loop:
	for {
		select {
		case theValue := <-theChan:
			g(theValue)
			break the_loop
		}
	}
}
",
        ),
        Some(
            "package main

//go:linkname hidden runtime.hidden
func hidden()

func func_0(var_0 chan int) {
the_loop:
	for {
		select {
		case var_1 := <-var_0:
			g(var_1)
			break the_loop
		}
	}
}
",
        ),
    );
}
