use std::collections::HashSet;
use std::env;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

/// The host of a URL, without the port.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    (end > 0).then_some(&rest[..end])
}

/// FNV-1a of some bytes.
fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

fn shard(url: &str, shards: u64) -> u64 {
    host(url).map_or(0, |host| fnv1a(host.as_bytes()) % shards)
}

fn main() -> ExitCode {
    let Some(shards) = env::args().nth(1).and_then(|text| text.parse::<u64>().ok()).filter(|n| *n > 0) else {
        eprintln!("usage: shard N < urls");
        return ExitCode::from(2);
    };
    let mut seen = HashSet::new();
    let mut out = io::stdout().lock();
    for url in io::stdin().lock().lines().map_while(Result::ok) {
        let place = shard(&url, shards);
        if seen.insert(url.clone()) && writeln!(out, "{place}\t{url}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
