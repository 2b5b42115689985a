//! The commands for those who write packs.

mod count;
pub(crate) mod new;
pub(crate) mod trial;

use clauselint_report::printable;

/// Lines without white space at their ends, and without what could command a
/// terminal.
pub(crate) fn lines(drawn: &str) -> String {
    let clean = drawn.trim_matches('\n').lines().map(|line| {
        // Colours are the theme's own.
        if line.contains('\u{1b}') {
            line.trim_end().to_owned()
        } else {
            printable(line.trim_end())
        }
    });
    clean.collect::<Vec<_>>().join("\n")
}
