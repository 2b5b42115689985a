//! `foreign-entity`: a company that is not the controller speaks as "we".

use clauselint_reading::{Hit, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;

use crate::native::references::squeezed;

/// One finding for each such company.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let mut findings: Vec<(String, Finding)> = Vec::new();
    for passage in &reading.passages {
        for span in companies(reading, passage) {
            let name = squeezed(reading.document.str(span));
            let told = findings.iter_mut().find(|(told, _)| *told == name);
            match told {
                Some((_, finding)) => finding.related.push((span, "and here".into())),
                None if !is_own(reading, &name) => {
                    findings.push((name, finding(reading.document.str(span), span)));
                }
                None => {}
            }
        }
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}

fn finding(name: &str, span: Span) -> Finding {
    Finding {
        message: format!("\"{name}\" speaks as \"we\", and the policy is of somebody else"),
        span,
        label: "copied from another policy?".into(),
        ..Finding::default()
    }
}

/// The known companies in the part of the controller.
fn companies<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> impl Iterator<Item = Span> {
    let own = |hit: &&Hit| hit.start >= passage.lead_len();
    let roles = reading.of(passage, concept::COMPANY_IN_ROLE).filter(own);
    roles.filter_map(|role| {
        let inside = |company: &&Hit| role.start <= company.start && company.end <= role.end;
        let company = reading.of(passage, concept::COMPANY).find(inside)?;
        Some(reading.span(passage, company))
    })
}

/// Whether a company is the one whose policy it is: in its title, defined as
/// "we", or the only one that the text can be of, as it names no other and its
/// author none either.
fn is_own(reading: &Reading<'_>, name: &str) -> bool {
    let document = reading.document;
    let title = document
        .title()
        .map(|title| squeezed(document.heading(title)));
    let titled = title.is_some_and(|title| title.contains(name));
    let own = reading.facts.own_names.iter().any(|own| own == name);
    let others = reading.facts.names_in_role.iter();
    let mut others = others.filter(|other| !other.words.concat().contains(name));
    let told = !reading.facts.told_names.is_empty();
    titled || own || !told && others.next().is_none()
}
