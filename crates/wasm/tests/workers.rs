//! The pool of sub-processes. This test is its own worker: called with an argument, it serves.

use std::time::{Duration, Instant};

use trommel_wasm::workers::{Launch, Pool, WorkerError, serve};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("a-worker") {
        serve(worker).expect("the pool closes the pipes between two frames");
        return;
    }
    every_answer_comes_with_its_index();
    a_worker_that_dies_costs_one_job();
    a_worker_that_hangs_is_killed();
    a_program_that_is_not_there_is_said_to_be();
    workers_inherit_nothing();
}

fn worker(job: Vec<u8>) -> Vec<u8> {
    match job.as_slice() {
        b"abort" => std::process::abort(),
        b"leave" => {
            std::io::Write::write_all(&mut std::io::stderr(), b"a last word").expect("standard error is open");
            std::process::exit(3)
        }
        b"hang" => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        b"environment" => {
            std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned() + "\n").collect::<String>().into()
        }
        _ => job.iter().rev().copied().collect(),
    }
}

fn pool(deadline: Duration) -> Pool {
    let program = std::env::current_exe().expect("this test has a path");
    Pool::new(Launch { program, arguments: vec!["a-worker".into()] }, 3, deadline)
}

const LONG: Duration = Duration::from_secs(60);

fn every_answer_comes_with_its_index() {
    let mut answers = vec![Vec::new(); 100];
    let jobs = (0..100u8).map(|job| vec![job; 1 + usize::from(job) * 3000]).chain([]);
    pool(LONG).run(jobs, |index, answer| answers[index] = answer.expect("an honest worker answers"));
    for (job, answer) in (0..100u8).zip(&answers) {
        assert_eq!(answer, &vec![job; 1 + usize::from(job) * 3000]);
    }
}

fn a_worker_that_dies_costs_one_job() {
    let jobs = [b"ab".to_vec(), b"abort".to_vec(), b"cd".to_vec(), b"leave".to_vec(), b"ef".to_vec()];
    let mut answers = std::collections::BTreeMap::new();
    pool(LONG).run(jobs, |index, answer| {
        answers.insert(index, answer);
    });
    for (index, expected) in [(0, b"ba"), (2, b"dc"), (4, b"fe")] {
        assert_eq!(answers[&index].as_ref().expect("an honest worker answers"), expected);
    }
    match (&answers[&1], &answers[&3]) {
        (Err(WorkerError::Died { status: aborted, .. }), Err(WorkerError::Died { status: left, stderr })) => {
            assert!(!cfg!(unix) || aborted == "signal 6", "{aborted}");
            assert_eq!((left.as_str(), stderr.as_str()), ("exit code 3", "a last word"));
        }
        other => panic!("two deaths were expected: {other:?}"),
    }
}

fn a_worker_that_hangs_is_killed() {
    let pool = pool(Duration::from_millis(300));
    let began = Instant::now();
    let answer = pool.work(b"hang");
    assert!(matches!(answer, Err(WorkerError::Hung { .. })), "{answer:?}");
    assert!(began.elapsed() < LONG);
    // The next job gets a fresh one. On a loaded machine that may take longer than this pool waits.
    let fresh = self::pool(LONG);
    assert_eq!(fresh.work(b"xy").expect("an honest worker answers"), b"yx");
}

fn a_program_that_is_not_there_is_said_to_be() {
    let launch = Launch { program: "no/such/program".into(), arguments: Vec::new() };
    let answer = Pool::new(launch, 1, LONG).work(b"x");
    assert!(matches!(answer, Err(WorkerError::Start(_))), "{answer:?}");
}

fn workers_inherit_nothing() {
    let names = pool(LONG).work(b"environment").expect("an honest worker answers");
    let names = String::from_utf8(names).expect("names of variables are text");
    assert!(names.lines().all(|name| ["TMPDIR", "TMP", "TEMP", "RUST_BACKTRACE"].contains(&name)), "{names}");
}
