//! Folders of code.

use std::fs;

use super::*;

#[test]
fn a_folder_gives_its_code_with_language_and_licence() {
    let scratch = Scratch::new(&[
        ("b.py", b"x = 1\n"),
        ("a/lib.rs", b"fn f() {}\n"),
        ("a/Cargo.toml", b"[package]\nlicense = 'MIT/Apache-2.0'\n"),
        ("run", b"#!/usr/bin/env python3\nprint(1)\n"),
        ("notes", b"just words\n"),
        ("README.md", b"# x\n"),
        ("LICENSE", b"Mozilla Public License Version 2.0\n"),
        (".hidden/c.py", b"x = 2\n"),
        (".git/d.py", b"x = 3\n"),
        ("target/e.py", b"x = 4\n"),
        (".gitignore", b"target/\n"),
        ("empty/__init__.py", b""),
    ]);
    let listing = listed(&scratch.folder());
    assert_eq!(
        documents(&listing),
        [
            "a/lib.rs rust MIT OR Apache-2.0 fn f() {}\\n",
            "b.py python MPL-2.0 x = 1\\n",
            "empty/__init__.py python MPL-2.0 ",
            "run python MPL-2.0 #!/usr/bin/env python3\\nprint(1)\\n",
        ]
    );
    assert_eq!(listing.bad, []);
    assert_eq!((listing.files, listing.bytes), (4, 6 + 10 + 32));
    assert_eq!(skipped(&listing), [(".md", 1), (".toml", 1), ("no code inside", 1), ("no extension", 1)]);
}

#[test]
fn include_exclude_and_gitignore_are_honoured_or_not_as_asked() {
    let scratch = Scratch::new(&[
        ("a.py", b"1"),
        ("a_test.py", b"2"),
        ("b.rs", b"3"),
        ("ignored.py", b"4"),
        (".gitignore", b"ignored.py"),
        ("vendor/c.py", b"5"),
    ]);
    let check = |include: &[&str], exclude: &[&str], gitignore: bool, want: &[&str]| {
        let own = |globs: &[&str]| globs.iter().map(|glob| glob.to_string()).collect();
        let listing = listed(&[SourceSpec::Folder(Folder {
            path: scratch.path(""),
            name: None,
            include: own(include),
            exclude: own(exclude),
            gitignore,
        })]);
        let paths: Vec<String> =
            documents(&listing).iter().map(|line| line.split(' ').next().unwrap_or_default().to_string()).collect();
        assert_eq!(paths, want);
    };
    check(&[], &[], true, &["a.py", "a_test.py", "b.rs", "vendor/c.py"]);
    check(&["*.py"], &["*_test.py", "vendor"], true, &["a.py"]);
    check(&["*.py"], &["vendor/**"], false, &["a.py", "a_test.py", "ignored.py"]);
}

#[test]
fn bad_files_are_ledgered_with_where_and_why() {
    let scratch = Scratch::new(&[
        ("a.py", b"ok = 1\n"),
        ("latin.py", b"# caf\xe9\n"),
        ("big.py", &[b'x'; 1001]),
        ("max.py", &[b'x'; 1000]),
    ]);
    let listing = listed(&scratch.folder());
    let want = [
        bad("big.py", 0, BadReason::TooLarge { bytes: 1001, max: 1000 }),
        bad("latin.py", 5, BadReason::NotUtf8 { at: 5 }),
    ];
    assert_eq!(listing.bad, want);
    assert_eq!(listing.shards[0].bad, want);
    assert_eq!((listing.files, listing.shards[0].documents), (4, 2));
}

#[test]
fn a_file_without_permission_is_ledgered_as_unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new(&[("a.py", b"1"), ("b.py", b"2")]);
    fs::set_permissions(scratch.path("b.py"), fs::Permissions::from_mode(0o000)).expect("it is ours");
    let listing = listed(&scratch.folder());
    if fs::read(scratch.path("b.py")).is_ok() {
        // The superuser reads everything: then it is a document like any other.
        eprintln!("SKIPPED: permissions do not bind this user");
        assert_eq!(documents(&listing).len(), 2);
        return;
    }
    let error = "Permission denied (os error 13)".to_string();
    assert_eq!(listing.bad, [bad("b.py", 0, BadReason::Unreadable { error })]);
}

#[test]
fn links_are_counted_and_never_followed_so_a_loop_cannot_hang() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new(&[("a/x.py", b"1"), ("../outside.py", b"2")]);
    symlink(scratch.path("a"), scratch.path("a/loop")).expect("a link");
    symlink("self.py", scratch.path("self.py")).expect("a link");
    symlink(scratch.path("../outside.py"), scratch.path("out.py")).expect("a link");
    let listing = listed(&scratch.folder());
    assert_eq!(documents(&listing), ["a/x.py python - 1"]);
    assert_eq!(skipped(&listing), [("symbolic link", 3)]);
    assert_eq!(listing.bad, []);
}

#[test]
fn a_path_that_is_not_utf8_is_ledgered() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let scratch = Scratch::new(&[("a.py", b"1")]);
    fs::write(scratch.path("").join(OsStr::from_bytes(b"b\xff.py")), b"2").expect("a file");
    let listing = listed(&scratch.folder());
    assert_eq!(listing.bad, [bad("b\u{fffd}.py", 0, BadReason::PathNotUtf8)]);
    assert_eq!(documents(&listing).len(), 1);
}
