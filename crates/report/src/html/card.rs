use clauselint_engine::FileReport;
use clauselint_rule::Severity;
use maud::{Markup, html};

use super::{Numbered, page};
use crate::Catalog;
use crate::printable::{capital, printable};
use crate::region::Region;

/// Other places of a finding that are listed.
const RELATED: usize = 6;

/// A finding: what is wrong, and how to mend it. One that is marked in the text
/// has a number that leads there.
pub(super) fn card(
    catalog: &Catalog<'_>,
    report: &FileReport,
    file: usize,
    one: Numbered<'_>,
    in_text: bool,
) -> Markup {
    let Numbered {
        number,
        found,
        first,
    } = one;
    let info = catalog.rule(&found.rule);
    let line = |span| Region::new(&report.source, span).start.line;
    // How to mend it is told once a file; the rule's own part has it, too.
    let help = info
        .map(|info| info.help.trim())
        .filter(|help| first && !help.is_empty());
    let more = found.related.len().saturating_sub(RELATED);
    html! {
        div.card.(found.severity.to_string()) id=(format!("f{file}-{number}")) {
            p.head {
                @if in_text {
                    a.number href=(format!("#t{file}-{number}")) title="in the text" { (number) }
                    " "
                }
                (page::sign(found.severity)) " " strong { (name(found.severity)) }
                @if in_text { " " span.line { "line " (line(found.span)) } }
            }
            p.message { (capital(&printable(&found.message))) }
            @if let Some(help) = help { p.help { (help) } }
            @if let Some(fix) = &found.fix { p.help { "Change: " (printable(&fix.title)) } }
            @if !found.related.is_empty() {
                p.related {
                    @for (at, related) in found.related.iter().take(RELATED).enumerate() {
                        @if at > 0 { "; " }
                        (printable(&related.message)) " (line " (line(related.span)) ")"
                    }
                    @if more > 0 { "; and in " (more) " more" }
                }
            }
            p.rule { a href=(format!("#rule-{}", found.rule)) { (found.rule) } }
        }
    }
}

const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}
