use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::Java,
        "class Adder {
    private int the_sum;

    Adder(int the_sum, int... more_ones) {
        this.the_sum = the_sum;
        for (int one_item : more_ones) this.the_sum += one_item;
    }

    <T> int apply(Map<String, T> the_map) throws IOException {
        int local_one = the_sum, other_one[] = {1};
        for (int at_i = 0; at_i < 3; at_i++) { local_one += other_one[at_i]; }
        try (Reader the_reader = open()) { the_reader.read(); } catch (IOException the_error) { throw the_error; }
        the_map.forEach((a_key, a_value) -> System.out.println(a_key));
        Function<Integer, Integer> add_one = one_arg -> one_arg + 1;
        return add_one.apply(local_one);
    }
}
",
        Some(
            "class Adder {
    private int the_sum;

    Adder(int theSum, int... moreOnes) {
        this.the_sum = theSum;
        for (int oneItem : moreOnes) this.the_sum += oneItem;
    }

    <T> int apply(Map<String, T> theMap) throws IOException {
        int localOne = the_sum, otherOne[] = {1};
        for (int atI = 0; atI < 3; atI++) { localOne += otherOne[atI]; }
        try (Reader theReader = open()) { theReader.read(); } catch (IOException theError) { throw theError; }
        theMap.forEach((aKey, aValue) -> System.out.println(aKey));
        Function<Integer, Integer> addOne = oneArg -> oneArg + 1;
        return addOne.apply(localOne);
    }
}
",
        ),
        Some(
            "class class_0 {
    private int the_sum;

    class_0(int var_0, int... var_1) {
        this.the_sum = var_0;
        for (int var_2 : var_1) this.the_sum += var_2;
    }

    <T> int apply(Map<String, T> var_3) throws IOException {
        int var_4 = the_sum, var_5[] = {1};
        for (int var_6 = 0; var_6 < 3; var_6++) { var_4 += var_5[var_6]; }
        try (Reader var_7 = open()) { var_7.read(); } catch (IOException var_8) { throw var_8; }
        var_3.forEach((var_9, var_10) -> System.out.println(var_9));
        Function<Integer, Integer> var_11 = var_12 -> var_12 + 1;
        return var_11.apply(var_4);
    }
}
",
        ),
    );
}

#[test]
fn members_may_be_inherited() {
    check(
        Language::Java,
        "class A extends Base {
    int f(int the_value) {
        int the_size = the_value;
        Runnable r = new Runnable() { public void run() { use(the_size); } };
        return the_size + the_value + other_one;
    }
}
",
        Some(
            "class A extends Base {
    int f(int theValue) {
        int the_size = theValue;
        Runnable r = new Runnable() { public void run() { use(the_size); } };
        return the_size + theValue + other_one;
    }
}
",
        ),
        Some(
            "class class_0 extends Base {
    int f(int var_0) {
        int the_size = var_0;
        Runnable var_1 = new Runnable() { public void run() { use(the_size); } };
        return the_size + var_0 + other_one;
    }
}
",
        ),
    );
}

#[test]
fn a_local_begins_where_it_is_declared() {
    check(
        Language::Java,
        "class A {
    int the_count;

    int f() {
        the_count = 1;
        int the_count = 2;
        return the_count + this.the_count;
    }
}
",
        Some(
            "class A {
    int the_count;

    int f() {
        the_count = 1;
        int theCount = 2;
        return theCount + this.the_count;
    }
}
",
        ),
        Some(
            "class class_0 {
    int the_count;

    int f() {
        the_count = 1;
        int var_0 = 2;
        return var_0 + this.the_count;
    }
}
",
        ),
    );
}

#[test]
fn public_classes_and_constructors() {
    check(
        Language::Java,
        "public class Main {
    static Helper make(String[] the_args) { return new Helper(the_args.length); }
}
class Helper {
    Helper(int the_size) { Inner the_inner = new Inner(); }
    static class Inner {}
}
",
        Some(
            "public class Main {
    static Helper make(String[] theArgs) { return new Helper(theArgs.length); }
}
class Helper {
    Helper(int theSize) { Inner theInner = new Inner(); }
    static class Inner {}
}
",
        ),
        Some(
            "public class Main {
    static class_0 make(String[] var_0) { return new class_0(var_0.length); }
}
class class_0 {
    class_0(int var_1) { Inner var_2 = new Inner(); }
    static class Inner {}
}
",
        ),
    );
}

#[test]
fn labels_patterns_and_annotations() {
    check(
        Language::Java,
        r#"class A {
    @GetMapping
    int f(String user_id) { return user_id.length(); }

    int g(@Param("x") int x_y, Object the_object) {
        outer_loop:
        for (;;) { int outer_loop = 1; if (outer_loop > x_y) break outer_loop; }
        if (the_object instanceof String the_string) return the_string.length();
        Supplier<String> s = the_object::toString;
        return x_y;
    }
}
record Point(int x_y, int b) { Point { if (x_y < 0) throw new Error(); } }
enum Color { RED_ONE; Color next_one() { return RED_ONE; } }
"#,
        Some(
            r#"class A {
    @GetMapping
    int f(String user_id) { return user_id.length(); }

    int g(@Param("x") int x_y, Object the_object) {
        outer_loop:
        for (;;) { int outerLoop = 1; if (outerLoop > x_y) break outer_loop; }
        if (the_object instanceof String the_string) return the_string.length();
        Supplier<String> s = the_object::toString;
        return x_y;
    }
}
record Point(int x_y, int b) { Point { if (x_y < 0) throw new Error(); } }
enum Color { RED_ONE; Color next_one() { return RED_ONE; } }
"#,
        ),
        Some(
            r#"class class_0 {
    @GetMapping
    int f(String user_id) { return user_id.length(); }

    int g(@Param("x") int x_y, Object the_object) {
        outer_loop:
        for (;;) { int var_0 = 1; if (var_0 > x_y) break outer_loop; }
        if (the_object instanceof String the_string) return the_string.length();
        Supplier<String> var_1 = the_object::toString;
        return x_y;
    }
}
record Point(int x_y, int b) { Point { if (x_y < 0) throw new Error(); } }
enum class_1 { RED_ONE; class_1 next_one() { return RED_ONE; } }
"#,
        ),
    );
}
