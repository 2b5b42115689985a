//! Rules that miss a clause: all of it is in their file.

use clauselint_form::{Missing, Owed, RuleInfo};
use clauselint_reading::{Collection, Contact, Fact, PassageId, Reading, Topic};
use clauselint_rule::{Context, Coverage, Finding, Rule};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, SectionId};

use crate::said::Said;

/// A rule that fires where a policy lacks something.
pub(crate) struct MissingRule {
    info: &'static RuleInfo,
    missing: &'static Missing,
    what: Vec<Said>,
    when: Vec<Said>,
    look: Vec<Topic>,
}

impl MissingRule {
    pub(crate) fn new(info: &'static RuleInfo, missing: &'static Missing) -> Self {
        let look = missing.look.iter();
        Self {
            info,
            missing,
            what: Said::all(&missing.what),
            when: Said::all(&missing.when),
            look: look.filter_map(|name| Topic::named(name)).collect(),
        }
    }

    fn is_owed(&self, reading: &Reading<'_>) -> bool {
        let by_product = match self.missing.owed {
            Owed::Always => true,
            Owed::IfCollecting => reading.facts.collection == Collection::Some,
        };
        by_product && (self.when.is_empty() || said(&self.when, reading))
    }

    /// Laws that prescribe a sentence want it letter by letter.
    fn is_said(&self, reading: &Reading<'_>) -> bool {
        let text = &reading.document.text;
        let verbatim = &self.missing.verbatim;
        said(&self.what, reading) || verbatim.iter().any(|words| text.contains(&**words))
    }

    /// Where a reader would look: a section of the right topic, else the
    /// title, else the first words.
    fn place(&self, reading: &Reading<'_>) -> Span {
        let document = reading.document;
        let sections = 1..document.sections.len() as SectionId;
        let about = |topic: &Topic| {
            sections.clone().find(|id| {
                Some(*id) != document.title() && reading.section_topics(*id).contains(*topic)
            })
        };
        self.look
            .iter()
            .find_map(about)
            .or_else(|| document.title())
            .and_then(|section| document.heading_span(section))
            .or_else(|| reading.passages.first().map(|passage| passage.span))
            .unwrap_or_default()
    }
}

impl MissingRule {
    /// Where it is said: facts and prescribed words where they stand, else
    /// whole sentences, those below a heading of the topic before others, and
    /// headings last.
    fn places(&self, reading: &Reading<'_>) -> Vec<Span> {
        let text = &reading.document.text;
        let verbatim = self.missing.verbatim.iter();
        let verbatim = verbatim.filter_map(|words| {
            let at = text.find(&**words)? as u32;
            Some(Span::new(at, at + words.len() as u32))
        });
        let facts = self.what.iter().filter_map(|said| fact(*said, reading));
        let topic = Topic::named(&self.info.topic);
        let mut sentences: Vec<((bool, bool), Span)> = Vec::new();
        for (id, passage) in reading.passages.iter().enumerate() {
            let said = |said: &Said| said.in_passage(reading, id as PassageId);
            if self.what.iter().any(said) {
                let block = reading.document.block_of(passage.sentence);
                let about = reading.section_topics(block.section);
                let elsewhere = !topic.is_some_and(|topic| about.contains(topic));
                let names = matches!(
                    block.kind,
                    BlockKind::Heading | BlockKind::HeaderRow | BlockKind::Meta
                );
                sentences.push(((names, elsewhere), passage.span));
            }
        }
        sentences.sort_by_key(|(rank, _)| *rank);
        let sentences = sentences.into_iter().map(|(_, span)| span);
        verbatim.chain(facts).chain(sentences).collect()
    }
}

/// Where a fact of the whole policy is told.
fn fact(said: Said, reading: &Reading<'_>) -> Option<Span> {
    match said {
        Said::Fact(Fact::EffectiveDate) => reading.facts.effective_date.map(|(span, _)| span),
        Said::Fact(Fact::ContactWay) => match reading.facts.contact {
            Some(Contact::Said(span)) => Some(span),
            _ => None,
        },
        _ => None,
    }
}

impl Rule for MissingRule {
    fn info(&self) -> &RuleInfo {
        self.info
    }

    fn check(&self, reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
        if !self.is_owed(reading) || self.is_said(reading) {
            return Vec::new();
        }
        vec![Finding {
            message: self.missing.message.clone().into_owned(),
            span: self.place(reading),
            label: self.missing.label.clone().into_owned(),
            ..Finding::default()
        }]
    }

    fn coverage(&self, reading: &Reading<'_>, _: &Context) -> Option<Coverage> {
        Some(if !self.is_owed(reading) {
            Coverage::NotOwed
        } else if self.is_said(reading) {
            Coverage::Met(self.places(reading))
        } else {
            Coverage::Missing(self.place(reading))
        })
    }
}

fn said(any: &[Said], reading: &Reading<'_>) -> bool {
    any.iter().any(|said| said.in_policy(reading))
}
