use super::*;

fn signature(asked: &str) -> String {
    match metric(asked) {
        Ok(named) => named.corpus.signature(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn options_are_in_the_signature() {
    assert_eq!(signature("bleu"), "case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0");
    assert_eq!(signature("bleu:intl:floor"), "case:mixed|eff:no|tok:intl|smooth:floor[0.10]|version:2.6.0");
    assert_eq!(signature("bleu:add-k=2:lc:eff"), "case:lc|eff:yes|tok:13a|smooth:add-k[2.00]|version:2.6.0");
    assert_eq!(signature("bleu:code:sentence"), "case:mixed|eff:yes|tok:code|smooth:exp|mean:sentence|version:2.6.0");
    assert_eq!(signature("bleu-n:2:char"), "n:2|weights:uniform|tok:char|smooth:none|eff:yes");
}

#[test]
fn what_is_unknown_is_told_with_what_is_known() {
    let error = signature("blue");
    assert!(error.starts_with("metric `blue` is unknown, expected one of bleu, bleu-codexglue, "), "{error}");
    assert!(error.ends_with("; did you mean `bleu`?"), "{error}");
    assert_eq!(signature("em:intl"), "metric `em` has no option `intl`, expected none");
    for wrong in ["bleu:intl:13a", "bleu:floor=0", "bleu:floor=nan", "bleu:exp=1", "bleu-n:5", "bleu-n:0", "bleu:"] {
        assert!(signature(wrong).contains(" has no option `"), "{wrong}: {}", signature(wrong));
    }
}

#[test]
fn every_name_makes_its_metric() {
    for name in names() {
        let named = metric(name).expect(name);
        assert_eq!(named.corpus.name(), name);
        assert_eq!(named.corpus.value(&[]), 0.0);
    }
    assert!(DEFAULT.iter().all(|name| metric(name).is_ok()));
    let twice = metrics(["bleu", "em", "bleu"]).expect("known");
    assert_eq!(twice.iter().map(|named| named.name.as_str()).collect::<Vec<_>>(), ["bleu", "em"]);
}

#[test]
fn references_are_counted_in_the_signature() {
    let pair = |references: &[&str]| Pair {
        task: None,
        prediction: "a".into(),
        references: references.iter().map(|text| (*text).to_owned()).collect(),
        language: None,
    };
    let em = metric("em").expect("known");
    assert_eq!(em.measure(&[pair(&["a"]), pair(&["b"])], 0, 0).signature, "nrefs:1|norm:raw");
    assert_eq!(em.measure(&[pair(&["a"]), pair(&["b", "a"])], 0, 0).signature, "nrefs:var|norm:raw");
}

#[test]
fn readability_with_a_model_of_ones_own() {
    let missing = signature("crs:no/such.json");
    assert!(missing.contains("no/such.json (") && missing.contains("train-crs"), "{missing}");
    let path = std::env::temp_dir().join(format!("trommel-crs-{}.json", std::process::id()));
    std::fs::write(&path, include_str!("../readability/crs-java.json")).expect("a temporary file");
    assert_eq!(signature(&format!("crs:{}", path.display())), signature("crs"));
    std::fs::write(&path, "{}").expect("a temporary file");
    assert!(signature(&format!("crs:{}", path.display())).contains("expected a model's file"));
    std::fs::remove_file(path).expect("it is there");
}
