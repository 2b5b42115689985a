//! Faults in files that people write, shown at their spot.

use std::fmt::Write;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, SourceSpan};

use crate::Style;
use crate::printable::printable;

/// Longer lines are not shown: a file may be one line of a megabyte.
const LONGEST: usize = 400;

/// What is wrong in a file that somebody wrote, with its spot, as text that
/// ends in a line end. What has no spot, or none that could be shown, is one
/// line.
#[must_use]
pub fn fault_page(fault: &dyn Diagnostic, style: Style) -> String {
    let spot = fault.labels().and_then(|mut labels| labels.next());
    let spot = spot.map(|label| *label.inner());
    match spot.map(|spot| place(fault, spot)) {
        Some(Place::Shown) => {
            let theme = if style.color {
                GraphicalTheme::unicode()
            } else {
                GraphicalTheme::unicode_nocolor()
            };
            let handler = GraphicalReportHandler::new_themed(theme)
                .with_width(style.width)
                .with_links(false)
                .without_cause_chain();
            let mut page = String::new();
            match handler.render_report(&mut page, fault) {
                Ok(()) => page,
                Err(_) => line(fault, ""),
            }
        }
        Some(Place::Named(name)) => line(fault, &name),
        None => line(fault, ""),
    }
}

enum Place {
    /// Its lines can be shown.
    Shown,
    /// They cannot; its name, line and column.
    Named(String),
}

fn place(fault: &dyn Diagnostic, spot: SourceSpan) -> Place {
    let Some(source) = fault.source_code() else {
        return Place::Named(String::new());
    };
    let Ok(lines) = source.read_span(&spot, 1, 1) else {
        return Place::Named(String::new());
    };
    let shown = |line: &[u8]| {
        let odd = |byte: &u8| byte.is_ascii_control() && !b"\t\r".contains(byte);
        line.len() <= LONGEST && !line.iter().any(odd)
    };
    if lines.data().split(|byte| *byte == b'\n').all(shown) {
        return Place::Shown;
    }
    let own = source.read_span(&spot, 0, 0);
    let at = own.map_or_else(
        |_| String::new(),
        |own| format!("{}:{}", own.line() + 1, own.column() + 1),
    );
    Place::Named(format!("{}:{at}: ", lines.name().unwrap_or_default()))
}

fn line(fault: &dyn Diagnostic, place: &str) -> String {
    let mut line = format!("{place}{fault}");
    if let Some(help) = fault.help() {
        let _ = write!(line, "; {help}");
    }
    format!("clauselint: {}\n", printable(&line))
}
