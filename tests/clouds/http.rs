//! As much HTTP/1.1 as the tests' own servers and clients need.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A request as it came in, without its body.
#[derive(Debug, Clone)]
pub struct Head {
    /// `PUT /bucket/key HTTP/1.1` and header lines, without line ends.
    pub lines: Vec<String>,
}

impl Head {
    /// Reads up to the empty line; none when the other side closed first.
    pub fn read(stream: &mut impl BufRead) -> Option<Head> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            match stream.read_line(&mut line) {
                Ok(read) if read > 0 => {}
                _ => return None,
            }
            match line.trim_end() {
                "" => return Some(Head { lines }),
                line => lines.push(line.to_owned()),
            }
        }
    }

    pub fn method(&self) -> &str {
        self.lines[0].split(' ').next().unwrap_or_default()
    }

    /// Path and query.
    pub fn target(&self) -> &str {
        self.lines[0].split(' ').nth(1).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&String| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name));
        self.lines.iter().skip(1).find(named)?.split_once(':').map(|(_, value)| value.trim())
    }

    pub fn length(&self) -> usize {
        self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)
    }

    /// Whether it creates an object only where there is none.
    pub fn creates(&self) -> bool {
        self.method() == "PUT" && self.header("if-none-match").is_some()
    }

    /// The same without a header, to be answered on a connection that ends then.
    pub fn without(&self, name: &str) -> String {
        let dropped = |line: &&String| {
            let found = line.split(':').next().unwrap_or_default();
            found.eq_ignore_ascii_case(name) || found.eq_ignore_ascii_case("connection")
        };
        let kept = self.lines.iter().filter(|line| !dropped(line));
        kept.map(|line| format!("{line}\r\n")).collect::<String>() + "Connection: close\r\n\r\n"
    }
}

/// Sends a request and gives the status and the whole answer.
pub fn ask(server: SocketAddr, method: &str, target: &str, headers: &[&str], body: &[u8]) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(server).expect("the server listens");
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.len();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {server}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).expect("it takes the request");
    let mut answer = Vec::new();
    BufReader::new(stream).read_to_end(&mut answer).expect("it answers");
    let status = String::from_utf8_lossy(&answer).split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.expect("a status"), answer)
}
