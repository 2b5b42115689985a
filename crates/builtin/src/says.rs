//! Rules that find words which ought not to stand there: all of it is in their
//! file.

use std::cell::OnceCell;
use std::collections::HashSet;

use clauselint_form::{Beside, RuleInfo, Says, Within};
use clauselint_reading::{Hit, Passage, PassageId, Reading};
use clauselint_rule::{Context, Finding, Rule};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, SectionId};

use crate::said::Said;

/// A rule that fires where a policy says something.
pub(crate) struct SaysRule {
    info: &'static RuleInfo,
    says: &'static Says,
    what: Vec<Said>,
    about: Vec<Said>,
    beside: Option<Counterpart>,
    sentence: Vec<Said>,
    list: Vec<Said>,
    near: Vec<Said>,
    section: Vec<Said>,
    policy: Vec<Said>,
}

impl SaysRule {
    pub(crate) fn new(info: &'static RuleInfo, says: &'static Says) -> Self {
        Self {
            info,
            says,
            what: Said::all(&says.what),
            about: Said::all(&says.about),
            beside: says.beside.as_ref().map(Counterpart::new),
            sentence: Said::all(&says.unless.sentence),
            list: Said::all(&says.unless.list),
            near: Said::all(&says.unless.near),
            section: Said::all(&says.unless.section),
            policy: Said::all(&says.unless.policy),
        }
    }

    /// The first fault in a sentence.
    fn fault(&self, reading: &Reading<'_>, passage: &Passage) -> Option<Hit> {
        let is = |hit: &&Hit| self.what.contains(&Said::Concept(hit.concept));
        let own = |hit: &&Hit| hit.end > passage.lead_len();
        let asserted = |hit: &&Hit| self.says.denied || !reading.is_denied(passage, hit);
        let mut hits = reading.hits(passage).iter();
        hits.find(|hit| is(hit) && own(hit) && asserted(hit))
            .copied()
    }

    fn applies(&self, reading: &Reading<'_>, id: PassageId, around: &Around) -> bool {
        let passage = &reading.passages[id as usize];
        let section = reading.section(passage);
        let here = |said: &Said| said.in_passage(reading, id) || said.in_heading(reading, section);
        (self.about.is_empty() || self.about.iter().any(here))
            && !self
                .sentence
                .iter()
                .any(|said| said.in_passage(reading, id))
            && !around.lists(self, reading).contains(&id)
            && !passage
                .leader
                .is_some_and(|leader| around.lists(self, reading).contains(&leader))
            && !self.near.iter().any(|said| is_near(reading, id, *said))
            && !around.sections(self, reading).contains(&section)
    }

    /// Where the policy says any of these.
    fn saying<'r>(said: &'r [Said], reading: &'r Reading<'_>) -> impl Iterator<Item = &'r Passage> {
        let passages = reading.passages.iter().enumerate();
        let says = |id: usize| {
            let mut said = said.iter();
            said.any(|said| said.in_passage(reading, id as PassageId))
        };
        passages
            .filter(move |(id, _)| says(*id))
            .map(|(_, passage)| passage)
    }

    fn finding(&self, reading: &Reading<'_>, span: Span, other: Option<Span>) -> Finding {
        let words = reading.document.str(span);
        let message = self.says.message.replace("{words}", words);
        let other = other.zip(self.beside.as_ref());
        Finding {
            message: match other {
                Some((other, _)) => message.replace("{other}", reading.document.str(other)),
                None => message,
            },
            span,
            label: self.says.label.replace("{words}", words),
            related: other
                .map(|(other, beside)| (other, beside.beside.label.clone().into_owned()))
                .into_iter()
                .collect(),
            ..Finding::default()
        }
    }
}

impl Rule for SaysRule {
    fn info(&self) -> &RuleInfo {
        self.info
    }

    fn check(&self, reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let around = Around::default();
        for (id, passage) in reading.passages.iter().enumerate() {
            let fault = is_prose(reading, passage)
                .then(|| self.fault(reading, passage))
                .flatten()
                .filter(|_| self.applies(reading, id as PassageId, &around));
            let Some(fault) = fault else { continue };
            let span = reading.span(passage, &fault);
            let other = match &self.beside {
                None => None,
                Some(beside) => match beside.find(reading, id as PassageId, &around) {
                    Some(other) => Some(other),
                    None => continue,
                },
            };
            match findings.first_mut().filter(|_| self.says.once) {
                Some(first) => first.related.push((span, "and here".into())),
                None => findings.push(self.finding(reading, span, other)),
            }
        }
        let excused =
            !findings.is_empty() && self.policy.iter().any(|said| said.in_policy(reading));
        if excused { Vec::new() } else { findings }
    }
}

/// What is said around faults, looked up when the first of them asks.
#[derive(Default)]
struct Around {
    /// Passages that lead a list with an item that makes the fault none.
    lists: OnceCell<HashSet<PassageId>>,
    /// Sections in which something makes it none.
    sections: OnceCell<HashSet<SectionId>>,
    /// Where the policy says what a fault cannot stand beside.
    beside: OnceCell<Option<Span>>,
}

impl Around {
    fn lists(&self, rule: &SaysRule, reading: &Reading<'_>) -> &HashSet<PassageId> {
        let leaders = || SaysRule::saying(&rule.list, reading).filter_map(|item| item.leader);
        self.lists.get_or_init(|| leaders().collect())
    }

    fn sections(&self, rule: &SaysRule, reading: &Reading<'_>) -> &HashSet<SectionId> {
        let section = |passage| reading.section(passage);
        self.sections.get_or_init(|| {
            SaysRule::saying(&rule.section, reading)
                .map(section)
                .collect()
        })
    }
}

/// What a fault cannot stand beside.
struct Counterpart {
    beside: &'static Beside,
    what: Vec<Said>,
    unless: Vec<Said>,
}

impl Counterpart {
    fn new(beside: &'static Beside) -> Self {
        Self {
            beside,
            what: Said::all(&beside.what),
            unless: Said::all(&beside.unless),
        }
    }

    /// Where it is said, the first place.
    fn find(&self, reading: &Reading<'_>, id: PassageId, around: &Around) -> Option<Span> {
        let at = id as usize;
        let all = reading.passages.len();
        match self.beside.within {
            Within::Sentence => self.in_passage(reading, id),
            Within::Near => {
                let section = |at: usize| reading.section(&reading.passages[at]);
                (at.saturating_sub(1)..(at + 2).min(all))
                    .filter(|other| section(*other) == section(at))
                    .find_map(|other| self.in_passage(reading, other as PassageId))
            }
            Within::Section | Within::Before | Within::Behind | Within::Policy => {
                *around.beside.get_or_init(|| {
                    (0..all as PassageId).find_map(|other| self.in_passage(reading, other))
                })
            }
        }
    }

    fn in_passage(&self, reading: &Reading<'_>, id: PassageId) -> Option<Span> {
        let passage = &reading.passages[id as usize];
        let is = |hit: &&Hit| self.what.contains(&Said::Concept(hit.concept));
        let said = |hit: &&Hit| hit.end > passage.lead_len() && !reading.is_denied(passage, hit);
        let hit = reading
            .hits(passage)
            .iter()
            .find(|hit| is(hit) && said(hit))?;
        let excused = self.unless.iter().any(|said| said.in_passage(reading, id));
        (is_prose(reading, passage) && !excused).then(|| reading.span(passage, hit))
    }
}

/// Headings and metadata name things, they say nothing of them.
fn is_prose(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    !matches!(
        kind,
        BlockKind::Heading | BlockKind::Meta | BlockKind::Code | BlockKind::Noise
    )
}

/// In the sentence itself, those right before and behind it, or the items that it leads.
fn is_near(reading: &Reading<'_>, id: PassageId, said: Said) -> bool {
    let at = id as usize;
    let section = |passage: &Passage| reading.section(passage);
    let here = section(&reading.passages[at]);
    let beside = at.saturating_sub(1)..(at + 2).min(reading.passages.len());
    let led = (at + 1..reading.passages.len())
        .take_while(|next| reading.passages[*next].leader == Some(id));
    beside
        .filter(|near| section(&reading.passages[*near]) == here)
        .chain(led)
        .any(|near| said.in_passage(reading, near as PassageId))
}
