//! Images kept, carried, and found altered. Only the one test that makes an image needs Python and a package index.

use std::{cell::RefCell, fs, io::Write, path::Path};

use super::{ImageError, Images, Progress, Stored, Tools, doctor, languages, store::sha256};
use crate::languages::Language;

const ENGINE: &str = "0123456789abcdef";

fn python() -> Language {
    languages().unwrap().into_iter().find(|language| language.name == "python").unwrap()
}

/// A stand-in for a component, stored under Python's key.
fn stored(images: &Images, component: &[u8]) -> Stored {
    let stored = Stored {
        language: "python".into(),
        key: Images::key(&python()),
        hash: sha256(component),
        bytes: component.len() as u64,
        package: "componentize-py 0".into(),
        made_on: "nowhere".into(),
    };
    fs::create_dir_all(images.folder()).unwrap();
    images.publish(&stored, component).unwrap();
    stored
}

fn upper(component: &[u8]) -> Result<Vec<u8>, String> {
    Ok(component.to_ascii_uppercase())
}

#[test]
fn a_stored_image_is_used_and_compiled_once() {
    let cache = tempfile::tempdir().unwrap();
    let images = Images::new(cache.path());
    assert_eq!(images.list().unwrap(), []);
    let image = stored(&images, b"component");
    let nothing = Tools { python: "there-is-no-such-program".into(), ..Tools::default() };
    assert_eq!(images.get(&python(), &nothing, &|_| {}).unwrap(), image);
    assert_eq!(images.list().unwrap(), std::slice::from_ref(&image));

    let compiled = images.compiled(&image, ENGINE, &upper, &|_| {}).unwrap();
    assert_eq!(fs::read(&compiled.path).unwrap(), b"COMPONENT");
    let never = |_: &[u8]| -> Result<Vec<u8>, String> { panic!("compiled twice") };
    assert_eq!(images.compiled(&image, ENGINE, &never, &|_| {}).unwrap(), compiled);
    images.forget_compiled(&image, ENGINE).unwrap();
    let refused = images.compiled(&image, ENGINE, &|_| Err("no".into()), &|_| {});
    assert!(matches!(refused, Err(ImageError::NotCompiled { .. })), "{refused:?}");
}

#[test]
fn an_altered_component_is_never_compiled() {
    let cache = tempfile::tempdir().unwrap();
    let images = Images::new(cache.path());
    let image = stored(&images, b"component");
    fs::write(images.folder().join(&image.key).join("component.wasm"), b"componenT").unwrap();
    let told = images.compiled(&image, ENGINE, &upper, &|_| {}).unwrap_err().to_string();
    assert!(told.contains("its SHA-256 is") && told.contains("hint: delete"), "{told}");
}

#[test]
fn images_are_carried() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = here.path().join("python.image");
    let (from, to) = (Images::new(here.path()), Images::new(there.path()));
    let image = stored(&from, b"component");
    from.export(&image, &file).unwrap();
    let own = stored(&to, b"made here");
    to.compiled(&own, ENGINE, &upper, &|_| {}).unwrap();
    let all = languages().unwrap();
    assert_eq!(to.import(&file, &all).unwrap(), (image.clone(), Some(own)));
    assert_eq!(to.component(&image).unwrap(), b"component");
    let compiled = to.compiled(&image, ENGINE, &upper, &|_| {}).unwrap();
    assert_eq!(fs::read(compiled.path).unwrap(), b"COMPONENT");

    let good = fs::read(&file).unwrap();
    let text = String::from_utf8(good.clone()).unwrap();
    for (bad, words) in [
        (good[..good.len() - 1].to_vec(), "carry it again"),
        (text.replace(&image.key, &"0".repeat(64)).into_bytes(), "made from other guest files"),
        (text.replace("\"python\"", "\"pithon\"").into_bytes(), "language `pithon`"),
        (b"trommel image 1 {}".to_vec(), "header cannot be read"),
        (b"\0asm".to_vec(), "no exported image"),
    ] {
        fs::write(&file, bad).unwrap();
        let told = to.import(&file, &all).unwrap_err().to_string();
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn what_cannot_be_made_is_told_with_the_way_out() {
    let cache = tempfile::tempdir().unwrap();
    let images = Images::new(cache.path());
    let tools = Tools { python: "there-is-no-such-program".into(), npm: "nor-this".into(), node: "nor-that".into() };
    let told = images.get(&python(), &tools, &|_| {}).unwrap_err().to_string();
    assert!(told.contains("`there-is-no-such-program -I -m venv") && told.contains("sandbox import"), "{told}");
    assert!(doctor(&tools).iter().all(|check| check.found.is_err()));
    let left: Vec<_> = fs::read_dir(images.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 1, "only the lock stays: {left:?}");
}

/// Makes the real image, twice at once. Half a minute and a package index: only where `TROMMEL_BUILD_IMAGES` is set.
#[test]
fn the_python_guest_is_made_once_by_two_at_once() {
    if std::env::var_os("TROMMEL_BUILD_IMAGES").is_none() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: TROMMEL_BUILD_IMAGES is not set, no image is made");
        return;
    }
    let cache = tempfile::tempdir().unwrap();
    let make = |cache: &Path| {
        let steps = RefCell::new(Vec::new());
        let image = Images::new(cache).get(&python(), &Tools::default(), &|step| steps.borrow_mut().push(step));
        (image.unwrap(), steps.into_inner())
    };
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| make(cache.path()));
        let two = scope.spawn(|| make(cache.path()));
        (one.join().unwrap(), two.join().unwrap())
    });
    assert_eq!(one.0, two.0);
    let all = [Progress::Environment, Progress::Packages, Progress::Snapshot];
    let mut steps = [one.1, two.1];
    steps.sort_by_key(Vec::len);
    assert!(steps[0].iter().all(|step| *step == Progress::Waiting), "{steps:?}");
    assert_eq!(steps[1], all);
}
