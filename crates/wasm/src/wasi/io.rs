//! `wasi:io`: streams, timers, errors.

use wasmtime::component::{ComponentType, Lift, Lower, Resource, ResourceType};

use super::{CALL, CHUNK, Context, Interfaces, charge, clocks, filesystem};
use crate::ending::Stop;

/// What is behind an input stream.
pub enum InputStream {
    /// Standard input.
    Stdin,
    /// A file, from a position.
    File(filesystem::Reading),
}

/// What is behind an output stream.
pub enum OutputStream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// A file, at a position.
    File(filesystem::Writing),
}

/// Something to wait for.
pub enum Pollable {
    /// It has happened.
    Ready,
    /// The virtual clock reaches this many nanoseconds.
    At(u64),
}

/// `wasi:io/error.error`: why a stream failed.
pub struct StreamFault(pub filesystem::ErrorCode);

/// `wasi:io/streams.stream-error`.
#[derive(ComponentType, Lift, Lower)]
#[component(variant)]
pub enum StreamError {
    /// The operation failed, for the reason behind the handle.
    #[component(name = "last-operation-failed")]
    LastOperationFailed(Resource<StreamFault>),
    /// Nothing more comes, or nothing more is taken.
    #[component(name = "closed")]
    Closed,
}

type Streamed<T> = wasmtime::Result<(Result<T, StreamError>,)>;

pub fn define(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    let mut error = wasi.instance("io/error")?;
    error.resource("error", ResourceType::host::<StreamFault>(), |mut context, handle| {
        context.data_mut().table.delete(Resource::<StreamFault>::new_own(handle))?;
        Ok(())
    })?;
    error.func_wrap(
        "[method]error.to-debug-string",
        |mut context: Context<'_>, (this,): (Resource<StreamFault>,)| {
            charge(&mut context, CALL)?;
            Ok((format!("{:?}", context.data().table.get(&this)?.0),))
        },
    )?;
    poll(wasi)?;
    let mut streams = wasi.instance("io/streams")?;
    streams.resource("input-stream", ResourceType::host::<InputStream>(), |mut context, handle| {
        let stream = context.data_mut().table.delete(Resource::<InputStream>::new_own(handle))?;
        filesystem::drop_input(context.data_mut(), stream)
    })?;
    streams.resource("output-stream", ResourceType::host::<OutputStream>(), |mut context, handle| {
        let stream = context.data_mut().table.delete(Resource::<OutputStream>::new_own(handle))?;
        filesystem::drop_output(context.data_mut(), stream)
    })?;
    for method in ["read", "blocking-read"] {
        let method = format!("[method]input-stream.{method}");
        streams.func_wrap(&method, |mut context: Context<'_>, (this, len): (Resource<InputStream>, u64)| {
            read(&mut context, &this, len)
        })?;
    }
    for method in ["skip", "blocking-skip"] {
        let method = format!("[method]input-stream.{method}");
        streams.func_wrap(&method, |mut context: Context<'_>, (this, len): (Resource<InputStream>, u64)| {
            let (read,) = read(&mut context, &this, len)?;
            Ok((read.map(|bytes| bytes.len() as u64),))
        })?;
    }
    streams
        .func_wrap("[method]input-stream.subscribe", |mut context: Context<'_>, (_,): (Resource<InputStream>,)| {
            ready(&mut context)
        })?;
    streams.func_wrap(
        "[method]output-stream.check-write",
        |mut context: Context<'_>, (_,): (Resource<OutputStream>,)| -> Streamed<u64> {
            charge(&mut context, CALL)?;
            Ok((Ok(CHUNK),))
        },
    )?;
    for method in ["write", "blocking-write-and-flush"] {
        let method = format!("[method]output-stream.{method}");
        streams.func_wrap(&method, |mut context: Context<'_>, (this, bytes): (Resource<OutputStream>, Vec<u8>)| {
            write(&mut context, &this, &bytes)
        })?;
    }
    for method in ["write-zeroes", "blocking-write-zeroes-and-flush"] {
        let method = format!("[method]output-stream.{method}");
        streams.func_wrap(&method, |mut context: Context<'_>, (this, len): (Resource<OutputStream>, u64)| {
            let zeroes = vec![0; usize::try_from(len.min(CHUNK))?];
            write(&mut context, &this, &zeroes)
        })?;
    }
    for method in ["flush", "blocking-flush"] {
        let method = format!("[method]output-stream.{method}");
        let flush = |mut context: Context<'_>, (_,): (Resource<OutputStream>,)| -> Streamed<()> {
            charge(&mut context, CALL)?;
            Ok((Ok(()),))
        };
        streams.func_wrap(&method, flush)?;
    }
    streams
        .func_wrap("[method]output-stream.subscribe", |mut context: Context<'_>, (_,): (Resource<OutputStream>,)| {
            ready(&mut context)
        })?;
    for method in ["splice", "blocking-splice"] {
        let method = format!("[method]output-stream.{method}");
        streams.func_wrap(
            &method,
            |mut context: Context<'_>, (to, from, len): (Resource<OutputStream>, Resource<InputStream>, u64)| {
                let (read,) = read(&mut context, &from, len)?;
                let bytes = match read {
                    Ok(bytes) => bytes,
                    Err(error) => return Ok((Err(error),)),
                };
                let (written,) = write(&mut context, &to, &bytes)?;
                Ok((written.map(|()| bytes.len() as u64),))
            },
        )?;
    }
    Ok(())
}

fn poll(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    let mut poll = wasi.instance("io/poll")?;
    poll.resource("pollable", ResourceType::host::<Pollable>(), |mut context, handle| {
        context.data_mut().table.delete(Resource::<Pollable>::new_own(handle))?;
        Ok(())
    })?;
    poll.func_wrap("[method]pollable.ready", |mut context: Context<'_>, (this,): (Resource<Pollable>,)| {
        charge(&mut context, CALL)?;
        let now = clocks::now(&context)?;
        Ok((due(&context, &this)? <= now,))
    })?;
    poll.func_wrap("[method]pollable.block", |mut context: Context<'_>, (this,): (Resource<Pollable>,)| {
        charge(&mut context, CALL)?;
        let due = due(&context, &this)?;
        clocks::sleep_until(&mut context, due)
    })?;
    poll.func_wrap("poll", |mut context: Context<'_>, (list,): (Vec<Resource<Pollable>>,)| {
        charge(&mut context, CALL * (1 + list.len() as u64))?;
        let dues = list.iter().map(|one| due(&context, one)).collect::<wasmtime::Result<Vec<u64>>>()?;
        let Some(first) = dues.iter().min() else { wasmtime::bail!("a guest polls nothing") };
        clocks::sleep_until(&mut context, *first)?;
        let now = clocks::now(&context)?;
        let ready = (0u32..).zip(&dues).filter(|(_, due)| **due <= now).map(|(index, _)| index);
        Ok((ready.collect::<Vec<u32>>(),))
    })
}

/// When what is waited for happens, on the virtual clock.
fn due(context: &Context<'_>, pollable: &Resource<Pollable>) -> wasmtime::Result<u64> {
    Ok(match context.data().table.get(pollable)? {
        Pollable::Ready => 0,
        Pollable::At(instant) => *instant,
    })
}

/// Streams never make anyone wait.
fn ready(context: &mut Context<'_>) -> wasmtime::Result<(Resource<Pollable>,)> {
    charge(context, CALL)?;
    Ok((context.data_mut().table.push(Pollable::Ready)?,))
}

fn read(context: &mut Context<'_>, this: &Resource<InputStream>, len: u64) -> Streamed<Vec<u8>> {
    let len = len.min(CHUNK);
    charge(context, CALL)?;
    let room = context.data_mut();
    let bytes = match room.table.get_mut(this)? {
        InputStream::Stdin => room.stdin.read(len),
        InputStream::File(reading) => {
            let mut reading = reading.clone();
            let bytes = filesystem::stream_read(context, &mut reading, len)?;
            match context.data_mut().table.get_mut(this)? {
                InputStream::File(place) => *place = reading,
                InputStream::Stdin => unreachable!("a stream does not change its kind"),
            }
            match bytes {
                Ok(bytes) => bytes,
                Err(code) => return failed(context, code),
            }
        }
    };
    charge(context, bytes.len() as u64)?;
    Ok((if bytes.is_empty() && len > 0 { Err(StreamError::Closed) } else { Ok(bytes) },))
}

fn write(context: &mut Context<'_>, this: &Resource<OutputStream>, bytes: &[u8]) -> Streamed<()> {
    charge(context, CALL + bytes.len() as u64)?;
    let room = context.data_mut();
    let capture = match room.table.get_mut(this)? {
        OutputStream::Stdout => &mut room.stdout,
        OutputStream::Stderr => &mut room.stderr,
        OutputStream::File(writing) => {
            let mut writing = *writing;
            let written = filesystem::stream_write(context, &mut writing, bytes)?;
            match context.data_mut().table.get_mut(this)? {
                OutputStream::File(place) => *place = writing,
                _ => unreachable!("a stream does not change its kind"),
            }
            return match written {
                Ok(()) => Ok((Ok(()),)),
                Err(code) => failed(context, code),
            };
        }
    };
    if capture.write(bytes) { Ok((Ok(()),)) } else { Err(Stop::Output.into()) }
}

/// The error of a file, to be asked for with `filesystem-error-code`.
fn failed<T>(context: &mut Context<'_>, code: filesystem::ErrorCode) -> Streamed<T> {
    let fault = StreamFault::of(code);
    Ok((Err(StreamError::LastOperationFailed(context.data_mut().table.push(fault)?)),))
}
