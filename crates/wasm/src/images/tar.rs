//! Reading a tar file of a compiler's headers and libraries.

use std::{
    fs,
    path::{Component, Path},
};

use super::ImageError;

const BLOCK: usize = 512;
const HINT: &str = "the package's file is not what this version knows; its SHA-256 was right, so this is our mistake";

/// Unpacks the plain files and folders of a `ustar` archive below `folder`; `from` names it in errors. Links are left out.
pub(super) fn unpack(bytes: &[u8], from: &Path, folder: &Path) -> Result<(), ImageError> {
    let broken = |what: &str| ImageError::Altered {
        path: from.into(),
        what: what.into(),
        expected: "a tar file of headers and libraries".into(),
        hint: HINT,
    };
    let mut rest = bytes;
    while let Some((head, tail)) = rest.split_at_checked(BLOCK) {
        if head.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        let text = |range: std::ops::Range<usize>| {
            let field = &head[range];
            let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
            std::str::from_utf8(&field[..end]).map(str::trim)
        };
        let size = text(124..136).ok().and_then(|octal| usize::from_str_radix(octal, 8).ok());
        let size = size.ok_or_else(|| broken("a size in it is no octal number"))?;
        let padded = size.div_ceil(BLOCK) * BLOCK;
        if padded > tail.len() {
            return Err(broken("it ends within a file"));
        }
        let name = text(0..100).and_then(|name| Ok((name, text(345..500)?)));
        let (name, prefix) = name.map_err(|_| broken("a name in it is no UTF-8"))?;
        let name = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        if Path::new(&name).components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Err(broken("a name in it leads outside"));
        }
        let path = folder.join(&name);
        match head[156] {
            b'0' | 0 if !name.ends_with('/') => {
                let parent = path.parent().unwrap_or(folder);
                fs::create_dir_all(parent).map_err(ImageError::at(parent))?;
                fs::write(&path, &tail[..size]).map_err(ImageError::at(&path))?;
            }
            b'5' => fs::create_dir_all(&path).map_err(ImageError::at(&path))?,
            _ => {}
        }
        rest = &tail[padded..];
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// One entry: name, prefix, kind, content.
    fn entry(name: &str, prefix: &str, kind: u8, content: &[u8]) -> Vec<u8> {
        let mut head = vec![0; BLOCK];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        head[156] = kind;
        head[345..345 + prefix.len()].copy_from_slice(prefix.as_bytes());
        head.extend(content);
        head.resize(head.len().next_multiple_of(BLOCK), 0);
        head
    }

    /// An archive of plain files.
    pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let entries = files.iter().flat_map(|(name, content)| entry(name, "", b'0', content));
        entries.chain([0; 2 * BLOCK]).collect()
    }

    fn unpacked(bytes: &[u8]) -> Result<tempfile::TempDir, String> {
        let folder = tempfile::tempdir().unwrap();
        unpack(bytes, Path::new("a.tar"), folder.path()).map_err(|error| error.to_string())?;
        Ok(folder)
    }

    #[test]
    fn files_and_folders_are_unpacked() {
        let long = "d".repeat(100);
        let parts = [
            entry("include/", "", b'5', b""),
            entry("include/a.h", "", b'0', b"int a;"),
            entry("./b", "", 0, &[7; BLOCK + 1]),
            entry("c", &long, b'0', b"c"),
            entry("link", "", b'2', b""),
            entry("empty", "", b'0', b""),
        ];
        let folder = unpacked(&parts.concat()).unwrap();
        let read = |name: &str| fs::read(folder.path().join(name)).ok();
        assert_eq!(read("include/a.h").unwrap(), b"int a;");
        assert_eq!(read("b").unwrap(), [7; BLOCK + 1]);
        assert_eq!(read(&format!("{long}/c")).unwrap(), b"c");
        assert_eq!((read("link"), read("empty")), (None, Some(Vec::new())));
    }

    #[test]
    fn what_is_broken_or_leads_outside_is_told() {
        let whole = entry("a", "", b'0', &[1; 600]);
        let mut size = whole.clone();
        size[124..127].copy_from_slice(b"9zz");
        let mut name = whole.clone();
        name[0] = 0xff;
        for (bytes, words) in [
            (entry("../a", "", b'0', b""), "leads outside"),
            (entry("/etc/a", "", b'0', b""), "leads outside"),
            (entry("a", "b/../..", b'0', b""), "leads outside"),
            (whole[..1024].to_vec(), "ends within a file"),
            (size, "no octal number"),
            (name, "no UTF-8"),
        ] {
            let told = unpacked(&bytes).map(|_| ()).unwrap_err();
            assert!(told.starts_with("a.tar: ") && told.contains(words), "{words}: {told}");
        }
    }
}
