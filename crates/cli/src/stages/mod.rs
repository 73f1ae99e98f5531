//! The stages that the pipeline does not link: `execute` and `score`.

mod execute;
mod score;

pub use execute::Execute;
pub use score::Score;
use trommel_pipeline::Registry;

/// Every stage that a recipe may name.
pub fn registry() -> Registry {
    let mut registry = Registry::new();
    registry.add::<Execute>("execute");
    registry.add::<Score>("score");
    registry
}
