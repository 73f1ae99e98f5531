//! The stages that the pipeline does not link: what runs programs, and what trains and asks a model.

mod evaluate;
mod execute;
mod generate;
mod score;
pub mod tokenizer;
mod train;

pub use evaluate::Evaluate;
pub use execute::Execute;
pub use generate::Generate;
pub use score::Score;
pub use tokenizer::Tokenizer;
pub use train::Train;
use trommel_pipeline::Registry;

/// Every stage that a recipe may name.
pub fn registry() -> Registry {
    let mut registry = Registry::new();
    registry.add::<Execute>("execute");
    registry.add::<Score>("score");
    registry.add::<Tokenizer>("tokenizer");
    registry.add::<Train>("train");
    registry.add::<Generate>("generate");
    registry.add::<Evaluate>("evaluate");
    registry
}
