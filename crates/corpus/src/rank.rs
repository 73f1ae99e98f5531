//! Which of several copies of a document survives: licence known > more stars > newer version > shorter path > id.
//!
//! One rule for exact and near duplicates, and one sentence that says why.

mod version;

use std::cmp::Reverse;

pub use version::VersionKey;

/// What decides a document's rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankFields<'a> {
    /// SPDX expression, if known.
    pub license: Option<&'a str>,
    /// Stars of its repository, if known.
    pub stars: Option<i64>,
    /// Version, if known.
    pub version: Option<&'a str>,
    /// Path relative to its source's root.
    pub path: &'a str,
    /// The document's id.
    pub id: [u8; 16],
}

/// A document's rank: a total order, **best first** (the smallest of several documents is the one to keep).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RankKey {
    license_unknown: bool,
    stars: Reverse<Option<i64>>,
    version: Reverse<Option<VersionKey>>,
    path_bytes: usize,
    id: [u8; 16],
}

impl RankKey {
    /// The rank that some fields give.
    pub fn new(fields: &RankFields<'_>) -> RankKey {
        RankKey {
            license_unknown: fields.license.is_none(),
            stars: Reverse(fields.stars),
            version: Reverse(fields.version.map(VersionKey::new)),
            path_bytes: fields.path.len(),
            id: fields.id,
        }
    }
}

/// Why one document outranks another: the first criterion that differs, and what was equal before it.
///
/// `newer version (1.0.1 over 1.0.0), same licence`
pub fn why(winner: &RankFields<'_>, loser: &RankFields<'_>) -> String {
    let (best, other) = (RankKey::new(winner), RankKey::new(loser));
    let mut equal = Vec::new();
    if best.license_unknown != other.license_unknown {
        return format!("known licence ({} over none)", winner.license.unwrap_or("none"));
    }
    equal.push(match (winner.license, loser.license) {
        (Some(a), Some(b)) if a == b => "same licence",
        (Some(_), Some(_)) => "both licences known",
        _ => "neither licence known",
    });
    if best.stars != other.stars {
        return because("more stars", stars(winner.stars), stars(loser.stars), &equal);
    }
    if winner.stars.is_some() {
        equal.push("same stars");
    }
    if best.version != other.version {
        let show = |version: Option<&str>| version.unwrap_or("none").to_string();
        return because("newer version", show(winner.version), show(loser.version), &equal);
    }
    if winner.version.is_some() {
        equal.push("same version");
    }
    if best.path_bytes != other.path_bytes {
        let show = |path: &str| path.to_string();
        return because("shorter path", show(winner.path), show(loser.path), &equal);
    }
    equal.push("paths of one length");
    because("smaller id", hex(&winner.id), hex(&loser.id), &equal)
}

fn because(criterion: &str, winner: String, loser: String, equal: &[&str]) -> String {
    format!("{criterion} ({winner} over {loser}), {}", equal.join(", "))
}

fn stars(stars: Option<i64>) -> String {
    stars.map_or_else(|| "unknown".to_string(), |stars| stars.to_string())
}

fn hex(id: &[u8]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: RankFields<'_> =
        RankFields { license: Some("MIT"), stars: None, version: Some("1.0.0"), path: "src/lib.rs", id: [7; 16] };

    #[test]
    fn the_first_criterion_that_differs_decides_and_is_named() {
        let check = |winner: RankFields<'_>, loser: RankFields<'_>, want: &str| {
            assert!(RankKey::new(&winner) < RankKey::new(&loser), "{want}");
            assert_eq!(why(&winner, &loser), want);
        };
        check(RankFields { version: Some("1.0.1"), ..PLAIN }, PLAIN, "newer version (1.0.1 over 1.0.0), same licence");
        check(
            RankFields { version: Some("0.1.0"), ..PLAIN },
            RankFields { license: None, ..PLAIN },
            "known licence (MIT over none)",
        );
        check(
            RankFields { stars: Some(5), license: Some("ISC"), version: None, ..PLAIN },
            RankFields { stars: Some(4), ..PLAIN },
            "more stars (5 over 4), both licences known",
        );
        check(
            RankFields { stars: Some(0), license: None, ..PLAIN },
            RankFields { license: None, ..PLAIN },
            "more stars (0 over unknown), neither licence known",
        );
        check(
            RankFields { stars: Some(3), ..PLAIN },
            RankFields { stars: Some(3), version: None, ..PLAIN },
            "newer version (1.0.0 over none), same licence, same stars",
        );
        check(
            RankFields { path: "lib.rs", ..PLAIN },
            PLAIN,
            "shorter path (lib.rs over src/lib.rs), same licence, same version",
        );
        check(
            RankFields { id: [6; 16], path: "src/abc.rs", ..PLAIN },
            PLAIN,
            "smaller id (06060606060606060606060606060606 over 07070707070707070707070707070707), \
             same licence, same version, paths of one length",
        );
    }
}
