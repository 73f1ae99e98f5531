//! Files of a folder.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use super::{check, ledger_of, peak, recipe, refused, row};
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Said, Scratch, skip};

/// Three good documents in `code/`.
fn three(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    for number in 0..3 {
        scratch.write(format!("code/good{number}.py"), Program::new(&LANGUAGES[0], number).text());
    }
    scratch
}

#[test]
fn not_utf8() {
    let scratch = three("not-utf8");
    scratch.write("code/latin.py", b"name = 'caf\xe9'\n");
    scratch.write("code/cut.py", b"name = 'caf\xc3");
    check(
        &scratch,
        "code",
        3,
        &[row("code", "cut.py", 11, "not UTF-8 at byte 11"), row("code", "latin.py", 11, "not UTF-8 at byte 11")],
    );
}

#[test]
fn over_max_bytes() {
    let scratch = three("over-max-bytes");
    scratch.write("code/edge.py", "#".repeat(4_999_999) + "\n");
    scratch.write("code/over.py", "#".repeat(5_000_000) + "\n");
    check(&scratch, "code", 4, &[row("code", "over.py", 0, "5000001 bytes, over max_bytes = 5000000")]);
}

#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let scratch = three("gigabyte");
    let file = std::fs::File::create(scratch.path("code/huge.py")).expect("a file");
    file.set_len(1 << 30).expect("a sparse file");
    let report = check(&scratch, "code", 3, &[row("code", "huge.py", 0, "1073741824 bytes, over max_bytes = 5000000")]);
    assert!(peak(&report) < 1 << 29, "peak {} bytes", peak(&report));
    let hashed = report["hashed_bytes"].as_u64().expect("a count");
    assert!(hashed < 1 << 20, "read {hashed} bytes to tell that it is too large");
}

#[test]
fn a_loop_of_symbolic_links() {
    let scratch = three("symlinks");
    symlink(".", scratch.path("code/loop")).expect("a link");
    symlink("../code", scratch.path("code/again")).expect("a link");
    symlink("good0.py", scratch.path("code/linked.py")).expect("a link");
    symlink("nowhere.py", scratch.path("code/dangling.py")).expect("a link");
    scratch.write("recipe.toml", recipe("code", 0.0));
    let report = scratch.run(&[]);
    assert_eq!((report["documents_in"].as_u64(), report["bad"].as_u64()), (Some(3), Some(0)));
    assert_eq!(report["skipped"]["symbolic link"], 4, "counted, not followed");
    let paths = scratch.sql("select path from docs order by path");
    assert_eq!(paths, serde_json::json!([{ "path": "good0.py" }, { "path": "good1.py" }, { "path": "good2.py" }]));
}

#[test]
fn odd_names_and_kinds() {
    let scratch = three("odd");
    scratch.write("code/new\nline.py", "x = 1\n");
    scratch.write("code/späß ☃.py", "y = 2\n");
    scratch.write("code/empty.py", "");
    scratch.write("code/.hidden.py", "z = 3\n");
    let name = std::ffi::OsStr::new("caf");
    let mut bytes = name.as_encoded_bytes().to_vec();
    bytes.extend(b"\xe9.py");
    let path = scratch.path("code").join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&bytes));
    std::fs::write(path, "w = 4\n").expect("a file");
    let made = Command::new("mkfifo").arg(scratch.path("code/pipe.py")).status();
    let report = check(&scratch, "code", 6, &[row("code", "caf\u{fffd}.py", 0, "its path is not UTF-8")]);
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(report["skipped"]["not a regular file"], 1, "a pipe is not waited for");
    }
}

#[test]
fn an_unreadable_file() {
    let scratch = three("unreadable");
    let locked = scratch.write("code/locked.py", "x = 1\n");
    scratch.write("recipe.toml", recipe("code", 0.0));
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o000)).expect("permissions");
    let Some(trommel) = as_nobody(&scratch) else {
        return skip("an_unreadable_file", "this user may read everything, and `setpriv` cannot drop that");
    };
    let bad = "code: locked.py: at 0: cannot be read: Permission denied (os error 13)";
    let said = trommel(&["run", "recipe.toml"]).ends(2).tells(&["1 of 4 inputs are bad", bad]);
    assert_eq!(said.out, "");
    assert_eq!(scratch.runs(), [0u64; 0]);
    let report = trommel(&["run", "recipe.toml", "-S", "ingest.max_bad=0.9", "--json"]).ends(0).json();
    assert_eq!(report["documents_in"], 3);
    let ledger = serde_json::json!([row("code", "locked.py", 0, "cannot be read: Permission denied (os error 13)")]);
    assert_eq!(ledger_of(&scratch), ledger);
    // Once it can be read, it is: what failed is not remembered.
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o644)).expect("permissions");
    let report = trommel(&["run", "recipe.toml", "--json"]).ends(0).json();
    assert_eq!((report["documents_in"].as_u64(), report["bad"].as_u64()), (Some(4), Some(0)));
}

#[test]
fn an_unreadable_folder() {
    let scratch = three("unreadable-folder");
    scratch.write("code/locked/a.py", "x = 1\n");
    scratch.write("recipe.toml", recipe("code", 0.0));
    std::fs::set_permissions(scratch.path("code/locked"), PermissionsExt::from_mode(0o000)).expect("permissions");
    let Some(trommel) = as_nobody(&scratch) else {
        return skip("an_unreadable_folder", "this user may read everything, and `setpriv` cannot drop that");
    };
    trommel(&["run", "recipe.toml"]).ends(2).tells(&["1 of 4 inputs are bad", "locked", "Permission denied"]);
    std::fs::set_permissions(scratch.path("code/locked"), PermissionsExt::from_mode(0o755)).expect("permissions");
}

/// The binary as a user who may not read everything; none when there is no way to be one.
fn as_nobody(scratch: &Scratch) -> Option<impl Fn(&[&str]) -> Said + '_> {
    let locked = scratch.write("locked", "");
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o000)).expect("permissions");
    let privileged = std::fs::read(&locked).is_ok();
    let mut program = PathBuf::from(env!("CARGO_BIN_EXE_trommel"));
    if privileged {
        let able = Command::new("setpriv").args(["--reuid=65534", "--regid=65534", "--clear-groups", "true"]).status();
        if !able.is_ok_and(|status| status.success()) {
            return None;
        }
        // The build folder may be closed to others, and so are temporary folders.
        let copy = scratch.path("trommel");
        std::fs::hard_link(&program, &copy).or_else(|_| std::fs::copy(&program, &copy).map(drop)).expect("a copy");
        program = copy;
        for open in ["", "store", "store.local"] {
            std::fs::create_dir_all(scratch.path(open)).expect("a folder");
            std::fs::set_permissions(scratch.path(open), PermissionsExt::from_mode(0o777)).expect("permissions");
        }
    }
    Some(move |arguments: &[&str]| {
        let path = program.to_str().expect("a path in UTF-8");
        let dropped = ["--reuid=65534", "--regid=65534", "--clear-groups", path];
        match privileged {
            true => Said::of(&mut scratch.command_of("setpriv".as_ref(), &[&dropped, arguments].concat())),
            false => scratch.trommel(arguments),
        }
    })
}

#[test]
fn an_empty_folder() {
    let scratch = Scratch::new("empty");
    std::fs::create_dir(scratch.path("code")).expect("a folder");
    scratch.write("recipe.toml", recipe("code", 0.0));
    refused(&scratch, &[], &["`ingest`", "no documents", "`path`"]);
    scratch.write("code/notes.txt", "no code");
    refused(&scratch, &[], &["`ingest`", "no documents", "1 .txt"]);
    scratch.write("code/bad.py", b"\xff");
    refused(&scratch, &[], &["1 of 1 inputs are bad (100.00 %)", "bad.py"]);
    refused(&scratch, &["-S", "ingest.max_bad=1.0"], &["`ingest`", "no documents"]);
}

#[test]
fn a_path_that_is_not_there() {
    let scratch = three("no-path");
    scratch.write("recipe.toml", recipe("cood", 0.0));
    refused(&scratch, &[], &["`cood`", "no such file or folder", "path"]);
    scratch.write("table.csv", "a,b\n");
    refused(&scratch, &["-S", "ingest.path=table.csv"], &["table.csv", ".jsonl", ".parquet"]);
    refused(&scratch, &["-S", "ingest.path=code/good0.py"], &["good0.py", ".jsonl", ".parquet"]);
}
