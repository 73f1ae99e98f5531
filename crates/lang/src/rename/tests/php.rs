use super::*;

#[test]
fn what_is_bound() {
    check(Language::Php,
"<?php
function add_all(array $the_list, int $start_at = 0, ...$more_ones) {
    $the_sum = $start_at;
    foreach ($the_list as $the_key => $one_item) { $the_sum += $one_item; }
    [$first_one, 'k' => $second_one] = $the_list;
    $add_one = function ($one_arg) use ($the_sum, &$by_ref) { $local_one = $one_arg + $the_sum; $by_ref = 1; return $local_one; };
    $add_two = fn($two_arg) => $two_arg + $the_sum;
    try { go(); } catch (Exception $the_error) { echo $the_error; }
    return add_one($add_one, $add_two, $by_ref, $first_one);
}
echo add_all([1]);
",
Some(
"<?php
function add_all(array $the_list, int $start_at = 0, ...$more_ones) {
    $theSum = $start_at;
    foreach ($the_list as $theKey => $oneItem) { $theSum += $oneItem; }
    [$firstOne, 'k' => $secondOne] = $the_list;
    $addOne = function ($oneArg) use ($theSum, &$byRef) { $localOne = $oneArg + $theSum; $byRef = 1; return $localOne; };
    $addTwo = fn($twoArg) => $twoArg + $theSum;
    try { go(); } catch (Exception $theError) { echo $theError; }
    return add_one($addOne, $addTwo, $byRef, $firstOne);
}
echo add_all([1]);
"
),
Some(
"<?php
function func_0(array $var_0, int $var_1 = 0, ...$var_2) {
    $var_3 = $var_1;
    foreach ($var_0 as $var_4 => $var_5) { $var_3 += $var_5; }
    [$var_6, 'k' => $var_7] = $var_0;
    $var_8 = function ($var_9) use ($var_3, &$var_10) { $var_11 = $var_9 + $var_3; $var_10 = 1; return $var_11; };
    $var_12 = fn($var_13) => $var_13 + $var_3;
    try { go(); } catch (Exception $var_14) { echo $var_14; }
    return add_one($var_8, $var_12, $var_10, $var_6);
}
echo func_0([1]);
"
),
);
}

#[test]
fn fields_and_literals() {
    check(
        Language::Php,
        r#"<?php
class Box {
    private $the_size;
    public static $the_count = 0;
    function __construct(int $the_size, private int $kept_one, $the_name) {
        $this->the_size = $the_size + $kept_one + self::$the_count;
        echo "Hello $the_name and {$the_name->x} the_size";
        $the_local = Box::make(the_size: 1);
        return $the_local;
    }
}
"#,
        Some(
            r#"<?php
class Box {
    private $the_size;
    public static $the_count = 0;
    function __construct(int $the_size, private int $kept_one, $the_name) {
        $this->the_size = $the_size + $kept_one + self::$the_count;
        echo "Hello $the_name and {$the_name->x} the_size";
        $theLocal = Box::make(the_size: 1);
        return $theLocal;
    }
}
"#,
        ),
        Some(
            r#"<?php
class Box {
    private $the_size;
    public static $the_count = 0;
    function __construct(int $the_size, private int $kept_one, $the_name) {
        $this->the_size = $the_size + $kept_one + self::$the_count;
        echo "Hello $the_name and {$the_name->x} the_size";
        $var_0 = Box::make(the_size: 1);
        return $var_0;
    }
}
"#,
        ),
    );
}

#[test]
fn names_asked_for_at_run_time() {
    left(
        Language::Php,
        "<?php
function f($the_arg) { $the_local = 1; return compact('the_local'); }
",
    );
    left(
        Language::Php,
        "<?php
function f($the_arg) { $the_local = 1; return $$the_arg; }
",
    );
    left(
        Language::Php,
        "<?php
function f($the_arg) { $the_local = 1; include 'x.php'; }
",
    );
}

#[test]
fn globals_and_callables() {
    check(
        Language::Php,
        "<?php
require 'x.php';
$the_total = 1;
function count_up() { global $the_total; static $the_calls = 0; $the_calls++; $the_total++; }
function callback($one_arg) { return $one_arg; }
function shown($one_arg) { return Shown($one_arg); }
array_map('callback', []);
count_up();
",
        Some(
            "<?php
require 'x.php';
$the_total = 1;
function count_up() { global $the_total; static $theCalls = 0; $theCalls++; $the_total++; }
function callback($one_arg) { return $one_arg; }
function shown($one_arg) { return Shown($one_arg); }
array_map('callback', []);
count_up();
",
        ),
        Some(
            "<?php
require 'x.php';
$the_total = 1;
function func_0() { global $the_total; static $var_0 = 0; $var_0++; $the_total++; }
function callback($var_1) { return $var_1; }
function shown($var_1) { return Shown($var_1); }
array_map('callback', []);
func_0();
",
        ),
    );
}
