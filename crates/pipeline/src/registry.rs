//! Which stages there are. The command line adds those of crates that this one does not link.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::de::{Error, ValueDeserializer};

use crate::stage::Stage;
use crate::stages;

type Build = fn(ValueDeserializer<'_>) -> Result<Box<dyn Stage>, Error>;

/// Stages by the name that recipes use.
pub struct Registry {
    kinds: BTreeMap<&'static str, Build>,
}

impl Registry {
    /// The stages of this crate.
    pub fn new() -> Self {
        let mut registry = Registry { kinds: BTreeMap::new() };
        registry.add::<stages::Ingest>("ingest");
        registry.add::<stages::Expand>("expand");
        registry.add::<stages::Normalize>("normalize");
        registry.add::<stages::Secrets>("secrets");
        registry.add::<stages::Tags>("tags");
        registry.add::<stages::Describe>("describe");
        registry.add::<stages::KeepIf>("keep-if");
        registry.add::<stages::ExactDup>("exact-dup");
        registry.add::<stages::NearDup>("near-dup");
        registry.add::<stages::Decontaminate>("decontaminate");
        registry.add::<stages::Split>("split");
        registry.add::<stages::Balance>("balance");
        registry.add::<stages::Order>("order");
        registry.add::<stages::Dataset>("dataset");
        registry
    }

    /// Adds a stage whose configuration is `S` itself.
    pub fn add<S: Stage + DeserializeOwned + 'static>(&mut self, kind: &'static str) {
        self.kinds.insert(kind, |value| S::deserialize(value).map(|stage| Box::new(stage) as Box<dyn Stage>));
    }

    /// The names, in order.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.kinds.keys().copied().collect()
    }

    pub(crate) fn builder(&self, kind: &str) -> Option<Build> {
        self.kinds.get(kind).copied()
    }
}

impl Default for Registry {
    fn default() -> Self {
        Registry::new()
    }
}
