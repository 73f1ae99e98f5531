//! A server that speaks S3, on this machine, gone when the test ends.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use super::http::ask;
use crate::venv::python;

/// Serves until its stdin closes, which also happens when the test is killed.
const SERVER: &str = r#"
import os, sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
os._exit(0)
"#;

/// The server, with a bucket named `bucket`.
pub struct Moto {
    server: Child,
    pub address: SocketAddr,
}

impl Moto {
    /// None, after saying so, where Python or moto is not there.
    pub fn start(test: &str) -> Option<Moto> {
        let mut command = Command::new(python(test)?);
        command.args(["-c", SERVER]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().expect("the interpreter starts");
        let mut line = String::new();
        let out = server.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it says its port");
        let port: u16 = line.trim().parse().expect("a port: is tests/requirements.txt installed?");
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let moto = Moto { server, address };
        assert_eq!(moto.ask("PUT", "", &[], b"").0, 200, "a bucket can be made");
        Some(moto)
    }

    /// Sends a request about an object of the bucket, and gives status and answer.
    pub fn ask(&self, method: &str, key: &str, headers: &[&str], bytes: &[u8]) -> (u16, Vec<u8>) {
        // It looks whose request it is, and does not check the signature.
        let signed = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, \
                      SignedHeaders=host, Signature=0";
        ask(self.address, method, &format!("/bucket/{key}"), &[headers, &[signed]].concat(), bytes)
    }

    /// Writes an object of the bucket.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        assert_eq!(self.ask("PUT", key, &[], bytes).0, 200, "{key}");
    }

    /// Deletes an object of the bucket.
    pub fn delete(&self, key: &str) {
        assert_eq!(self.ask("DELETE", key, &[], b"").0, 204, "{key}");
    }

    /// The keys under a prefix, in order; at most a thousand.
    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let (status, answer) = self.ask("GET", &format!("?list-type=2&prefix={prefix}"), &[], b"");
        assert_eq!(status, 200);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let keys = answer.split("<Key>").skip(1).filter_map(|rest| rest.split_once("</Key>"));
        keys.map(|(key, _)| key.to_owned()).collect()
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.server.kill(); // It is gone, or goes.
        let _ = self.server.wait();
    }
}
