//! The order of versions: semantic where they are semantic, natural elsewhere, total in any case.

use std::cmp::Ordering;

/// A version, ordered from older to newer. Two spellings of one version (`1.2` and `v1.2.0`) are equal.
///
/// Versions compare by their first three numbers (`3.11` is 3.11.0; text without a number is older than all). At equal
/// numbers, what goes on with letters (`1.0rc1`) is older than the release; of semantic versions the semantic order
/// holds (pre-releases before it, build metadata after); what goes on with more numbers (`1.0.0.1`) is newer. Within
/// one of these groups the order is natural: runs of digits as numbers. Comparing group by group keeps the whole
/// transitive, which "semantic if both are, else natural" would not be.
#[derive(Debug, Clone)]
pub struct VersionKey {
    core: [u64; 3],
    group: Group,
    semantic: Option<semver::Version>,
    rest: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    NoNumber,
    GoesOnWithLetters,
    Semantic,
    GoesOnWithNumbers,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    /// Digits without leading zeros: by length, then by text, is by value.
    Digits(usize, String),
    Other(String),
}

impl VersionKey {
    /// The key of a version as written.
    pub fn new(version: &str) -> VersionKey {
        let text = version.trim();
        let text = text
            .strip_prefix(['v', 'V'])
            .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
            .unwrap_or(text);
        if let Ok(semantic) = semver::Version::parse(text) {
            let core = [semantic.major, semantic.minor, semantic.patch];
            return VersionKey { core, group: Group::Semantic, semantic: Some(semantic), rest: vec![] };
        }
        let (core, numbers, rest) = leading_numbers(text);
        let group = match (numbers, rest) {
            (0, _) => Group::NoNumber,
            (_, "") => {
                let semantic = Some(semver::Version::new(core[0], core[1], core[2]));
                return VersionKey { core, group: Group::Semantic, semantic, rest: vec![] };
            }
            (_, rest) => {
                let next = rest.trim_start_matches(['.', '-', '_', '+']).chars().next();
                match next.is_some_and(|next| next.is_ascii_digit()) {
                    true => Group::GoesOnWithNumbers,
                    false => Group::GoesOnWithLetters,
                }
            }
        };
        VersionKey { core, group, semantic: None, rest: runs(rest) }
    }
}

impl Ord for VersionKey {
    fn cmp(&self, other: &VersionKey) -> Ordering {
        // A text without a number has the core 0.0.0, and is older than what has it in earnest.
        let numbered = |key: &VersionKey| key.group != Group::NoNumber;
        numbered(self)
            .cmp(&numbered(other))
            .then_with(|| self.core.cmp(&other.core))
            .then_with(|| self.group.cmp(&other.group))
            .then_with(|| self.semantic.cmp(&other.semantic))
            .then_with(|| self.rest.cmp(&other.rest))
    }
}

impl PartialOrd for VersionKey {
    fn partial_cmp(&self, other: &VersionKey) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for VersionKey {
    fn eq(&self, other: &VersionKey) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for VersionKey {}

/// Up to three numbers parted by dots, how many there were, and what follows them.
fn leading_numbers(text: &str) -> ([u64; 3], usize, &str) {
    let mut core = [0; 3];
    let mut rest = text;
    for count in 0..core.len() {
        let next = if count == 0 { Some(rest) } else { rest.strip_prefix('.') };
        let number = next.and_then(|next| {
            let end = next.find(|c: char| !c.is_ascii_digit()).unwrap_or(next.len());
            Some((next[..end].parse().ok()?, &next[end..]))
        });
        let Some((number, after)) = number else {
            return (core, count, rest);
        };
        core[count] = number;
        rest = after;
    }
    (core, core.len(), rest)
}

/// A text as runs of digits and of anything else.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(if digits {
            let significant = run.trim_start_matches('0');
            Run::Digits(significant.len(), significant.to_string())
        } else {
            Run::Other(run.to_string())
        });
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_from_older_to_newer() {
        let sorted = [
            "",
            "beta",
            "main",
            "0.0.1a",
            "0.0.1",
            "0.9.0",
            "0.10.0",
            "1.0b2",
            "1.0rc1",
            "1.0rc10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-rc.2",
            "1.0.0",
            "1.0.0.1",
            "1.0.0.10",
            "1.0.1",
            "2",
            "3.9",
            "3.11",
            "3.11.7",
            "2020.1.1",
            "2020.1.1.2",
            "99999999999999999999999.1",
        ];
        // The last overflows a number: it counts as a text without one, so it moves to the front.
        let (huge, sorted) = sorted.split_last().expect("it is not empty");
        assert!(VersionKey::new(huge) < VersionKey::new("0.0.1a"));
        for (at, older) in sorted.iter().enumerate() {
            for newer in &sorted[at + 1..] {
                assert!(VersionKey::new(older) < VersionKey::new(newer), "{older} < {newer}");
                assert!(VersionKey::new(newer) > VersionKey::new(older), "{newer} > {older}");
            }
        }
        for (a, b) in [("1.2", "v1.2.0"), ("1.2.0", "1.2.0"), ("1.0rc01", "1.0rc1")] {
            assert_eq!(VersionKey::new(a), VersionKey::new(b), "{a} {b}");
        }
    }

    #[test]
    fn semantic_versions_keep_their_own_order() {
        let versions = ["1.0.0-rc10", "1.0.0-rc2", "1.0.0-1", "1.0.0-a", "1.0.0+b", "1.0.0", "1.0.0-a.b", "0.3.0"];
        for a in versions {
            for b in versions {
                let parse = |text| semver::Version::parse(text).expect("it is semantic");
                let want = parse(a).cmp(&parse(b));
                assert_eq!(VersionKey::new(a).cmp(&VersionKey::new(b)), want, "{a} {b}");
            }
        }
    }
}
