//! How it is said that a file could not be read or written.

use super::Words;
use crate::say;
use std::io::ErrorKind;

impl Words {
    /// Why, in the user's words and without the file's name: `没有这个文件`. What happens once in a hundred years is said in the system's words.
    pub fn io(&self, kind: ErrorKind) -> String {
        match kind {
            ErrorKind::NotFound => say!(self, "desk-file-not-found"),
            ErrorKind::PermissionDenied => say!(self, "desk-file-denied"),
            ErrorKind::AlreadyExists => say!(self, "desk-file-exists"),
            ErrorKind::IsADirectory => say!(self, "desk-file-is-folder"),
            ErrorKind::NotADirectory => say!(self, "desk-file-no-folder"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(self, "desk-file-full"),
            ErrorKind::ReadOnlyFilesystem => say!(self, "desk-file-read-only"),
            ErrorKind::InvalidData => say!(self, "desk-file-not-text"),
            ErrorKind::InvalidFilename => say!(self, "desk-file-bad-name"),
            other => other.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn what_keeps_a_file_away_is_said_in_the_users_language() {
        assert_eq!(Words::new(Lang::Zh).io(ErrorKind::NotFound), "没有这个文件或文件夹");
        assert_eq!(Words::new(Lang::En).io(ErrorKind::StorageFull), "the disk is full");
    }
}
