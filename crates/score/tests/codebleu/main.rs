//! CodeBLEU beside published values and beside the package `codebleu` on real programs.

mod package;
mod pairs;

use trommel_score::CodeBleu;

/// The package on real pairs, with its own grammars or ours.
#[test]
fn the_package_agrees_on_real_pairs() {
    let Some(pairs) = pairs::pairs(40) else { return };
    let Some(package) = package::run(&pairs, 1) else { return };
    let metric = CodeBleu::default();
    println!("{:?}", package.versions);
    let mut worst = std::collections::BTreeMap::new();
    for (at, (pair, row)) in pairs.iter().zip(&package.rows).enumerate() {
        let ours = metric.pair(pair.language, &pair.prediction, &[&pair.reference]).unwrap();
        let ours = [ours.value, ours.ngram, ours.weighted_ngram, ours.syntax, ours.dataflow];
        let far = ours.iter().zip(row).map(|(our, their)| (our - their).abs()).fold(0.0, f64::max);
        let (count, most, all) = worst.entry(pair.language).or_insert((0, 0.0_f64, 0));
        *all += 1;
        if far > 1e-9 {
            *count += 1;
            *most = most.max(far);
            println!("{at} {} ours {ours:.5?} theirs {row:.5?}", pair.language);
        }
    }
    println!("{worst:?}");
}
