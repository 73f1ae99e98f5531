//! The scratch directory of one session.
//!
//! Names, sizes and times are ours, in memory: listings are sorted, inodes are numbers counted up from one, there are no links, and no
//! path of the guest ever reaches the host. Contents lie in a fresh folder of the host, made when the first byte is written and gone with
//! the session, in files whose names are inodes.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};

use super::path::Walk;
use super::records::{DescriptorType, DirectoryEntry, ErrorCode, Refusal};

/// The root's inode.
pub const ROOT: u64 = 1;

/// What is there from the start, counts for nothing and is not listed: the root, `tmp`, `dev`, and `dev/null`, which swallows what is
/// written to it.
const GIVEN: usize = 4;
const NULL: u64 = 4;

/// The most files of one session that are open on the host; others are opened again when they are used.
const OPEN: usize = 16;

/// A session's files.
pub struct Scratch {
    byte_limit: u64,
    file_limit: u32,
    bytes: u64,
    nodes: BTreeMap<u64, Node>,
    next: u64,
    open: BTreeMap<u64, File>,
    disk: Option<Disk>,
    /// Whether the guest ever wanted more than the quota.
    pub full: bool,
}

/// The folder on the host; the handle is dropped before the folder is removed.
struct Disk {
    dir: Dir,
    _folder: tempfile::TempDir,
}

struct Node {
    /// The folder it is in; none for the root and for what was removed while somebody held it.
    parent: Option<u64>,
    /// Descriptors and streams that hold it.
    held: u32,
    modified: u64,
    content: Content,
}

enum Content {
    Folder(BTreeMap<String, u64>),
    /// Its size in bytes; a hole counts as what it spans.
    File(u64),
}

/// What is known of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    pub kind: DescriptorType,
    pub size: u64,
    /// The monotonic clock when it was last written.
    pub modified: u64,
}

type Done<T> = Result<T, Refusal>;

impl Scratch {
    /// An empty root; `tmp` and `dev/null` are there when they are asked for by name.
    pub fn new(byte_limit: u64, file_limit: u32) -> Self {
        let mut scratch = Self {
            byte_limit,
            file_limit,
            bytes: 0,
            nodes: BTreeMap::new(),
            next: ROOT,
            open: BTreeMap::new(),
            disk: None,
            full: false,
        };
        scratch.add(None, Content::Folder(BTreeMap::new()), 0);
        scratch.insert(ROOT, "tmp", Content::Folder(BTreeMap::new()), 0);
        let dev = scratch.insert(ROOT, "dev", Content::Folder(BTreeMap::new()), 0);
        scratch.insert(dev, "null", Content::File(0), 0);
        scratch
    }

    /// Puts a file there, with the folders that lead to it.
    pub fn place(&mut self, path: &str, bytes: &[u8]) -> Done<()> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut folder = ROOT;
        for step in folders.split('/').filter(|step| !step.is_empty()) {
            folder = match self.find(folder, step) {
                Ok(found) => found,
                Err(_) => self.create(folder, step, true, 0)?,
            };
        }
        let file = self.create(folder, name, false, 0)?;
        self.write(file, 0, bytes, 0)
    }

    /// All bytes of a file.
    pub fn content(&mut self, path: &str) -> Done<Vec<u8>> {
        let node = self.find(ROOT, path)?;
        let size = self.stat(node)?.size;
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < size {
            bytes.extend(self.read(node, bytes.len() as u64, size)?);
        }
        Ok(bytes)
    }

    /// The inode at `path`, from the folder `base`.
    pub fn find(&self, base: u64, path: &str) -> Done<u64> {
        let walk = Walk::new(path)?;
        let mut trail = vec![base];
        for step in walk.steps {
            self.step(&mut trail, step)?;
        }
        let found = trail.last().copied().unwrap_or(base);
        if walk.folder && !self.is_folder(found) { Err(ErrorCode::NotDirectory.into()) } else { Ok(found) }
    }

    /// The folder that holds, or would hold, the last name of `path`.
    fn parent<'a>(&self, base: u64, path: &'a str) -> Done<(u64, &'a str)> {
        let mut walk = Walk::new(path)?;
        let Some(name) = walk.steps.pop().filter(|name| *name != "..") else {
            return Err(ErrorCode::Invalid.into());
        };
        let mut trail = vec![base];
        for step in walk.steps {
            self.step(&mut trail, step)?;
        }
        let folder = trail.last().copied().unwrap_or(base);
        if !self.is_folder(folder) { Err(ErrorCode::NotDirectory.into()) } else { Ok((folder, name)) }
    }

    /// One step of a path. Nobody leaves the folder he started from.
    fn step(&self, trail: &mut Vec<u64>, step: &str) -> Done<()> {
        let here = trail.last().and_then(|here| self.nodes.get(here)).ok_or(ErrorCode::BadDescriptor)?;
        let Content::Folder(entries) = &here.content else { return Err(ErrorCode::NotDirectory.into()) };
        if step == ".." {
            trail.pop();
            return if trail.is_empty() { Err(ErrorCode::NotPermitted.into()) } else { Ok(()) };
        }
        trail.push(*entries.get(step).ok_or(ErrorCode::NoEntry)?);
        Ok(())
    }

    fn is_folder(&self, node: u64) -> bool {
        self.nodes.get(&node).is_some_and(|node| matches!(node.content, Content::Folder(_)))
    }

    /// Makes a file or a folder.
    pub fn create(&mut self, base: u64, path: &str, folder: bool, now: u64) -> Done<u64> {
        let (parent, name) = self.parent(base, path)?;
        if self.entries(parent)?.contains_key(name) {
            return Err(ErrorCode::Exist.into());
        }
        if self.nodes.len() - GIVEN >= self.file_limit as usize {
            return Err(self.refuse());
        }
        // A folder that was removed while somebody held it takes nothing more.
        if parent != ROOT && self.nodes.get(&parent).is_none_or(|node| node.parent.is_none()) {
            return Err(ErrorCode::NoEntry.into());
        }
        let content = if folder { Content::Folder(BTreeMap::new()) } else { Content::File(0) };
        Ok(self.insert(parent, name, content, now))
    }

    fn insert(&mut self, parent: u64, name: &str, content: Content, now: u64) -> u64 {
        let inode = self.add(Some(parent), content, now);
        if let Some(Node { content: Content::Folder(entries), modified, .. }) = self.nodes.get_mut(&parent) {
            entries.insert(name.into(), inode);
            *modified = now;
        }
        inode
    }

    fn add(&mut self, parent: Option<u64>, content: Content, modified: u64) -> u64 {
        let inode = self.next;
        self.next += 1;
        self.nodes.insert(inode, Node { parent, held: 0, modified, content });
        inode
    }

    /// Marks that the quota was wanted in vain.
    fn refuse(&mut self) -> Refusal {
        self.full = true;
        ErrorCode::InsufficientSpace.into()
    }

    fn entries(&self, folder: u64) -> Done<&BTreeMap<String, u64>> {
        match &self.nodes.get(&folder).ok_or(ErrorCode::BadDescriptor)?.content {
            Content::Folder(entries) => Ok(entries),
            Content::File(_) => Err(ErrorCode::NotDirectory.into()),
        }
    }

    /// A folder's entries, by name.
    pub fn list(&self, folder: u64) -> Done<Vec<DirectoryEntry>> {
        let kind = |inode| if self.is_folder(inode) { DescriptorType::Directory } else { DescriptorType::RegularFile };
        let entries = self.entries(folder)?.iter().filter(|(_, inode)| **inode > GIVEN as u64);
        Ok(entries.map(|(name, inode)| DirectoryEntry { kind: kind(*inode), name: name.clone() }).collect())
    }

    /// What is known of a node.
    pub fn stat(&self, node: u64) -> Done<Stat> {
        let node = self.nodes.get(&node).ok_or(ErrorCode::BadDescriptor)?;
        let (kind, size) = match node.content {
            Content::Folder(_) => (DescriptorType::Directory, 0),
            Content::File(size) => (DescriptorType::RegularFile, size),
        };
        Ok(Stat { kind, size, modified: node.modified })
    }

    /// One more descriptor or stream holds the node.
    pub fn hold(&mut self, node: u64) {
        if let Some(node) = self.nodes.get_mut(&node) {
            node.held += 1;
        }
    }

    /// One less does; what nobody holds and no folder has is gone.
    pub fn release(&mut self, inode: u64) -> Done<()> {
        if let Some(node) = self.nodes.get_mut(&inode) {
            node.held = node.held.saturating_sub(1);
        }
        self.collect(inode)
    }

    fn collect(&mut self, inode: u64) -> Done<()> {
        let gone = self.nodes.get(&inode).is_some_and(|node| node.held == 0 && node.parent.is_none()) && inode != ROOT;
        if !gone {
            return Ok(());
        }
        let Some(Node { content: Content::File(size), .. }) = self.nodes.remove(&inode) else { return Ok(()) };
        self.bytes -= size;
        self.open.remove(&inode);
        if size > 0
            && let Some(disk) = &self.disk
        {
            match disk.dir.remove_file(inode.to_string()) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes a name: of a file, or of an empty folder.
    pub fn remove(&mut self, base: u64, path: &str, folder: bool) -> Done<()> {
        let (parent, name) = self.parent(base, path)?;
        let inode = *self.entries(parent)?.get(name).ok_or(ErrorCode::NoEntry)?;
        if inode <= GIVEN as u64 {
            return Err(ErrorCode::NotPermitted.into());
        }
        match (&self.nodes.get(&inode).ok_or(ErrorCode::NoEntry)?.content, folder) {
            (Content::File(_), false) => {}
            (Content::Folder(entries), true) if entries.is_empty() => {}
            (Content::Folder(_), true) => return Err(ErrorCode::NotEmpty.into()),
            (Content::Folder(_), false) => return Err(ErrorCode::IsDirectory.into()),
            (Content::File(_), true) => return Err(ErrorCode::NotDirectory.into()),
        }
        self.detach(parent, name);
        self.collect(inode)
    }

    fn detach(&mut self, parent: u64, name: &str) {
        let Some(Node { content: Content::Folder(entries), .. }) = self.nodes.get_mut(&parent) else { return };
        let inode = entries.remove(name);
        if let Some(node) = inode.and_then(|inode| self.nodes.get_mut(&inode)) {
            node.parent = None;
        }
    }

    /// Gives a file or folder another name, in the place of what has it.
    pub fn rename(&mut self, from: (u64, &str), to: (u64, &str), now: u64) -> Done<()> {
        let (old_parent, old_name) = self.parent(from.0, from.1)?;
        let (new_parent, new_name) = self.parent(to.0, to.1)?;
        let inode = *self.entries(old_parent)?.get(old_name).ok_or(ErrorCode::NoEntry)?;
        if inode <= GIVEN as u64 {
            return Err(ErrorCode::NotPermitted.into());
        }
        let mut above = Some(new_parent);
        while let Some(folder) = above {
            if folder == inode {
                return Err(ErrorCode::Invalid.into());
            }
            above = self.nodes.get(&folder).and_then(|node| node.parent);
        }
        if let Some(there) = self.entries(new_parent)?.get(new_name).copied() {
            if there == inode {
                return Ok(());
            }
            match (self.is_folder(inode), self.is_folder(there)) {
                (false, true) => return Err(ErrorCode::IsDirectory.into()),
                (true, false) => return Err(ErrorCode::NotDirectory.into()),
                (folder, _) => self.remove(new_parent, new_name, folder)?,
            }
        }
        self.detach(old_parent, old_name);
        if let Some(Node { content: Content::Folder(entries), modified, .. }) = self.nodes.get_mut(&new_parent) {
            entries.insert(new_name.into(), inode);
            *modified = now;
        }
        if let Some(node) = self.nodes.get_mut(&inode) {
            node.parent = Some(new_parent);
        }
        Ok(())
    }

    /// Cuts a file, or lengthens it with zeroes.
    pub fn resize(&mut self, inode: u64, size: u64, now: u64) -> Done<()> {
        if inode == NULL {
            return Ok(());
        }
        let old = self.file_size(inode)?;
        self.account(inode, size, now)?;
        if size != old {
            self.file(inode)?.set_len(size)?;
        }
        Ok(())
    }

    /// Counts a file as `size` bytes, if the quota has them.
    fn account(&mut self, inode: u64, size: u64, now: u64) -> Done<()> {
        let old = self.file_size(inode)?;
        if self.bytes - old > self.byte_limit.saturating_sub(size) || size > self.byte_limit {
            return Err(self.refuse());
        }
        self.bytes = self.bytes - old + size;
        if let Some(node) = self.nodes.get_mut(&inode) {
            node.content = Content::File(size);
            node.modified = now;
        }
        Ok(())
    }

    /// Writes all of `bytes` at a position, or nothing.
    pub fn write(&mut self, inode: u64, at: u64, bytes: &[u8], now: u64) -> Done<()> {
        if inode == NULL {
            return Ok(());
        }
        let end = at.checked_add(bytes.len() as u64).ok_or(ErrorCode::FileTooLarge)?;
        let size = self.file_size(inode)?.max(if bytes.is_empty() { 0 } else { end });
        self.account(inode, size, now)?;
        if !bytes.is_empty() {
            let file = self.file(inode)?;
            file.seek(SeekFrom::Start(at))?;
            file.write_all(bytes)?;
        }
        Ok(())
    }

    /// At most `most` bytes from a position; none at the end.
    pub fn read(&mut self, inode: u64, at: u64, most: u64) -> Done<Vec<u8>> {
        let left = self.file_size(inode)?.saturating_sub(at).min(most);
        if left == 0 {
            return Ok(Vec::new());
        }
        let file = self.file(inode)?;
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; usize::try_from(left).map_err(|_| ErrorCode::Overflow)?];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// A file's size; the error of whoever takes a folder for a file.
    pub fn file_size(&self, inode: u64) -> Done<u64> {
        match self.nodes.get(&inode).ok_or(ErrorCode::BadDescriptor)?.content {
            Content::File(size) => Ok(size),
            Content::Folder(_) => Err(ErrorCode::IsDirectory.into()),
        }
    }

    /// The host's file behind an inode, opened if it is not.
    fn file(&mut self, inode: u64) -> Done<&mut File> {
        if self.disk.is_none() {
            let folder = tempfile::Builder::new().prefix("trommel-scratch-").tempdir()?;
            let dir = Dir::open_ambient_dir(folder.path(), ambient_authority())?;
            self.disk = Some(Disk { dir, _folder: folder });
        }
        if !self.open.contains_key(&inode) {
            if self.open.len() >= OPEN {
                self.open.clear();
            }
            let disk = self.disk.as_ref().ok_or(ErrorCode::Io)?;
            let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).clone();
            self.open.insert(inode, disk.dir.open_with(inode.to_string(), &options)?);
        }
        self.open.get_mut(&inode).ok_or_else(|| ErrorCode::Io.into())
    }
}
