//! A guest's paths.

use super::records::ErrorCode;

/// The longest name, and the longest path, in bytes.
const NAME: usize = 255;
const PATH: usize = 4096;

/// The steps of a relative path; `..` among them, `.` and empty ones not.
#[derive(Debug, PartialEq, Eq)]
pub struct Walk<'a> {
    /// The names.
    pub steps: Vec<&'a str>,
    /// Whether what is at the end must be a folder: the path ends in a slash, or in a dot.
    pub folder: bool,
}

impl<'a> Walk<'a> {
    /// Takes a path apart.
    pub fn new(path: &'a str) -> Result<Self, ErrorCode> {
        if path.is_empty() {
            return Err(ErrorCode::NoEntry);
        }
        if path.len() > PATH {
            return Err(ErrorCode::NameTooLong);
        }
        if path.contains('\0') {
            return Err(ErrorCode::IllegalByteSequence);
        }
        // A preopened folder is the root of all that is below it; an absolute path would leave it.
        if path.starts_with('/') {
            return Err(ErrorCode::NotPermitted);
        }
        let last = path.rsplit('/').next();
        let folder = matches!(last, Some("" | "." | ".."));
        let steps: Vec<&str> = path.split('/').filter(|step| !matches!(*step, "" | ".")).collect();
        if steps.iter().any(|step| step.len() > NAME) {
            return Err(ErrorCode::NameTooLong);
        }
        Ok(Self { steps, folder })
    }
}
