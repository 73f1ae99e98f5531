use super::*;

#[test]
fn what_is_bound() {
    check(
        Language::Ruby,
        "def add_all(theList, theStart = 0, *moreOnes, theKey: 1, **theRest, &theBlock)
  theSum = theStart
  theList.each { |oneItem; localOne| theSum += oneItem }
  moreOnes.each_with_index do |(firstOne, secondOne), i|
    theSum += firstOne + theKey
  end
  for atI in theList do theSum += atI end
  begin
    go(theSum, theKey: theKey)
  rescue StandardError => theError
    puts theError
  end
  theMap = ->(oneArg) { oneArg + theSum }
  theMap.call(theRest)
end

puts add_all([1])
",
        Some(
            "def add_all(the_list, the_start = 0, *more_ones, theKey: 1, **the_rest, &the_block)
  the_sum = the_start
  the_list.each { |one_item; local_one| the_sum += one_item }
  more_ones.each_with_index do |(first_one, second_one), i|
    the_sum += first_one + theKey
  end
  for at_i in the_list do the_sum += at_i end
  begin
    go(the_sum, theKey: theKey)
  rescue StandardError => the_error
    puts the_error
  end
  the_map = ->(one_arg) { one_arg + the_sum }
  the_map.call(the_rest)
end

puts add_all([1])
",
        ),
        Some(
            "def func_0(var_0, var_1 = 0, *var_2, theKey: 1, **var_3, &var_4)
  var_5 = var_1
  var_0.each { |var_6; var_7| var_5 += var_6 }
  var_2.each_with_index do |(var_8, var_9), var_10|
    var_5 += var_8 + theKey
  end
  for var_11 in var_0 do var_5 += var_11 end
  begin
    go(var_5, theKey: theKey)
  rescue StandardError => var_12
    puts var_12
  end
  var_13 = ->(var_14) { var_14 + var_5 }
  var_13.call(var_3)
end

puts func_0([1])
",
        ),
    );
}

#[test]
fn a_name_is_a_method_before_it_is_assigned() {
    check(
        Language::Ruby,
        "def f
  theValue
  theValue = theValue
  theValue()
  theValue
end
",
        None,
        Some(
            "def func_0
  theValue
  theValue = theValue
  theValue()
  theValue
end
",
        ),
    );
}

#[test]
fn methods_found_by_name() {
    check(
        Language::Ruby,
        "def shown(theArg) = theArg
def hidden(theArg) = theArg
def sent; end

class A
  attr_reader :theSize

  def f(theArg)
    theSize + shown(theArg)
  end
end

method(:sent).call
hidden(1)
",
        Some(
            "def shown(the_arg) = the_arg
def hidden(the_arg) = the_arg
def sent; end

class A
  attr_reader :theSize

  def f(the_arg)
    theSize + shown(the_arg)
  end
end

method(:sent).call
hidden(1)
",
        ),
        Some(
            "def shown(var_0) = var_0
def func_0(var_0) = var_0
def sent; end

class A
  attr_reader :theSize

  def f(var_0)
    theSize + shown(var_0)
  end
end

method(:sent).call
func_0(1)
",
        ),
    );
}

#[test]
fn literals_never_change() {
    check(
        Language::Ruby,
        r#"def show(theName, theOther, theLast)
  theText = "Hello #{theName} theOther"
  /(?<theLast>\d+)/ =~ theText
  { theOther: theOther }
  g(theOther:)
end
"#,
        Some(
            r#"def show(theName, theOther, theLast)
  the_text = "Hello #{theName} theOther"
  /(?<theLast>\d+)/ =~ the_text
  { theOther: theOther }
  g(theOther:)
end
"#,
        ),
        Some(
            r#"def func_0(theName, theOther, theLast)
  var_0 = "Hello #{theName} theOther"
  /(?<theLast>\d+)/ =~ var_0
  { theOther: theOther }
  g(theOther:)
end
"#,
        ),
    );
}

#[test]
fn names_asked_for_at_run_time() {
    left(
        Language::Ruby,
        "def f(theArg)
  ERB.new(theArg).result(binding)
end
",
    );
}

#[test]
fn functions_do_not_see_what_is_around() {
    check(
        Language::Ruby,
        "theValue = 1
def f
  theValue
end
theValue
",
        None,
        Some(
            "var_0 = 1
def func_0
  theValue
end
var_0
",
        ),
    );
}

#[test]
fn heredocs_stand_behind_their_blocks() {
    check(
        Language::Ruby,
        "def f(list)
  list.each { |theItem, theOther| puts <<~TEXT, theOther }
    Hello #{theItem}
  TEXT
end
",
        Some(
            "def f(list)
  list.each { |theItem, the_other| puts <<~TEXT, the_other }
    Hello #{theItem}
  TEXT
end
",
        ),
        Some(
            "def func_0(var_0)
  var_0.each { |theItem, var_1| puts <<~TEXT, var_1 }
    Hello #{theItem}
  TEXT
end
",
        ),
    );
}

#[test]
fn methods_of_other_objects() {
    check(
        Language::Ruby,
        "def f(theItem, theOther)
  def theItem.theSize = 1
  class << theOther
    def theName; end
  end
  Struct.new(:a) do
    def inner_one; theItem; end
  end
  inner_one
end
",
        Some(
            "def f(the_item, the_other)
  def the_item.theSize = 1
  class << the_other
    def theName; end
  end
  Struct.new(:a) do
    def inner_one; theItem; end
  end
  inner_one
end
",
        ),
        Some(
            "def func_0(var_0, var_1)
  def var_0.theSize = 1
  class << var_1
    def theName; end
  end
  Struct.new(:a) do
    def inner_one; theItem; end
  end
  inner_one
end
",
        ),
    );
}

#[test]
fn patterns_are_left() {
    check(
        Language::Ruby,
        "def f(theValue, theDivisor, theRest)
  case theValue
  in { size: theSize, theName: } then theSize = theName
  end
  theRest%(theDivisor)
end
",
        None,
        Some(
            "def func_0(theValue, theDivisor, theRest)
  case theValue
  in { size: theSize, theName: } then theSize = theName
  end
  theRest%(theDivisor)
end
",
        ),
    );
}
