//! Benchmarks that are known, and that cannot run in the sandbox: each task says why, and none of them fails for it.

use crate::{Assembly, BenchError, Task, Tests, json::Row};

/// BigCodeBench: `task_id, complete_prompt, instruct_prompt, canonical_solution, libs`.
pub(super) fn bigcodebench(row: &Row) -> Result<Task, BenchError> {
    let libraries = match row.get("libs").and_then(|libs| libs.as_str()) {
        Some(libs) if !libs.is_empty() => format!(" (this task: {libs})"),
        _ => String::new(),
    };
    Ok(task(
        row.id("task_id")?,
        format!("BigCodeBench needs some seventy native Python packages, which WebAssembly has not{libraries}"),
    ))
}

/// DS-1000: `metadata, prompt, code_context`.
pub(super) fn ds1000(row: &Row) -> Result<Task, BenchError> {
    let id = ["problem_id", "perturbation_origin_id"]
        .iter()
        .find_map(|name| row.get("metadata")?.get(name).cloned())
        .and_then(|id| match id {
            crate::json::Json::Number(id) | crate::json::Json::Str(id) => Some(id),
            _ => None,
        })
        .unwrap_or_else(|| row.place.line.to_string());
    Ok(task(id, "DS-1000 needs numpy, pandas and other native Python packages, which WebAssembly has not".into()))
}

/// ClassEval: `task_id, skeleton, test, solution_code, methods_info`.
pub(super) fn classeval(row: &Row) -> Result<Task, BenchError> {
    Ok(task(
        row.id("task_id")?,
        "ClassEval's tests are unittest classes over classes of the program: not read yet".into(),
    ))
}

fn task(id: String, why: String) -> Task {
    Task {
        id,
        language: "python".into(),
        prompt: String::new(),
        assembly: Assembly::default(),
        entry_point: None,
        reference: None,
        tests: Tests::Unsupported { why },
        seconds: 0.0,
        memory_bytes: None,
    }
}
