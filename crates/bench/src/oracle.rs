//! How the result of a call is compared with the reference's result.

use serde::{Deserialize, Serialize};

/// The comparison of a result with the reference's, as EvalPlus makes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Oracle {
    /// Absolute tolerance for floats; 0 is EvalPlus's "exact, but 1e-6 where floats are expected".
    pub atol: f64,
    /// A rule of its own for this task.
    pub special: Option<String>,
}
