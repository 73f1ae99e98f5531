use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::C,
        "#include <stdio.h>

typedef struct node { int theValue; struct node *next; } Node;
static int theCount = 0;
int addAll(int *theList, int n);
extern int theLimit;

int addAll(int *theList, int n) {
    int theSum = 0, aList[3], *thePointer = theList;
    for (int atI = 0; atI < n; atI++) { theSum += theList[atI]; }
    Node firstNode = { .theValue = theSum };
    struct node *otherNode = &firstNode;
    int (*theCallback)(int *oneArg, int twoArg) = addAll;
    theCount += otherNode->theValue + sizeof(Node) + theLimit;
    return theCallback(aList, *thePointer);
}

int main(int argCount, char **argValues) { return addAll(NULL, helper(argCount)); }
",
        Some(
            "#include <stdio.h>

typedef struct node { int theValue; struct node *next; } Node;
static int theCount = 0;
int addAll(int *the_list, int n);
extern int theLimit;

int addAll(int *the_list, int n) {
    int the_sum = 0, a_list[3], *the_pointer = the_list;
    for (int at_i = 0; at_i < n; at_i++) { the_sum += the_list[at_i]; }
    Node first_node = { .theValue = the_sum };
    struct node *other_node = &first_node;
    int (*the_callback)(int *one_arg, int two_arg) = addAll;
    theCount += other_node->theValue + sizeof(Node) + theLimit;
    return the_callback(a_list, *the_pointer);
}

int main(int arg_count, char **arg_values) { return addAll(NULL, helper(arg_count)); }
",
        ),
        Some(
            "#include <stdio.h>

typedef struct class_0 { int theValue; struct class_0 *next; } class_1;
static int var_0 = 0;
int func_0(int *var_1, int var_2);
extern int theLimit;

int func_0(int *var_1, int var_2) {
    int var_3 = 0, var_4[3], *var_5 = var_1;
    for (int var_6 = 0; var_6 < var_2; var_6++) { var_3 += var_1[var_6]; }
    class_1 var_7 = { .theValue = var_3 };
    struct class_0 *var_8 = &var_7;
    int (*var_9)(int *var_10, int var_11) = func_0;
    var_0 += var_8->theValue + sizeof(class_1) + theLimit;
    return var_9(var_4, *var_5);
}

int main(int var_12, char **var_13) { return func_0(NULL, helper(var_12)); }
",
        ),
    );
}

#[test]
fn macros() {
    check(
        Language::C,
        "#define DOUBLE(theArg) ((theArg) * theFactor)
#define SHOW(x) printf(#x)

int f(int theArg, int theFactor, int theOther, int theLast) {
    SHOW(theOther);
    CHECK(theLast == 1);
    return DOUBLE(theArg);
}
",
        None,
        Some(
            "#define DOUBLE(theArg) ((theArg) * theFactor)
#define SHOW(x) printf(#x)

int func_0(int theArg, int theFactor, int theOther, int theLast) {
    SHOW(theOther);
    CHECK(theLast == 1);
    return DOUBLE(theArg);
}
",
        ),
    );
}

#[test]
fn members_and_labels() {
    check(
        Language::C,
        "struct list { struct list *list; };

int f(struct list *list, int theEnd) {
    struct list *theItem = list_entry(list, node_t, list);
    goto theEnd;
theEnd:
    return theItem != 0;
}
",
        Some(
            "struct list { struct list *list; };

int f(struct list *list, int the_end) {
    struct list *the_item = list_entry(list, node_t, list);
    goto theEnd;
theEnd:
    return the_item != 0;
}
",
        ),
        Some(
            "struct list { struct list *list; };

int func_0(struct list *list, int var_0) {
    struct list *var_1 = list_entry(list, node_t, list);
    goto theEnd;
theEnd:
    return var_1 != 0;
}
",
        ),
    );
}

#[test]
fn prototypes_without_definitions() {
    check(
        Language::C,
        "int outside(int theArg);

static int inside(int theArg) { return outside(theArg); }
",
        Some(
            "int outside(int the_arg);

static int inside(int the_arg) { return outside(the_arg); }
",
        ),
        Some(
            "int outside(int var_0);

static int func_0(int var_0) { return outside(var_0); }
",
        ),
    );
}

#[test]
fn cpp_what_is_bound() {
    check(
        Language::Cpp,
        "#include <vector>
using namespace std;

template <class T> T addAll(const vector<T> &theList, T theStart = T()) {
    T theSum{theStart};
    for (const auto &oneItem : theList) theSum += oneItem;
    auto addOne = [&theSum, extraOne = theStart](int oneArg) { return theSum + oneArg + extraOne; };
    auto [firstOne, secondOne] = makePair(theSum);
    if (auto foundOne = find(theList); foundOne) { theSum = *foundOne; }
    try { go(firstOne); } catch (const exception &theError) { log(theError, secondOne); }
    return addOne(1);
}

int max(int a, int b) { return a > b ? a : b; }
",
        Some(
            "#include <vector>
using namespace std;

template <class T> T addAll(const vector<T> &the_list, T the_start = T()) {
    T the_sum{the_start};
    for (const auto &one_item : the_list) the_sum += one_item;
    auto add_one = [&the_sum, extra_one = the_start](int one_arg) { return the_sum + one_arg + extra_one; };
    auto [first_one, second_one] = makePair(the_sum);
    if (auto found_one = find(the_list); found_one) { the_sum = *found_one; }
    try { go(first_one); } catch (const exception &the_error) { log(the_error, second_one); }
    return add_one(1);
}

int max(int a, int b) { return a > b ? a : b; }
",
        ),
        Some(
            "#include <vector>
using namespace std;

template <class T> T func_0(const vector<T> &var_0, T var_1 = T()) {
    T var_2{var_1};
    for (const auto &var_3 : var_0) var_2 += var_3;
    auto var_4 = [&var_2, var_5 = var_1](int var_6) { return var_2 + var_6 + var_5; };
    auto [var_7, var_8] = makePair(var_2);
    if (auto var_9 = find(var_0); var_9) { var_2 = *var_9; }
    try { go(var_7); } catch (const exception &var_10) { log(var_10, var_8); }
    return var_4(1);
}

int max(int var_11, int var_12) { return var_11 > var_12 ? var_11 : var_12; }
",
        ),
    );
}

#[test]
fn cpp_members() {
    check(
        Language::Cpp,
        "class Base {};
class Box : public Base {
    int theSize;
  public:
    Box(int theSize, int theOther) : theSize(theSize) { this->theSize += theOther; }
    int get() const { int theLocal = theSize + outerOne; return theLocal; }
    int put(int theArg);
};
int outerOne = 1, otherOne = 2;
int Box::put(int theArg) { int theLocal = theSize + theArg; return theLocal + otherOne; }
int useAll(int theArg) { Box theBox(theArg, 1); Base theBase; return theBox.get() + otherOne; }
",
        Some(
            "class Base {};
class Box : public Base {
    int theSize;
  public:
    Box(int the_size, int the_other) : theSize(the_size) { this->theSize += the_other; }
    int get() const { int the_local = theSize + outerOne; return the_local; }
    int put(int the_arg);
};
int outerOne = 1, otherOne = 2;
int Box::put(int the_arg) { int the_local = theSize + the_arg; return the_local + otherOne; }
int useAll(int the_arg) { Box the_box(the_arg, 1); Base the_base; return the_box.get() + otherOne; }
",
        ),
        Some(
            "class class_0 {};
class class_1 : public class_0 {
    int theSize;
  public:
    class_1(int var_0, int var_1) : theSize(var_0) { this->theSize += var_1; }
    int get() const { int var_2 = theSize + outerOne; return var_2; }
    int put(int var_3);
};
int outerOne = 1, otherOne = 2;
int class_1::put(int var_3) { int var_2 = theSize + var_3; return var_2 + otherOne; }
int func_0(int var_3) { class_1 var_4(var_3, 1); class_0 var_5; return var_4.get() + otherOne; }
",
        ),
    );
}

#[test]
fn cpp_namespaces() {
    check(
        Language::Cpp,
        "namespace inner { int helper(int theArg) { return theArg; } int other(int a) { return a; } }
int caller(int theArg) { return inner::helper(theArg); }
",
        Some(
            "namespace inner { int helper(int the_arg) { return the_arg; } int other(int a) { return a; } }
int caller(int the_arg) { return inner::helper(the_arg); }
",
        ),
        Some(
            "namespace inner { int helper(int var_0) { return var_0; } int func_0(int var_1) { return var_1; } }
int func_1(int var_0) { return inner::helper(var_0); }
",
        ),
    );
}
