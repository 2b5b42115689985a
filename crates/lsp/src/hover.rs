//! What a rule's page says, where its finding stands and where a comment names it.

use clauselint_engine::comments;
use clauselint_report::{rule_markdown, rule_page};
use clauselint_rule::RuleInfo;
use clauselint_source::Span;
use gen_lsp_types::{Hover, MarkupContent, MarkupKind, Position};

use crate::analysis::{Analysis, Linted};
use crate::client::Client;

/// How wide plain text is.
const WIDTH: usize = 80;

/// The pages of the rules at a position; none where there is none.
pub(crate) fn hover(
    analysis: &Analysis,
    linted: &Linted,
    position: Position,
    client: &Client,
) -> Option<Hover> {
    let at = analysis.offset(linted, position, client.encoding);
    let rules = analysis.rules();
    let named = named(linted, &rules, at);
    let (pages, span) = match named {
        Some((info, span)) => (vec![page(&rules, info, client.hover.clone())], span),
        None => found(linted, &rules, at, client.hover.clone())?,
    };
    let between = match client.hover {
        MarkupKind::Markdown => "\n---\n\n",
        _ => "\n\n",
    };
    let content = MarkupContent::new(client.hover.clone(), pages.join(between));
    Some(Hover {
        contents: content.into(),
        range: Some(analysis.range(linted, span)),
    })
}

/// The rule that a comment names at a place.
fn named<'r>(linted: &Linted, rules: &[&'r RuleInfo], at: u32) -> Option<(&'r RuleInfo, Span)> {
    let comments = comments(&linted.report.source, linted.report.document());
    let mut names = comments.into_iter().flat_map(|comment| comment.names);
    let (name, span) = names.find(|(_, span)| touches(*span, at))?;
    let info = rules.iter().find(|info| info.id.as_str() == name)?;
    Some((*info, span))
}

/// The findings at a place, and the smallest of their spans.
fn found(
    linted: &Linted,
    rules: &[&RuleInfo],
    at: u32,
    kind: MarkupKind,
) -> Option<(Vec<String>, Span)> {
    let found = linted.report.diagnostics.iter();
    let here: Vec<_> = found.filter(|found| touches(found.span, at)).collect();
    let span = here
        .iter()
        .map(|found| found.span)
        .min_by_key(|it| it.len())?;
    let mut pages: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    for found in here {
        let info = rules.iter().find(|info| info.id == found.rule);
        if let Some(info) = info.filter(|_| !seen.contains(&&found.rule)) {
            seen.push(&found.rule);
            pages.push(page(rules, info, kind.clone()));
        }
    }
    (!pages.is_empty()).then_some((pages, span))
}

/// Ends belong to it, as to the word that a cursor stands behind.
const fn touches(span: Span, at: u32) -> bool {
    span.start <= at && at <= span.end
}

fn page(rules: &[&RuleInfo], info: &RuleInfo, kind: MarkupKind) -> String {
    let catalog = Analysis::catalog(rules);
    if kind != MarkupKind::Markdown {
        return rule_page(&catalog, info, WIDTH);
    }
    let title = if info.url.is_empty() {
        format!("**{}**", info.id)
    } else {
        format!("**[{}]({})**", info.id, info.url)
    };
    format!("{title}\n\n{}", rule_markdown(&catalog, info))
}
