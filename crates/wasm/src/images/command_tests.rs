//! Images of command languages: made by a stand-in for npm, shared, carried, found altered. No network.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use trommel_sandbox::{Ending, Limits, Program, Session};

use super::{Images, Made, Progress, Tools, store::sha256};
use crate::{
    Engine, STACK_BYTES, Staged,
    languages::Language,
    made_modules::{command, writer},
};

/// Installs what lies beside it under `package` as whatever it is asked for.
const NPM: &str = r#"#!/bin/sh
for last; do :; done
package=${last%@*}
mkdir -p "node_modules/$package" && cp -r "$(dirname "$0")/package/." "node_modules/$package/"
printf '{"packages":{"node_modules/%s":{"integrity":"sha512-AA=="}}}' "$package" > node_modules/.package-lock.json
"#;

/// Merges nothing: the library comes out as it went in. What was to be merged with it is kept.
const NODE: &str = r#"#!/bin/sh
for word; do
  case $word in
    *library.wasm | *merged.wasm) from=${from:-$word} ;;
    *ours0.wat) cp "$word" "$(dirname "$0")/ours.wat" ;;
  esac
  to=$word
done
cat "$from" > "$to"
"#;

/// A machine with a package, tools and a cache.
struct Machine {
    folder: tempfile::TempDir,
    engine: Engine,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("package")).unwrap();
        let machine = Self { folder, engine: Engine::new(STACK_BYTES).unwrap() };
        for (name, text) in [("npm", NPM), ("node", NODE)] {
            fs::write(machine.path(name), text).unwrap();
            fs::set_permissions(machine.path(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn tools(&self) -> Tools {
        Tools { python: "none".into(), npm: self.path("npm"), node: self.path("node") }
    }

    fn images(&self) -> Images {
        Images::new(&self.path("cache"))
    }

    /// A file of the package, and its hash.
    fn provide(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.path("package").join(name), bytes).unwrap();
        sha256(bytes)
    }

    fn make(&self, language: &Language) -> (Made, Staged) {
        self.images().staged(language, &self.engine, &self.tools(), &|_| {}).unwrap()
    }

    /// The same, where nothing can be made.
    fn find(&self, language: &Language) -> Result<(Made, Staged), String> {
        let tools = Tools { python: "none".into(), npm: "no-npm".into(), node: "no-node".into() };
        self.images().staged(language, &self.engine, &tools, &|_| {}).map_err(|error| error.to_string())
    }
}

/// A compiler that makes the same of everything: a command that leaves with 7. It has a sysroot with one file of its own.
fn compiled(machine: &Machine, name: &str) -> Language {
    let compiler = machine.provide("compiler.wasm", &writer("main.wasm", &command(Some(7))));
    let sysroot = machine.provide("sysroot.tar", &super::tar::tests::archive(&[("include/a.h", b"int a;")]));
    let text = format!(
        r#"
summary = "a test"
extensions = ["t"]
file = "main.t"
compile = [{{ command = {{ module = "compiler" }}, argv = ["cc", "{{file}}"], makes = ["main.wasm"] }}]
run = {{ command = {{ made = "main.wasm" }}, argv = ["main"] }}

[image.command]
package = "@a/compiler"
version = "1.0.0"
integrity = "sha512-AA=="
modules.compiler = {{ path = "compiler.wasm", sha256 = "{compiler}" }}
sysroot = {{ path = "sysroot.tar", sha256 = "{sysroot}", mount = "/usr", add = "cpp/include" }}
prepare = [{{ module = "compiler", argv = ["cc"], makes = ["main.wasm"] }}]
"#
    );
    Language::read(&format!("{name}.toml"), &text).unwrap()
}

fn ending(staged: Staged) -> (bool, Ending) {
    let limits = Limits {
        fuel: 10_000_000,
        memory_bytes: 16 << 20,
        wall: std::time::Duration::from_secs(60),
        output_bytes: 1 << 10,
        stack_bytes: STACK_BYTES,
        scratch_bytes: 1 << 20,
        scratch_files: 10,
    };
    let staged = Arc::new(staged);
    let ran = Staged::open(&staged, &Program::main("t", "text"), &limits).run_main(b"").unwrap();
    (ran.compiled, ran.ending)
}

fn compiled_files(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".cwasm")).count()
}

#[test]
fn an_image_is_made_once_and_its_modules_are_shared() {
    let machine = Machine::new();
    let language = compiled(&machine, "one");
    let (made, staged) = machine.make(&language);
    assert_eq!(ending(staged), (true, Ending::Exited { code: 7 }));
    let files: Vec<&str> = made.files.keys().map(String::as_str).collect();
    let ours = ["bits/stdc++.h", "boost/any.hpp", "include/a.h", "lib/trommel/main.wasm", "openssl/md5.h"];
    assert_eq!(files, ours);
    assert_eq!(made.image.package, "@a/compiler 1.0.0");
    let all: u64 = made.modules.values().chain(made.files.values()).map(|piece| piece.bytes).sum();
    assert_eq!(made.image.bytes, all);
    assert_eq!(machine.images().list().unwrap(), std::slice::from_ref(&made.image));

    let (again, staged) = machine.find(&language).unwrap();
    assert_eq!((again, ending(staged).1), (made.clone(), Ending::Exited { code: 7 }));

    // Another language with the same compiler does not compile it again.
    let steps = std::cell::RefCell::new(Vec::new());
    let other = compiled(&machine, "two");
    let told = |step| steps.borrow_mut().push(step);
    let (second, _) = machine.images().staged(&other, &machine.engine, &machine.tools(), &told).unwrap();
    assert_eq!(steps.into_inner(), [Progress::Packages, Progress::Preparing]);
    assert_eq!((&second.modules, &second.image.hash), (&made.modules, &made.image.hash));
    assert_ne!(second.image.key, made.image.key);
    assert_eq!(compiled_files(&machine.images().folder().join("modules")), 1);
}

#[test]
fn what_was_altered_is_not_used() {
    let machine = Machine::new();
    let language = compiled(&machine, "one");
    let (made, _) = machine.make(&language);
    let folder = machine.images().folder().to_owned();
    let header = folder.join(&made.image.key).join("sysroot/include/a.h");
    fs::write(&header, "int b;").unwrap();
    let told = machine.find(&language).map(|_| ()).unwrap_err();
    assert!(
        told.contains("a.h") && told.contains("its SHA-256 is") && told.contains("build LANGUAGE --again"),
        "{told}"
    );
    fs::write(&header, "int a;").unwrap();

    // Machine code that is not what was written is made anew; a component that is not is told.
    let module = &made.modules["compiler"].sha256;
    let of = |ending: &str| folder.join("modules").join(format!("{module}.{ending}"));
    let machine_code = of(&format!("{}.cwasm", machine.engine.fingerprint()));
    let good = fs::read(&machine_code).unwrap();
    fs::write(&machine_code, &good[..good.len() / 2]).unwrap();
    assert_eq!(ending(machine.find(&language).unwrap().1).1, Ending::Exited { code: 7 });
    assert_eq!(fs::read(&machine_code).unwrap(), good);
    fs::write(of("wasm"), b"\0asm").unwrap();
    fs::remove_file(&machine_code).unwrap();
    let told = machine.find(&language).map(|_| ()).unwrap_err();
    assert!(told.contains("its SHA-256 is"), "{told}");
    // A module that is gone is made again, which needs what makes it.
    fs::remove_file(of("wasm")).unwrap();
    let told = machine.find(&language).map(|_| ()).unwrap_err();
    assert!(told.contains("`no-npm install") && told.contains("Node.js"), "{told}");
    assert_eq!(ending(machine.make(&language).1).1, Ending::Exited { code: 7 });
}

#[test]
fn another_package_is_refused() {
    let machine = Machine::new();
    let language = compiled(&machine, "one");
    machine.provide("compiler.wasm", &command(None));
    let told = machine.images().staged(&language, &machine.engine, &machine.tools(), &|_| {}).map(|_| ());
    let told = told.unwrap_err().to_string();
    assert!(told.contains("compiler.wasm") && told.contains("do not use it"), "{told}");
    let npm = NPM.replace("sha512-AA==", "sha512-BB==");
    fs::write(machine.path("npm"), npm).unwrap();
    let told = machine.images().staged(&language, &machine.engine, &machine.tools(), &|_| {}).map(|_| ());
    let told = told.unwrap_err().to_string();
    assert!(told.contains("@a/compiler 1.0.0 has the hash sha512-BB=="), "{told}");
}

#[test]
fn images_with_many_files_are_carried() {
    let (here, there) = (Machine::new(), Machine::new());
    let language = compiled(&here, "one");
    let (made, _) = here.make(&language);
    let file = here.path("one.image");
    here.images().export(&made.image, &file).unwrap();
    let all = [language.clone()];
    let good = fs::read(&file).unwrap();
    let end = good.iter().position(|byte| *byte == b'\n').unwrap();
    let header = |from: &str, to: &str| {
        let line = String::from_utf8(good[..end].to_vec()).unwrap().replace(from, to);
        [line.as_bytes(), &good[end..]].concat()
    };
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for (bad, words) in [
        (good[..good.len() - 1].to_vec(), "it ends within `openssl/md5.h`"),
        ([&good[..], b"x"].concat(), "1 bytes follow"),
        (flipped, "the SHA-256 of `openssl/md5.h`"),
        (header("include/a.h", "../../a.h"), "the hash of its list"),
        (header(&made.image.key, &"0".repeat(64)), "its key is 000"),
        (header("\"language\":\"one\"", "\"language\":\"three\""), "language `three`"),
        (good[..end].to_vec(), "header cannot be read"),
    ] {
        fs::write(there.path("bad.image"), bad).unwrap();
        let told = there.images().import(&there.path("bad.image"), &all).unwrap_err().to_string();
        assert!(told.contains(words), "{words}: {told}");
        assert_eq!(there.images().list().unwrap(), []);
    }
    // Even a list that is sound leads nowhere else.
    let mut sly = made.clone();
    let piece = sly.files.remove("include/a.h").unwrap();
    sly.files.insert("../../../a.h".into(), piece);
    sly.image.hash = super::commands::hash(&sly.modules, &sly.files);
    let line = format!("trommel image 2 {}", serde_json::to_string(&sly).unwrap());
    fs::write(there.path("bad.image"), [line.as_bytes(), &good[end..]].concat()).unwrap();
    let told = there.images().import(&there.path("bad.image"), &all).unwrap_err().to_string();
    assert!(told.contains("a path inside the image"), "{told}");

    assert_eq!(there.images().import(&file, &all).unwrap(), (made.image.clone(), None));
    let (carried, staged) = there.find(&language).unwrap();
    assert_eq!((carried, ending(staged).1), (made.clone(), Ending::Exited { code: 7 }));
    assert_eq!(there.images().import(&file, &all).unwrap(), (made.image.clone(), Some(made.image)));
}

#[test]
fn a_library_is_merged_with_our_driver() {
    let machine = Machine::new();
    let library = machine.provide("library.wasm", &command(Some(5)));
    let text = format!(
        r#"
summary = "a test"
extensions = ["t"]
file = "main.t"
run = {{ command = {{ module = "library" }}, argv = ["main"] }}

[image.command]
package = "library"
version = "1.0.0"
integrity = "sha512-AA=="
modules.library = {{ path = "library.wasm", sha256 = "{library}", merge = {{ with = {{ env = "javascript/driver.wat" }}, prelude = "ruby/prelude.rb" }} }}
merger = {{ package = "merger", version = "1.0.0", integrity = "sha512-AA==" }}
"#
    );
    let (made, staged) = machine.make(&Language::read("merged.toml", &text).unwrap());
    assert_eq!(ending(staged), (true, Ending::Exited { code: 5 }));
    assert!(made.files.is_empty());
    let prelude = super::sandbox_file("ruby/prelude.rb").unwrap();
    let ours = fs::read_to_string(machine.path("ours.wat")).unwrap();
    assert!(ours.contains("# Evaluated before each program") && !ours.contains("PRELUDE"), "the prelude is in it");
    assert!(ours.contains(&format!("(i32.const {})", prelude.len())), "and its length");
}
