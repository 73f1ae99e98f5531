//! Sample files: completions, matched with the tasks they answer.

mod folder;
mod ids;
mod rows;
mod stream;

pub use ids::Tasks;
pub(crate) use ids::nearest;
pub use rows::{Completion, Sample};
pub use stream::Samples;

#[cfg(test)]
mod tests;
