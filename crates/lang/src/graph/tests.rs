use super::*;
use crate::{Language, parse};

fn graph(language: Language, text: &str) -> Graph {
    dependence_graph(&parse(language, text).unwrap(), text)
}

/// The nodes with what they depend on, written out.
fn written(graph: &Graph) -> Vec<String> {
    let mut lines: Vec<String> = (0..graph.nodes.len() as u32).map(|node| format!("{node} {}", graph.label(node))).collect();
    for edge in &graph.edges {
        let how = match edge.kind {
            DependenceKind::Data(place) => format!(" {place}:{}", edge.from),
            DependenceKind::Control(arm) => format!(" if {}/{arm}", edge.from),
        };
        lines[edge.to as usize] += &how;
    }
    lines
}

#[test]
fn a_small_function() {
    let text = "def f(a, b):\n    t = a - b\n    if t > 0:\n        return t\n    return 0\n";
    for line in written(&graph(Language::Python, text)) {
        println!("{line}");
    }
}
