//! What the laws behind the selected rules ask a policy to say, and how it
//! stands to that: by law, a row for each thing asked.

mod json;
mod markdown;
mod text;

use clauselint_engine::{Disclosure, FileReport, State};
use clauselint_rule::{Provision, RuleInfo};

use crate::Catalog;

pub use json::CoverageJson;
pub use markdown::coverage_markdown;
pub use text::coverage_text;

/// Words of rules' ids that are written in capitals.
const ACRONYMS: [&str; 5] = ["dpo", "eu", "lgpd", "uk", "us"];

/// What one law asks.
pub(crate) struct Group<'a> {
    /// The law as it is cited, or the pack's name where rules cite none.
    pub(crate) law: String,
    pub(crate) rows: Vec<Row<'a>>,
}

/// Something asked, by one or several provisions of a law.
pub(crate) struct Row<'a> {
    /// What is asked, in a few words.
    pub(crate) asks: String,
    pub(crate) provisions: Vec<&'static Provision>,
    pub(crate) disclosure: &'a Disclosure,
}

impl Row<'_> {
    /// "Art. 13(2)(a), Art. 14(2)(a)": without the law's own name.
    pub(crate) fn cites(&self) -> String {
        let cites = self.provisions.iter().map(|law| number(law));
        cites.collect::<Vec<_>>().join(", ")
    }
}

/// Without the law's own name.
pub(crate) fn number(provision: &Provision) -> &str {
    let number = provision.cite.strip_prefix(&*provision.law);
    number.unwrap_or(&provision.cite).trim()
}

/// What is asked of a policy, by law: laws with the most first.
pub(crate) fn groups<'a>(catalog: &Catalog<'a>, report: &'a FileReport) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for disclosure in &report.coverage {
        let Some(info) = catalog.rule(&disclosure.rule) else {
            continue;
        };
        let mut by_law: Vec<(String, Vec<&'static Provision>)> = Vec::new();
        for provision in catalog.laws(info) {
            match by_law.iter_mut().find(|(law, _)| *law == provision.law) {
                Some((_, provisions)) => provisions.push(provision),
                None => by_law.push((provision.law.clone().into_owned(), vec![provision])),
            }
        }
        if by_law.is_empty() {
            by_law.push((format!("{} (no law cited)", info.pack), Vec::new()));
        }
        for (law, provisions) in by_law {
            let row = Row {
                asks: asks(info),
                provisions,
                disclosure,
            };
            match groups.iter_mut().find(|group| group.law == law) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group {
                    law,
                    rows: vec![row],
                }),
            }
        }
    }
    for group in &mut groups {
        let first = |row: &Row<'_>| row.provisions.first().map(|law| in_order(number(law)));
        group.rows.sort_by_cached_key(first);
    }
    groups.sort_by(|a, b| (b.rows.len(), &a.law).cmp(&(a.rows.len(), &b.law)));
    groups
}

/// What a rule that misses something asks for, by its id: "retention period"
/// of "missing-retention-period"; of another id, what it says of itself.
fn asks(info: &RuleInfo) -> String {
    let Some(name) = info.id.as_str().strip_prefix("missing-") else {
        return info.summary.clone().into_owned();
    };
    let words = name.split('-').map(|word| {
        if ACRONYMS.contains(&word) {
            word.to_uppercase()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// "Art. 9" before "Art. 13(2)": numbers count as such.
fn in_order(cite: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    let mut digits = false;
    for c in cite.chars() {
        let is_digit = c.is_ascii_digit();
        if is_digit != digits || parts.is_empty() {
            parts.push((0, String::new()));
            digits = is_digit;
        }
        if let Some((number, words)) = parts.last_mut() {
            match c.to_digit(10) {
                Some(digit) => *number = number.saturating_mul(10).saturating_add(digit.into()),
                None => words.push(c),
            }
        }
    }
    parts
}

/// The name of a state, in JSON too.
pub(crate) const fn state_name(state: State) -> &'static str {
    match state {
        State::Missing => "missing",
        State::Weak => "weak",
        State::Met => "met",
        State::NotOwed => "not-owed",
    }
}

/// How many things asked are in a state.
pub(crate) fn count(report: &FileReport, state: State) -> usize {
    let asked = report.coverage.iter();
    asked.filter(|asked| asked.state == state).count()
}

/// "7 met, 1 weak, 4 missing".
pub(crate) fn counts(report: &FileReport) -> String {
    let told = |state| format!("{} {}", count(report, state), state_name(state));
    [State::Met, State::Weak, State::Missing]
        .map(told)
        .join(", ")
}

/// The first words of a place, cut to so many characters.
pub(crate) fn first_words(words: &str, room: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = words.char_indices().nth(room) else {
        return words;
    };
    let cut = words[..cut]
        .rfind(' ')
        .filter(|space| *space > 0)
        .unwrap_or(cut);
    format!("{}…", &words[..cut])
}
