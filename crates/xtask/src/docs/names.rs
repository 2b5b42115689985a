//! The page of all that a rule can name.

use std::fmt::Write;

use clauselint_builtin::names;
use clauselint_report::name_markdown;

pub(super) fn page() -> String {
    let mut page = include_str!("names.md").to_owned();
    for kind in names() {
        let _ = writeln!(
            page,
            "- [{}](#{}): `clauselint names {}`",
            kind.title,
            super::reference::anchor(kind.title),
            kind.id
        );
    }
    for kind in names() {
        let _ = write!(page, "\n## {}\n\n{}", kind.title, name_markdown(&kind));
    }
    page
}
