//! Rules that miss a clause: all of it is in their file.

use clauselint_form::{Missing, Owed, RuleInfo};
use clauselint_reading::{Collection, Reading, Topic};
use clauselint_rule::{Context, Finding, Rule};
use clauselint_source::Span;
use clauselint_syntax::SectionId;

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
}

fn said(any: &[Said], reading: &Reading<'_>) -> bool {
    any.iter().any(|said| said.in_policy(reading))
}
