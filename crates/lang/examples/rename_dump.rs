use std::io::{Read, Write};
use trommel_lang::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let language: Language = args[1].parse().unwrap();
    let mut all = String::new();
    std::io::stdin().read_to_string(&mut all).unwrap();
    let mut out = std::io::stdout().lock();
    for text in all.split('\0') {
        let Ok(tree) = parse(language, text) else {
            write!(out, "noparse\0\0{text}\0noparse\0\0{text}\0").unwrap();
            continue;
        };
        for renaming in [Renaming::Unified, Renaming::Anonymous] {
            let r = rename(&tree, text, renaming);
            let status = if r.reverted {
                "reverted".to_owned()
            } else if let Some(l) = r.left {
                format!("{l:?}")
            } else {
                "renamed".to_owned()
            };
            let names: Vec<String> = r.names.iter().map(|p| format!("{}={}={:?}", p.old, p.new, p.kind)).collect();
            write!(
                out,
                "{status} {} {}\0{}\0{}\0",
                r.renamed,
                r.kept,
                names.join(","),
                r.text.as_deref().unwrap_or(text)
            )
            .unwrap();
        }
    }
}
