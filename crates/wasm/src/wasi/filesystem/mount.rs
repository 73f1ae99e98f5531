//! Folders of the host that a guest may read, such as a compiler's sysroot.

use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File};

use super::path::Walk;
use super::records::{DescriptorType, DirectoryEntry, ErrorCode, Refusal};

/// A folder of the host, for reading. Nothing outside it can be reached through it, symbolic links included.
#[derive(Clone)]
pub struct Mount {
    dir: Arc<Dir>,
    /// Where the guest sees it, such as `/usr`.
    pub at: String,
}

impl Mount {
    /// Opens `folder`.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn new(folder: &Path, at: &str) -> std::io::Result<Self> {
        Ok(Self { dir: Arc::new(Dir::open_ambient_dir(folder, ambient_authority())?), at: at.into() })
    }
}

/// A file or folder below a mount.
#[derive(Clone)]
pub struct Mounted {
    mount: Mount,
    /// From the mount's root; empty for the root itself.
    path: String,
    kind: DescriptorType,
    size: u64,
    file: Option<Arc<File>>,
}

impl Mounted {
    /// The mount's root.
    pub fn root(mount: Mount) -> Self {
        Self { mount, path: String::new(), kind: DescriptorType::Directory, size: 0, file: None }
    }

    /// What is at `path` from here, not opened yet.
    pub fn find(&self, path: &str) -> Result<Self, Refusal> {
        let walk = Walk::new(path)?;
        let mut steps: Vec<&str> = self.path.split('/').filter(|step| !step.is_empty()).collect();
        for step in walk.steps {
            match step {
                ".." => steps.pop().map(|_| ()).ok_or(ErrorCode::NotPermitted)?,
                name => steps.push(name),
            }
        }
        if steps.is_empty() {
            return Ok(Self::root(self.mount.clone()));
        }
        let path = steps.join("/");
        // The true name, so that a file reached by two names is one file to a compiler.
        let path = self.mount.dir.canonicalize(&path).map_err(told)?;
        let metadata = self.mount.dir.metadata(&path).map_err(told)?;
        let path = path.to_str().ok_or(ErrorCode::IllegalByteSequence)?.to_owned();
        let kind = if metadata.is_dir() { DescriptorType::Directory } else { DescriptorType::RegularFile };
        if !metadata.is_dir() && !metadata.is_file() {
            return Err(ErrorCode::NotPermitted.into());
        }
        if walk.folder && !metadata.is_dir() {
            return Err(ErrorCode::NotDirectory.into());
        }
        Ok(Self { mount: self.mount.clone(), path, kind, size: metadata.len(), file: None })
    }

    /// Opens a file for reading; a folder needs no opening.
    pub fn open(mut self) -> Result<Self, Refusal> {
        if self.kind == DescriptorType::RegularFile {
            self.file = Some(Arc::new(self.mount.dir.open(&self.path).map_err(told)?));
        }
        Ok(self)
    }

    /// File or folder.
    pub fn kind(&self) -> DescriptorType {
        self.kind
    }

    /// Bytes; zero for a folder.
    pub fn size(&self) -> u64 {
        if self.kind == DescriptorType::RegularFile { self.size } else { 0 }
    }

    /// A number for the file that depends on its name alone.
    pub fn inode(&self) -> u64 {
        let hash = blake3::hash(format!("{}\0{}", self.mount.at, self.path).as_bytes());
        hash.as_bytes()[..8].iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
    }

    /// At most `most` bytes from a position; none at the end.
    pub fn read(&self, at: u64, most: u64) -> Result<Vec<u8>, Refusal> {
        let Some(file) = &self.file else { return Err(ErrorCode::IsDirectory.into()) };
        let mut file = file.as_ref();
        file.seek(SeekFrom::Start(at)).map_err(told)?;
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// A folder's entries, by name.
    pub fn list(&self) -> Result<Vec<DirectoryEntry>, Refusal> {
        if self.kind != DescriptorType::Directory {
            return Err(ErrorCode::NotDirectory.into());
        }
        let path = if self.path.is_empty() { "." } else { &self.path };
        let mut entries = Vec::new();
        for entry in self.mount.dir.read_dir(path).map_err(told)? {
            let entry = entry?;
            // What is no text has no name here.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let folder = entry.file_type()?.is_dir();
            let kind = if folder { DescriptorType::Directory } else { DescriptorType::RegularFile };
            entries.push(DirectoryEntry { kind, name });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }
}

/// What the guest is told of the host's refusal.
fn told(error: std::io::Error) -> Refusal {
    match error.kind() {
        ErrorKind::NotFound => ErrorCode::NoEntry.into(),
        ErrorKind::PermissionDenied => ErrorCode::NotPermitted.into(),
        ErrorKind::NotADirectory => ErrorCode::NotDirectory.into(),
        ErrorKind::InvalidInput => ErrorCode::Invalid.into(),
        _ => Refusal::Host(error),
    }
}
