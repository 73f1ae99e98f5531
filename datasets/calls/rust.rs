//! Hand-labelled calls, Rust: small programs in the idiom of real projects.
#![allow(dead_code)]

use std::borrow::Cow;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap as Map, VecDeque};
use std::env;
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io::{self, BufReader, BufWriter, prelude::*};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

static READS: AtomicUsize = AtomicUsize::new(0); //= std::sync::atomic::AtomicUsize::new

// Files and text.

pub fn read_lines(path: &Path) -> io::Result<Vec<String>> {
    let file = File::open(path)?; //= std::fs::File::open
    let lines = BufReader::new(file).lines(); //= std::io::BufReader::new .lines
    lines.map(|line| line.map(|text| text.trim_end().to_string())).collect() //= .map .map .trim_end .to_string .collect
}

pub fn write_atomically(path: &Path, text: &str) -> anyhow::Result<()> {
    let temporary = path.with_extension("tmp"); //= .with_extension
    let file = File::create(&temporary).with_context(|| temporary.display().to_string())?; //= std::fs::File::create .with_context .display .to_string
    let mut out = BufWriter::new(file); //= std::io::BufWriter::new
    out.write_all(text.as_bytes())?; //= .write_all .as_bytes
    out.flush()?; //= .flush
    fs::rename(&temporary, path).context("rename")?; //= std::fs::rename .context
    let there = path.exists(); //= .exists
    ensure!(there, "lost"); //= anyhow::ensure!
    Ok(())
}

pub fn find(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new(); //= Vec::new
    let mut open = VecDeque::from([folder.to_path_buf()]); //= std::collections::VecDeque::from .to_path_buf
    while let Some(next) = open.pop_front() { //= .pop_front
        for entry in fs::read_dir(&next)? { //= std::fs::read_dir
            let path = entry?.path(); //= .path
            if path.is_dir() { //= .is_dir
                open.push_back(path); //= .push_back
            } else if path.extension().is_some_and(|e| e == extension) { //= .extension .is_some_and
                found.push(path); //= .push
            }
        }
    }
    found.sort_unstable(); //= .sort_unstable
    Ok(found)
}

pub fn word_counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new(); //= std::collections::BTreeMap::new
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) { //= .split .is_alphanumeric .filter .is_empty
        *counts.entry(word.to_lowercase()).or_insert(0) += 1; //= .entry .to_lowercase .or_insert
    }
    counts
}

pub fn top(counts: &BTreeMap<String, usize>, n: usize) -> Vec<(&str, usize)> {
    let mut all: Vec<_> = counts.iter().map(|(word, count)| (word.as_str(), *count)).collect(); //= .iter .map .as_str .collect
    all.sort_by_key(|&(_, count)| std::cmp::Reverse(count)); //= .sort_by_key
    all.truncate(n); //= .truncate
    all
}

pub fn slug(title: &str) -> Cow<'_, str> {
    if title.bytes().all(|b| b.is_ascii_lowercase()) { //= .bytes .all .is_ascii_lowercase
        return Cow::Borrowed(title);
    }
    let mut text = String::with_capacity(title.len()); //= String::with_capacity .len
    for part in title.split_whitespace() { //= .split_whitespace
        let _ = write!(text, "{part}-"); //= write!
    }
    Cow::Owned(text.trim_end_matches('-').to_ascii_lowercase()) //= .trim_end_matches .to_ascii_lowercase
}

pub fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new(); //= std::collections::hash_map::DefaultHasher::new
    value.hash(&mut hasher); //= .hash
    hasher.finish() //= .finish
}

// Types with methods.

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    x: f64,
    y: f64,
}

impl Point {
    pub fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }

    pub fn origin() -> Self {
        Self::new(0.0, 0.0) //= Point.new
    }

    pub fn length(self) -> f64 {
        self.x.hypot(self.y) //= .hypot
    }

    pub fn unit(self) -> Option<Point> {
        let length = self.length(); //= Point.length
        (length > 0.0).then(|| self.scaled(1.0 / length)) //= .then Point.scaled
    }

    fn scaled(self, by: f64) -> Point {
        Point::new(self.x * by, self.y * by) //= Point::new
    }
}

impl std::str::FromStr for Point {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Point, ParseError> {
        let (x, y) = text.split_once(',').ok_or(ParseError::Comma)?; //= .split_once .ok_or
        let number = |part: &str| part.trim().parse::<f64>().map_err(|_| ParseError::number(part)); //= .trim .parse .map_err ParseError::number
        Ok(Point::new(number(x)?, number(y)?)) //= Point::new number number
    }
}

#[derive(Debug, PartialEq)]
pub enum ParseError {
    Comma,
    Number(String),
}

impl ParseError {
    fn number(text: &str) -> ParseError {
        ParseError::Number(text.to_owned()) //= .to_owned
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::Comma => f.write_str("no comma"), //= .write_str
            ParseError::Number(text) => write!(f, "{text:?} is no number"), //= write!
        }
    }
}

pub struct Cache<V: Clone> {
    values: Map<String, (V, Instant)>,
    lifetime: Duration,
    clock: fn() -> Instant,
}

impl<V: Clone> Cache<V> {
    pub fn new(lifetime: Duration) -> Cache<V> {
        Cache { values: Map::new(), lifetime, clock: Instant::now } //= std::collections::HashMap::new
    }

    pub fn get_or_insert_with(&mut self, key: &str, make: impl FnOnce() -> V) -> V {
        self.drop_old(); //= Cache.drop_old
        if let Some((value, _)) = self.values.get(key) { //= .get
            return value.clone(); //= .clone
        }
        let value = make(); //= make
        let now = (self.clock)(); //= ?
        self.values.insert(key.to_string(), (value.clone(), now)); //= .insert .to_string .clone
        value
    }

    fn drop_old(&mut self) {
        let now = (self.clock)(); //= ?
        let lifetime = self.lifetime;
        self.values.retain(|_, (_, born)| now.duration_since(*born) < lifetime); //= .retain .duration_since
    }

    pub fn len(&self) -> usize {
        self.values.len() //= .len
    }
}

impl<V: Clone> Drop for Cache<V> {
    fn drop(&mut self) {
        let left = self.len(); //= Cache.len
        eprintln!("{left} values left"); //= eprintln!
    }
}

#[derive(Default)]
pub struct Graph {
    edges: BTreeMap<u32, BTreeSet<u32>>,
}

impl Graph {
    pub fn connect(&mut self, from: u32, to: u32) -> &mut Self {
        self.edges.entry(from).or_default().insert(to); //= .entry .or_default .insert
        self
    }

    pub fn reachable(&self, start: u32) -> Vec<u32> {
        let mut seen = BTreeSet::from([start]); //= std::collections::BTreeSet::from
        let mut open = vec![start]; //= vec!
        while let Some(node) = open.pop() { //= .pop
            for &next in self.neighbours(node) { //= Graph.neighbours
                if seen.insert(next) { //= .insert
                    open.push(next); //= .push
                }
            }
        }
        seen.into_iter().collect::<Vec<_>>() //= .into_iter .collect
    }

    fn neighbours(&self, node: u32) -> impl Iterator<Item = &u32> {
        self.edges.get(&node).into_iter().flatten() //= .get .into_iter .flatten
    }
}

// Closures, functions, numbers.

type Operator = fn(i64, i64) -> i64;

const OPERATORS: [(&str, Operator); 2] = [("+", |a, b| a + b), ("*", |a, b| a * b)];

pub fn evaluate(expression: &str) -> anyhow::Result<i64> {
    let mut stack = Vec::<i64>::new(); //= Vec::new
    for token in expression.split(' ') { //= .split
        if let Some(index) = OPERATORS.iter().position(|(name, _)| *name == token) { //= .iter .position
            let (Some(b), Some(a)) = (stack.pop(), stack.pop()) else { bail!("too few numbers") }; //= .pop .pop anyhow::bail!
            let (_, apply) = OPERATORS[index];
            stack.push(apply(a, b)); //= .push apply
        } else {
            stack.push(token.parse().with_context(|| format!("token {token}"))?); //= .push .parse .with_context format!
        }
    }
    stack.pop().context("nothing to evaluate") //= .pop .context
}

pub fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |value| g(f(value)) //= g f
}

pub fn retry<T, E>(times: u32, mut work: impl FnMut(u32) -> Result<T, E>) -> Result<T, E> {
    let mut attempt = 1;
    loop {
        match work(attempt) { //= work
            Err(_) if attempt < times => thread::sleep(Duration::from_millis(10 << attempt)), //= std::thread::sleep std::time::Duration::from_millis
            other => return other,
        }
        attempt = attempt.saturating_add(1); //= .saturating_add
    }
}

pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec(); //= .to_vec
    sorted.sort_by(f64::total_cmp); //= .sort_by
    let middle = sorted.len().checked_sub(1)? / 2; //= .len .checked_sub
    let low = *sorted.get(middle)?; //= .get
    let high = sorted[usize::min(sorted.len() / 2, sorted.len() - 1)]; //= usize::min .len .len
    Some((low + high) / 2.0)
}

// Threads and the network.

pub fn parallel_counts(texts: Vec<String>, workers: usize) -> BTreeMap<String, usize> {
    let jobs = Arc::new(Mutex::new(texts)); //= std::sync::Arc::new std::sync::Mutex::new
    let (sender, receiver) = mpsc::channel(); //= std::sync::mpsc::channel
    for _ in 0..workers.max(1) { //= .max
        let (jobs, sender) = (Arc::clone(&jobs), sender.clone()); //= std::sync::Arc::clone .clone
        thread::spawn(move || { //= std::thread::spawn
            while let Some(text) = take(&jobs) { //= take
                if sender.send(word_counts(&text)).is_err() { //= .send word_counts .is_err
                    break;
                }
            }
        });
    }
    drop(sender); //= drop
    let mut total = BTreeMap::default(); //= std::collections::BTreeMap::default
    for (word, count) in receiver.into_iter().flatten() { //= .into_iter .flatten
        *total.entry(word).or_insert_with(usize::default) += count; //= .entry .or_insert_with
    }
    total
}

fn take(jobs: &Mutex<Vec<String>>) -> Option<String> {
    READS.fetch_add(1, Ordering::Relaxed); //= .fetch_add
    jobs.lock().ok()?.pop() //= .lock .ok .pop
}

pub fn serve(address: &str) -> io::Result<()> {
    let listener = TcpListener::bind(address)?; //= std::net::TcpListener::bind
    for stream in listener.incoming() { //= .incoming
        let stream = stream?;
        thread::spawn(move || answer(stream).unwrap_or_else(|error| eprintln!("{error}"))); //= std::thread::spawn answer .unwrap_or_else eprintln!
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    use std::net::Shutdown::Both;
    use std::str::from_utf8 as utf8;

    stream.set_read_timeout(Some(Duration::from_secs(5)))?; //= .set_read_timeout std::time::Duration::from_secs
    let mut request = [0; 1024];
    let size = stream.read(&mut request)?; //= .read
    let first = utf8(&request[..size]).unwrap_or_default().lines().next(); //= std::str::from_utf8 .unwrap_or_default .lines .next
    let path = first.and_then(|line| line.split(' ').nth(1)).unwrap_or("/"); //= .and_then .split .nth .unwrap_or
    stream.write_all(format!("HTTP/1.0 200 OK\r\n\r\n{path}\n").as_bytes())?; //= .write_all format! .as_bytes
    stream.shutdown(Both) //= .shutdown
}

mod shapes {
    pub fn square(side: f64) -> f64 {
        let positive = super::compose(|x: f64| x * side, f64::abs); //= super::compose
        positive(side) //= positive
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        let point: Point = "3, 4".parse().unwrap(); //= .parse .unwrap
        let (length, unit) = (point.length(), point.unit().unwrap()); //= .length .unit .unwrap
        assert_eq!(length, 5.0); //= assert_eq!
        let nowhere = Point::default(); //= Point::default
        assert_ne!(unit, nowhere); //= assert_ne!
        let error = "3".parse::<Point>().unwrap_err(); //= .parse .unwrap_err
        let comma = matches!(error, ParseError::Comma); //= matches!
        assert!(comma, "{error}"); //= assert!
    }

    #[test]
    fn a_value_is_made_once() {
        let mut cache = Cache::new(Duration::from_secs(60)); //= Cache::new std::time::Duration::from_secs
        let first = cache.get_or_insert_with("a", || 1); //= .get_or_insert_with
        let second = cache.get_or_insert_with("a", || unreachable!()); //= .get_or_insert_with unreachable!
        assert_eq!((first, second), (1, 1)); //= assert_eq!
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect(); //= std::env::args .skip .collect
    let Some(folder) = arguments.first() else { bail!("usage: words FOLDER") }; //= .first anyhow::bail!
    let texts = find(Path::new(folder), "txt")?.iter().map(fs::read_to_string).collect::<Result<_, _>>()?; //= find std::path::Path::new .iter .map .collect
    for (word, count) in top(&parallel_counts(texts, 4), 20) { //= top parallel_counts
        println!("{word} {count}"); //= println!
    }
    let (area, reads) = (shapes::square(2.0), READS.load(Ordering::Relaxed)); //= shapes::square .load
    println!("{area}, {reads} reads"); //= println!
    std::process::exit(i32::from(area < 0.0)) //= std::process::exit i32::from
}
