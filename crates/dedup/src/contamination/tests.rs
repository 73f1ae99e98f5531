use super::*;
use crate::token_hash;

/// Words of small letters are names, `'words` are prose, the others stay.
fn tokens(text: &str) -> Vec<Token> {
    let mut at = 0;
    text.split_whitespace()
        .map(|word| {
            let start = at + text[at..].find(word).unwrap();
            at = start + word.len();
            let class = match word.as_bytes()[0] {
                b'\'' => Class::Word,
                b'a'..=b'z' => Class::Name,
                _ => Class::Fixed,
            };
            Token { class, hash: token_hash(word.as_bytes()), range: (start as u32, at as u32) }
        })
        .collect()
}

fn hits(index: &Index, text: &str) -> Vec<Hit> {
    let mut scanner = Scanner::new(index);
    tokens(text).into_iter().for_each(|token| scanner.push(token));
    scanner.finish()
}

const PROMPT: &str = "DEF closest ( numbers , limit ) : 'say 'whether 'two 'of 'the 'numbers 'are 'closer 'than 'the 'limit 'given 'to 'it";
const SOLUTION: &str = "FOR i , a IN enumerate ( numbers ) : FOR j , b IN enumerate ( numbers ) : IF i != j AND ABS ( a - b ) < limit : RETURN TRUE RETURN FALSE";
const TESTS: &str =
    "ASSERT check ( [ 1.5 , 2.25 , 3.125 ] , 0.5 ) == FALSE ASSERT check ( [ 1.5 , 2.75 ] , 0.3 ) == TRUE";

/// Copies made by nobody: a text that is like much else.
const IDIOM: &str = "IF __NAME__ == MAIN : parser = ARGPARSE . PARSER ( ) args = parser . PARSE ( )";

fn index() -> Index {
    let mut builder = Builder::new(10);
    builder.item("first", &tokens(PROMPT), &tokens(SOLUTION), &tokens(TESTS));
    builder.item("short", &tokens("DEF add ( x , y ) :"), &tokens("RETURN x + y"), &[]);
    builder.item("tiny", &[], &tokens("RETURN SORTED ( x ) [ 17 ]"), &[]);
    builder.item("nothing", &[], &tokens("RETURN x"), &[]);
    builder.item("idiom", &[], &tokens(IDIOM), &[]);
    builder.build()
}

fn renamed(text: &str) -> String {
    let rename = |word: &str| {
        if word.starts_with(|c: char| c.is_ascii_lowercase()) { format!("n_{word}") } else { word.to_owned() }
    };
    text.split_whitespace().map(rename).collect::<Vec<_>>().join(" ")
}

/// Something around it that no item has.
fn within(text: &str) -> String {
    format!("IMPORT os CLASS thing : DEF method ( self ) : PASS {text} PRINT ( done ) 'and 'that 'is 'all")
}

fn check(frequencies: &Frequencies, index: &Index, text: &str, want: &[(&str, Part, Form)]) {
    let matches = judge(index, frequencies, &Settings::default(), &hits(index, text));
    let got: Vec<_> =
        matches.iter().map(|found| (index.items()[found.item as usize].as_str(), found.part, found.form)).collect();
    assert_eq!(got, want, "{text}: {matches:?}");
}

#[test]
fn copies_of_parts_are_found_in_the_form_they_are_in() {
    let index = index();
    let none = Frequencies::new(&index);
    let check = |text: &str, want: &[(&str, Part, Form)]| {
        check(&none, &index, text, want);
        check(&none, &index, &within(text), want);
    };
    check(&format!("{PROMPT} {SOLUTION}"), &[("first", Part::Whole, Form::Exact)]);
    check(SOLUTION, &[("first", Part::Solution, Form::Exact)]);
    check(PROMPT, &[("first", Part::Prompt, Form::Prose)]);
    check(TESTS, &[("first", Part::Tests, Form::Exact)]);
    check(&renamed(SOLUTION), &[("first", Part::Solution, Form::Shape)]);
    check("DEF add ( x , y ) : RETURN x + y", &[("short", Part::Whole, Form::Exact)]);
    check("RETURN SORTED ( x ) [ 17 ]", &[("tiny", Part::Whole, Form::Exact)]);
    check("RETURN SORTED ( y ) [ 17 ]", &[]);
    check("RETURN x", &[]);
    // Not whole, and renamed and short: anybody writes this.
    check("DEF add ( x , y ) : RETURN x - y", &[]);
    check("DEF plus ( a , b ) : RETURN a + b", &[]);
    check(&SOLUTION[..60], &[]);
    let documented = SOLUTION.replace("IF i", "'compare 'each 'with 'the 'other IF i");
    check(&documented, &[("first", Part::Solution, Form::Exact)]);
    let changed = SOLUTION.replace("FALSE", "NONE");
    check(&changed, &[("first", Part::Solution, Form::Exact)]);
}

#[test]
fn a_match_says_how_much_of_what_and_where() {
    let index = index();
    let text = within(SOLUTION);
    let matches = judge(&index, &Frequencies::new(&index), &Settings::default(), &hits(&index, &text));
    let [found] = &matches[..] else { panic!("{matches:?}") };
    let start = text.find(SOLUTION).unwrap() as u32;
    assert_eq!(found.range, (start, start + SOLUTION.len() as u32));
    let grams = SOLUTION.split(' ').count() as u32 - 9;
    assert_eq!((found.coverage, found.threshold, found.counted), (1.0, 0.5, grams));
}

/// Pieces of a unit that lie far from each other are no copy.
#[test]
fn pieces_all_over_a_document_are_none() {
    let index = index();
    let words: Vec<&str> = SOLUTION.split(' ').collect();
    let filler = (0..200).map(|i| format!("FILL_{i}")).collect::<Vec<_>>().join(" ");
    let scattered: Vec<String> = words.windows(10).map(|window| format!("{} {filler}", window.join(" "))).collect();
    check(&Frequencies::new(&index), &index, &scattered.join(" "), &[]);
}

#[test]
fn idioms_do_not_count_but_copies_make_none() {
    let index = index();
    let mut frequencies = Frequencies::new(&index);
    let idiom = [("idiom", Part::Whole, Form::Exact)];
    let copy = [("first", Part::Whole, Form::Exact)];
    let copied = format!("{PROMPT} {SOLUTION}");
    let mut other = Frequencies::new(&index);
    for document in 0..10 {
        let counted = if document % 2 == 0 { &mut frequencies } else { &mut other };
        counted.add(&index, &hits(&index, &within(IDIOM)));
    }
    frequencies.merge(&other);
    check(&frequencies, &index, IDIOM, &idiom);
    frequencies.add(&index, &hits(&index, &within(IDIOM)));
    assert_eq!(frequencies.documents(), 11);
    check(&frequencies, &index, IDIOM, &[]);
    for _ in 0..100 {
        frequencies.add(&index, &hits(&index, &within(&copied)));
    }
    check(&frequencies, &index, &copied, &copy);
}

#[test]
fn what_many_items_have_is_in_no_unit() {
    let mut builder = Builder::new(10);
    let frame = "DEF check ( candidate ) : METADATA = { AUTHOR : JT , DATASET : TEST }";
    for item in 0..40 {
        builder.item(&item.to_string(), &[], &[], &tokens(&format!("{frame} ASSERT candidate ( {item} ) == {item}")));
    }
    let index = builder.build();
    check(&Frequencies::new(&index), &index, frame, &[]);
    assert!(hits(&index, frame).is_empty());
    let item = format!("{frame} ASSERT candidate ( 7 ) == 7");
    check(&Frequencies::new(&index), &index, &item, &[("7", Part::Tests, Form::Exact)]);
    assert!(index.unseen().is_empty());
}

#[test]
fn items_too_short_to_be_found_are_known() {
    let index = index();
    let names: Vec<&str> = index.unseen().iter().map(|item| index.items()[*item as usize].as_str()).collect();
    assert_eq!(names, ["nothing"]);
}

/// A generated table repeats a few n-grams without end; that is neither a copy nor long work.
#[test]
fn tables_of_millions() {
    let mut builder = Builder::new(10);
    for item in 0..30 {
        let zeros = "0 , ".repeat(12);
        builder.item(
            &item.to_string(),
            &[],
            &[],
            &tokens(&format!("ASSERT F_{item} ( [ {zeros} ] ) == {item} AND F_{item} ( 1 ) == 2")),
        );
    }
    let index = builder.build();
    let mut scanner = Scanner::new(&index);
    for number in 0..1_000_000_u32 {
        let token = ["0", ","][number as usize % 2];
        scanner.push(Token { class: Class::Fixed, hash: token_hash(token.as_bytes()), range: (number, number + 1) });
    }
    let hits = scanner.finish();
    assert!(hits.len() > 900_000);
    let mut frequencies = Frequencies::new(&index);
    frequencies.add(&index, &hits);
    assert_eq!(judge(&index, &frequencies, &Settings::default(), &hits), []);
}

#[test]
fn nothing_in_nothing() {
    let index = Builder::new(10).build();
    assert_eq!(hits(&index, SOLUTION), []);
    assert_eq!(index.grams(), 0);
    check(&Frequencies::new(&index), &index, SOLUTION, &[]);
}
