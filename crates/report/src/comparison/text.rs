//! Changes for a terminal.

use std::fmt::Write;

use clauselint_compare::{Change, Effect};
use clauselint_source::Span;

use super::{Compared, Excerpt, GROUPS, Tally, Version, counts, of};
use crate::Style;
use crate::printable::printable;

/// Lines of a sentence that are shown.
const LINES: usize = 3;

/// What became of a policy: changes by what they mean, each with its kind and
/// the words of both versions.
#[must_use]
pub fn comparison_text(compared: &Compared<'_>, style: Style) -> String {
    let mut page = heading(compared);
    for (effect, title) in GROUPS {
        let mut changes = of(compared.comparison, effect).peekable();
        if changes.peek().is_some() {
            let _ = writeln!(page, "\n{}", paint(title, "1", style));
        }
        for change in changes {
            one(&mut page, compared, change, style);
        }
    }
    page
}

fn heading(compared: &Compared<'_>) -> String {
    let path = printable(compared.path);
    match (&compared.old, &compared.new) {
        (Some(old), Some(new)) => format!(
            "{} -> {}: {}\n",
            printable(old.name),
            printable(new.name),
            counts(compared.comparison)
        ),
        (None, _) => format!("{path}: new policy\n"),
        (Some(_), None) => format!("{path}: policy removed\n"),
    }
}

fn one(page: &mut String, compared: &Compared<'_>, change: &Change, style: Style) {
    let (sign, color) = match change.effect {
        Effect::Weakens => ("✗", "31"),
        Effect::Strengthens => ("✓", "32"),
        Effect::Neutral => ("-", "36"),
    };
    let label = format!("{sign} {}", change.kind);
    let message = printable(&change.message).replace('\n', " ");
    let words = format!("{}: {message}", label);
    let lines = textwrap::wrap(&words, wrapped(style, 2, 4));
    for (at, line) in lines.iter().enumerate() {
        let line = match line.strip_prefix(&format!("  {label}")) {
            Some(rest) if at == 0 => format!("  {}{rest}", paint(&label, color, style)),
            _ => line.to_string(),
        };
        let _ = writeln!(page, "{line}");
    }
    for (version, span, sign, color) in [
        (&compared.old, change.old, "-", "31"),
        (&compared.new, change.new, "+", "32"),
    ] {
        if let Some((version, span)) = version.as_ref().zip(span) {
            place(page, version, span, (sign, color), style);
        }
    }
}

/// Where it stands, and the words there.
fn place(
    page: &mut String,
    version: &Version<'_>,
    span: Span,
    (sign, color): (&str, &str),
    style: Style,
) {
    let room = style.width.saturating_sub(10).max(30) * LINES;
    let excerpt = Excerpt::new(version, span, room);
    let at = excerpt.spot;
    let name = printable(version.name);
    let _ = writeln!(
        page,
        "      {} {name}:{}:{}",
        paint(sign, color, style),
        at.line,
        at.column
    );
    let words = printable(&format!(
        "{}{}{}",
        excerpt.before, excerpt.meant, excerpt.after
    ));
    for line in textwrap::wrap(&words, wrapped(style, 8, 8)) {
        let _ = writeln!(page, "{}", paint(&line, color, style));
    }
}

fn wrapped(style: Style, first: usize, rest: usize) -> textwrap::Options<'static> {
    const SPACE: &str = "        ";
    textwrap::Options::new(style.width)
        .initial_indent(&SPACE[..first])
        .subsequent_indent(&SPACE[..rest])
        .break_words(false)
}

fn paint(text: &str, color: &str, style: Style) -> String {
    if style.color {
        format!("\u{1b}[{color}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The last line of all.
#[must_use]
pub fn comparison_summary(tally: &Tally) -> String {
    if tally.policies == 0 {
        let words = match tally.unread {
            true => "No policy compared.",
            false => "No policy changed.",
        };
        return words.to_owned();
    }
    let policies = if tally.policies == 1 {
        "policy"
    } else {
        "policies"
    };
    let changes = tally.weakens + tally.strengthens + tally.neutral;
    if changes == 0 {
        return format!(
            "{} {policies} compared: no change in substance.",
            tally.policies
        );
    }
    format!(
        "{} {policies} compared: {} weaken, {} strengthen, {} neither.",
        tally.policies, tally.weakens, tally.strengthens, tally.neutral
    )
}
