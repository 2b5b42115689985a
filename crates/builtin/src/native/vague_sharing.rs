//! `vague-third-party-sharing`: data goes to a recipient whom nothing places.
//!
//! Three questions of each sentence: who is spoken of ([`recipient`]), does it
//! get data ([`transfer`]), and does anything place it ([`placing`], or
//! [`elsewhere`] in the policy)?

mod elsewhere;
mod placing;
mod recipient;
mod transfer;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use clauselint_reading::{ConceptId, Hit, Passage, Reading, concept};
use clauselint_rule::{Context, Finding};

use crate::native::sentence::states;
use elsewhere::Elsewhere;

/// "With our partners." heads the sentences behind it in the block.
const LABEL: u16 = 5;
/// A definition has its verb within so many words.
const DEFINED: u16 = 10;
/// One finding a sentence, at the first recipient that nothing places.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let elsewhere = Elsewhere::read(reading);
    let mut findings = Findings::default();
    for id in reading.found(concept::VAGUE_RECIPIENT) {
        let at = id as usize;
        let passage = &reading.passages[at];
        if !speaks(reading, passage) || placing::is_sentence_placed(reading, passage, at) {
            continue;
        }
        let unplaced = recipient::all(reading, passage)
            .into_iter()
            .find(|recipient| {
                transfer::gets_data(reading, at, *recipient, &elsewhere)
                    && !placing::is_placed(reading, passage, *recipient)
                    && !elsewhere.places(reading, passage, *recipient)
                    && !findings.settles(reading, at, *recipient)
            });
        if let Some(recipient) = unplaced {
            findings.add(reading, at, recipient);
        }
    }
    findings.all
}

#[derive(Default)]
struct Findings<'d> {
    all: Vec<Finding>,
    /// Sentences told, with the place of their finding.
    told: HashMap<&'d str, usize>,
    /// The passage told last.
    last: Option<usize>,
}

impl<'d> Findings<'d> {
    /// A sentence that stands again is one finding with several places.
    fn add(&mut self, reading: &Reading<'d>, at: usize, recipient: Hit) {
        let passage = &reading.passages[at];
        let span = reading.span(passage, recipient);
        self.last = Some(at);
        let finding = finding(reading.document.str(span), span);
        match self.told.entry(reading.document.str(passage.span)) {
            Entry::Occupied(first) => {
                self.all[*first.get()].repeat(finding, "and again here");
            }
            Entry::Vacant(new) => {
                new.insert(self.all.len());
                self.all.push(finding);
            }
        }
    }

    /// Whether the recipient is "these parties" whom the sentences right before
    /// placed, or were found to leave unplaced.
    fn settles(&self, reading: &Reading<'_>, at: usize, recipient: Hit) -> bool {
        if !recipient::points_back(reading, &reading.passages[at], recipient) {
            return false;
        }
        let told = self
            .last
            .is_some_and(|last| at - last <= placing::NEAR_SENTENCES);
        told || placing::is_antecedent_placed(reading, at)
    }
}

fn finding(words: &str, span: clauselint_source::Span) -> Finding {
    Finding {
        message: format!(
            "\"{words}\" may get personal data, and nothing says who they are or what they do"
        ),
        span,
        label: "who, or what kind of business?".into(),
        ..Finding::default()
    }
}

/// Whether a passage can say that somebody shares: no label, question,
/// definition or title, no right to be told of it, no promise about it.
fn speaks(reading: &Reading<'_>, passage: &Passage) -> bool {
    let silent = [
        concept::ASKS_ABOUT,
        concept::EXPLAINS,
        concept::SAFEGUARD,
        concept::OWN_SHARING,
    ];
    states(reading, passage)
        && !reading.is_label(passage)
        && !leads_on(reading, passage)
        && own(reading, passage, concept::DEFINES)
            .all(|verb| verb.start - passage.lead_len() > DEFINED)
        && silent
            .iter()
            .all(|concept| own(reading, passage, *concept).next().is_none())
}

/// A label, or what ends with a colon: it leaves it to what follows.
fn leads_on(reading: &Reading<'_>, passage: &Passage) -> bool {
    let document = reading.document;
    let sentence = document.str(document.sentences[passage.sentence as usize].span);
    let heads = passage.sentence + 1 < document.block_of(passage.sentence).sentences.end;
    (heads && passage.len() - passage.lead_len() <= LABEL) || sentence.ends_with(':')
}

/// Hits that lie in the passage's own words.
fn own<'r>(
    reading: &'r Reading<'_>,
    passage: &'r Passage,
    concept: ConceptId,
) -> impl Iterator<Item = Hit> {
    reading
        .of(passage, concept)
        .filter(|hit| hit.start >= passage.lead_len())
}
