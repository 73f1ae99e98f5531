use super::*;
use crate::interval::SplitMix;
use crate::structure::tree::Labels;

/// A tree in bracket notation: `{a{b}{c}}`.
fn tree(labels: &mut Labels<String>, text: &str) -> Tree {
    let (mut nodes, mut depth) = (Vec::new(), 0);
    for part in text.split('{').skip(1) {
        let label = part.trim_end_matches('}');
        nodes.push((depth, labels.number(label.to_owned())));
        depth = depth + 1 - (part.len() - label.len()) as u32;
    }
    Tree::from_preorder(&nodes).unwrap()
}

fn check(a: &str, b: &str, edits: u32) {
    let labels = &mut Labels::default();
    let (a, b) = (tree(labels, a), tree(labels, b));
    assert_eq!(edit_distance(&a, &b), Distance { edits, exact: true });
    assert_eq!(edit_distance(&b, &a), Distance { edits, exact: true });
}

fn random_tree(random: &mut SplitMix, nodes: usize, labels: usize) -> Tree {
    let mut preorder = vec![(0, random.below(labels) as u32)];
    for _ in 1..nodes {
        let last = preorder[preorder.len() - 1].0 as usize;
        preorder.push((1 + random.below(last + 1) as u32, random.below(labels) as u32));
    }
    Tree::from_preorder(&preorder).unwrap()
}

#[test]
fn known_distances() {
    check("{f{d{a}{c{b}}}{e}}", "{f{c{d{a}{b}}}{e}}", 2);
    check("{a{b}{c}}", "{a{b{d}}}", 2);
    // From the README of zss.
    check("{f{a{h}{c{l}}}{e}}", "{f{a{d}{c{b}}}{e}}", 2);
    check("{a}", "{a}", 0);
    check("{a}", "{b}", 1);
    check("{a}", "{b{a}{c}}", 2);
    check("{a{b{c{d}}}}", "{a{b}{c}{d}}", 4);
}

#[test]
fn both_sides_give_the_same() {
    let mut random = SplitMix(11);
    for round in 0..200 {
        let (n, m) = (1 + random.below(60), 1 + random.below(60));
        let (a, b) = (random_tree(&mut random, n, 4), random_tree(&mut random, m, 4));
        assert_eq!(zhang_shasha(&a.left, &b.left), zhang_shasha(&a.right, &b.right), "round {round}");
    }
}

#[test]
fn it_is_a_metric_in_its_range_and_never_below_its_bounds() {
    let mut random = SplitMix(3);
    let trees: Vec<Tree> = (0..24)
        .map(|_| {
            let nodes = 1 + random.below(40);
            random_tree(&mut random, nodes, 3)
        })
        .collect();
    let all = |measure: &dyn Fn(&Tree, &Tree) -> u32| -> Vec<Vec<u32>> {
        trees.iter().map(|a| trees.iter().map(|b| measure(a, b)).collect()).collect()
    };
    let edits = all(&|a, b| edit_distance(a, b).edits);
    let bounds = all(&bounds::lower_bound);
    let n = trees.len();
    for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))) {
        let sizes = (trees[a].len(), trees[b].len());
        assert_eq!(edits[a][b], edits[b][a]);
        assert_eq!(edits[a][b] == 0, trees[a] == trees[b]);
        assert!(edits[a][b] as usize >= sizes.0.abs_diff(sizes.1) && (edits[a][b] as usize) < sizes.0 + sizes.1);
        assert!(bounds[a][b] <= edits[a][b]);
        for c in 0..n {
            assert!(edits[a][c] <= edits[a][b] + edits[b][c]);
            assert!(bounds[a][c] <= bounds[a][b] + bounds[b][c]);
        }
    }
    trees.iter().for_each(|tree| assert_eq!(zhang_shasha(&tree.left, &tree.left), 0));
}

#[test]
fn large_trees_and_zigzags_are_bounded() {
    let mut random = SplitMix(5);
    let large = random_tree(&mut random, EXACT_NODES + 1, 5);
    let other = random_tree(&mut random, EXACT_NODES + 1, 5);
    assert!(!edit_distance(&large, &other).exact);
    assert_eq!(edit_distance(&large, &large.clone()), Distance { edits: 0, exact: true });
    // The child with children is now the first, now the last.
    let zigzag = |nodes: u32| {
        let mut preorder = vec![(0, 0)];
        let mut behind = Vec::new();
        for depth in 1..nodes / 2 {
            if depth % 2 == 0 {
                preorder.push((depth, 1))
            } else {
                behind.push((depth, 1))
            }
            preorder.push((depth, 0));
        }
        preorder.extend(behind.into_iter().rev());
        Tree::from_preorder(&preorder).unwrap()
    };
    let (a, b) = (zigzag(1_900), zigzag(1_902));
    assert!(a.len() < EXACT_NODES && !edit_distance(&a, &b).exact);
}

#[test]
fn what_is_no_tree_is_told() {
    for nodes in [&[][..], &[(1, 0)], &[(0, 0), (0, 0)], &[(0, 0), (2, 0)]] {
        assert_eq!(Tree::from_preorder(nodes), None, "{nodes:?}");
    }
}

/// Trees of Python's `ast` and what zss 1.2.0 says of them.
#[test]
fn trees_of_python() {
    let sum = "{Module{FunctionDef{arguments{arg}{arg}}{Return{BinOp{Name{Load}}{Add}{Name{Load}}}}}}";
    let difference = sum.replace("Add", "Sub");
    check(sum, sum, 0);
    check(sum, &difference, 1);
    let named = "{Module{FunctionDef{arguments{arg}{arg}}{Assign{Name{Store}}{BinOp{Name{Load}}{Add}{Name{Load}}}}{Return{Name{Load}}}}}";
    check(sum, named, 6);
    check("{Module{Assign{Name{Store}}{Constant}}}", "{Module}", 4);
    let each = "{Module{For{Name{Store}}{Call{Name{Load}}{Constant}}{Expr{Call{Name{Load}}{Name{Load}}}}}}";
    let counted = "{Module{Assign{Name{Store}}{Constant}}{While{Compare{Name{Load}}{Lt}{Constant}}{Expr{Call{Name{Load}}{Name{Load}}}}\
        {AugAssign{Name{Store}}{Add}{Constant}}}}";
    check(each, counted, 11);
    let recursive = "{Module{FunctionDef{arguments{arg}}{Return{IfExp{Compare{Name{Load}}{Lt}{Constant}}{Name{Load}}{BinOp{Call{Name{Load}}\
        {BinOp{Name{Load}}{Sub}{Constant}}}{Add}{Call{Name{Load}}{BinOp{Name{Load}}{Sub}{Constant}}}}}}}}";
    let iterative = "{Module{FunctionDef{arguments{arg}}{Assign{Tuple{Name{Store}}{Name{Store}}{Store}}{Tuple{Constant}{Constant}{Load}}}\
        {For{Name{Store}}{Call{Name{Load}}{Name{Load}}}{Assign{Tuple{Name{Store}}{Name{Store}}{Store}}{Tuple{Name{Load}}{BinOp{Name{Load}}\
        {Add}{Name{Load}}}{Load}}}}{Return{Name{Load}}}}}";
    check(recursive, iterative, 32);
}
