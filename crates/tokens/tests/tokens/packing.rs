//! Packing: every place accounted for, in every order, and across a restart.

use std::collections::BTreeMap;

use trommel_tokens::{Example, Order, Packed, Packer, Packing, TokenTally, TooLong};

use crate::fixture::Random;

const PAD: u32 = 1;

fn packing(row: usize, order: Order, too_long: TooLong) -> Packing {
    Packing { row, order, too_long, pad: PAD }
}

/// An example with ids that tell where they belong: 1000 · origin + index.
fn example(origin: u64, length: usize, prompt: usize) -> Example {
    let ids = (0..length as u32).map(|at| 1000 * (origin as u32 + 1) + at).collect();
    let learned = (0..length).map(|at| u8::from(at >= prompt)).collect();
    let (task, language) = (format!("task{}", origin % 3), ["go", "python"][origin as usize % 2].to_owned());
    Example { origin, task, language, ids, learned }
}

fn examples(random: &mut Random, count: u64, longest: usize) -> Vec<Example> {
    (0..count)
        .map(|origin| {
            let length = 2 + random.below(longest - 1);
            example(origin, length, 1 + random.below(length - 1))
        })
        .collect()
}

fn run(packer: &mut Packer, examples: &[Example]) -> Vec<Packed> {
    let mut rows: Vec<Packed> = Vec::new();
    for example in examples {
        rows.extend(packer.push(example.clone()).expect("rows"));
    }
    rows.extend(packer.finish());
    rows
}

const ORDERS: [Order; 3] = [Order::Preserve {}, Order::BestFit { window_rows: 1 }, Order::BestFit { window_rows: 8 }];

#[test]
fn every_example_is_in_one_place_and_whole() {
    let mut random = Random(3);
    for order in ORDERS {
        for row in [8, 33, 64] {
            let examples = examples(&mut random, 300, row + 1);
            let mut packer = Packer::new(packing(row, order, TooLong::Drop)).expect("a packer");
            let rows = run(&mut packer, &examples);
            let mut seen = BTreeMap::new();
            for packed in &rows {
                let lists = [packed.tokens.len(), packed.targets.len(), packed.segments.len(), packed.positions.len()];
                assert_eq!((lists, packed.loss_mask.len()), ([row; 4], row));
                let mut place = 0;
                for (segment, part) in (1..).zip(&packed.parts) {
                    assert_eq!(part.start, place);
                    let here = place..place + part.places;
                    let example = &examples[part.origin as usize];
                    assert_eq!(packed.tokens[here.clone()], example.ids[..example.ids.len() - 1]);
                    assert_eq!(packed.targets[here.clone()], example.ids[1..]);
                    assert_eq!(packed.loss_mask[here.clone()], example.learned[1..]);
                    assert!(packed.segments[here.clone()].iter().all(|&other| other == segment));
                    assert!(packed.positions[here].iter().copied().eq(0..part.places as u32));
                    assert_eq!((&part.task, &part.language), (&example.task, &example.language));
                    assert!(seen.insert(part.origin, ()).is_none());
                    place += part.places;
                }
                for left in place..row {
                    assert_eq!((packed.tokens[left], packed.targets[left]), (PAD, PAD));
                    assert_eq!((packed.loss_mask[left], packed.segments[left], packed.positions[left]), (0, 0, 0));
                }
            }
            assert_eq!(seen.len(), examples.len(), "{order:?}");
            let report = packer.report();
            assert_eq!((report.examples, report.rows), (300, rows.len() as u64));
            let filled: u64 = examples.iter().map(|example| example.ids.len() as u64 - 1).sum();
            assert_eq!(report.padding + filled, (rows.len() * row) as u64);
            assert_eq!(report.packed, TokenTally::of(&rows));
            assert_eq!(report.packed.total().tokens, filled);
        }
    }
}

#[test]
fn order_is_kept_when_asked() {
    let examples = examples(&mut Random(4), 200, 40);
    let mut packer = Packer::new(packing(40, Order::Preserve {}, TooLong::Drop)).expect("a packer");
    let rows = run(&mut packer, &examples);
    let origins = rows.iter().flat_map(|row| &row.parts).map(|part| part.origin);
    assert!(origins.eq(0..200));
    // A row ends only where the next example would not fit.
    for two in rows.windows(2) {
        let filled: usize = two[0].parts.iter().map(|part| part.places).sum();
        assert!(filled + two[1].parts[0].places > 40);
    }
}

#[test]
fn best_fit_wastes_less() {
    let examples = examples(&mut Random(5), 2000, 64);
    let padding = |order| {
        let mut packer = Packer::new(packing(64, order, TooLong::Drop)).expect("a packer");
        run(&mut packer, &examples);
        packer.report().padding as f64 / (packer.report().rows * 64) as f64
    };
    let fit = |window_rows| padding(Order::BestFit { window_rows });
    let (kept, small, large, all) = (padding(ORDERS[0]), fit(8), fit(64), fit(4000));
    assert!(all < large && large < small && small < kept, "{all} {large} {small} {kept}");
    // One after the other wastes a quarter of even lengths; all at once about the square root of their number.
    assert!(all < 0.04 && kept > 0.2, "{all} {kept}");
}

#[test]
fn best_fit_decreasing_by_hand() {
    // Places 6, 4, 5, 3, 2 in rows of 10: 6+4 and 5+3+2.
    let examples: Vec<Example> = (0..).zip([7, 5, 6, 4, 3]).map(|(origin, ids)| example(origin, ids, 1)).collect();
    let mut packer = Packer::new(packing(10, Order::BestFit { window_rows: 2 }, TooLong::Drop)).expect("a packer");
    let rows = run(&mut packer, &examples);
    let origins: Vec<Vec<u64>> = rows.iter().map(|row| row.parts.iter().map(|part| part.origin).collect()).collect();
    assert_eq!(origins, [vec![2, 3, 4], vec![0, 1]], "rows are equally full: the first waited");
    assert_eq!(packer.report().padding, 0);
}

#[test]
fn too_long_is_counted_and_never_silent() {
    let long = example(0, 20, 15);
    let pack = |too_long, example: &Example| {
        let mut packer = Packer::new(packing(8, Order::Preserve {}, too_long)).expect("a packer");
        let rows = run(&mut packer, std::slice::from_ref(example));
        (rows, packer.report().clone())
    };
    let (rows, report) = pack(TooLong::TruncateLeft, &long);
    assert_eq!((rows[0].tokens[0], rows[0].targets[7]), (long.ids[11], long.ids[19]));
    assert_eq!((report.truncated, report.truncated_ids, report.too_long, report.nothing_learned), (1, 11, 0, 0));
    assert_eq!(rows[0].parts[0].learned, 5);

    let (rows, report) = pack(TooLong::TruncateRight, &long);
    assert!(rows.is_empty(), "only the prompt is left, of which nothing is learned");
    assert_eq!((report.truncated, report.nothing_learned, report.rows), (0, 1, 0));
    let (rows, report) = pack(TooLong::TruncateRight, &example(0, 20, 3));
    assert_eq!((rows[0].tokens[0], rows[0].targets[7], rows[0].parts[0].learned), (1000, 1008, 6));
    assert_eq!((report.truncated, report.truncated_ids), (1, 11));

    let (rows, report) = pack(TooLong::Drop, &long);
    assert!(rows.is_empty());
    assert_eq!((report.too_long, report.examples), (1, 1));
    let (rows, report) = pack(TooLong::Drop, &example(0, 9, 3));
    assert_eq!((rows.len(), report.padding, report.too_long), (1, 0, 0), "nine ids are eight places");
}

#[test]
fn it_goes_on_after_a_restart_as_if_nothing_had_happened() {
    let examples = examples(&mut Random(6), 150, 50);
    for order in ORDERS {
        let packing = packing(40, order, TooLong::TruncateLeft);
        let mut whole = Packer::new(packing).expect("a packer");
        let want = run(&mut whole, &examples);
        for stop in [0, 1, 37, 149, 150] {
            let mut first = Packer::new(packing).expect("a packer");
            let mut rows = Vec::new();
            for example in &examples[..stop] {
                rows.extend(first.push(example.clone()).expect("rows"));
            }
            let written = serde_json::to_string(&first).expect("JSON");
            let mut second: Packer = serde_json::from_str(&written).expect("a packer");
            assert_eq!(second, first);
            rows.extend(run(&mut second, &examples[stop..]));
            assert_eq!(rows, want, "{order:?} stopped at {stop}");
            assert_eq!(second.report(), whole.report());
        }
    }
}

#[test]
fn tokens_by_task_and_language() {
    let examples = examples(&mut Random(8), 60, 30);
    let mut packer = Packer::new(packing(30, ORDERS[2], TooLong::Drop)).expect("a packer");
    let rows = run(&mut packer, &examples);
    let tally = TokenTally::of(&rows);
    let count = |wanted: &dyn Fn(&Example) -> bool| -> (u64, u64, u64) {
        examples.iter().filter(|example| wanted(example)).fold((0, 0, 0), |(examples, tokens, learned), example| {
            let more: u64 = example.learned[1..].iter().map(|&learned| u64::from(learned)).sum();
            (examples + 1, tokens + example.ids.len() as u64 - 1, learned + more)
        })
    };
    let told = |tally: trommel_tokens::Tally| (tally.examples, tally.tokens, tally.learned);
    assert_eq!(told(tally.task("task1")), count(&|example| example.task == "task1"));
    assert_eq!(told(tally.language("go")), count(&|example| example.language == "go"));
    assert_eq!(told(tally.total()), count(&|_| true));
    assert_eq!(told(tally.task("none")), (0, 0, 0));
    let mut parts = TokenTally::default();
    rows.iter().for_each(|row| parts.merge(&TokenTally::of(std::slice::from_ref(row))));
    assert_eq!(parts, tally);
}

#[test]
fn what_cannot_be_packed_is_refused() {
    let refused = |packing| Packer::new(packing).expect_err("refused").to_string();
    assert_eq!(refused(packing(0, ORDERS[0], TooLong::Drop)), "row is 0, expected 1 or more");
    let window = Order::BestFit { window_rows: 0 };
    assert_eq!(refused(packing(8, window, TooLong::Drop)), "window_rows is 0, expected 1 or more");
    let mut uneven = example(4, 5, 1);
    uneven.learned.pop();
    let mut packer = Packer::new(packing(8, ORDERS[0], TooLong::Drop)).expect("a packer");
    let error = packer.push(uneven).expect_err("uneven").to_string();
    assert_eq!(error, "example is 5 ids with 4 marks (origin 4), expected a mark for each id");
    let empty = Example { ids: vec![], learned: vec![], ..example(0, 2, 1) };
    assert!(packer.push(empty).expect("no rows").is_empty());
    assert_eq!(packer.report().nothing_learned, 1);
}
