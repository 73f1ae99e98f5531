//! The functions of `wasi:filesystem`.

use wasmtime::component::{ComponentNamedList, Lift, LinkerInstance, Lower, Resource, ResourceType};

use super::Interfaces;
use super::descriptor::{self, Descriptor, Place, ignore};
use super::records::{Advice, DescriptorFlags, DirectoryEntry, ErrorCode, NewTimestamp, OpenFlags, PathFlags, Refusal};
use super::streams::{Reading, Writing, drop_descriptor, told};
use crate::room::Room;
use crate::wasi::io::{InputStream, OutputStream, StreamFault};
use crate::wasi::{CALL, CHUNK, Context, FILE_CALL, charge, clocks};

type Handle = Resource<Descriptor>;

/// What is left to list of a folder.
struct Listing(std::vec::IntoIter<DirectoryEntry>);

pub fn define(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    let mut types = wasi.instance("filesystem/types")?;
    types.resource("descriptor", ResourceType::host::<Descriptor>(), |mut context, handle| {
        let descriptor = context.data_mut().table.delete(Resource::<Descriptor>::new_own(handle))?;
        drop_descriptor(context.data_mut(), &descriptor)
    })?;
    types.resource("directory-entry-stream", ResourceType::host::<Listing>(), |mut context, handle| {
        context.data_mut().table.delete(Resource::<Listing>::new_own(handle))?;
        Ok(())
    })?;
    types.func_wrap("filesystem-error-code", |mut context: Context<'_>, (error,): (Resource<StreamFault>,)| {
        charge(&mut context, CALL)?;
        Ok((Some(context.data().table.get(&error)?.0),))
    })?;
    streams(&mut types)?;
    files(&mut types)?;
    metadata(&mut types)?;
    names(&mut types)?;
    wasi.instance("filesystem/preopens")?.func_wrap("get-directories", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        let room = context.data_mut();
        let mut directories = Vec::new();
        for (descriptor, at) in descriptor::preopened(room) {
            directories.push((room.table.push(descriptor)?, at));
        }
        Ok((directories,))
    })
}

/// Registers a method of descriptors: `method` sees the room, the descriptor, its arguments and the clock.
fn method<P, T, M>(types: &mut LinkerInstance<'_, Room>, name: &str, method: M) -> wasmtime::Result<()>
where
    P: Arguments + 'static,
    T: 'static,
    Result<T, ErrorCode>: Lower,
    (Result<T, ErrorCode>,): ComponentNamedList + Lower,
    M: Fn(&mut Room, &Descriptor, P::Rest, u64) -> Result<T, Refusal> + Send + Sync + 'static,
{
    types.func_wrap(&format!("[method]descriptor.{name}"), move |mut context: Context<'_>, arguments: P| {
        let (handle, rest) = arguments.split();
        charge(&mut context, FILE_CALL)?;
        let now = clocks::now(&context)?;
        let room = context.data_mut();
        let this = room.table.get(&handle)?.clone();
        Ok((told(method(room, &this, rest, now))?,))
    })
}

/// A method's arguments, the descriptor first.
trait Arguments: ComponentNamedList + Lift {
    type Rest;
    fn split(self) -> (Handle, Self::Rest);
}

impl Arguments for (Handle,) {
    type Rest = ();
    fn split(self) -> (Handle, ()) {
        (self.0, ())
    }
}

impl<A: Lift> Arguments for (Handle, A)
where
    Self: ComponentNamedList + Lift,
{
    type Rest = A;
    fn split(self) -> (Handle, A) {
        (self.0, self.1)
    }
}

impl<A: Lift, B: Lift> Arguments for (Handle, A, B)
where
    Self: ComponentNamedList + Lift,
{
    type Rest = (A, B);
    fn split(self) -> (Handle, (A, B)) {
        (self.0, (self.1, self.2))
    }
}

impl<A: Lift, B: Lift, C: Lift> Arguments for (Handle, A, B, C)
where
    Self: ComponentNamedList + Lift,
{
    type Rest = (A, B, C);
    fn split(self) -> (Handle, (A, B, C)) {
        (self.0, (self.1, self.2, self.3))
    }
}

impl<A: Lift, B: Lift, C: Lift, D: Lift> Arguments for (Handle, A, B, C, D)
where
    Self: ComponentNamedList + Lift,
{
    type Rest = (A, B, C, D);
    fn split(self) -> (Handle, (A, B, C, D)) {
        (self.0, (self.1, self.2, self.3, self.4))
    }
}

/// A new resource, or too many of them.
fn push<T: Send + 'static>(room: &mut Room, resource: T) -> Result<Resource<T>, Refusal> {
    room.table.push(resource).map_err(|_| ErrorCode::InsufficientMemory.into())
}

fn streams(types: &mut LinkerInstance<'_, Room>) -> wasmtime::Result<()> {
    method::<(Handle, u64), _, _>(types, "read-via-stream", |room, this, at, _| {
        if let Place::Scratch(inode) = this.place {
            room.scratch.file_size(inode)?;
            room.scratch.hold(inode);
        }
        push(room, InputStream::File(Reading { file: this.clone(), at }))
    })?;
    method::<(Handle, u64), _, _>(types, "write-via-stream", |room, this, at, _| {
        writing(room, this.writable()?, Some(at))
    })?;
    method::<(Handle,), _, _>(types, "append-via-stream", |room, this, (), _| writing(room, this.writable()?, None))
}

fn writing(room: &mut Room, inode: u64, at: Option<u64>) -> Result<Resource<OutputStream>, Refusal> {
    room.scratch.file_size(inode)?;
    room.scratch.hold(inode);
    push(room, OutputStream::File(Writing { inode, at }))
}

fn files(types: &mut LinkerInstance<'_, Room>) -> wasmtime::Result<()> {
    types.func_wrap("[method]descriptor.read", |mut context: Context<'_>, (handle, len, at): (Handle, u64, u64)| {
        charge(&mut context, FILE_CALL)?;
        let room = context.data_mut();
        let this = room.table.get(&handle)?.clone();
        let read = told(this.read(&mut room.scratch, at, len.min(CHUNK)))?;
        if let Ok(bytes) = &read {
            charge(&mut context, bytes.len() as u64)?;
        }
        Ok((read.map(|bytes| {
            let end = bytes.is_empty() && len > 0;
            (bytes, end)
        }),))
    })?;
    types.func_wrap(
        "[method]descriptor.write",
        |mut context: Context<'_>, (handle, bytes, at): (Handle, Vec<u8>, u64)| {
            charge(&mut context, FILE_CALL + bytes.len() as u64)?;
            let now = clocks::now(&context)?;
            let room = context.data_mut();
            let this = room.table.get(&handle)?.clone();
            let written = this.writable().and_then(|inode| room.scratch.write(inode, at, &bytes, now));
            Ok((told(written.map(|()| bytes.len() as u64))?,))
        },
    )?;
    method::<(Handle, u64), _, _>(types, "set-size", |room, this, size, now| {
        room.scratch.resize(this.writable()?, size, now)
    })?;
    method::<(Handle, u64, u64, Advice), _, _>(types, "advise", |_, _, _, _| Ok(()))?;
    for nothing_to_do in ["sync", "sync-data"] {
        method::<(Handle,), _, _>(types, nothing_to_do, |_, _, (), _| Ok(()))?;
    }
    Ok(())
}

fn metadata(types: &mut LinkerInstance<'_, Room>) -> wasmtime::Result<()> {
    method::<(Handle,), _, _>(types, "get-flags", |_, this, (), _| Ok::<DescriptorFlags, _>(this.flags))?;
    method::<(Handle,), _, _>(types, "get-type", |room, this, (), _| Ok(this.place.stat(&room.scratch)?.kind))?;
    method::<(Handle,), _, _>(types, "stat", |room, this, (), _| this.place.stat(&room.scratch))?;
    method::<(Handle, PathFlags, String), _, _>(types, "stat-at", |room, this, (flags, path), _| {
        ignore(flags);
        this.look(&room.scratch, Some(&path))?.stat(&room.scratch)
    })?;
    method::<(Handle,), _, _>(types, "metadata-hash", |_, this, (), _| Ok(this.place.identity()))?;
    method::<(Handle, PathFlags, String), _, _>(types, "metadata-hash-at", |room, this, (flags, path), _| {
        ignore(flags);
        Ok(this.look(&room.scratch, Some(&path))?.identity())
    })?;
    // Times are the virtual clock's; whoever sets them is told that he did.
    method::<(Handle, NewTimestamp, NewTimestamp), _, _>(types, "set-times", |_, this, _, _| this.inode().map(|_| ()))?;
    method::<(Handle, PathFlags, String, NewTimestamp, NewTimestamp), _, _>(
        types,
        "set-times-at",
        |room, this, (_, path, _, _), _| room.scratch.find(this.inode()?, &path).map(|_| ()),
    )?;
    types.func_wrap("[method]descriptor.is-same-object", |mut context: Context<'_>, (one, other): (Handle, Handle)| {
        charge(&mut context, CALL)?;
        let table = &context.data().table;
        Ok((table.get(&one)?.place.identity() == table.get(&other)?.place.identity(),))
    })
}

fn names(types: &mut LinkerInstance<'_, Room>) -> wasmtime::Result<()> {
    method::<(Handle, PathFlags, String, OpenFlags, DescriptorFlags), _, _>(
        types,
        "open-at",
        |room, this, (_, path, how, flags), now| {
            let opened = this.open(&mut room.scratch, &path, how, flags, now)?;
            let held = opened.place.clone();
            push(room, opened).inspect_err(|_| {
                if let Place::Scratch(inode) = held {
                    // It was not opened after all; that it could not be removed from the host shows when it is asked for again.
                    let _ = room.scratch.release(inode);
                }
            })
        },
    )?;
    method::<(Handle, String), _, _>(types, "create-directory-at", |room, this, path, now| {
        let path = path.trim_end_matches('/');
        room.scratch.create(this.inode()?, path, true, now).map(|_| ())
    })?;
    method::<(Handle, String), _, _>(types, "remove-directory-at", |room, this, path, _| {
        room.scratch.remove(this.inode()?, path.trim_end_matches('/'), true)
    })?;
    method::<(Handle, String), _, _>(types, "unlink-file-at", |room, this, path, _| {
        room.scratch.remove(this.inode()?, &path, false)
    })?;
    method::<(Handle, String, Handle, String), _, _>(types, "rename-at", |room, this, (from, other, to), now| {
        let other = room.table.get(&other).map_err(|_| ErrorCode::BadDescriptor)?.inode()?;
        room.scratch.rename((this.inode()?, &from), (other, &to), now)
    })?;
    // There are no links, and none can be made.
    method::<(Handle, String), String, _>(types, "readlink-at", |_, _, _, _| Err(ErrorCode::Invalid.into()))?;
    method::<(Handle, String, String), (), _>(types, "symlink-at", |_, _, _, _| Err(ErrorCode::NotPermitted.into()))?;
    method::<(Handle, PathFlags, String, Handle, String), (), _>(types, "link-at", |_, _, _, _| {
        Err(ErrorCode::NotPermitted.into())
    })?;
    method::<(Handle,), _, _>(types, "read-directory", |room, this, (), _| {
        let entries = this.list(&room.scratch)?;
        push(room, Listing(entries.into_iter()))
    })?;
    types.func_wrap(
        "[method]directory-entry-stream.read-directory-entry",
        |mut context: Context<'_>, (listing,): (Resource<Listing>,)| {
            charge(&mut context, CALL)?;
            let entry = context.data_mut().table.get_mut(&listing)?.0.next();
            Ok((Ok::<_, ErrorCode>(entry),))
        },
    )
}
