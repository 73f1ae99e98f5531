//! A web server that holds a few files, and misbehaves as told.

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::http::Head;

/// What the server does when a file is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// Gives it, with an entity tag that changes with it.
    Whole(Vec<u8>),
    /// Gives it without anything that tells one version from another.
    Untold(Vec<u8>),
    /// Announces all of it and stops in the middle, the first `times` times.
    Cut { bytes: Vec<u8>, times: u32 },
    /// Answers with this status.
    Status(u16),
}

/// The server, and what it was asked for: path, and the status it gave.
pub struct Web {
    pub address: SocketAddr,
    pages: Arc<Mutex<BTreeMap<String, Page>>>,
    asked: Arc<Mutex<Vec<(String, u16)>>>,
}

impl Web {
    pub fn start() -> Web {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let web = Web { address, pages: Arc::default(), asked: Arc::default() };
        let (pages, asked) = (Arc::clone(&web.pages), Arc::clone(&web.asked));
        // It ends with the test's process.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                serve(client, &pages, &asked);
            }
        });
        web
    }

    /// Puts a page where `/name` asks for it, and gives its URL.
    pub fn put(&self, name: &str, page: Page) -> String {
        self.pages.lock().expect("nobody panicked").insert(format!("/{name}"), page);
        format!("http://{}/{name}", self.address)
    }

    /// What was asked for since this was called last.
    pub fn asked(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut self.asked.lock().expect("nobody panicked"))
    }
}

fn serve(mut client: TcpStream, pages: &Mutex<BTreeMap<String, Page>>, asked: &Mutex<Vec<(String, u16)>>) {
    let Some(head) = Head::read(&mut BufReader::new(&client)) else { return };
    let mut pages = pages.lock().expect("nobody panicked");
    let path = head.target().split('?').next().unwrap_or_default().to_owned();
    let page = pages.get_mut(&path);
    let tag = |bytes: &[u8]| {
        format!("\"{:x}\"", bytes.iter().fold(7u64, |sum, byte| sum.wrapping_mul(31) + u64::from(*byte)))
    };
    let (status, tag, announced, sent) = match page {
        None => (404, None, 0, Vec::new()),
        Some(Page::Status(status)) => (*status, None, 0, Vec::new()),
        Some(Page::Untold(bytes)) => (200, None, bytes.len(), bytes.clone()),
        Some(Page::Whole(bytes)) if head.header("if-none-match") == Some(&tag(bytes)) => (304, None, 0, Vec::new()),
        Some(Page::Whole(bytes)) => (200, Some(tag(bytes)), bytes.len(), bytes.clone()),
        Some(Page::Cut { bytes, times: 0 }) => (200, None, bytes.len(), bytes.clone()),
        Some(Page::Cut { bytes, times }) => {
            *times -= 1;
            (200, None, bytes.len(), bytes[..bytes.len() / 2].to_vec())
        }
    };
    asked.lock().expect("nobody panicked").push((path, status));
    let tag = tag.map_or(String::new(), |tag| format!("ETag: {tag}\r\n"));
    let answer = format!("HTTP/1.1 {status} Status\r\n{tag}Content-Length: {announced}\r\nConnection: close\r\n\r\n");
    let _ = client.write_all(answer.as_bytes()).and_then(|()| client.write_all(&sent)); // Whoever left does not care.
}
