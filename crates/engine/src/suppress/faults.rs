//! What is wrong with comments that suppress findings.

use clauselint_nearest::nearest;
use clauselint_rule::{Diagnostic, Edit, Fix, RuleId, Severity};
use clauselint_source::{Source, Span};
use clauselint_syntax::Date;

use super::Names;
use super::directive::{Directive, Kind, Malformed};
use super::words::{self, Fault};

const UNUSED: RuleId = RuleId::from_static("unused-suppression");
const INVALID: RuleId = RuleId::from_static("invalid-suppression");
const EXPIRED: RuleId = RuleId::from_static("expired-suppression");
const UNEXPLAINED: RuleId = RuleId::from_static("unexplained-suppression");

/// What is wrong with comments is told under these ids, where they run.
pub(super) const ALL: [RuleId; 4] = [UNUSED, INVALID, EXPIRED, UNEXPLAINED];

/// What is wrong with a comment that can be read.
pub(super) fn of(
    directive: &Directive<'_>,
    used: &[bool],
    names: &Names<'_>,
    source: &Source,
    today: Option<Date>,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut unused = Vec::new();
    let past = directive.is_past(today);
    for ((name, span), used) in directive.names.iter().zip(used) {
        if !names.known.contains(name) {
            let near = nearest(name, names.known.iter().copied());
            let hint = near.map_or_else(
                || "`clauselint rules` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no rule, group or pack `{name}`; {hint}");
            faults.push(told(INVALID, *span, message, "suppresses nothing"));
        } else if !used && !past && names.used.contains(name) {
            unused.push((*name, *span));
        }
    }
    if let Some((until, place)) = directive.until.filter(|_| past) {
        let message =
            format!("this suppression ended on {until}: what it covered is reported again");
        faults.push(told(
            EXPIRED,
            place,
            message,
            "mend it, or give a later day",
        ));
    }
    if directive.reason.is_none() && directive.kind != Kind::Enable {
        let message =
            "this suppression gives no reason: end it with one, as in `-- agreed with counsel`";
        faults.push(told(
            UNEXPLAINED,
            directive.span,
            message.to_owned(),
            "add `-- why`",
        ));
    }
    if !unused.is_empty() {
        let all = unused.len() == directive.names.len();
        faults.extend(not_used(directive, &unused, all, source));
    }
    faults
}

/// One finding for all names of a comment that did nothing.
fn not_used(
    directive: &Directive<'_>,
    unused: &[(&str, Span)],
    all: bool,
    source: &Source,
) -> Option<Diagnostic> {
    let names: Vec<String> = unused.iter().map(|(name, _)| format!("`{name}`")).collect();
    let names = names.join(", ");
    let (message, label) = match directive.kind {
        Kind::Enable => (
            format!("{names} was not disabled before"),
            "enables nothing",
        ),
        _ => (
            format!("nothing is found here that {names} would suppress"),
            "suppresses nothing",
        ),
    };
    let span = if all {
        directive.span
    } else {
        unused.first()?.1
    };
    let mut diagnostic = told(UNUSED, span, message, label);
    if all {
        diagnostic.fix = Some(Fix {
            title: "remove the comment".into(),
            safe: true,
            edits: vec![Edit {
                span: with_its_line(source.text(), directive.span),
                text: String::new(),
            }],
        });
    }
    Some(diagnostic)
}

/// A comment with the rest of its line, where nothing else stands on it.
fn with_its_line(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let end = text[span.end as usize..]
        .find('\n')
        .map_or(text.len(), |len| span.end as usize + len + 1);
    let alone = text[start..span.start as usize].trim().is_empty()
        && text[span.end as usize..end].trim().is_empty();
    if alone {
        Span::new(start as u32, end as u32)
    } else {
        span
    }
}

/// What is wrong with one that cannot.
pub(super) fn unreadable(malformed: &Malformed, text: &str, names: &Names<'_>) -> Diagnostic {
    let word = malformed.at.of(text);
    let (message, label) = match malformed.fault {
        Fault::Directive => {
            let meant = words::meant(word).map_or_else(
                || format!("there are {}", words::all()),
                |meant| format!("did you mean `{meant}`?"),
            );
            (
                format!("there is no comment `{word}`; {meant}"),
                "not understood",
            )
        }
        Fault::NoName => (
            format!("`{word}` names no rule: write rules behind it, parted by commas, or `all`"),
            "suppresses nothing",
        ),
        Fault::NoNameBehind => (
            "no rule stands behind this comma".to_owned(),
            "a rule is missing",
        ),
        Fault::Date => (
            format!("`{word}` is no day: write one as in `until 2027-01-31`"),
            "not understood",
        ),
        Fault::NoDate => (
            "no day stands behind `until`: write one as in `until 2027-01-31`".to_owned(),
            "a day is missing",
        ),
        Fault::Stray if names.known.contains(word) => (
            format!("a comma is missing before `{word}`"),
            "suppresses nothing",
        ),
        Fault::Stray => (
            format!(
                "`{word}` does not belong here: rules are parted by commas, and a reason begins with `--`"
            ),
            "not understood",
        ),
    };
    told(INVALID, malformed.at, message, label)
}

fn told(rule: RuleId, span: Span, message: String, label: &str) -> Diagnostic {
    Diagnostic {
        span,
        rule,
        message,
        severity: Severity::Warning,
        label: label.into(),
        related: Vec::new(),
        fix: None,
    }
}
