//! `why`: what happened to a document, and on what grounds.

use serde_json::Value;

use super::planted;
use crate::program::jaccard;
use crate::scratch::Scratch;

/// The one document of that name.
#[track_caller]
fn why(scratch: &Scratch, document: &str) -> Value {
    let said = scratch.trommel(&["why", "latest", document, "--json"]).ends(0);
    let found: Value = serde_json::from_str(&said.out).expect("JSON");
    // One object, or a list in it or of it: how it is wrapped is tested elsewhere.
    let list = match &found {
        Value::Object(map) => map.values().find(|value| value.is_array()).cloned().unwrap_or(Value::Null),
        other => other.clone(),
    };
    let list = list.as_array().expect("documents").clone();
    assert_eq!(list.len(), 1, "{said}");
    list[0].clone()
}

/// What the text says about it.
#[track_caller]
fn says(scratch: &Scratch, document: &str, fragments: &[&str]) {
    let said = scratch.trommel(&["why", "latest", document]).ends(0);
    for fragment in fragments {
        assert!(said.out.contains(fragment), "no `{fragment}` in\n{said}");
    }
}

#[test]
fn a_near_duplicate() {
    let scratch = planted("why-near");
    for (dropped, survivor) in [
        ("near/c/u001.c", "c/u001.c"),
        ("near/javascript/u006.js", "javascript/u006.js"),
        ("near/c/u011.c", "c/u011.c"),
    ] {
        let text = |path: &str| std::fs::read_to_string(scratch.path("code").join(path)).expect("it is there");
        // By the definition, on the texts as they lie on disk: only white space is normalised.
        let exact = jaccard(&text(dropped), &text(survivor));
        assert!((0.8..0.9).contains(&exact), "{exact}");
        let fate = why(&scratch, dropped);
        assert_eq!((&fate["kept"], &fate["dropped_by"]), (&false.into(), &"near-dup".into()), "{fate}");
        assert_eq!(fate["survivor"]["path"], survivor);
        assert_eq!(fate["threshold"], 0.7);
        let value = fate["value"].as_f64().expect("a number");
        assert!((value - exact).abs() < 1e-9, "Jaccard {value}, expected {exact}");
        let reason = fate["reason"].as_str().expect("text");
        assert!(reason.contains(&format!("shorter path ({survivor} over {dropped})")), "{reason}");
        let jaccard = format!("Jaccard {exact:.4} with {survivor}");
        says(&scratch, dropped, &["near-dup", "dropped", &jaccard, "0.7", "outranks", "shorter path"]);
        let kept = scratch.sql(&format!("select keep from docs where path = '{survivor}'"));
        assert_eq!(kept, serde_json::json!([{ "keep": true }]), "{survivor}");
    }
}

#[test]
fn a_newer_version_and_a_known_licence() {
    let scratch = planted("why-rank");
    let fate = why(&scratch, "alpha-1.0.0/src/near.rs");
    assert_eq!(
        (&fate["dropped_by"], &fate["survivor"]["path"]),
        (&"near-dup".into(), &"alpha-1.0.1/src/near.rs".into())
    );
    let reason = fate["reason"].as_str().expect("text");
    assert!(reason.contains("newer version (1.0.1 over 1.0.0), same licence"), "{reason}");
    says(&scratch, "alpha-1.0.0/src/near.rs", &["which outranks it: newer version (1.0.1 over 1.0.0)"]);

    let fate = why(&scratch, "alpha-1.0.0/src/lib.rs");
    assert_eq!(
        (&fate["dropped_by"], &fate["survivor"]["path"]),
        (&"exact-dup".into(), &"alpha-1.0.1/src/lib.rs".into())
    );
    says(&scratch, "alpha-1.0.0/src/lib.rs", &["exact-dup", "dropped", "alpha-1.0.1/src/lib.rs", "newer version"]);

    // A known licence outranks a shorter path.
    let fate = why(&scratch, "loose.js");
    assert_eq!(
        (&fate["dropped_by"], &fate["survivor"]["path"]),
        (&"near-dup".into(), &"licensed/deep/er/kept.js".into())
    );
    says(&scratch, "loose.js", &["known licence (MIT over none)"]);
}

#[test]
fn a_rule_that_does_not_hold() {
    let scratch = planted("why-rule");
    let fate = why(&scratch, "long.js");
    assert_eq!((&fate["dropped_by"], &fate["survivor"]), (&"keep-if".into(), &Value::Null), "{fate}");
    let line = "var text = \"\";".len() + 1400;
    assert_eq!((fate["value"].as_f64(), fate["threshold"].as_f64()), (Some(line as f64), Some(1000.0)));
    assert!(fate["reason"].as_str().is_some_and(|reason| reason.contains("line_max <= 1000")), "{fate}");
    says(&scratch, "long.js", &["keep-if", "dropped", "line_max <= 1000", &line.to_string(), "1000"]);
    let fate = why(&scratch, "made.go");
    assert!(fate["reason"].as_str().is_some_and(|reason| reason.contains("is_generated")), "{fate}");
}

#[test]
fn a_document_that_stays() {
    let scratch = planted("why-kept");
    let fate = why(&scratch, "python/u003.py");
    assert_eq!((&fate["kept"], &fate["dropped_by"], &fate["reason"]), (&true.into(), &Value::Null, &Value::Null));
    assert_eq!((&fate["source"], &fate["edited"], &fate["reverted"]), (&"code".into(), &true.into(), &false.into()));
    says(&scratch, "python/u003.py", &["python/u003.py", "normalize  edited", "kept"]);
    // By its id, and by the first digits of it.
    let id = fate["id"].as_str().expect("an id");
    assert_eq!((id.len(), why(&scratch, id)), (32, fate.clone()));
    assert_eq!(why(&scratch, &id[..10]), fate);
    assert_eq!(why(&scratch, "tiny/b.py")["kept"], true, "a tiny file is no duplicate of another");
    assert_eq!(why(&scratch, "tiny/longer.py")["dropped_by"], "exact-dup");
    assert_eq!(why(&scratch, "broken/cut.py")["kept"], true, "this recipe has no rule about it");
}

#[test]
fn names_that_are_nobodys() {
    let scratch = planted("why-unknown");
    let said = scratch.trommel(&["why", "latest", "python/nobody.py"]).ends(2);
    let said = said.tells(&["python/nobody.py", "run 1"]);
    assert_eq!(said.out, "");
    // The end of a path counts from a slash on.
    scratch.trommel(&["why", "latest", "003.py"]).ends(2);
    scratch.trommel(&["why", "latest", ""]).ends(2);
    scratch.trommel(&["why", "9", "python/u003.py"]).ends(2).tells(&["no run `9`", "1"]);
}
