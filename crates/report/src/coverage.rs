//! What the laws behind the selected rules ask a policy to say, and how it
//! stands to that: by law, a row for each thing asked.

mod json;
mod markdown;
mod text;

use std::collections::HashMap;

use clauselint_engine::{Disclosure, FileReport, State};
use clauselint_rule::{Check, Provision, RuleInfo};

use crate::Catalog;

pub use json::CoverageJson;
pub use markdown::coverage_markdown;
pub use text::coverage_text;

/// What one law asks.
pub(crate) struct Group<'a> {
    /// The law as it is cited, or the pack's name where rules cite none.
    pub(crate) law: &'a str,
    pub(crate) rows: Vec<Row<'a>>,
}

/// Something asked, by one or several provisions of a law.
pub(crate) struct Row<'a> {
    /// What is asked, in a few words.
    pub(crate) asks: &'a str,
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
    let cited = citations(catalog);
    let mut groups: Vec<Group<'a>> = Vec::new();
    for disclosure in &report.coverage {
        let Some(info) = catalog.rule(&disclosure.rule) else {
            continue;
        };
        let asks = asks(catalog, info, &cited);
        let mut by_law: Vec<(&'a str, Vec<&'static Provision>)> = Vec::new();
        for provision in catalog.laws(info) {
            match by_law.iter_mut().find(|(law, _)| *law == provision.law) {
                Some((_, provisions)) => provisions.push(provision),
                None => by_law.push((&provision.law, vec![provision])),
            }
        }
        if by_law.is_empty() {
            by_law.push((&info.pack, Vec::new()));
        }
        for (law, provisions) in by_law {
            let row = Row {
                asks,
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
    groups.sort_by(|a, b| (b.rows.len(), a.law).cmp(&(a.rows.len(), b.law)));
    groups
}

/// How many rules that miss something rest on each provision.
fn citations<'a>(catalog: &Catalog<'a>) -> HashMap<&'a str, usize> {
    let mut cited = HashMap::new();
    for info in catalog.rules() {
        if matches!(info.check, Check::Missing(_)) {
            for law in catalog.laws(info) {
                *cited.entry(&*law.cite).or_default() += 1;
            }
        }
    }
    cited
}

/// The title of the provision that speaks of little else, or else what the
/// rule misses.
fn asks<'a>(catalog: &Catalog<'a>, info: &'a RuleInfo, cited: &HashMap<&str, usize>) -> &'a str {
    let own = |law: &&Provision| cited.get(&*law.cite).copied().unwrap_or(0);
    let nearest = catalog.laws(info).min_by_key(own);
    nearest.map_or(&*info.summary, |law| &*law.title)
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
