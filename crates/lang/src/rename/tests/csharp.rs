use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::CSharp,
        r#"using System;
class Adder {
    private int the_sum;
    Adder(int the_sum) { this.the_sum = the_sum; }
    int Apply(List<int> the_list, int start_at = 0) {
        var local_one = the_sum + start_at;
        foreach (var one_item in the_list) { local_one += one_item; }
        for (int at_i = 0; at_i < 3; at_i++) local_one += at_i;
        if (int.TryParse("1", out var out_one)) local_one += out_one;
        if (Get() is string the_string) Console.WriteLine(the_string);
        Func<int, int> add_one = one_arg => one_arg + 1;
        int inner_one(int first_arg) { return first_arg + add_one(local_one); }
        try { Go(); } catch (Exception the_error) { throw the_error; }
        return inner_one(1);
    }
}
"#,
        Some(
            r#"using System;
class Adder {
    private int the_sum;
    Adder(int the_sum) { this.the_sum = the_sum; }
    int Apply(List<int> the_list, int start_at = 0) {
        var localOne = the_sum + start_at;
        foreach (var oneItem in the_list) { localOne += oneItem; }
        for (int atI = 0; atI < 3; atI++) localOne += atI;
        if (int.TryParse("1", out var outOne)) localOne += outOne;
        if (Get() is string theString) Console.WriteLine(theString);
        Func<int, int> addOne = oneArg => oneArg + 1;
        int innerOne(int firstArg) { return firstArg + addOne(localOne); }
        try { Go(); } catch (Exception theError) { throw theError; }
        return innerOne(1);
    }
}
"#,
        ),
        Some(
            r#"using System;
class class_0 {
    private int the_sum;
    class_0(int var_0) { this.the_sum = var_0; }
    int Apply(List<int> var_1, int var_2 = 0) {
        var var_3 = the_sum + var_2;
        foreach (var var_4 in var_1) { var_3 += var_4; }
        for (int var_5 = 0; var_5 < 3; var_5++) var_3 += var_5;
        if (int.TryParse("1", out var var_6)) var_3 += var_6;
        if (Get() is string var_7) Console.WriteLine(var_7);
        Func<int, int> var_8 = var_9 => var_9 + 1;
        int func_0(int var_10) { return var_10 + var_8(var_3); }
        try { Go(); } catch (Exception var_11) { throw var_11; }
        return func_0(1);
    }
}
"#,
        ),
    );
}

#[test]
fn names_that_are_seen() {
    check(
        Language::CSharp,
        r#"class A {
    object F(int the_x, int the_y, int the_z, string the_name) {
        Console.WriteLine($"{the_name} the_z");
        var the_pair = (the_x, 1);
        var the_object = new { the_y };
        var p = new Point { the_z = the_z };
        throw new ArgumentException(nameof(p));
    }
    void G() { F(the_x: 1, 2, 3, ""); }
}
public class B { [HttpGet] int F(int user_id) { int local_id = user_id; return local_id; } }
partial class C { }
"#,
        Some(
            r#"class A {
    object F(int the_x, int the_y, int the_z, string the_name) {
        Console.WriteLine($"{the_name} the_z");
        var thePair = (the_x, 1);
        var theObject = new { the_y };
        var p = new Point { the_z = the_z };
        throw new ArgumentException(nameof(p));
    }
    void G() { F(the_x: 1, 2, 3, ""); }
}
public class B { [HttpGet] int F(int user_id) { int localId = user_id; return localId; } }
partial class C { }
"#,
        ),
        Some(
            r#"class class_0 {
    object F(int the_x, int the_y, int var_0, string the_name) {
        Console.WriteLine($"{the_name} the_z");
        var var_1 = (the_x, 1);
        var var_2 = new { the_y };
        var p = new Point { the_z = var_0 };
        throw new ArgumentException(nameof(p));
    }
    void G() { F(the_x: 1, 2, 3, ""); }
}
public class B { [HttpGet] int F(int user_id) { int var_3 = user_id; return var_3; } }
partial class C { }
"#,
        ),
    );
}

#[test]
fn types_are_not_variables() {
    check(
        Language::CSharp,
        "class Shade { public int the_depth; }
class DarkAttribute : Attribute { }
class Painter {
    int Paint(Shade Shade, [Named] Shade other_one) {
        List<Shade> the_list = new List<Shade>();
        Shade the_shade = (Shade)Shade;
        return the_shade.the_depth;
    }
}
",
        Some(
            "class Shade { public int the_depth; }
class DarkAttribute : Attribute { }
class Painter {
    int Paint(Shade Shade, [Named] Shade other_one) {
        List<Shade> theList = new List<Shade>();
        Shade theShade = (Shade)Shade;
        return theShade.the_depth;
    }
}
",
        ),
        Some(
            "class class_0 { public int the_depth; }
class DarkAttribute : Attribute { }
class class_1 {
    int Paint(class_0 class_0, [Named] class_0 other_one) {
        List<class_0> var_0 = new List<class_0>();
        class_0 var_1 = (class_0)class_0;
        return var_1.the_depth;
    }
}
",
        ),
    );
}
