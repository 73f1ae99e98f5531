//! The scratch directory and the mounts, without a guest.

use super::Mount;
use super::mount::Mounted;
use super::path::Walk;
use super::records::{DescriptorType, ErrorCode, Refusal};
use super::scratch::{ROOT, Scratch};

/// The error code that a call was refused with.
#[track_caller]
fn code<T>(done: Result<T, Refusal>) -> ErrorCode {
    match done {
        Err(Refusal::Code(code)) => code,
        Err(Refusal::Host(error)) => panic!("the host failed: {error}"),
        Ok(_) => panic!("it was not refused"),
    }
}

fn scratch() -> Scratch {
    Scratch::new(1000, 10)
}

#[test]
fn paths_stay_below_the_folder_they_start_from() {
    assert_eq!(Walk::new("a/./b//c").unwrap().steps, ["a", "b", "c"]);
    assert!(Walk::new("a/").unwrap().folder);
    for (path, expected) in [
        ("", ErrorCode::NoEntry),
        ("/etc", ErrorCode::NotPermitted),
        ("a\0b", ErrorCode::IllegalByteSequence),
        (&"x".repeat(256), ErrorCode::NameTooLong),
        (&"x/".repeat(3000), ErrorCode::NameTooLong),
    ] {
        assert_eq!(Walk::new(path).unwrap_err(), expected, "{path:.20}");
    }
    let mut files = scratch();
    files.place("a/b/f", b"1").unwrap();
    assert_eq!(files.find(ROOT, "a/../a/b/f").unwrap(), files.find(ROOT, "a/b/f").unwrap());
    assert_eq!(code(files.find(ROOT, "../f")), ErrorCode::NotPermitted);
    let below = files.find(ROOT, "a").unwrap();
    assert_eq!(code(files.find(below, "b/../../a")), ErrorCode::NotPermitted);
}

#[test]
fn the_quota_of_bytes_counts_holes_and_is_given_back() {
    let mut files = scratch();
    let file = files.create(ROOT, "f", false, 0).unwrap();
    files.hold(file);
    files.write(file, 0, &[1; 600], 0).unwrap();
    assert_eq!(code(files.write(file, 600, &[2; 401], 0)), ErrorCode::InsufficientSpace);
    assert_eq!(code(files.write(file, 1 << 40, b"x", 0)), ErrorCode::InsufficientSpace);
    assert_eq!(code(files.write(file, u64::MAX, b"x", 0)), ErrorCode::FileTooLarge);
    assert_eq!(code(files.resize(file, u64::MAX, 0)), ErrorCode::InsufficientSpace);
    assert!(files.full);
    files.write(file, 999, b"x", 0).unwrap();
    assert_eq!(files.read(file, 598, 5).unwrap(), [1, 1, 0, 0, 0], "a hole reads as zeroes");
    let other = files.create(ROOT, "g", false, 0).unwrap();
    assert_eq!(code(files.write(other, 0, b"x", 0)), ErrorCode::InsufficientSpace);
    files.remove(ROOT, "f", false).unwrap();
    assert_eq!(files.read(file, 0, 2).unwrap(), [1, 1], "whoever holds it still reads it");
    assert_eq!(code(files.write(other, 0, b"x", 0)), ErrorCode::InsufficientSpace, "and it still counts");
    files.release(file).unwrap();
    files.write(other, 0, &[3; 1000], 0).unwrap();
}

#[test]
fn the_quota_of_files_counts_folders_and_is_given_back() {
    let mut files = scratch();
    for name in 0..10 {
        files.create(ROOT, &name.to_string(), name % 2 == 0, 0).unwrap();
    }
    assert_eq!(code(files.create(ROOT, "x", false, 0)), ErrorCode::InsufficientSpace);
    files.remove(ROOT, "0", true).unwrap();
    files.create(ROOT, "x", false, 0).unwrap();
}

#[test]
fn listings_are_sorted_and_leave_out_what_was_given() {
    let mut files = scratch();
    for name in ["b", "a", "c"] {
        files.create(ROOT, name, name == "a", 0).unwrap();
    }
    let names: Vec<String> = files.list(ROOT).unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    let null = files.find(ROOT, "dev/null").unwrap();
    files.write(null, 0, &[0; 5000], 0).unwrap();
    assert_eq!((files.stat(null).unwrap().size, files.full), (0, false));
    assert_eq!(code(files.remove(ROOT, "tmp", true)), ErrorCode::NotPermitted);
}

#[test]
fn removing_and_renaming_follow_posix() {
    let mut files = scratch();
    files.place("d/f", b"f").unwrap();
    files.place("g", b"g").unwrap();
    assert_eq!(code(files.remove(ROOT, "d", true)), ErrorCode::NotEmpty);
    assert_eq!(code(files.remove(ROOT, "d", false)), ErrorCode::IsDirectory);
    assert_eq!(code(files.remove(ROOT, "g", true)), ErrorCode::NotDirectory);
    assert_eq!(code(files.rename((ROOT, "d"), (ROOT, "d/e"), 0)), ErrorCode::Invalid);
    assert_eq!(code(files.rename((ROOT, "g"), (ROOT, "d"), 0)), ErrorCode::IsDirectory);
    files.rename((ROOT, "g"), (ROOT, "d/f"), 0).unwrap();
    assert_eq!(files.content("d/f").unwrap(), b"g");
    assert_eq!(code(files.content("g")), ErrorCode::NoEntry);
    assert_eq!(code(files.create(ROOT, "d/f/x", false, 0)), ErrorCode::NotDirectory);
}

#[test]
fn more_files_than_the_host_keeps_open_keep_their_contents() {
    let mut files = Scratch::new(10_000, 100);
    for round in 0..2u8 {
        for name in 0..40u8 {
            let path = name.to_string();
            let file = files.find(ROOT, &path).or_else(|_| files.create(ROOT, &path, false, 0)).unwrap();
            files.write(file, u64::from(round), &[name], 0).unwrap();
        }
    }
    for name in 0..40u8 {
        assert_eq!(files.content(&name.to_string()).unwrap(), [name, name]);
    }
}

#[test]
fn a_mount_is_read_and_not_left() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("usr"), folder.path().join("secret"));
    std::fs::create_dir_all(inside.join("include")).unwrap();
    std::fs::write(inside.join("include/a.h"), "a").unwrap();
    std::fs::write(&outside, "s").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret", inside.join("link")).unwrap();
    let root = Mounted::root(Mount::new(&inside, "/usr").unwrap());
    let header = root.find("include/../include/./a.h").unwrap();
    assert_eq!((header.kind(), header.size()), (DescriptorType::RegularFile, 1));
    assert_eq!(header.inode(), root.find("include/a.h").unwrap().inode());
    assert_eq!(header.open().unwrap().read(0, 10).unwrap(), b"a");
    assert_eq!(code(root.find("../secret")), ErrorCode::NotPermitted);
    assert_eq!(code(root.find("absent")), ErrorCode::NoEntry);
    #[cfg(unix)]
    assert_eq!(code(root.find("link")), ErrorCode::NotPermitted);
    let names: Vec<String> = root.list().unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(names[0], "include");
}
