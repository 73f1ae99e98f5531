//! Sub-processes that work on jobs, so that what kills a process costs one job.
//!
//! A job and its answer are bytes; what they mean is the caller's. Frames on the pipes are a length (four bytes, little end first) and as
//! many bytes. A worker does one job at a time; one that dies or hangs is replaced.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// The longest frame, bytes.
pub const FRAME: usize = 256 << 20;

/// How much of a worker's standard error is kept.
const TAIL: usize = 4 << 10;

/// What of our environment a worker inherits: where temporary files go, and how a panic is reported. Nothing else.
const INHERITED: [&str; 4] = ["TMPDIR", "TMP", "TEMP", "RUST_BACKTRACE"];

/// Why a job has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkerError {
    /// The worker's process ended in the middle of the job.
    #[error("a worker ended in the middle of a job ({status}): {stderr}")]
    Died {
        /// The signal or the exit code, in words.
        status: String,
        /// The end of what it wrote to standard error.
        stderr: String,
    },
    /// The worker did not answer in time and was killed.
    #[error("a worker did not answer within {} s and was killed", after.as_secs())]
    Hung {
        /// The time it was given.
        after: Duration,
    },
    /// No worker could be started.
    #[error("a worker cannot be started: {0}")]
    Start(io::Error),
    /// The job is longer than a frame may be.
    #[error("a job of {bytes} bytes is too long for a worker, which takes {FRAME}")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}

/// How workers are started: a program and its arguments. [`serve`] runs at the other end.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The program, usually our own.
    pub program: std::path::PathBuf,
    /// Its arguments.
    pub arguments: Vec<std::ffi::OsString>,
}

/// Workers, started when there is something for them to do. Dropping the pool kills them.
pub struct Pool {
    launch: Launch,
    size: usize,
    deadline: Duration,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// At most `size` workers at once, each of which has `deadline` for a job: a backstop far above what the guest's own limits allow.
    #[must_use]
    pub fn new(launch: Launch, size: usize, deadline: Duration) -> Self {
        Self { launch, size: size.max(1), deadline, idle: Mutex::new(Vec::new()) }
    }

    /// Works on all jobs, in their order as far as there are workers, and hands each answer over with its job's index, in whatever order
    /// they come. `answered` runs on the calling thread.
    pub fn run(
        &self,
        jobs: impl IntoIterator<Item = Vec<u8>>,
        mut answered: impl FnMut(usize, Result<Vec<u8>, WorkerError>),
    ) {
        let jobs: VecDeque<(usize, Vec<u8>)> = jobs.into_iter().enumerate().collect();
        let workers = self.size.min(jobs.len());
        let jobs = Mutex::new(jobs);
        let (sender, answers) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..workers {
                let (sender, jobs) = (sender.clone(), &jobs);
                scope.spawn(move || {
                    while let Some((index, job)) = lock(jobs).pop_front() {
                        if sender.send((index, self.work(&job))).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            for (index, answer) in answers {
                answered(index, answer);
            }
        });
    }

    /// One job, on an idle worker or a new one.
    ///
    /// # Errors
    /// The worker died, hung or could not be started.
    pub fn work(&self, job: &[u8]) -> Result<Vec<u8>, WorkerError> {
        if job.len() > FRAME {
            return Err(WorkerError::TooLong { bytes: job.len() });
        }
        let idle = lock(&self.idle).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.launch).map_err(WorkerError::Start)?,
        };
        // A worker that fails is dropped here, and with it its process.
        let answer = worker.work(job, self.deadline)?;
        lock(&self.idle).push(worker);
        Ok(answer)
    }
}

/// A lock whose holder panicked guards data that is whole: every change to it is one push or pop.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

struct Worker {
    child: Child,
    jobs: Sender<Vec<u8>>,
    answers: Receiver<io::Result<Vec<u8>>>,
    stderr: Arc<Mutex<VecDeque<u8>>>,
    listening: JoinHandle<()>,
}

impl Worker {
    fn start(launch: &Launch) -> io::Result<Self> {
        let mut command = Command::new(&launch.program);
        command.args(&launch.arguments).env_clear();
        command.envs(INHERITED.iter().filter_map(|name| std::env::var_os(name).map(|value| (name, value))));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let missing = || io::Error::other("a pipe is missing");
        let mut stdin = child.stdin.take().ok_or_else(missing)?;
        let mut stdout = child.stdout.take().ok_or_else(missing)?;
        let mut stderr = child.stderr.take().ok_or_else(missing)?;
        let (jobs, queue) = mpsc::channel::<Vec<u8>>();
        let (sender, answers) = mpsc::channel();
        // All three threads end with the process, whose pipes they hold. Jobs are written by one of them, since a process that hangs may
        // not read either. A failure to write is a dead worker: the lack of an answer says so.
        std::thread::spawn(move || {
            for job in queue {
                if write_frame(&mut stdin, &job).is_err() {
                    return;
                }
            }
        });
        std::thread::spawn(move || {
            while let Some(frame) = read_frame(&mut stdout).transpose() {
                let last = frame.is_err();
                if sender.send(frame).is_err() || last {
                    return;
                }
            }
        });
        let tail = Arc::new(Mutex::new(VecDeque::new()));
        let kept = Arc::clone(&tail);
        let listening = std::thread::spawn(move || {
            let mut buffer = [0; 1024];
            while let Ok(read @ 1..) = stderr.read(&mut buffer) {
                let mut tail = lock(&kept);
                tail.extend(&buffer[..read]);
                let over = tail.len().saturating_sub(TAIL);
                tail.drain(..over);
            }
        });
        Ok(Self { child, jobs, answers, stderr: tail, listening })
    }

    fn work(&mut self, job: &[u8], deadline: Duration) -> Result<Vec<u8>, WorkerError> {
        if self.jobs.send(job.to_vec()).is_err() {
            return Err(self.died());
        }
        match self.answers.recv_timeout(deadline) {
            Ok(Ok(answer)) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(WorkerError::Hung { after: deadline }),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.died()),
        }
    }

    fn died(&mut self) -> WorkerError {
        // It has closed its output and is about to end, if it has not; a loaded machine may need a while for it.
        let mut status = None;
        for _ in 0..200 {
            status = status.or_else(|| self.child.try_wait().ok().flatten());
            if status.is_some() && self.listening.is_finished() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let status = status.map_or_else(|| "it closed its output and stayed".into(), in_words);
        let tail: Vec<u8> = lock(&self.stderr).iter().copied().collect();
        WorkerError::Died { status, stderr: String::from_utf8_lossy(&tail).trim().to_owned() }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Either fails only when the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn in_words(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status.code().map_or_else(|| "unknown".into(), |code| format!("exit code {code}"))
}

/// The worker's side: answers each job on standard input on standard output, until the input ends.
///
/// # Errors
/// A pipe broke, or what came is no frame.
pub fn serve(mut handler: impl FnMut(Vec<u8>) -> Vec<u8>) -> io::Result<()> {
    let (mut stdin, mut stdout) = (io::stdin().lock(), io::stdout().lock());
    while let Some(job) = read_frame(&mut stdin)? {
        write_frame(&mut stdout, &handler(job))?;
    }
    Ok(())
}

/// The next frame; none where the input ends between two.
fn read_frame(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 4];
    let mut filled = 0;
    while filled < head.len() {
        match from.read(&mut head[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => filled += read,
        }
    }
    let len = u32::from_le_bytes(head) as usize;
    if len > FRAME {
        return Err(io::Error::other(format!("a frame of {len} bytes, where {FRAME} are the most")));
    }
    let mut frame = Vec::new();
    if from.take(len as u64).read_to_end(&mut frame)? < len {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(frame))
}

fn write_frame(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let len = u32::try_from(frame.len()).ok().filter(|len| *len as usize <= FRAME);
    let len = len.ok_or_else(|| io::Error::other(format!("a frame of {} bytes is too long", frame.len())))?;
    to.write_all(&len.to_le_bytes())?;
    to.write_all(frame)?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_as_they_were_written_and_nothing_else_is() {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, b"one").unwrap();
        write_frame(&mut bytes, b"").unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read_frame(&mut from).unwrap(), Some(b"one".to_vec()));
        assert_eq!(read_frame(&mut from).unwrap(), Some(Vec::new()));
        assert_eq!(read_frame(&mut from).unwrap(), None);
        for cut in 1..7 {
            assert!(read_frame(&mut &bytes[..cut]).is_err(), "cut after {cut}");
        }
        assert!(read_frame(&mut [255u8; 8].as_slice()).is_err(), "too long a frame");
    }
}
