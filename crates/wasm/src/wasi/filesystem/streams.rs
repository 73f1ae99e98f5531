//! Files as streams.

use super::descriptor::{Descriptor, Place};
use super::records::{ErrorCode, Refusal};
use crate::ending::Stop;
use crate::room::Room;
use crate::wasi::io::{InputStream, OutputStream, StreamFault};
use crate::wasi::{Context, FILE_CALL, charge, clocks};

/// A file that is read from a position on.
#[derive(Clone)]
pub struct Reading {
    pub file: Descriptor,
    pub at: u64,
}

/// A file that is written from a position on, or always at its end.
#[derive(Clone, Copy)]
pub struct Writing {
    pub inode: u64,
    pub at: Option<u64>,
}

impl StreamFault {
    /// From a file's refusal.
    pub fn of(code: ErrorCode) -> Self {
        Self(code)
    }
}

/// Takes what the host's disk said out of a result; the rest is for the guest.
pub fn told<T>(done: Result<T, Refusal>) -> wasmtime::Result<Result<T, ErrorCode>> {
    match done {
        Ok(value) => Ok(Ok(value)),
        Err(Refusal::Code(code)) => Ok(Err(code)),
        Err(Refusal::Host(error)) => Err(Stop::Host(format!("a file of the sandbox: {error}")).into()),
    }
}

/// The next bytes; none at the end.
pub fn stream_read(
    context: &mut Context<'_>,
    reading: &mut Reading,
    len: u64,
) -> wasmtime::Result<Result<Vec<u8>, ErrorCode>> {
    charge(context, FILE_CALL)?;
    let read = told(reading.file.read(&mut context.data_mut().scratch, reading.at, len))?;
    if let Ok(bytes) = &read {
        reading.at += bytes.len() as u64;
    }
    Ok(read)
}

/// Writes all of `bytes`.
pub fn stream_write(
    context: &mut Context<'_>,
    writing: &mut Writing,
    bytes: &[u8],
) -> wasmtime::Result<Result<(), ErrorCode>> {
    charge(context, FILE_CALL)?;
    let now = clocks::now(context)?;
    let scratch = &mut context.data_mut().scratch;
    let at = match writing.at {
        Some(at) => Ok(at),
        None => told(scratch.file_size(writing.inode))?,
    };
    let at = match at {
        Ok(at) => at,
        Err(code) => return Ok(Err(code)),
    };
    let written = told(scratch.write(writing.inode, at, bytes, now))?;
    if written.is_ok() && writing.at.is_some() {
        writing.at = Some(at + bytes.len() as u64);
    }
    Ok(written)
}

/// A stream is dropped.
pub fn drop_input(room: &mut Room, stream: InputStream) -> wasmtime::Result<()> {
    match stream {
        InputStream::File(Reading { file, .. }) => drop_descriptor(room, &file),
        InputStream::Stdin => Ok(()),
    }
}

/// A stream is dropped.
pub fn drop_output(room: &mut Room, stream: OutputStream) -> wasmtime::Result<()> {
    match stream {
        OutputStream::File(writing) => release(room, writing.inode),
        OutputStream::Stdout | OutputStream::Stderr => Ok(()),
    }
}

/// A descriptor is dropped.
pub fn drop_descriptor(room: &mut Room, descriptor: &Descriptor) -> wasmtime::Result<()> {
    match descriptor.place {
        Place::Scratch(inode) => release(room, inode),
        Place::Mounted(_) => Ok(()),
    }
}

fn release(room: &mut Room, inode: u64) -> wasmtime::Result<()> {
    told(room.scratch.release(inode))?.map_err(|code| Stop::Host(format!("a descriptor of nothing: {code:?}")).into())
}
