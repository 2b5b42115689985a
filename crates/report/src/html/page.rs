use clauselint_rule::Severity;
use clauselint_syntax::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::File;
use crate::{HOME, Summary};

const STYLE: &str = include_str!("style.css");

/// What the page may load: nothing but its own style.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The whole page.
pub(super) fn page(
    files: &[File],
    summary: &Summary,
    today: Option<Date>,
    rules: &Markup,
) -> Markup {
    let title = match files {
        [file] => format!("Privacy policy review: {}", file.path),
        _ => "Privacy policy review".into(),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("clauselint ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "Privacy policy review" }
                    p.lead {
                        (summary.sentence())
                        @if let Some(day) = today { " " time { (iso(day)) } }
                    }
                }
                (contents(files, !rules.0.is_empty()))
                main {
                    @for (at, file) in files.iter().enumerate() {
                        article id=(format!("file-{}", at + 1)) {
                            h2 { (file.path) }
                            (file.body)
                        }
                    }
                    (rules)
                }
                footer {
                    p {
                        "Made by " a href=(HOME) rel="noreferrer" { "clauselint " (env!("CARGO_PKG_VERSION")) }
                        ". It finds gaps and vague words in the text of a policy; it cannot know whether the text is true, and it is no legal advice."
                    }
                }
            }
        }
    }
}

fn contents(files: &[File], rules: bool) -> Markup {
    html! {
        nav aria-label="Contents" {
            ol {
                @for (at, file) in files.iter().enumerate() {
                    li {
                        a href=(format!("#file-{}", at + 1)) { (file.path) }
                        " " span.small {
                            @match &file.counts {
                                Some(counts) => (chips(counts)),
                                None => "not checked",
                            }
                        }
                    }
                }
                @if rules { li { a href="#rules" { "The rules behind the findings" } } }
            }
        }
    }
}

/// The counts, each with its sign.
pub(super) fn chips(counts: &Summary) -> Markup {
    let kinds = [
        (counts.errors, Severity::Error),
        (counts.warnings, Severity::Warning),
        (counts.notes, Severity::Note),
    ];
    html! {
        @for (count, severity) in kinds {
            @if count > 0 {
                span.chip.(severity.to_string()) {
                    (sign(severity)) " " (count) " " (severity) @if count > 1 { "s" }
                }
                " "
            }
        }
        @if counts.at_least(Severity::Note) == 0 { span.chip.clean { "no findings" } }
    }
}

/// A shape for each severity, so that colour is not all that tells.
pub(super) fn sign(severity: Severity) -> Markup {
    let sign = match severity {
        Severity::Error => "◆",
        Severity::Warning => "▲",
        Severity::Note => "●",
    };
    html! { span.sign aria-hidden="true" { (sign) } }
}

fn iso(day: Date) -> String {
    format!("As of {:04}-{:02}-{:02}.", day.year, day.month, day.day)
}
