//! What a run tells while it works; the command line renders it.

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event<'a> {
    /// Sources were listed.
    Listed {
        /// Documents.
        documents: u64,
        /// Their bytes.
        bytes: u64,
        /// Shards they were cut into.
        shards: usize,
    },
    /// A stage, or a pass of several, begins; `total` units follow.
    Begin {
        /// What for people.
        name: &'a str,
        /// Units (shards, files) to come.
        total: u64,
    },
    /// So many more units and bytes are done.
    Step {
        /// Units.
        units: u64,
        /// Bytes of text.
        bytes: u64,
    },
    /// What began last is done.
    End,
    /// Something people should know.
    Note(&'a str),
}

/// Receives events; called from several threads.
pub trait Events: Send + Sync {
    /// Called at every event.
    fn on(&self, event: Event<'_>);
}

/// Tells nobody.
pub struct Silent;

impl Events for Silent {
    fn on(&self, _: Event<'_>) {}
}
