//! What lies between a program and a server when things go wrong: answers that fail, come late, come in part, or get
//! lost on their way.

use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::http::Head;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// The server never sees it; the answer has this status.
    Status(u16),
    /// It is answered late.
    Late(Duration),
    /// The connection is cut in the middle of the request; the server never sees it.
    CutRequest,
    /// The server does what it is asked, and the connection is cut in the middle of its answer.
    CutAnswer,
    /// The server does what it is asked, and its answer is lost.
    LoseAnswer,
    /// The server sees the request without its condition: one that does not honour create-if-absent.
    Unconditional,
}

/// Says for each request, by its number from 0 on, what happens to it.
pub type Plan = Box<dyn FnMut(u64, &Head) -> Option<Fault> + Send>;

/// A proxy in front of a server.
pub struct Proxy {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    server: SocketAddr,
    plan: Mutex<Plan>,
    requests: AtomicU64,
    faults: AtomicU64,
    over: AtomicBool,
}

impl Proxy {
    pub fn start(server: SocketAddr) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let shared = Arc::new(Shared {
            server,
            plan: Mutex::new(Box::new(|_, _| None)),
            requests: AtomicU64::new(0),
            faults: AtomicU64::new(0),
            over: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if accepting.over.load(SeqCst) {
                    break;
                }
                let shared = Arc::clone(&accepting);
                thread::spawn(move || shared.serve(client));
            }
        });
        Proxy { address, shared }
    }

    /// From now on this happens; counts begin anew.
    pub fn plan(&self, plan: impl FnMut(u64, &Head) -> Option<Fault> + Send + 'static) {
        *self.shared.plan.lock().expect("nobody panicked") = Box::new(plan);
        self.shared.requests.store(0, SeqCst);
        self.shared.faults.store(0, SeqCst);
    }

    /// From now on nothing happens.
    pub fn calm(&self) {
        self.plan(|_, _| None);
    }

    /// Requests since the plan was made.
    pub fn requests(&self) -> u64 {
        self.shared.requests.load(SeqCst)
    }

    /// Faults since the plan was made.
    pub fn faults(&self) -> u64 {
        self.shared.faults.load(SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.over.store(true, SeqCst);
        let _ = TcpStream::connect(self.address); // Wakes the listener, so that it sees that it is over.
    }
}

impl Shared {
    /// One request a connection: every answer says that it is the last.
    fn serve(&self, client: TcpStream) {
        let mut reader = BufReader::new(client.try_clone().expect("a connection can be shared"));
        let Some(head) = Head::read(&mut reader) else { return };
        let number = self.requests.fetch_add(1, SeqCst);
        let fault = (self.plan.lock().expect("nobody panicked"))(number, &head);
        self.faults.fetch_add(u64::from(fault.is_some()), SeqCst);
        let mut client = client;
        let mut body = vec![0; head.length()];
        if fault == Some(Fault::CutRequest) {
            body.truncate(head.length() / 2);
            let _ = reader.read_exact(&mut body);
            return cut(&client);
        }
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        if let Some(Fault::Status(status)) = fault {
            let answer = format!("HTTP/1.1 {status} Wrong\r\nContent-Length: 5\r\nConnection: close\r\n\r\nwrong");
            let _ = client.write_all(answer.as_bytes());
            return;
        }
        if let Some(Fault::Late(after)) = fault {
            thread::sleep(after);
        }
        let dropped = if fault == Some(Fault::Unconditional) { "if-none-match" } else { "connection" };
        let Some(answer) = self.forward(&head.without(dropped), &body) else { return cut(&client) };
        match fault {
            Some(Fault::LoseAnswer) => cut(&client),
            Some(Fault::CutAnswer) => {
                let _ = client.write_all(&answer[..answer.len() / 2]);
                cut(&client);
            }
            _ => {
                let _ = client.write_all(&answer);
            }
        }
    }

    fn forward(&self, head: &str, body: &[u8]) -> Option<Vec<u8>> {
        let mut server = TcpStream::connect(self.server).ok()?;
        server.write_all(head.as_bytes()).and_then(|()| server.write_all(body)).ok()?;
        let mut answer = Vec::new();
        server.read_to_end(&mut answer).ok()?;
        Some(answer)
    }
}

fn cut(client: &TcpStream) {
    let _ = client.shutdown(Shutdown::Both); // Cut is cut.
}
