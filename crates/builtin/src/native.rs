//! Checks that no rule file can say: code under a rule's id.

mod broken_table;
mod conflicting_retention_periods;
mod contradiction;
mod dangling_reference;
mod definitions;
mod duplicate_paragraph;
mod empty_section;
mod garbled_text;
mod heading_body_mismatch;
mod inconsistent_entity_name;
mod inconsistent_first_person;
mod numbering_gap;
mod outdated_law;
mod placeholder_text;
mod readability;
mod references;
mod regional_rights;
mod repeated;
mod sentence;
mod undefined_term;
mod unused_definition;
mod vague_sharing;

use clauselint_reading::Reading;
use clauselint_rule::{Context, Finding};

/// A native check: what a policy's reading shows it.
pub(crate) type Native = fn(&Reading<'_>, &Context) -> Vec<Finding>;

/// The rules whose file says `check = "native"`, by id.
pub(crate) const NATIVE: &[(&str, Native)] = &[
    ("broken-table", broken_table::check),
    (
        "conflicting-retention-periods",
        conflicting_retention_periods::check,
    ),
    ("contradictory-statements", contradiction::check),
    ("dangling-reference", dangling_reference::check),
    ("duplicate-paragraph", duplicate_paragraph::check),
    ("empty-section", empty_section::check),
    ("garbled-text", garbled_text::check),
    ("hard-to-read", readability::check),
    ("heading-body-mismatch", heading_body_mismatch::check),
    ("inconsistent-entity-name", inconsistent_entity_name::check),
    (
        "inconsistent-first-person",
        inconsistent_first_person::check,
    ),
    ("numbering-gap", numbering_gap::check),
    ("outdated-legal-reference", outdated_law::check),
    ("placeholder-text", placeholder_text::check),
    ("rights-limited-to-region", regional_rights::check),
    ("undefined-term", undefined_term::check),
    ("unused-definition", unused_definition::check),
    ("vague-third-party-sharing", vague_sharing::check),
];

/// The check of a rule's id.
pub(crate) fn check(id: &str) -> Option<Native> {
    let at = NATIVE.binary_search_by_key(&id, |(id, _)| id).ok()?;
    Some(NATIVE[at].1)
}
