use super::*;
use crate::{Language, parse};

/// The names of all calls, in order.
fn check(language: Language, text: &str, want: &[&str]) {
    let parse = parse(language, text).unwrap();
    let got: Vec<String> = calls(&parse, text).into_iter().map(|call| call.name).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn python() {
    check(
        Language::Python,
        "import os.path as p, sys\nimport a.b\nfrom a.b import c as d\nfrom .x import y\nfrom . import z\n@app.route('/')\n@plain\nclass A(B):\n    def f(self, sys):\n        super().__init__()\n        self.g()(1)[0](2)\n        self.h.k()\n        cls.n(); p.join(); a.b.run(); d.e(); d(); y(); z.w()\n        sys.exit(); len(''.join(x)); dict.fromkeys(x); Point.origin(); x.append(f'{g()}')\n        import json\n        json.dumps()\nsys.exit()\njson.loads()\nself.f()\n(lambda: 1)()\n",
        &[
            ".route",
            "super",
            ".__init__",
            "A.g",
            "?",
            "?",
            ".k",
            "A.n",
            "os.path.join",
            "a.b.run",
            "a.b.c.e",
            "a.b.c",
            ".x.y",
            ".z.w",
            ".exit",
            "len",
            ".join",
            "dict.fromkeys",
            "Point.origin",
            ".append",
            "json.dumps",
            "sys.exit",
            ".loads",
            ".f",
            "?",
        ],
    );
}

#[test]
fn java() {
    check(
        Language::Java,
        "import java.util.List;\nimport java.util.ArrayList;\nimport static java.lang.Math.max;\nimport a.b.*;\n@Ann(x = 1)\nclass A extends B {\n  A() { super(1); this.f(); max(1, g()); }\n  void f() { new ArrayList<String>(3); List.<String>of(); new java.io.File(\"x\"); new a.b.C() { void k() { } }; java.util.Map.of(); System.out.println(x.y()); super.f(); new int[3]; foo.bar().baz(); A::f; LOG.info(1); new B(); }\n}\n",
        &[
            "A.f",
            "java.lang.Math.max",
            "g",
            "java.util.ArrayList",
            "java.util.List.of",
            "java.io.File",
            "a.b.C",
            "java.util.Map.of",
            "System.out.println",
            ".y",
            ".f",
            ".bar",
            ".baz",
            "LOG.info",
            "B",
        ],
    );
}

#[test]
fn go() {
    check(
        Language::Go,
        "package a\nimport (\n  r \"math/rand\"\n  \"github.com/x/y/v2\"\n  \"net/url\"\n  . \"fmt\"\n)\ntype T int\nfunc (s *Server[K]) Run(x int) {\n  s.go1(); s.f.g(); r.Intn(3); y.New(); z.Method(); make([]int, 3); int(3); []byte(\"x\"); T(1)\n  url, err := url.Parse(x); url.String(); func() { }(); (*T)(p); Map[int](3); arr[0](1); Default.Serve()\n}\nfunc f() { s.x() }\n",
        &[
            "Server.go1",
            ".g",
            "math/rand.Intn",
            "github.com/x/y/v2.New",
            ".Method",
            "make",
            "net/url.Parse",
            ".String",
            "?",
            "Map",
            "?",
            ".Serve",
            ".x",
        ],
    );
}

#[test]
fn c() {
    check(
        Language::C,
        "int f(void) { printf(\"x\"); p->q(1); p.q(g(h())); (*fp)(3); return sizeof(int) + arr[0](1); }\n",
        &["printf", ".q", ".q", "g", "h", "?", "?"],
    );
    // The name of a type is not that of a variable.
    check(
        Language::C,
        "struct table { int x; };\nvoid f(void) { table.get(1); GPIO.set(1); DEV->on(); }\n",
        &[".get", "GPIO.set", ".on"],
    );
}

#[test]
fn cpp() {
    check(
        Language::Cpp,
        "using std::sort;\nusing namespace std;\nnamespace fs = std::filesystem;\nclass A : B { A(int x) : B(x) { this->g(); h(); s.k(); } };\nvoid A::out() { this->g(); sort(v.begin()); std::sort(1); fs::exists(p); new Foo(1); new std::Foo<int>{2}; std::make_unique<Foo>(1); a.f<int>(3); int(3); std::string(\"x\"); ::f(); p->q(); static_cast<int>(x); A::f(); Foo::get().run(); f()(2); throw Error(\"x\"); std::a::b::c<int>::d(); Foo obj(1); }\n",
        &[
            "A.g",
            "h",
            ".k",
            "A.g",
            "std::sort",
            ".begin",
            "std::sort",
            "std::filesystem::exists",
            "Foo",
            "std::Foo",
            "std::make_unique",
            ".f",
            "std::string",
            "f",
            ".q",
            "A::f",
            "Foo::get",
            ".run",
            "f",
            "?",
            "Error",
            "std::a::b::c::d",
        ],
    );
}

/// The parser takes `new` for a type and makes up the name of what it calls, and takes the conversion for a call.
#[test]
fn a_made_up_name_is_no_call() {
    check(Language::Cpp, "void f() {\n  ::new (&a.b) (int)(c);\n  g(1);\n}\n", &["int", "g"]);
}

#[test]
fn rust() {
    check(
        Language::Rust,
        "use std::{fs, io::{self, Read as R}, collections::*};\nuse anyhow::bail;\nimpl<T> Tr for a::Foo<T> {\n  fn f(&self) { self.g(); Self::h(); self.a.b(); fs::read(x)?; io::stdin(); R::z(); Vec::<u8>::new(); Some(3); Foo { a: 1 }; E::V(1); x.y::<u8>(1); println!(\"{}\", f(x.len())); vec![g(1), self.i(), Self::k(), fs::l::<u8>(2), Some(m!(n(1)))]; bail!(\"x\"); std::mem::swap(a, b); (self.f)(1); x.iter().map(|a| a.b()); u8::from(1); MAX.get(); crate::run(); #[a(b)] c(); }\n}\nmod m { fn g() { fs::no(); } }\n",
        &[
            "Foo.g",
            "Foo.h",
            ".b",
            "std::fs::read",
            "std::io::stdin",
            "std::io::Read::z",
            "Vec::new",
            ".y",
            "println!",
            "f",
            ".len",
            "vec!",
            "g",
            "Foo.i",
            "Foo.k",
            "std::fs::l",
            "m!",
            "n",
            "anyhow::bail!",
            "std::mem::swap",
            "?",
            ".iter",
            ".map",
            ".b",
            "u8::from",
            ".get",
            "crate::run",
            "c",
            "std::fs::no",
        ],
    );
}

#[test]
fn javascript() {
    check(
        Language::JavaScript,
        "import fs from \"fs\"; import * as p from \"node:path\"; import {a as b} from \"./x\"; import d, {e} from \"m\";\nconst {join, x: y} = require(\"path\"); const f2 = require(\"m2\"); const g = require(\"q\").z;\nfs.readFileSync(); p.join(); b(); d(); d.k(); e(); join(); y(); f2(); f2.x(); g();\nconsole.log(`a${x(1)}`); new Foo.Bar(1); new Foo; a?.b?.(c); a?.(1); f()(); arr[0](); (() => 1)(); tag`x`; Math.max(1); x.y.z();\nclass A extends B { constructor(fs) { super(); super.q(); this.w(); this.a.b(); fs.no(); this.#p(); } }\nfunction h() { this.o(); const join = 1; join(); }\n",
        &[
            "require",
            "require",
            "require",
            "fs.readFileSync",
            "node:path.join",
            "./x.a",
            "m.default",
            "m.k",
            "m.e",
            "path.join",
            "path.x",
            "m2",
            "m2.x",
            "q.z",
            "console.log",
            "Foo.Bar",
            "Foo",
            ".b",
            "a",
            "f",
            "?",
            "?",
            "?",
            "Math.max",
            ".z",
            ".q",
            "A.w",
            ".b",
            ".no",
            "A.#p",
            ".o",
            "join",
        ],
    );
}

#[test]
fn typescript() {
    check(
        Language::TypeScript,
        "import type { T } from \"t\"; import fs = require(\"fs\"); import { x, type Y as Z } from \"./y\"; import n = A.B;\n@Component({a: f()})\nclass A<T> extends B<T> { @Input() x: string; m() { this.z!.y!(1); (this as any).foo(); this.k(); g<string>(1); new Map<string, number>(); x!.foo(); fs.read(); new Z(); n.go(); } }\nconst C = class { m() { this.q(); } };\n",
        &["Component", "f", "Input", ".y", ".foo", "A.k", "g", "Map", "./y.x.foo", "fs.read", "./y.Y", "A.B.go", "C.q"],
    );
}

#[test]
fn ruby() {
    check(
        Language::Ruby,
        "require 'json'\nmodule M\n  class A < B\n    def f(a)\n      foo.bar; foo.x = 1; foo.y += 1; puts \"a #{b(1)}\"; self.y; @x.z; X.new(1); M::N.go; M::go(1); super(1); yield 1\n      a.(1); lambda { |x| x }; items.each do |i| w i end; raise X, \"m\"; foo&.bar; bare; q(); ::File.open(x).read; block_given?; defined?(x)\n    end\n  end\n  def self.g; self.k; end\nend\n",
        &[
            "require",
            ".bar",
            "puts",
            "A.y",
            ".z",
            "X.new",
            "M::N.go",
            "M::go",
            "?",
            "lambda",
            ".each",
            "w",
            "raise",
            ".bar",
            "q",
            "File.open",
            ".read",
            "M.k",
        ],
    );
}

#[test]
fn c_sharp() {
    check(
        Language::CSharp,
        "using System; using F = System.IO.File; using L = System.Collections.Generic.List<int>;\nclass A<T> : B {\n  A() : base(1) { this.F(); G(); }\n  void M() { Console.WriteLine($\"{f(1)}\"); new List<int>(); new L(); F.Exists(x); a?.B(); a?.B?.C(); base.Q(); x.Y<int>(1); Foo<int>(2); nameof(x); x!.y(); d[\"a\"](1); System.IO.Path.Combine(a); string.Join(1); new int[3]; var z = new(); this.a.b(); global::System.GC.Collect(); }\n}\n",
        &[
            "A.F",
            "G",
            "Console.WriteLine",
            "List",
            "System.Collections.Generic.List",
            "System.IO.File.Exists",
            ".B",
            ".C",
            ".Q",
            ".Y",
            "Foo",
            ".y",
            "?",
            "System.IO.Path.Combine",
            "string.Join",
            "?",
            ".b",
            "System.GC.Collect",
        ],
    );
}

#[test]
fn php() {
    check(
        Language::Php,
        "<?php\nnamespace X;\nuse A\\B; use A\\C as D; use function A\\f; use function A\\{g, h as i}; use A\\{E, F\\G as H};\nclass K extends B {\n  function m() { parent::__construct(1); $this->z(); self::q(); static::r(); $this->a->b(); new B(1); new B; new D\\Q(); B::c(); \\strlen(\"x\"); strlen(\"x\"); P\\b(); D\\e(); $x->f()->g(); $f(1); $x?->f(); (function() {})(); $a[0](1); $x::y(); new H(); f(); i(); isset($x); echo \"{$x->y()}\"; K::q(); strlen(...); $x->{$y}(1); new \\A\\Exception(\"x\"); }\n}\n",
        &[
            ".__construct",
            "K.z",
            "K.q",
            "K.r",
            ".b",
            "A\\B",
            "A\\B",
            "A\\C\\Q",
            "A\\B::c",
            "strlen",
            "strlen",
            "P\\b",
            "A\\C\\e",
            ".f",
            ".g",
            "$f",
            ".f",
            "?",
            "?",
            ".y",
            "A\\F\\G",
            "A\\f",
            "A\\h",
            "K::q",
            "?",
            "A\\Exception",
        ],
    );
}

/// `functions|classes|apis|constructs|arity|docstring`.
fn check_tags(language: Language, text: &str, want: &str) {
    let tags = tags(&parse(language, text).unwrap(), text);
    let got = format!(
        "{}|{}|{}|{}|{}|{}",
        tags.defines_functions.join(" "),
        tags.defines_classes.join(" "),
        tags.apis.join(" "),
        tags.constructs.join(" "),
        tags.arity.map_or("-".to_owned(), |arity| arity.to_string()),
        tags.docstring
    );
    assert_eq!(got, want, "{text}");
}

#[test]
fn tags_of_each_language() {
    check_tags(Language::Python, "x = 1\n", "||||-|false");
    check_tags(
        Language::Python,
        "import os.path as p\nasync def f(a: int, b):\n    'Doc.'\n    with open(p.join(a)) as h:\n        for x in h: helper(x[1:]); h.read()\n    try: f(1, 2)\n    except E: raise\n    assert [y for y in h]\n    return lambda: f'{a}'\ndef helper(x): yield from x\n@d\nclass A(B):\n    def g(self): return 'x' % self.g() if 1 else 2\n    while 1: pass\n",
        "f g helper|A|open os.path.join|assert async branch class closure comprehension context-manager decorator for generator inheritance loop raise recursion slice string-format try type-hint while|2|true",
    );
    check_tags(
        Language::Go,
        "package a\nimport \"fmt\"\ntype S struct{}\nfunc (s *S) F(a, b int) { for a > 1 { s.F(1, 2); defer close(c); go fmt.Println(a[1:]); panic(helper(len(a))) } }\nfunc helper() {}\n",
        "F helper|S|close fmt.Println len panic|async class context-manager loop raise recursion slice while|2|false",
    );
    check_tags(
        Language::Rust,
        "use regex::Regex;\nstruct P;\nimpl Iterator for P {\n /// Doc.\n fn next(&mut self) -> Option<u8> { for x in &a[1..] { match x { _ => println!(\"{}\", P::next(x)) } } b?; Regex::new(\"\"); P::other(); vec![1].iter().map(|x| x) } }\n",
        "next|P|println! regex::Regex::new vec!|branch class closure for inheritance loop recursion regex slice string-format switch try|0|true",
    );
    check_tags(
        Language::Java,
        "import java.util.List;\nclass A extends B { int f(int x) { try (R r = new R()) { while (x > 0) { List.of(1).add(x); } } catch (E e) { throw new E(); } return f(x - 1); } }\n",
        "f|A|E R java.util.List.of|class context-manager inheritance loop raise recursion try while|1|false",
    );
    check_tags(
        Language::JavaScript,
        "const f = async (a) => { await g(/x/); return `${a}`; };\nfunction* g() { yield 1; }\n",
        "f g|||async closure generator regex string-format|1|false",
    );
    check_tags(
        Language::Ruby,
        "class A < B\n  def f(x)\n    loop do\n      x[1..2].each { |y| puts \"a #{y}\" }\n    end\n  rescue E\n    raise X if x =~ /y/\n  end\nend\n",
        "f|A|loop puts raise|branch class closure inheritance loop raise regex slice string-format try|1|false",
    );
    check_tags(
        Language::Cpp,
        "struct S; class A : B { void f() { for (auto x : v) std::printf(\"%d\", x); throw E(1); } };\n",
        "f|A|E std::printf|class for inheritance loop raise string-format|0|false",
    );
    check_tags(
        Language::CSharp,
        "class A : B { int F(int x) { using (var y = new R()) { foreach (var z in y) { yield return $\"{z}\"; } } return this.F(x); } }\n",
        "F|A|R|class context-manager for generator inheritance loop recursion string-format|1|false",
    );
    check_tags(
        Language::Php,
        "<?php function f(int $x) { foreach ($x as $y) { echo \"a $y\"; strlen($y); f($y); } }\n",
        "f||strlen|for loop recursion string-format type-hint|1|false",
    );
}
