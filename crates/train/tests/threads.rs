//! One thread or two: the same bytes. Each number of threads needs a process of its own.

use std::process::Command;

use crate::fixture::{Scene, config, product};

const CHILD: &str = "TROMMEL_TRAIN_THREADS_CHILD";

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    if std::env::var_os(CHILD).is_some() {
        return child();
    }
    let digest = |threads: &str| {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "threads::one_thread_and_two_give_the_same_bytes", "--nocapture"])
            .env(CHILD, "1")
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines: Vec<String> = text.lines().filter(|line| line.starts_with("FILE ")).map(str::to_owned).collect();
        assert!(lines.iter().any(|line| line.contains("optimizer.safetensors")), "{text}");
        (lines, text.contains(&format!("THREADS {threads}")))
    };
    let (one, two) = (digest("1"), digest("2"));
    assert!(one.1 && two.1, "the processes had the threads that they were given");
    assert_eq!(one.0, two.0);
}

/// Wider than the operators' pieces, so that two threads do share the work.
fn child() {
    let scene = Scene::new();
    let shape = "model = { shape = { family = 'gpt2', context = 64, width = 128, layers = 2, heads = 4 } }";
    let config = config(&format!(
        "{shape}\nlength = {{ steps = 4 }}\nbatch = {{ row = 64, tokens = 512, accumulate = 1 }}\noptimiser = {{ dropout = 0.1, attention_dropout = 0.1 }}\n\
         data = {{ progressive = {{ separator = ' ' }} }}"
    ));
    scene.run(&config, "run").unwrap();
    println!("THREADS {}", rayon::current_num_threads());
    for (name, bytes) in product(&scene.output("run")) {
        let hash =
            bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        println!("FILE {name} {} {hash:016x}", bytes.len());
    }
}
