//! Rules that find words which ought not to stand there: all of it is in their
//! file.

use clauselint_reading::{Hit, Passage, PassageId, Reading};
use clauselint_rule::{Context, Finding, Rule, RuleInfo, Says};
use clauselint_source::Span;
use clauselint_syntax::BlockKind;

use crate::said::Said;

/// A rule that fires where a policy says something.
pub(crate) struct SaysRule {
    info: &'static RuleInfo,
    says: &'static Says,
    what: Vec<Said>,
    about: Vec<Said>,
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

    fn applies(&self, reading: &Reading<'_>, id: PassageId) -> bool {
        let passage = &reading.passages[id as usize];
        let section = reading.document.block_of(passage.sentence).section;
        let here = |said: &Said| said.in_passage(reading, id) || said.in_heading(reading, section);
        (self.about.is_empty() || self.about.iter().any(here))
            && !self
                .sentence
                .iter()
                .any(|said| said.in_passage(reading, id))
            && !self.list.iter().any(|said| is_in_list(reading, id, *said))
            && !self.near.iter().any(|said| is_near(reading, id, *said))
            && !self
                .section
                .iter()
                .any(|said| said.in_section(reading, section))
    }

    fn finding(&self, reading: &Reading<'_>, span: Span) -> Finding {
        let words = reading.document.str(span);
        Finding {
            message: self.says.message.replace("{words}", words),
            span,
            label: self.says.label.replace("{words}", words),
            related: Vec::new(),
        }
    }
}

impl Rule for SaysRule {
    fn info(&self) -> &RuleInfo {
        self.info
    }

    fn check(&self, reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for (id, passage) in reading.passages.iter().enumerate() {
            let fault = is_prose(reading, passage)
                .then(|| self.fault(reading, passage))
                .flatten()
                .filter(|_| self.applies(reading, id as PassageId));
            let Some(fault) = fault else { continue };
            let span = reading.span(passage, &fault);
            match findings.first_mut().filter(|_| self.says.once) {
                Some(first) => first.related.push((span, "and here".into())),
                None => findings.push(self.finding(reading, span)),
            }
        }
        let excused =
            !findings.is_empty() && self.policy.iter().any(|said| said.in_policy(reading));
        if excused { Vec::new() } else { findings }
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

/// In the items that a sentence leads, or those beside it under the same lead.
fn is_in_list(reading: &Reading<'_>, id: PassageId, said: Said) -> bool {
    let own = reading.passages[id as usize].leader;
    let of_list =
        |passage: &Passage| passage.leader == Some(id) || (own.is_some() && passage.leader == own);
    let passages = reading.passages.iter().enumerate();
    passages
        .filter(|(_, passage)| of_list(passage))
        .any(|(item, _)| said.in_passage(reading, item as PassageId))
}

/// In the sentence itself, those right before and behind it, or the items that it leads.
fn is_near(reading: &Reading<'_>, id: PassageId, said: Said) -> bool {
    let at = id as usize;
    let section = |passage: &Passage| reading.document.block_of(passage.sentence).section;
    let here = section(&reading.passages[at]);
    let beside = at.saturating_sub(1)..(at + 2).min(reading.passages.len());
    let led = (at + 1..reading.passages.len())
        .take_while(|next| reading.passages[*next].leader == Some(id));
    beside
        .filter(|near| section(&reading.passages[*near]) == here)
        .chain(led)
        .any(|near| said.in_passage(reading, near as PassageId))
}
