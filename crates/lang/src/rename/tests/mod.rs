use super::*;
use crate::Language;

mod python;

/// Renames both ways: `unified` and `anonymous` are the texts that should come of it, `None` where the old one stays.
#[track_caller]
fn check(language: Language, text: &str, unified: Option<&str>, anonymous: Option<&str>) {
    for (renaming, want) in [(Renaming::Unified, unified), (Renaming::Anonymous, anonymous)] {
        let old = parse(language, text).unwrap();
        let outcome = rename(&old, text, renaming, "");
        assert_eq!(outcome.text.as_deref().unwrap_or(text), want.unwrap_or(text), "{renaming:?} of {text}");
        assert!(!outcome.reverted, "{renaming:?} was reverted: {text}");
        assert_eq!(outcome.text.is_some(), want.is_some(), "{text}");
        if let (Some(new), Some(tree)) = (&outcome.text, &outcome.parse) {
            let again = rename(tree, new, renaming, "");
            assert_eq!((again.text, again.reverted), (None, false), "{renaming:?} again: {new}");
            let kinds = |text: &str| crate::tokens(Some(language), text).map(|token| token.kind).collect::<Vec<_>>();
            assert_eq!(kinds(text), kinds(new), "other tokens: {new}");
        }
    }
}
