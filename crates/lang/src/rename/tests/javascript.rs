use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::JavaScript,
        "const add_all = (the_list, start_at = 0) => {
  var the_sum = start_at;
  for (const one_item of the_list) { the_sum += one_item; }
  for (let at_i = 0; at_i < 3; at_i++) the_sum++;
  try { go(); } catch (the_error) { log(the_error); }
  const [first_one, { key: second_one, ...other_ones }] = the_list;
  function inner_one(...rest_args) { return rest_args; }
  return inner_one(the_sum, first_one, second_one, other_ones);
};
",
        Some(
            "const add_all = (theList, startAt = 0) => {
  var theSum = startAt;
  for (const oneItem of theList) { theSum += oneItem; }
  for (let atI = 0; atI < 3; atI++) theSum++;
  try { go(); } catch (theError) { log(theError); }
  const [firstOne, { key: secondOne, ...otherOnes }] = theList;
  function innerOne(...restArgs) { return restArgs; }
  return innerOne(theSum, firstOne, secondOne, otherOnes);
};
",
        ),
        Some(
            "const func_0 = (var_0, var_1 = 0) => {
  var var_2 = var_1;
  for (const var_3 of var_0) { var_2 += var_3; }
  for (let var_4 = 0; var_4 < 3; var_4++) var_2++;
  try { go(); } catch (var_5) { log(var_5); }
  const [var_6, { key: var_7, ...var_8 }] = var_0;
  function func_1(...var_9) { return var_9; }
  return func_1(var_2, var_6, var_7, var_8);
};
",
        ),
    );
}

#[test]
fn shorthands_and_fields() {
    check(
        Language::JavaScript,
        "function make(the_name, the_size) {
  const { old_name, was: old_size } = the_name;
  the_name.the_size = old_size;
  return { the_name, size: the_size, old_name };
}
",
        Some(
            "function make(the_name, theSize) {
  const { old_name, was: oldSize } = the_name;
  the_name.the_size = oldSize;
  return { the_name, size: theSize, old_name };
}
",
        ),
        Some(
            "function func_0(the_name, var_0) {
  const { old_name, was: var_1 } = the_name;
  the_name.the_size = var_1;
  return { the_name, size: var_0, old_name };
}
",
        ),
    );
}

#[test]
fn blocks_and_hoisting() {
    check(
        Language::JavaScript,
        "var count_all = 1;
function f() {
  g(late_one);
  var late_one = 2;
  { let late_one = 3; g(late_one); }
  return late_one;
}
function g(x) { return x.f + count_all; }
",
        Some(
            "var count_all = 1;
function f() {
  g(lateOne);
  var lateOne = 2;
  { let lateOne = 3; g(lateOne); }
  return lateOne;
}
function g(x) { return x.f + count_all; }
",
        ),
        Some(
            "var var_0 = 1;
function f() {
  func_0(var_1);
  var var_1 = 2;
  { let var_1 = 3; func_0(var_1); }
  return var_1;
}
function func_0(var_2) { return var_2.f + var_0; }
",
        ),
    );
}

#[test]
fn literals_never_change() {
    check(
        Language::JavaScript,
        "function show(the_name, the_other) {
  const the_text = `Hello ${the_name} the_other`;
  return the_text + the_other;
}
",
        Some(
            "function show(the_name, theOther) {
  const theText = `Hello ${the_name} the_other`;
  return theText + theOther;
}
",
        ),
        Some(
            "function func_0(the_name, var_0) {
  const var_1 = `Hello ${the_name} the_other`;
  return var_1 + var_0;
}
",
        ),
    );
}

#[test]
fn names_asked_for_at_run_time() {
    left(
        Language::JavaScript,
        "function run(the_code) { const the_value = 1; return eval(the_code); }
",
    );
    left(
        Language::JavaScript,
        "function run(the_obj) { with (the_obj) { the_value = 1; } }
",
    );
    check(
        Language::JavaScript,
        "function run(the_obj) { return the_obj.eval('1'); }
",
        Some(
            "function run(theObj) { return theObj.eval('1'); }
",
        ),
        Some(
            "function func_0(var_0) { return var_0.eval('1'); }
",
        ),
    );
}

#[test]
fn exports() {
    check(
        Language::JavaScript,
        "export function shown(the_arg) { return hidden(the_arg); }
function hidden(the_arg) { return the_arg; }
function listed() { return 1; }
const other = class Inner { make() { return new Inner(); } };
export { listed };
export default other;
",
        Some(
            "export function shown(theArg) { return hidden(theArg); }
function hidden(theArg) { return theArg; }
function listed() { return 1; }
const other = class Inner { make() { return new Inner(); } };
export { listed };
export default other;
",
        ),
        Some(
            "export function shown(var_0) { return func_0(var_0); }
function func_0(var_0) { return var_0; }
function listed() { return 1; }
const var_1 = class class_0 { make() { return new class_0(); } };
export { listed };
export default var_1;
",
        ),
    );
}

#[test]
fn components() {
    check(
        Language::JavaScript,
        "function Button(the_props) { return <Link to={the_props.to}>{the_props.text}</Link>; }
function Link(the_props) { return <a the_props={1}>{the_props}</a>; }
",
        Some(
            "function Button(theProps) { return <Link to={theProps.to}>{theProps.text}</Link>; }
function Link(theProps) { return <a the_props={1}>{theProps}</a>; }
",
        ),
        Some(
            "function func_0(var_0) { return <Link to={var_0.to}>{var_0.text}</Link>; }
function Link(var_0) { return <a the_props={1}>{var_0}</a>; }
",
        ),
    );
}

#[test]
fn found_by_their_names() {
    check(Language::JavaScript,
"angular.controller('A', function ($scope, my_service) { const the_service = my_service; $scope.x = the_service; });
function Foo() {}
function Bar() {}
log(Foo.name);
",
Some(
"angular.controller('A', function ($scope, my_service) { const theService = my_service; $scope.x = theService; });
function Foo() {}
function Bar() {}
log(Foo.name);
"
),
Some(
"angular.controller('A', function ($scope, my_service) { const var_0 = my_service; $scope.x = var_0; });
function Foo() {}
function func_0() {}
log(Foo.name);
"
),
);
}

#[test]
fn labels_and_imports() {
    check(
        Language::JavaScript,
        "import { old_name as my_name } from 'x';
function f(a_b) {
  outer_loop: for (;;) { break outer_loop; }
  const outer_loop = my_name(a_b);
  return outer_loop;
}
",
        Some(
            "import { old_name as my_name } from 'x';
function f(aB) {
  outer_loop: for (;;) { break outer_loop; }
  const outerLoop = my_name(aB);
  return outerLoop;
}
",
        ),
        Some(
            "import { old_name as my_name } from 'x';
function func_0(var_0) {
  outer_loop: for (;;) { break outer_loop; }
  const var_1 = my_name(var_0);
  return var_1;
}
",
        ),
    );
}

#[test]
fn captures() {
    check(Language::JavaScript,
"function f() { return my_Global + g(); function g() { var my_Local = arguments; return my_Local; } }
",
Some(
"function f() { return my_Global + g(); function g() { var myLocal = arguments; return myLocal; } }
"
),
Some(
"function func_0() { return my_Global + func_1(); function func_1() { var var_0 = arguments; return var_0; } }
"
),
);
}

#[test]
fn taken_names() {
    check(
        Language::JavaScript,
        "function f(my_var, other_var, set_timeout) { const myVar = my_var; return [myVar, other_var, set_timeout]; }
",
        Some(
            "function f(my_var, otherVar, set_timeout) { const myVar = my_var; return [myVar, otherVar, set_timeout]; }
",
        ),
        Some(
            "function func_0(var_0, var_1, var_2) { const var_3 = var_0; return [var_3, var_1, var_2]; }
",
        ),
    );
}

#[test]
fn typescript_types() {
    check(
        Language::TypeScript,
        r#"interface Shape { the_size: number }
type Pair<T> = [T, Shape];
class Box<T> implements Shape {
  the_size = 1;
  constructor(private the_item: T, the_other: T, readonly kept_one?: Shape) { this.the_size = size_of(the_other); }
  get(at_i: number): Pair<T> | undefined { const the_pair: Pair<T> = [this.the_item, this]; return the_pair; }
}
function size_of(the_value: unknown): the_value is Shape { return typeof the_value === "string"; }
declare const the_global: number;
declare function the_function(the_arg: string): void;
enum Color { Red = 1, Green = Red }
let the_callback: (the_arg: Shape) => typeof the_global;
export const shown = (the_arg: Color) => the_arg as Color;
"#,
        Some(
            r#"interface Shape { the_size: number }
type Pair<T> = [T, Shape];
class Box<T> implements Shape {
  the_size = 1;
  constructor(private the_item: T, theOther: T, readonly kept_one?: Shape) { this.the_size = size_of(theOther); }
  get(atI: number): Pair<T> | undefined { const thePair: Pair<T> = [this.the_item, this]; return thePair; }
}
function size_of(theValue: unknown): theValue is Shape { return typeof theValue === "string"; }
declare const the_global: number;
declare function the_function(the_arg: string): void;
enum Color { Red = 1, Green = Red }
let the_callback: (theArg: Shape) => typeof the_global;
export const shown = (theArg: Color) => theArg as Color;
"#,
        ),
        Some(
            r#"interface class_0 { the_size: number }
type class_1<T> = [T, class_0];
class class_2<T> implements class_0 {
  the_size = 1;
  constructor(private the_item: T, var_0: T, readonly kept_one?: class_0) { this.the_size = func_0(var_0); }
  get(var_1: number): class_1<T> | undefined { const var_2: class_1<T> = [this.the_item, this]; return var_2; }
}
function func_0(var_3: unknown): var_3 is class_0 { return typeof var_3 === "string"; }
declare const the_global: number;
declare function the_function(the_arg: string): void;
enum class_3 { Red = 1, Green = Red }
let var_4: (var_5: class_0) => typeof the_global;
export const shown = (var_5: class_3) => var_5 as class_3;
"#,
        ),
    );
}

#[test]
fn typescript_namespaces_are_left() {
    left(
        Language::TypeScript,
        "namespace A { const the_value = 1; export function f(the_arg: number) { return the_value + the_arg; } }
",
    );
}
