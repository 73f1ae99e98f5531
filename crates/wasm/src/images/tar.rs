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
