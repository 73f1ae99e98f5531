//! The formats, and how a file's first row tells which it is.

use super::{
    Format, apps, codecontests, evalplus, humaneval, humaneval_x, livecodebench, mbpp, multipl_e, unsupported,
};
use crate::{
    BenchError, Task,
    json::{Json, Row},
};

/// A row of a file as a task.
pub(super) type Reader = fn(&Row) -> Result<Task, BenchError>;

/// One format: what it is called, how its rows are known, how they are read.
pub(super) struct Entry {
    pub format: Format,
    pub name: &'static str,
    /// Fields that every row has; the first format of which a file's first row has all is the file's.
    pub fields: &'static [&'static str],
    /// A further condition.
    pub only: fn(&Row) -> bool,
    pub read: Reader,
}

const ANY: fn(&Row) -> bool = |_| true;

/// The formats, the most particular first.
pub(super) const FORMATS: &[Entry] = &[
    Entry {
        format: Format::BigCodeBench,
        name: "bigcodebench",
        fields: &["task_id", "complete_prompt", "instruct_prompt"],
        only: ANY,
        read: unsupported::bigcodebench,
    },
    Entry {
        format: Format::Ds1000,
        name: "ds-1000",
        fields: &["metadata", "prompt", "code_context"],
        only: ANY,
        read: unsupported::ds1000,
    },
    Entry {
        format: Format::ClassEval,
        name: "classeval",
        fields: &["task_id", "skeleton", "methods_info"],
        only: ANY,
        read: unsupported::classeval,
    },
    Entry {
        format: Format::LiveCodeBench,
        name: "livecodebench",
        fields: &["question_id", "public_test_cases", "private_test_cases"],
        only: ANY,
        read: livecodebench::task,
    },
    Entry {
        format: Format::CodeContests,
        name: "codecontests",
        fields: &["name", "description"],
        only: |row| row.has("public_tests") || row.has("publicTests"),
        read: codecontests::task,
    },
    Entry { format: Format::Apps, name: "apps", fields: &["input_output", "solutions"], only: ANY, read: apps::task },
    Entry {
        format: Format::SandboxFusion,
        name: "sandboxfusion",
        fields: &["id", "content", "test"],
        only: |row| matches!(row.get("test"), Some(Json::List(_))),
        read: codecontests::fusion,
    },
    Entry {
        format: Format::MbppPlus,
        name: "mbpp+",
        fields: &["task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input", "atol"],
        only: |row| row.text("task_id").is_ok_and(|id| id.starts_with("Mbpp/")),
        read: evalplus::mbpp,
    },
    Entry {
        format: Format::HumanEvalPlus,
        name: "humaneval+",
        fields: &["task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input", "atol"],
        only: ANY,
        read: evalplus::humaneval,
    },
    Entry {
        format: Format::MbppTyped,
        name: "mbpp-typed",
        fields: &["name", "language", "prompt", "entry_point", "test", "stop_tokens"],
        only: |row| row.text("language").is_ok_and(|language| language == "py"),
        read: mbpp::typed,
    },
    Entry {
        format: Format::MultiplE,
        name: "multipl-e",
        fields: &["name", "language", "prompt", "tests", "stop_tokens"],
        only: ANY,
        read: multipl_e::task,
    },
    Entry {
        format: Format::HumanEvalX,
        name: "humaneval-x",
        fields: &["task_id", "prompt", "declaration", "canonical_solution", "test"],
        only: ANY,
        read: humaneval_x::task,
    },
    Entry {
        format: Format::Mbpp,
        name: "mbpp",
        fields: &["task_id", "text", "code", "test_list"],
        only: ANY,
        read: mbpp::full,
    },
    Entry {
        format: Format::MbppSanitized,
        name: "mbpp-sanitized",
        fields: &["task_id", "prompt", "code", "test_imports", "test_list"],
        only: ANY,
        read: mbpp::sanitized,
    },
    Entry {
        format: Format::HumanEval,
        name: "humaneval",
        fields: &["task_id", "prompt", "entry_point", "canonical_solution", "test"],
        only: ANY,
        read: humaneval::task,
    },
];
