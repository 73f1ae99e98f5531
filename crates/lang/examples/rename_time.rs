use std::io::Read;
use std::time::Instant;
use trommel_lang::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let language: Language = args[1].parse().unwrap();
    let mut all = String::new();
    std::io::stdin().read_to_string(&mut all).unwrap();
    let texts: Vec<&str> = all.split('\0').collect();
    let t = Instant::now();
    let trees: Vec<_> = texts.iter().map(|t| parse(language, t).unwrap()).collect();
    println!("parse {:?}", t.elapsed());
    for renaming in [Renaming::Unified, Renaming::Anonymous] {
        let t = Instant::now();
        let n = trees.iter().zip(&texts).filter(|(p, t)| rename(p, t, renaming).text.is_some()).count();
        println!("{renaming:?} {n} {:?}", t.elapsed());
    }
}
