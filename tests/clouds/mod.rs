//! Stores on a server that speaks S3, with everything going wrong between; sources on web servers and in buckets.

mod faults;
mod http;
mod moto;
mod proxy;
mod sources;
mod store;
mod tls;
mod web;

use std::process::Command;

use serde_json::Value;

use crate::scratch::{Said, Scratch};
use moto::Moto;
use proxy::Proxy;

/// Where runs of these tests store.
const STORE: &str = "s3://bucket/deep/er";

/// A server, a proxy in front of it, and a folder to work in.
struct Cloud {
    scratch: Scratch,
    moto: Moto,
    proxy: Proxy,
}

impl Cloud {
    /// None, after saying so, where there is no server to start.
    fn start(test: &str) -> Option<Cloud> {
        let moto = Moto::start(test)?;
        let proxy = Proxy::start(moto.address);
        Some(Cloud { scratch: Scratch::new(test), moto, proxy })
    }

    /// The binary on the store behind the proxy.
    fn command(&self, arguments: &[&str]) -> Command {
        let arguments = [arguments, &["--store", STORE]].concat();
        let mut command = self.scratch.command(&arguments);
        let address = self.proxy.address;
        isolated(&mut command, &self.scratch);
        command.env("AWS_ENDPOINT_URL", format!("http://{address}")).env("AWS_REGION", "us-east-1");
        command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
        command
    }

    #[track_caller]
    fn trommel(&self, arguments: &[&str]) -> Said {
        Said::of(&mut self.command(arguments))
    }

    /// `trommel run recipe.toml --json`, which must end well.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Value {
        self.trommel(&[&["run", "recipe.toml", "--json"], arguments].concat()).ends(0).json()
    }

    /// `verify` finds nothing wrong and computes this root.
    #[track_caller]
    fn verifies(&self, run: &str, root: &str) {
        let verified = self.trommel(&["verify", run, "--json"]).ends(0).json();
        assert_eq!((verified["root"].as_str(), verified["ok"].as_bool()), (Some(root), Some(true)), "{verified}");
    }

    /// Number and root of each run that a reader sees.
    #[track_caller]
    fn listed(&self) -> Vec<(u64, String)> {
        let listed = self.trommel(&["ls", "--json"]).ends(0).json();
        let runs = listed["runs"].as_array().expect("`ls` lists runs").iter();
        let run = |run: &Value| (run["run"].as_u64(), run["root"].as_str().map(str::to_owned));
        runs.map(|each| match run(each) {
            (Some(number), Some(root)) => (number, root),
            _ => panic!("half a run: {each}"),
        })
        .collect()
    }
}

/// Takes away what the machine's own environment says of clouds, and gives a cache folder of its own.
fn isolated(command: &mut Command, scratch: &Scratch) {
    let ours = |name: &str| ["AWS_", "GOOGLE_", "AZURE_"].iter().any(|prefix| name.starts_with(prefix));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy().to_ascii_lowercase();
        if ours(&text.to_ascii_uppercase()) || text.ends_with("_proxy") || text.starts_with("trommel_") {
            command.env_remove(name);
        }
    }
    command.env("XDG_CACHE_HOME", scratch.path("cache"));
}
