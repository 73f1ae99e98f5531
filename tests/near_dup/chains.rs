//! Which of a chain of near-duplicates stay: A is like B, B is like C, A is not like C.

use super::THRESHOLD;
use super::drops::check_drops;
use super::generated::{Language, Program, Random};
use super::jaccard::jaccard;
use super::trial::{Record, Trial, at, near_dup};

/// A program, and it with its first and with its last lines changed: each change alone keeps J at 0.8, both do not.
fn chain(random: &mut Random) -> [Program; 3] {
    let middle = Program::random(random, Language::Python, 600);
    let (mut first, mut last) = (middle.clone(), middle.clone());
    while jaccard(&first.grams(), &middle.grams()) > 0.815 {
        first.rename_in(random, 0.0..0.5);
    }
    while jaccard(&last.grams(), &middle.grams()) > 0.815 {
        last.rename_in(random, 0.5..1.0);
    }
    assert!(jaccard(&first.grams(), &last.grams()) < THRESHOLD);
    [first, middle, last]
}

#[test]
fn a_document_falls_only_to_one_that_stays() {
    // Best rank first; then for each document that falls, those it may fall to.
    let cases: &[(&str, &[(char, &str)])] = &[
        ("abc", &[('b', "a")]), // Closing clusters transitively would drop c too.
        ("cba", &[('b', "c")]),
        ("acb", &[('b', "ac")]),
        ("cab", &[('b', "ac")]),
        ("bac", &[('a', "b"), ('c', "b")]),
        ("bca", &[('a', "b"), ('c', "b")]),
    ];
    let mut random = Random::new(3);
    let mut records = Vec::new();
    for (order, _) in cases {
        for (name, program) in ['a', 'b', 'c'].into_iter().zip(chain(&mut random)) {
            let place = order.find(name).expect("an order names all three");
            let stars = Some(10 - place as i64);
            records.push(Record {
                path: format!("{order}/{name}.py"),
                content: program.text(),
                stars,
                ..Record::default()
            });
        }
    }
    let trial = Trial::of_records(&records);
    trial.run(&["describe = {}", &near_dup(0)]);
    let rows = trial.rows();
    check_drops(&rows);
    for (order, falls) in cases {
        for name in ['a', 'b', 'c'] {
            let row = at(&rows, &format!("{order}/{name}.py"));
            let to = falls.iter().find(|(loser, _)| *loser == name).map(|(_, to)| *to);
            assert_eq!(row.keep, to.is_none(), "{}: {:?}", row.path, row.reason);
            let Some(to) = to else { continue };
            let may = |winner: char| row.survivor.as_ref() == Some(&at(&rows, &format!("{order}/{winner}.py")).id);
            assert!(to.chars().any(may), "{}: {:?}", row.path, row.reason);
        }
    }
}
