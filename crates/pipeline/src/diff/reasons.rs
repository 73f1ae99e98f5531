//! Reasons without what is special to one document, so that those of many can be counted.

/// How a sentence about two copies of a document says which outranks the other (`trommel_corpus::rank`).
const CRITERIA: [&str; 5] =
    [": known licence (", ": more stars (", ": newer version (", ": shorter path (", ": smaller id ("];

/// What stands for a number, a path or an id.
const BLANK: &str = "…";

/// The class of a reason: `near-duplicate of a/b.py: newer version (2 over 1), …` is `near-duplicate: newer version`, and
/// `not line_max <= 1000` is `not line_max <= …`.
pub(super) fn class(reason: &str) -> String {
    // A path may hold anything, also a criterion: the last one is the sentence's own.
    let criterion = CRITERIA.into_iter().filter_map(|words| Some((reason.rfind(words)?, words))).max();
    if let Some((at, words)) = criterion {
        let head = &reason[..at];
        let end = [" as ", " of "].into_iter().filter_map(|word| head.find(word)).min();
        let head = end.map_or_else(|| blank(head), |end| head[..end].to_owned());
        return format!("{head}{}", words.trim_end_matches(" ("));
    }
    blank(reason)
}

/// The words of a text with numbers, paths and ids blanked out.
fn blank(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let core = word.trim_matches(|c: char| "()[],;:%\"`".contains(c));
        if !is_special(core) {
            words.push(word.to_owned());
        } else if words.last().is_none_or(|last| last != BLANK) {
            words.push(word.replacen(core, BLANK, 1));
        }
    }
    words.join(" ")
}

fn is_special(word: &str) -> bool {
    let number = word.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit());
    let path = word.len() > 1 && word.contains('/');
    let id = word.len() >= 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    // What stands in quotes is a part of a rule: `path NOT LIKE '%/tests/%'`.
    !word.contains('\'') && (number || path || id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_to_a_document_is_left_out() {
        let check = |reason: &str, want: &str| assert_eq!(class(reason), want);
        check("not line_max <= 1000", "not line_max <= …");
        check("not alnum_fraction >= 0.25", "not alnum_fraction >= …");
        check("not NOT is_generated", "not NOT is_generated");
        check("license is null", "license is null");
        check("not path NOT LIKE '%/tests/%'", "not path NOT LIKE '%/tests/%'");
        check("not sha256(content) = x", "not sha256(content) = x");
        check(
            "same text as a/b c.py: shorter path (a/b c.py over d), same licence, same version",
            "same text: shorter path",
        );
        check(
            "near-duplicate of x: more stars (1).py: newer version (2 over 1), same licence",
            "near-duplicate: newer version",
        );
        check("0.93 of the 10-grams of humaneval/HumanEval/12 (solution)", "… of the … of … (solution)");
        check("aws-key at 120, 8 more", "aws-key at …, … more");
        check("copy of 0123456789abcdef0123456789abcdef", "copy of …");
        check("", "");
    }
}
