//! `trommel diff` of two scored runs.

use super::Court;

#[test]
fn flips_and_tests_of_chance() {
    let court = Court::new("scored-diff");
    court.tasks();
    let right = [("Ours/0", "    return a + b\n"), ("Ours/1", "    return x / 2\n"), ("Ours/2", "    items.sort()\n")];
    let mut wrong = right;
    wrong[1].1 = "    return x\n";
    for (name, samples) in [("a.jsonl", right), ("b.jsonl", wrong)] {
        court.samples(name, &samples);
        court.score(name, &[]).ends(0);
    }
    let found = court.trommel(&["diff", "a.scored", "b.scored", "--json"]).ends(0).json();
    let comparison = &found["comparison"];
    assert_eq!(comparison["first"], 1.0);
    assert_eq!(comparison["flips"].as_array().unwrap().len(), 1);
    assert_eq!(comparison["flips"][0]["task"], "Ours/1");
    assert_eq!((&comparison["by_task"]["only_first"], &comparison["by_task"]["p"]), (&1.into(), &1.0.into()));
    court.trommel(&["diff", "a.scored", "b.scored", "--quiet"]).ends(1);
    court.trommel(&["diff", "a.scored", "a.scored", "--quiet"]).ends(0);
    let said = court.trommel(&["diff", "a.scored", "b.scored"]).ends(0);
    assert!(said.out.contains("Ours/1 #0: PASSED → ASSERTION"), "{said}");
}

/// More tries solve more tasks: the tasks' test looks at the tries that both runs have.
#[test]
fn other_numbers_of_completions() {
    let court = Court::new("scored-diff-numbers");
    court.tasks();
    let once = [("Ours/0", "    return a\n"), ("Ours/1", "    return x / 2\n"), ("Ours/2", "    items.sort()\n")];
    let mut often = once.to_vec();
    often.extend([("Ours/0", "    return a + b\n"), ("Ours/1", "    return x\n"), ("Ours/2", "    return items\n")]);
    for (name, samples) in [("a.jsonl", &once[..]), ("b.jsonl", &often[..])] {
        court.samples(name, samples);
        court.score(name, &[]).ends(0);
    }
    let found = court.trommel(&["diff", "a.scored", "b.scored", "--json"]).ends(0).json();
    let by_task = &found["comparison"]["by_task"];
    assert_eq!((&by_task["only_first"], &by_task["only_second"]), (&0.into(), &0.into()), "{found}");
    let other = court.score("a.jsonl", &["--limits", "upstream", "--out", "c.scored"]).ends(0).json();
    assert!(other["signature"].is_string());
    let said = court.trommel(&["diff", "a.scored", "c.scored"]).ends(0);
    assert!(said.out.contains("NOTE: the signatures differ in fuel"), "{said}");
}
