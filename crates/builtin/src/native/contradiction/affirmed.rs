//! All that a policy affirms, by what a denial may be about, so that denials
//! and affirmations are never weighed each against each.

use std::collections::HashMap;

use clauselint_reading::{DataKind, Party, PassageId, Reading, Statement, act, concept, data_kind};
use clauselint_syntax::SectionId;

use super::{Matter, affirmation, denial, within};

/// Whom a denial of sharing is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Reach {
    /// Whoever it is.
    Anybody,
    /// Third parties so called: "non-affiliated third parties".
    Outsiders,
    /// Somebody named or of a kind, in these words, in lower case.
    These(String),
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    /// Where it holds; `None`: all over the policy.
    section: Option<SectionId>,
    matter: Matter,
    kind: DataKind,
    reach: Reach,
}

/// The first statement of a key, and the first in another passage.
type Firsts = (usize, Option<usize>);

/// Affirmations by matter, kind of data, recipient and section.
pub(super) struct Affirmed<'r> {
    statements: &'r [Statement],
    places: HashMap<Key, Firsts>,
}

impl<'r> Affirmed<'r> {
    pub(super) fn read(reading: &'r Reading<'_>) -> Self {
        let mut affirmed = Self {
            statements: &reading.statements,
            places: HashMap::new(),
        };
        for (at, statement) in reading.statements.iter().enumerate() {
            if let Some(matter) = affirmation::matter(reading, statement) {
                affirmed.add(reading, at, statement, matter);
            }
        }
        affirmed
    }

    fn add(&mut self, reading: &Reading<'_>, at: usize, statement: &Statement, matter: Matter) {
        let own = denial::section(reading, statement);
        let general = denial::is_general(reading, statement).then_some(None);
        let reaches = reaches(reading, statement);
        for section in general.into_iter().chain([Some(own)]) {
            for data in statement
                .data
                .iter()
                .filter(|data| counts(statement, data.what))
            {
                for reach in &reaches {
                    let key = Key {
                        section,
                        matter,
                        kind: data.what,
                        reach: reach.clone(),
                    };
                    self.place(key, at);
                }
            }
        }
    }

    fn place(&mut self, key: Key, at: usize) {
        let passage = |at: usize| self.statements[at].passage;
        let firsts = self.places.entry(key).or_insert((at, None));
        if passage(firsts.0) != passage(at) {
            firsts.1.get_or_insert(at);
        }
    }

    /// The first affirmation in another passage of one of these matters, on a
    /// kind of data that is denied, to somebody whom the denial reaches.
    pub(super) fn first(
        &self,
        matters: &[Matter],
        section: SectionId,
        denies: impl Fn(DataKind) -> bool,
        reaches: &[Reach],
        besides: PassageId,
    ) -> Option<usize> {
        let other = |(first, next): &Firsts| match self.statements[*first].passage == besides {
            true => *next,
            false => Some(*first),
        };
        let mut found: Option<usize> = None;
        for kind in DataKind::all().filter(|kind| denies(*kind)) {
            for &matter in matters {
                for section in [None, Some(section)] {
                    for reach in reaches {
                        let reach = reach.clone();
                        let key = Key {
                            section,
                            matter,
                            kind,
                            reach,
                        };
                        let at = self.places.get(&key).and_then(other);
                        found = found.into_iter().chain(at).min();
                    }
                }
            }
        }
        found
    }
}

/// Whether a kind that is affirmed says something of others: what "usage data
/// may include" is no more than a part of what others mean by it.
fn counts(statement: &Statement, kind: DataKind) -> bool {
    let broad = kind == data_kind::USAGE_DATA || kind == data_kind::DEVICE_DATA;
    !(broad && statement.act.what == act::INCLUDE)
}

fn reaches(reading: &Reading<'_>, statement: &Statement) -> Vec<Reach> {
    let text = |span| reading.document.str(span).to_lowercase();
    let named = statement.recipients.iter().map(|party| text(party.span));
    let named: Vec<String> = named.collect();
    let mut recipients = statement.recipients.iter();
    let outsiders = recipients.any(|party| {
        within(reading, statement, concept::CALLED_THIRD, party.span)
            .next()
            .is_some()
    });
    let outsiders = outsiders.then_some(Reach::Outsiders);
    let named = named.into_iter().map(Reach::These);
    [Reach::Anybody]
        .into_iter()
        .chain(outsiders)
        .chain(named)
        .collect()
}

impl Reach {
    /// Whom a denial reaches, if it is one that data goes to somebody.
    pub(super) fn of(reading: &Reading<'_>, denied: &Statement, matter: Matter) -> Vec<Self> {
        if matches!(matter, Matter::Collection | Matter::Keeping) {
            return vec![Self::Anybody];
        }
        let any = |is: fn(Party) -> bool| denied.recipients.iter().any(|party| is(party.what));
        let named = any(|party| matches!(party, Party::Named | Party::OfKind | Party::Authority));
        let everybody = any(|party| matches!(party, Party::Unplaced | Party::Public));
        if named && !everybody {
            let words = |span| reading.document.str(span).to_lowercase();
            let recipients = denied.recipients.iter();
            return recipients
                .map(|party| Self::These(words(party.span)))
                .collect();
        }
        // "Non-affiliated third parties" are not our affiliates.
        let outsiders = denial::names_outsiders(reading, denied);
        vec![if outsiders {
            Self::Outsiders
        } else {
            Self::Anybody
        }]
    }
}
