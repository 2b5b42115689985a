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
    let shown = |line: &str| line.len() <= LONGEST && is_plain(line);
    let data = std::str::from_utf8(lines.data());
    let named = is_plain(lines.name().unwrap_or_default());
    let worded = words(fault).all(|words| is_plain(&words));
    if named && worded && data.is_ok_and(|data| data.lines().all(shown)) {
        return Place::Shown;
    }
    let own = source.read_span(&spot, 0, 0);
    let at = own.map_or_else(
        |_| String::new(),
        |own| format!("{}:{}", own.line() + 1, own.column() + 1),
    );
    Place::Named(format!("{}:{at}: ", lines.name().unwrap_or_default()))
}

/// All that a page shows besides the lines of the file.
fn words(fault: &dyn Diagnostic) -> impl Iterator<Item = String> {
    let labels = fault.labels().into_iter().flatten();
    let labels = labels.filter_map(|label| label.label().map(str::to_owned));
    let code = fault.code().map(|code| code.to_string());
    let help = fault.help().map(|help| help.to_string());
    let words = [Some(fault.to_string()), code, help];
    words.into_iter().flatten().chain(labels)
}

/// Whether a terminal shows it, and does nothing else.
fn is_plain(text: &str) -> bool {
    let broken = |c: char| matches!(c, '\t' | '\n' | '\r');
    let text: String = text.chars().filter(|c| !broken(*c)).collect();
    printable(&text) == text
}

fn line(fault: &dyn Diagnostic, place: &str) -> String {
    let mut line = format!("{place}{fault}");
    if let Some(help) = fault.help() {
        let _ = write!(line, "; {help}");
    }
    format!("clauselint: {}\n", printable(&line))
}
