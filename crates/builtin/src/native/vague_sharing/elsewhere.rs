//! What the rest of the policy tells of recipients and of sharing.

use std::collections::HashSet;

use clauselint_reading::{Hit, Passage, Reading, concept};
use clauselint_syntax::{BlockKind, SectionId};

use super::{own, placing, recipient};

/// Nouns that mean the same people all through a policy: whoever works for the
/// first party. "Partners" and "third parties" are others each time.
const HIRED: [&str; 9] = [
    "provider",
    "vendor",
    "processor",
    "subprocessor",
    "contractor",
    "subcontractor",
    "agent",
    "supplier",
    "consultant",
];

/// Words between nouns that are named in one breath.
const COUSINS: u16 = 4;

/// Recipients that are placed somewhere in the policy.
pub(super) struct Elsewhere {
    /// Nouns placed for the whole policy.
    nouns: HashSet<String>,
    /// Sections that lead on to a list of recipients.
    listing: HashSet<SectionId>,
    /// Sentences that say what is shared.
    sharing: Vec<usize>,
}

impl Elsewhere {
    pub(super) fn read(reading: &Reading<'_>) -> Self {
        let mut elsewhere = Self {
            nouns: HashSet::new(),
            listing: HashSet::new(),
            sharing: Vec::new(),
        };
        for id in reading.found_any(&[concept::VAGUE_RECIPIENT, concept::SHARE_STRONG]) {
            let at = id as usize;
            elsewhere.note(reading, at, &reading.passages[at]);
        }
        elsewhere
    }

    fn note(&mut self, reading: &Reading<'_>, at: usize, passage: &Passage) {
        let section = reading.section(passage);
        let listed = own(reading, passage, concept::LISTED_ELSEWHERE)
            .next()
            .is_some();
        for recipient in recipient::all(reading, passage) {
            let Some(noun) = noun(reading, passage, recipient) else {
                continue;
            };
            // "Payment providers" tell of their kind alone.
            let told = || {
                listed
                    || introduces_items(reading, at)
                    || (placing::is_told(reading, passage, recipient)
                        && !placing::has_kind_before(reading, passage, recipient))
            };
            if HIRED.contains(&noun.as_str()) && told() {
                self.nouns.insert(noun);
            }
            if listed {
                self.listing.insert(section);
            }
        }
        if tells_sharing(reading, passage) {
            self.sharing.push(at);
        }
    }

    /// Whether the recipient is placed in another sentence.
    pub(super) fn places(&self, reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> bool {
        let section = reading.section(passage);
        if recipient::is_further(reading, passage, recipient) {
            return false;
        }
        let placed = |recipient: Hit| {
            noun(reading, passage, recipient)
                .is_some_and(|noun| self.nouns.contains(&noun) || self.listing.contains(&section))
        };
        let hired = |recipient: Hit| {
            noun(reading, passage, recipient).is_some_and(|noun| HIRED.contains(&noun.as_str()))
        };
        // "vendors, service providers and agents": one of them tells of all.
        let beside = |other: Hit| {
            hired(recipient) && other.start.abs_diff(recipient.end) <= COUSINS && placed(other)
        };
        placed(recipient) || recipient::all(reading, passage).into_iter().any(beside)
    }

    /// Whether another sentence says what is shared, so that "except as
    /// described in this policy" points at something.
    pub(super) fn describes_sharing(&self, at: usize) -> bool {
        self.sharing.iter().any(|other| *other != at)
    }
}

/// "our service providers are:", with items behind.
fn introduces_items(reading: &Reading<'_>, at: usize) -> bool {
    let item = |next: &Passage| {
        next.leader == Some(at as u32)
            && reading.document.block_of(next.sentence).kind == BlockKind::Item
    };
    !reading.is_label(&reading.passages[at]) && reading.passages.get(at + 1).is_some_and(item)
}

/// The recipients' noun in the singular; "a provider" tells nothing of others.
fn noun(reading: &Reading<'_>, passage: &Passage, recipient: Hit) -> Option<String> {
    let token = reading.token(passage, recipient.end.checked_sub(1)?)?;
    let word = reading.document.str(token.span).to_lowercase();
    word.strip_suffix('s').map(str::to_owned)
}

/// "We share ... with ...", affirmed.
fn tells_sharing(reading: &Reading<'_>, passage: &Passage) -> bool {
    let given = |act: &Hit| {
        !reading.is_denied(passage, *act)
            && own(reading, passage, concept::TOWARD).any(|toward| toward.start >= act.end)
    };
    own(reading, passage, concept::SHARE_STRONG).any(|act| given(&act))
        && !reading.has(passage, concept::ASKS_ABOUT)
        && !reading.has(passage, concept::OPEN_EXCEPTION)
}
