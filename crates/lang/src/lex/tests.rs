use super::*;
use crate::Language::*;

/// Tokens as text, a letter for the kind before each.
fn render(language: Option<Language>, text: &str) -> Vec<String> {
    let mut rendered = Vec::new();
    lex(language, text, |kind, bytes| {
        let letter = match kind {
            TokenKind::Identifier => 'i',
            TokenKind::Number => 'n',
            TokenKind::String => 's',
            TokenKind::Operator => 'o',
            TokenKind::Comment => 'c',
        };
        rendered.push(format!("{letter}{}", std::str::from_utf8(bytes).expect("tokens hold whole characters")));
    });
    rendered
}

/// `want`: the tokens, separated by single spaces that they do not hold themselves (`␣` for one that they do, `⏎` for a line end).
#[track_caller]
fn check(language: impl Into<Option<Language>>, text: &str, want: &str) {
    let got: Vec<String> =
        render(language.into(), text).iter().map(|token| token.replace(' ', "␣").replace('\n', "⏎")).collect();
    assert_eq!(got.join(" "), want, "{text:?}");
}

#[test]
fn python() {
    check(Python, "x = rb'a\\'b' # c\r\n", "ix o= srb'a\\'b' c#␣c");
    check(Python, "f'''a\n'b' '' \\''' ''' + 1", "sf'''a⏎'b'␣''␣\\'''␣''' o+ n1");
    check(Python, "'' '' \"\"", "s'' s'' s\"\"");
    check(Python, "'open\nx", "s'open ix");
    check(Python, "'a\\\nb' 'c\\\r\nd'", "s'a\\⏎b' s'c\\\r⏎d'");
    check(Python, "a**=b//c->d:=e!=f...", "ia o**= ib o// ic o-> id o:= ie o!= if o...");
    check(Python, "1_0.5e-3j .5 0xfe+1 1.real 3.", "n1_0.5e-3j n.5 n0xfe o+ n1 n1.real n3.");
    check(Python, "#!/usr/bin/python\nété = x٣", "c#!/usr/bin/python iété o= ix٣");
    check(Python, "\u{feff}import a\u{a0}b", "iimport ia ib");
    check(Python, "f#c", "if c#c");
}

#[test]
fn rust() {
    check(Rust, "r#\"a\"b\"# r\"\\\" br##\"x\"#\"## r#fn", "sr#\"a\"b\"# sr\"\\\" sbr##\"x\"#\"## ir#fn");
    check(Rust, "'a' 'ab '\\'' '\\u{1F}' b'x' '''", "s'a' i'ab s'\\'' s'\\u{1F}' sb'x' s'''");
    check(Rust, "&'a str 'é' <'_>", "o& i'a istr s'é' o< i'_ o>");
    check(Rust, "/* a /* b */ c */ d // e\n\"f\n\\\"g\"", "c/*␣a␣/*␣b␣*/␣c␣*/ id c//␣e s\"f⏎\\\"g\"");
    check(
        Rust,
        "t.0.1 0..5 1.max(2) 2. 1e-7f32 0..=9",
        "it o. n0 o. n1 n0 o.. n5 n1 o. imax o( n2 o) n2. n1e-7f32 n0 o..= n9",
    );
    check(Rust, "a::<Vec<Vec<u8>>>() |x| &&y", "ia o:: o< iVec o< iVec o< iu8 o>> o> o( o) o| ix o| o&& iy");
    check(Rust, "#![a] c\"x\" r#\"open", "o# o! o[ ia o] sc\"x\" sr#\"open");
    check(Rust, "#!/bin/x\nr##a", "c#!/bin/x ir o# o# ia");
}

#[test]
fn c_and_cpp() {
    check(C, "#include <a.h>\nL\"x\" u8'y' a->b", "o# iinclude o< ia o. ih o> sL\"x\" su8'y' ia o-> ib");
    check(C, "// a \\\n b\nc /* /* */ d", "c//␣a␣\\⏎␣b ic c/*␣/*␣*/ id");
    check(C, "1.f .5f 0x1p-3 1e+5L a##b x...", "n1.f n.5f n0x1p-3 n1e+5L ia o## ib ix o...");
    check(
        Cpp,
        "R\"x(a)\" b\n)x\" u8R\"(\")\" 1'000 a<=>b std::c",
        "sR\"x(a)\"␣b⏎)x\" su8R\"(\")\" n1'000 ia o<=> ib istd o:: ic",
    );
    check(Cpp, "R\"no delimiter at all\" x", "sR\"no␣delimiter␣at␣all\" ix");
    check(C, "#error don't\nx", "o# ierror idon s't ix");
}

#[test]
fn java_and_go() {
    check(
        Java,
        "\"\"\"\n a \"b\" \\\"\"\" \"\"\"; 'c' @A x>>>=1L",
        "s\"\"\"⏎␣a␣\"b\"␣\\\"\"\"␣\"\"\" o; s'c' o@ iA ix o>>>= n1L",
    );
    check(Java, "a$b::c -> 1.f", "ia$b o:: ic o-> n1.f");
    check(Go, "`a\n\\` x := <-c '\\'' a&^=b", "s`a⏎\\` ix o:= o<- ic s'\\'' ia o&^= ib");
}

#[test]
fn javascript() {
    check(JavaScript, "a = /[/\\]]+/gi.test(b) / 2", "ia o= s/[/\\]]+/gi o. itest o( ib o) o/ n2");
    check(JavaScript, "return /x/ ; a / b / c", "ireturn s/x/ o; ia o/ ib o/ ic");
    check(JavaScript, "`a ${b({c: `}`}, \"}\", '}')} d` e", "s`a␣${b({c:␣`}`},␣\"}\",␣'}')}␣d` ie");
    check(JavaScript, "<a href='x'>it's</a>\nb", "o< ia ihref o= s'x' o> iit s's</a> ib");
    check(JavaScript, "#p in o; a?.b ?? c ** d === e", "i#p iin io o; ia o?. ib o?? ic o** id o=== ie");
    check(TypeScript, "(/[/) x", "o( o/ o[ o/ o) ix");
    check(JavaScript, "<b/> </b>", "o< ib o/ o> o< o/ ib o>");
}

#[test]
fn ruby() {
    check(Ruby, "a.nil? && b!= c ? save! : @@d", "ia o. inil? o&& ib o!= ic o? isave! o: i@@d");
    check(Ruby, "x = <<~A, <<B\n a\n A\nb\nB\ny", "ix o= s<<~A o, s<<B s␣a⏎␣A sb⏎B iy");
    check(Ruby, "\"a #{b[\"c\"]} d\" 'e'", "s\"a␣#{b[\"c\"]}␣d\" s'e'");
    check(Ruby, "%w[a [b] c] x % y %q(z)", "s%w[a␣[b]␣c] ix o% iy s%q(z)");
    check(Ruby, "puts /a b/i, a / b, ?x", "iputs s/a␣b/i o, ia o/ ib o, s?x");
    check(Ruby, "=begin\n x\n=end z\na\n__END__\nraw 'data", "c=begin⏎␣x⏎=end␣z ia s__END__⏎raw␣'data");
    check(Ruby, "class << self; a <<b; 3.times", "iclass o<< iself o; ia o<< ib o; n3 o. itimes");
    check(Ruby, "x <<NEVER\na\nb", "ix s<<NEVER ia ib");
}

#[test]
fn c_sharp() {
    check(CSharp, "@\"a\\\" + \"\\\"b\" c", "s@\"a\\\" o+ s\"\\\"b\" ic");
    check(CSharp, "@\"x \"\"y\"\"\nz\" @class '\\''", "s@\"x␣\"\"y\"\"⏎z\" i@class s'\\''");
    check(CSharp, "$\"{{ {a[\"}\"]:N2} {$@\"{b}\"} }}\" c", "s$\"{{␣{a[\"}\"]:N2}␣{$@\"{b}\"}␣}}\" ic");
    check(
        CSharp,
        "$@\"a\\{'}'}\n\"\"\" @$\"\" $\"open {a\n} b\nc\"",
        "s$@\"a\\{'}'}⏎\"\"\" s@$\"\" s$\"open␣{a⏎}␣b ic s\"",
    );
    check(
        CSharp,
        "\"\"\"\na \"\"b\"\"\n\"\"\" $$\"\"\"\"{{c}} \"\"\" \"\"\"\" d",
        "s\"\"\"⏎a␣\"\"b\"\"⏎\"\"\" s$$\"\"\"\"{{c}}␣\"\"\"␣\"\"\"\" id",
    );
    check(CSharp, "#if DEBUG\n/// <summary>\n#endif /* x */", "o# iif iDEBUG c///␣<summary> o# iendif c/*␣x␣*/");
    check(
        CSharp,
        "a?.b ?? c ??= x => 0..^1 1.ToString() .5f 0xFF_u",
        "ia o?. ib o?? ic o??= ix o=> n0 o.. o^ n1 n1 o. iToString o( o) n.5f n0xFF_u",
    );
}

#[test]
fn php() {
    check(Php, "<h1>\n<?php echo $a; ?>\n</h1> <?= $$b ?>", "s<h1>⏎ o<?php iecho i$a o; o?> s</h1>␣ o<?= i$$b o?>");
    check(Php, "#!/usr/bin/php\n<?PHP\n$x?->y::z;", "c#!/usr/bin/php o<?PHP i$x o?-> iy o:: iz o;");
    check(Php, "no code, <?xml ?> at all", "sno␣code,␣<?xml␣?>␣at␣all");
    check(
        Php,
        "\u{feff}<?php # a ?>  <?php // b\n/* ?> */ #[A]",
        "o<?php c#␣a␣ o?> s␣␣ o<?php c//␣b c/*␣?>␣*/ o#[ iA o]",
    );
    check(Php, "<?php <<<EOT\na $b\n EOTX\n  EOT . 1", "o<?php s<<<EOT⏎a␣$b⏎␣EOTX⏎␣␣EOT o. n1");
    check(Php, "<?php <<<'A'\nA; <<< \"B\"\n\n x\nB, 1 <<< C", "o<?php s<<<'A'⏎A o; s<<<␣\"B\"⏎⏎␣x⏎B o, n1 o<< o< iC");
    check(
        Php,
        "<?php 'a\\'\nb' \"{$c[\"d\"]} $e {f}\" b\"g\" `h`",
        "o<?php s'a\\'⏎b' s\"{$c[\"d\"]}␣$e␣{f}\" sb\"g\" s`h`",
    );
    check(
        Php,
        "<?php A\\B ?? .5 . 1. <=> ...$a ** 2 .= 'x'",
        "o<?php iA o\\ iB o?? n.5 o. n1. o<=> o... i$a o** n2 o.= s'x'",
    );
}

#[test]
fn without_a_language() {
    check(None, "#a // \"b c\" don't \"open\n1.5==", "o# ia o/ o/ s\"b␣c\" idon o' it o\" iopen n1.5 o= o=");
    check(None, "日本 語→x🙂", "i日本 i語 o→ ix o🙂");
}

/// In order, tokens and whitespace cover the text.
#[track_caller]
pub(super) fn check_total(language: Option<Language>, text: &str) {
    let mut covered = 0;
    lex(language, text, |_, token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        assert!(!token.is_empty() && start >= covered, "{language:?}: overlap at {start} in {text:?}");
        assert!(is_blank(&text[covered..start]), "{language:?}: {:?} is no token", &text[covered..start]);
        covered = start + token.len();
    });
    assert!(is_blank(&text[covered..]), "{language:?}: {:?} is no token", &text[covered..]);
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// Random texts made of everything that opens, closes or escapes something.
#[test]
fn total_on_any_text() {
    const PIECES: &[&str] = &[
        "\"", "'", "`", "\\", "\n", "\r\n", "\r", " ", "#", "/", "*", "//", "/*", "*/", "{", "}", "${", "#{", "(", ")",
        "<<", "<<~A", "A", "%w[", "]", "?", "=begin", "\n=end", "__END__", "r#", "R\"x(", ")x\"", "b", "1", ".", "e-",
        "0x", "é", "<?php ", "?>", "<<<A\n", "@$\"", "$\"{", "\"\"\"\"", "\u{301}", "\u{2028}", "🙂", "\0", "'a",
        "\"\"\"", "return", "=",
    ];
    let mut state = 1_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % limit
    };
    for _ in 0..4_000 {
        let text: String = (0..below(24)).map(|_| PIECES[below(PIECES.len())]).collect();
        for language in Language::ALL.iter().copied().map(Some).chain([None]) {
            check_total(language, &text);
        }
    }
}

/// Texts of nothing but openings, which a lexer that looks ahead for each would take hours for.
#[test]
fn time_is_linear() {
    for piece in [
        "<<A\n",
        "%w( ",
        "/[",
        "/",
        "'",
        "\"",
        "`${",
        "r#\"",
        "R\"x(",
        "/*",
        "'''",
        "\\",
        "?",
        "(/\n",
        "=begin\n",
        "b'",
        "$\"{",
        "@\"\"",
        "\"\"\"\"x",
        "<?",
        "<?php ?>",
        "<?php <<<A\n\n",
        "?>",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        for language in Language::ALL {
            let mut tokens = 0;
            lex(Some(*language), &text, |_, _| tokens += 1);
            assert!(tokens > 0, "{language} {piece}");
        }
    }
}
