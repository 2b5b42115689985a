//! Rules that miss a clause: all of it is in their file.

use clauselint_reading::{Collection, Fact, Reading, Topic};
use clauselint_rule::{Finding, Missing, Owed, Rule, RuleInfo};
use clauselint_source::Span;
use clauselint_syntax::SectionId;

/// A rule that fires where a policy lacks something.
pub(crate) struct MissingRule {
    info: &'static RuleInfo,
    missing: &'static Missing,
    what: Option<What>,
    look: Vec<Topic>,
}

enum What {
    Topic(Topic),
    Fact(Fact),
}

impl MissingRule {
    pub(crate) fn new(info: &'static RuleInfo, missing: &'static Missing) -> Self {
        let fact = Fact::named(&missing.what).map(What::Fact);
        let topic = || Topic::named(&missing.what).map(What::Topic);
        Self {
            info,
            missing,
            what: fact.or_else(topic),
            look: missing
                .look
                .iter()
                .filter_map(|name| Topic::named(name))
                .collect(),
        }
    }

    fn is_said(&self, reading: &Reading<'_>) -> bool {
        match self.what {
            Some(What::Topic(topic)) => reading.clauses_of(topic).next().is_some(),
            Some(What::Fact(fact)) => reading.facts.tells(fact),
            None => true,
        }
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

    fn check(&self, reading: &Reading<'_>) -> Vec<Finding> {
        let owed = match self.missing.owed {
            Owed::Always => true,
            Owed::IfCollecting => reading.facts.collection == Collection::Some,
        };
        if !owed || self.is_said(reading) {
            return Vec::new();
        }
        vec![Finding {
            message: self.missing.message.clone().into_owned(),
            span: self.place(reading),
            label: self.missing.label.clone().into_owned(),
            related: Vec::new(),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_a_rule_file_is_known() {
        for info in crate::RULES {
            assert!(
                Topic::named(&info.topic).is_some(),
                "{}: topic {}",
                info.id,
                info.topic
            );
            if let clauselint_rule::Check::Missing(missing) = &info.check {
                let rule = MissingRule::new(info, missing);
                assert!(rule.what.is_some(), "{}: {}", info.id, missing.what);
                assert_eq!(rule.look.len(), missing.look.len(), "{}: look", info.id);
            }
        }
    }
}
