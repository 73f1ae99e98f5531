//! An open file or folder.

use super::mount::Mounted;
use super::records::{
    DescriptorFlags, DescriptorStat, DescriptorType, DirectoryEntry, ErrorCode, MetadataHash, OpenFlags,
};
use super::records::{PathFlags, Refusal};
use super::scratch::{ROOT, Scratch};
use crate::room::Room;
use crate::wasi::clocks::{Datetime, UPTIME};

/// What a guest holds.
#[derive(Clone)]
pub struct Descriptor {
    pub place: Place,
    pub flags: DescriptorFlags,
}

/// Where it is.
#[derive(Clone)]
pub enum Place {
    /// In the scratch directory, by inode.
    Scratch(u64),
    /// Below a mount.
    Mounted(Mounted),
}

type Done<T> = Result<T, Refusal>;

impl Descriptor {
    /// The scratch directory itself.
    pub fn scratch() -> Self {
        let flags = DescriptorFlags::READ | DescriptorFlags::WRITE | DescriptorFlags::MUTATE_DIRECTORY;
        Self { place: Place::Scratch(ROOT), flags }
    }

    /// A mount.
    pub fn mounted(root: Mounted) -> Self {
        Self { place: Place::Mounted(root), flags: DescriptorFlags::READ }
    }

    /// The inode of a file or folder that may be changed.
    pub fn inode(&self) -> Done<u64> {
        match &self.place {
            Place::Scratch(inode) => Ok(*inode),
            Place::Mounted(_) => Err(ErrorCode::ReadOnly.into()),
        }
    }

    /// The same, of a file opened for writing.
    pub fn writable(&self) -> Done<u64> {
        let inode = self.inode()?;
        if self.flags.contains(DescriptorFlags::WRITE) { Ok(inode) } else { Err(ErrorCode::BadDescriptor.into()) }
    }

    /// Opens what is at `path` from here.
    pub fn open(
        &self,
        scratch: &mut Scratch,
        path: &str,
        how: OpenFlags,
        flags: DescriptorFlags,
        now: u64,
    ) -> Done<Self> {
        let base = match &self.place {
            Place::Scratch(inode) => *inode,
            Place::Mounted(base) => {
                if how.contains(OpenFlags::CREATE)
                    || how.contains(OpenFlags::TRUNCATE)
                    || flags.contains(DescriptorFlags::WRITE)
                {
                    return Err(ErrorCode::ReadOnly.into());
                }
                let found = base.find(path)?.open()?;
                if how.contains(OpenFlags::DIRECTORY) && found.kind() != DescriptorType::Directory {
                    return Err(ErrorCode::NotDirectory.into());
                }
                return Ok(Self { place: Place::Mounted(found), flags });
            }
        };
        let inode = match scratch.find(base, path) {
            Ok(_) if how.contains(OpenFlags::CREATE) && how.contains(OpenFlags::EXCLUSIVE) => {
                return Err(ErrorCode::Exist.into());
            }
            Ok(inode) => inode,
            Err(Refusal::Code(ErrorCode::NoEntry)) if how.contains(OpenFlags::CREATE) => {
                if how.contains(OpenFlags::DIRECTORY) || path.ends_with('/') {
                    return Err(ErrorCode::Invalid.into());
                }
                scratch.create(base, path, false, now)?
            }
            Err(refusal) => return Err(refusal),
        };
        if scratch.stat(inode)?.kind == DescriptorType::Directory {
            if how.contains(OpenFlags::CREATE)
                || how.contains(OpenFlags::TRUNCATE)
                || flags.contains(DescriptorFlags::WRITE)
            {
                return Err(ErrorCode::IsDirectory.into());
            }
        } else if how.contains(OpenFlags::DIRECTORY) {
            return Err(ErrorCode::NotDirectory.into());
        }
        if how.contains(OpenFlags::TRUNCATE) {
            scratch.resize(inode, 0, now)?;
        }
        scratch.hold(inode);
        Ok(Self { place: Place::Scratch(inode), flags })
    }

    /// What is at `path` from here, without opening it; here itself without a path.
    pub fn look(&self, scratch: &Scratch, path: Option<&str>) -> Done<Place> {
        Ok(match (&self.place, path) {
            (place, None) => place.clone(),
            (Place::Scratch(base), Some(path)) => Place::Scratch(scratch.find(*base, path)?),
            (Place::Mounted(base), Some(path)) => Place::Mounted(base.find(path)?),
        })
    }

    /// At most `most` bytes of a file from a position.
    pub fn read(&self, scratch: &mut Scratch, at: u64, most: u64) -> Done<Vec<u8>> {
        match &self.place {
            Place::Scratch(inode) => scratch.read(*inode, at, most),
            Place::Mounted(file) => file.read(at, most),
        }
    }

    /// A folder's entries.
    pub fn list(&self, scratch: &Scratch) -> Done<Vec<DirectoryEntry>> {
        match &self.place {
            Place::Scratch(inode) => scratch.list(*inode),
            Place::Mounted(folder) => folder.list(),
        }
    }
}

impl Place {
    /// What is told of it: sizes and the virtual clock's times, nothing of the host's.
    pub fn stat(&self, scratch: &Scratch) -> Done<DescriptorStat> {
        let (kind, size, time) = match self {
            Self::Scratch(inode) => {
                let stat = scratch.stat(*inode)?;
                (stat.kind, stat.size, Datetime::at(stat.modified))
            }
            Self::Mounted(found) => (found.kind(), found.size(), Datetime::at(UPTIME)),
        };
        Ok(DescriptorStat {
            kind,
            link_count: 1,
            size,
            accessed: Some(time),
            modified: Some(time),
            changed: Some(time),
        })
    }

    /// Its identity, from which C libraries make an inode number.
    pub fn identity(&self) -> MetadataHash {
        match self {
            Self::Scratch(inode) => MetadataHash { lower: *inode, upper: 0 },
            Self::Mounted(found) => MetadataHash { lower: found.inode(), upper: 1 },
        }
    }
}

/// The folders that a guest starts with, and where it sees them.
pub fn preopened(room: &Room) -> Vec<(Descriptor, String)> {
    let mounts = room.mounts.iter().map(|mount| {
        let at = mount.at.clone();
        (Descriptor::mounted(Mounted::root(mount.clone())), at)
    });
    std::iter::once((Descriptor::scratch(), "/".to_owned())).chain(mounts).collect()
}

/// There are no links to follow.
pub fn ignore(_: PathFlags) {}
