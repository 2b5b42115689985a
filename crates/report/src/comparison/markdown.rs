//! Changes as a comment on a pull request.

use std::fmt::Write as _;
use std::io::{self, Write};

use clauselint_compare::{Change, Effect};
use clauselint_source::Span;

use super::{Compared, Excerpt, GROUPS, Tally, Version, comparison_summary, counts, of};
use crate::markdown::{code, escaped};
use crate::printable::capital;

/// Forges cut a comment at 65,536 characters; what is beyond this many bytes is
/// counted instead of shown.
const LIMIT: usize = 60_000;
/// Characters of a sentence that are shown.
const WORDS: usize = 200;

/// Gathers all, since the counts come first.
#[derive(Debug, Default)]
pub struct ComparisonMarkdown {
    body: String,
    left_out: usize,
}

impl ComparisonMarkdown {
    /// Takes what became of a policy: what weakens in plain sight, the rest
    /// behind a click.
    pub fn policy(&mut self, compared: &Compared<'_>) {
        let comparison = compared.comparison;
        let told = match (&compared.old, &compared.new) {
            (None, _) => "new policy".to_owned(),
            (_, None) => "❌ policy removed".to_owned(),
            _ => counts(comparison),
        };
        self.push(&format!(
            "\n### {}\n\n{}\n",
            code(compared.path),
            capital(&told)
        ));
        for (effect, title) in GROUPS {
            let changes: Vec<&Change> = of(comparison, effect).collect();
            if !changes.is_empty() {
                self.group(compared, effect, title, &changes);
            }
        }
    }

    /// Writes it all.
    ///
    /// # Errors
    /// What writing returned.
    pub fn finish(&self, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "## clauselint diff\n\n{}\n{}",
            comparison_summary(tally),
            self.body
        )?;
        if self.left_out > 0 {
            let changes = if self.left_out == 1 {
                "change is"
            } else {
                "changes are"
            };
            writeln!(out, "\n{} more {changes} left out here.", self.left_out)?;
        }
        Ok(())
    }

    fn group(&mut self, compared: &Compared<'_>, effect: Effect, title: &str, changes: &[&Change]) {
        let (open, close) = if effect == Effect::Weakens {
            (String::new(), "")
        } else {
            let summary = format!("{title}: {}", changes.len());
            (
                format!("\n<details><summary>{summary}</summary>\n"),
                "\n</details>\n",
            )
        };
        let head = format!("{open}\n| Change | Before | Now |\n|---|---|---|\n");
        let mut rows = String::new();
        for (at, change) in changes.iter().enumerate() {
            let row = row(compared, change);
            let size = self.body.len() + head.len() + rows.len() + row.len() + close.len();
            if size > LIMIT {
                self.left_out += changes.len() - at;
                break;
            }
            rows += &row;
        }
        if !rows.is_empty() {
            self.body += &(head + &rows + close);
        }
    }

    fn push(&mut self, text: &str) {
        if self.body.len() + text.len() <= LIMIT {
            self.body += text;
        }
    }
}

fn row(compared: &Compared<'_>, change: &Change) -> String {
    let sign = match change.effect {
        Effect::Weakens => "❌",
        Effect::Strengthens => "✅",
        Effect::Neutral => "➖",
    };
    let mut row = format!(
        "| {sign} `{}`<br>{} ",
        change.kind,
        escaped(&change.message)
    );
    for (version, span) in [(&compared.old, change.old), (&compared.new, change.new)] {
        let cell = version
            .as_ref()
            .zip(span)
            .map(|(version, span)| cell(version, span));
        let _ = write!(row, "| {} ", cell.unwrap_or_else(|| "–".into()));
    }
    row + "|\n"
}

fn cell(version: &Version<'_>, span: Span) -> String {
    let excerpt = Excerpt::new(version, span, WORDS);
    let part = |text: &str| escaped(text);
    let meant = escaped(excerpt.meant.trim());
    let whole = excerpt.before.is_empty() && excerpt.after.trim_matches('.').is_empty();
    let meant = if whole {
        meant
    } else {
        format!("<b>{meant}</b>")
    };
    format!(
        "{}{meant}{} <sub>{}:{}</sub>",
        part(&excerpt.before),
        part(&excerpt.after),
        excerpt.spot.line,
        excerpt.spot.column
    )
}
