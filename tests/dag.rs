//! `dag`: a recipe as a graph.

use crate::fixture::{Fixture, STAGES};
use crate::scratch::{Scratch, stage};

#[test]
fn before_and_after_a_run() {
    let scratch = Scratch::new("dag");
    let fixture = Fixture::new(12);
    fixture.plant(&scratch);
    let dag = || scratch.trommel(&["dag", "recipe.toml", "--json"]).ends(0).json();
    let first = dag();
    assert!(!scratch.path("store").exists(), "a graph makes no store");
    assert!(first["run"].is_null() && stage(&first, "keep-if")["rows_in"].is_null(), "{first}");
    assert_eq!(first["sources"], serde_json::json!(["code", "cargo"]));
    let names: Vec<&str> =
        first["stages"].as_array().expect("a list").iter().filter_map(|s| s["stage"].as_str()).collect();
    assert_eq!(names, STAGES);
    let near = stage(&first, "near-dup");
    assert_eq!((&near["work"], &near["marks"]), (&"barrier".into(), &true.into()));
    assert!(near["reads"].as_array().is_some_and(|reads| reads.contains(&"minhash".into())), "{near}");
    let describe = stage(&first, "describe");
    assert!(describe["adds"].as_array().is_some_and(|adds| adds.contains(&"minhash".into())), "{describe}");

    scratch.run(&[]);
    let second = dag();
    assert_eq!(second["run"], 1);
    let near = stage(&second, "near-dup");
    let (rows, dropped) = (near["rows_in"].as_u64().expect("rows"), near["dropped"].as_u64().expect("rows"));
    assert_eq!((dropped, near["rows_out"].as_u64()), (fixture.near, Some(rows - dropped)));
    assert_eq!(stage(&second, "dataset")["rows_in"], fixture.published());
    let said = scratch.trommel(&["dag", "recipe.toml"]).ends(0);
    for told in STAGES.iter().chain(&["threshold 0.7", "rows of run 1", "marks", "barrier"]) {
        assert!(said.out.contains(told), "no `{told}` on\n{said}");
    }
}

#[test]
fn mermaid() {
    let scratch = Scratch::new("mermaid");
    let fixture = Fixture::new(12);
    fixture.plant(&scratch);
    scratch.run(&[]);
    let said = scratch.trommel(&["dag", "recipe.toml", "--mermaid"]).ends(0);
    assert!(said.out.starts_with("flowchart TD\n"), "{said}");
    for told in [
        format!("sources -->|\"{} rows\"| stage_ingest", fixture.documents),
        format!("stage_near_dup -->|\"{} rows\"| stage_dataset", fixture.published()),
        format!("stage_near_dup -.->|\"{} dropped\"| dropped", fixture.near),
    ] {
        assert!(said.out.contains(&told), "no `{told}` in\n{said}");
    }
    // Every name on an edge is a node.
    let nodes: Vec<&str> = said.out.lines().filter(|line| !line.contains("->")).map(str::trim).collect();
    for edge in said.out.lines().filter(|line| line.contains("-->")) {
        let ends = [edge.split_whitespace().next(), edge.split_whitespace().last()];
        for end in ends.into_iter().flatten() {
            let is_node = |node: &&&str| node.strip_prefix(end).is_some_and(|rest| rest.starts_with(['[', '{', '(']));
            assert!(nodes.iter().any(|node| is_node(&node)), "{end} in\n{said}");
        }
    }
    scratch.trommel(&["dag", "gone.toml"]).ends(2).tells(&["gone.toml"]);
}
