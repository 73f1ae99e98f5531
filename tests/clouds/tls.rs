//! A web server behind TLS, with a certificate that only those trust who are told of it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::venv::python;

/// Serves the folder `www` until its stdin closes; says its port once the certificate is written.
const SERVER: &str = r#"
import datetime, http.server, os, ssl, sys, threading
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
now = datetime.datetime.now(datetime.timezone.utc)
builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
builder = builder.serial_number(x509.random_serial_number())
builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
certificate = builder.sign(key, hashes.SHA256())
pem = serialization.Encoding.PEM
with open("key.pem", "wb") as file:
    file.write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
with open("certificate.pem", "wb") as file:
    file.write(certificate.public_bytes(pem))
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("certificate.pem", "key.pem")
handler = lambda *arguments: http.server.SimpleHTTPRequestHandler(*arguments, directory="www")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
"#;

/// The server.
pub struct Tls {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Tls {
    /// Serves `www` below a folder. None, after saying so, where Python is not there.
    pub fn start(test: &str, folder: &Path) -> Option<Tls> {
        let mut command = Command::new(python(test)?);
        command.args(["-c", SERVER]).current_dir(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().expect("the interpreter starts");
        let mut line = String::new();
        let out = server.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it says its port");
        let port = line.trim().parse().expect("a port: is tests/requirements.txt installed?");
        Some(Tls { server, folder: folder.to_owned(), port })
    }

    /// The URL of a file of `www`.
    pub fn url(&self, name: &str) -> String {
        format!("https://localhost:{}/{name}", self.port)
    }

    /// The certificate, for those who are to trust it.
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("certificate.pem")
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        let _ = self.server.kill(); // It is gone, or goes.
        let _ = self.server.wait();
    }
}
