//! A full disk, and a limit on the size of files.

use std::path::PathBuf;
use std::process::Command;

use super::nothing_published;
use crate::fixture::Fixture;
use crate::scratch::{Said, Scratch, root_of, skip};

/// A small file system in memory, unmounted when the test ends.
pub struct Tmpfs(PathBuf);

impl Tmpfs {
    /// Mounts one; none where that is not allowed.
    pub fn mount(path: PathBuf, size: &str) -> Option<Tmpfs> {
        std::fs::create_dir_all(&path).expect("a folder");
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&path).output();
        mounted.is_ok_and(|mounted| mounted.status.success()).then_some(Tmpfs(path))
    }

    /// Gives it another size.
    pub fn resize(&self, size: &str) {
        let options = format!("remount,size={size}");
        let status = Command::new("mount").args(["-o", &options]).arg(&self.0).status().expect("mount starts");
        assert!(status.success(), "the file system can be resized");
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        // Nothing better can be done where it fails than to leave it.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk() {
    let scratch = Scratch::new("full-disk");
    Fixture::new(40).plant(&scratch);
    let want = scratch.root(&["--store", "roomy"]);
    // From too small for the first shard to nearly large enough.
    let mut full = 0;
    for size in ["64k", "256k", "512k", "1m", "1536k"] {
        let Some(disk) = Tmpfs::mount(scratch.path("small"), size) else {
            return skip("a_full_disk", "a tmpfs cannot be mounted here");
        };
        let said = scratch.trommel(&["run", "recipe.toml", "--store", "small/store"]);
        if said.code == Some(0) {
            break;
        }
        full += 1;
        let said = said.ends(2).tells(&["No space left on device", "hint: "]);
        assert_eq!(said.out, "", "{size}");
        let listed = scratch.trommel(&["ls", "--json", "--store", "small/store"]);
        // Listing needs no space.
        assert_eq!(listed.ends(0).json()["runs"], serde_json::json!([]), "{size}");
        disk.resize("64m");
        assert_eq!(scratch.root(&["--store", "small/store"]), want, "{size}: given room, it ends as any other");
        let verified = scratch.trommel(&["verify", "--json", "--store", "small/store"]).ends(0).json();
        assert_eq!((&verified["root"], &verified["ok"]), (&want.as_str().into(), &true.into()));
    }
    assert!(full >= 3, "the fixture fills {full} of the disks");
}

/// Runs with no file larger than `blocks` of 512 bytes; the signal that comes with it is ignored or not.
fn limited(scratch: &Scratch, blocks: u32, ignored: bool) -> Said {
    let ignore = if ignored { "trap '' XFSZ; " } else { "" };
    let script = format!("{ignore}ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let arguments = ["-c", &script, env!("CARGO_BIN_EXE_trommel"), "run", "recipe.toml"];
    Said::of(&mut scratch.command_of("sh".as_ref(), &arguments))
}

#[test]
fn a_limit_on_the_size_of_files() {
    let scratch = Scratch::new("limit");
    Fixture::new(10).plant(&scratch);
    let want = scratch.root(&["--store", "roomy"]);
    let said = limited(&scratch, 8, true).ends(2).tells(&["File too large", "hint: "]);
    assert_eq!(said.out, "");
    nothing_published(&scratch);
    // The signal ends the process at once, as SIGKILL does.
    let said = limited(&scratch, 8, false);
    assert_eq!((said.code, said.out.as_str()), (None, ""));
    nothing_published(&scratch);
    let report = scratch.run(&[]);
    assert_eq!(root_of(&report), want);
    scratch.verifies(&want);
}
