//! Rules that miss a clause.

use clauselint_form::{Missing, Owed};
use clauselint_reading::{Collection, Topic};
use clauselint_rule::Finding;
use clauselint_source::Span;
use clauselint_syntax::SectionId;

use crate::PathPart;
use crate::place::Scene;
use crate::resolve::Resolver;
use crate::said::Said;

/// What a policy owes, its names resolved.
#[derive(Debug)]
pub(crate) struct MissingCheck {
    what: Vec<Said>,
    when: Vec<Said>,
    look: Vec<Topic>,
}

impl MissingCheck {
    pub(crate) fn new(missing: &Missing, resolver: &mut Resolver<'_>) -> Self {
        let at = |key: &str| [PathPart::from("check"), "missing".into(), key.into()];
        if missing.what.is_empty() && missing.verbatim.is_empty() {
            let message = "nothing is asked for: `what` and `verbatim` are empty".to_owned();
            resolver.error(&at("what")[..2], None, message, String::new());
        }
        Self {
            what: resolver.conditions(&missing.what, &at("what")),
            when: resolver.conditions(&missing.when, &at("when")),
            look: resolver.topics(&missing.look, &at("look")),
        }
    }

    pub(crate) fn run(&self, missing: &Missing, scene: &Scene<'_>) -> Vec<Finding> {
        if !self.is_owed(missing, scene) || self.is_said(missing, scene) {
            return Vec::new();
        }
        vec![Finding {
            message: missing.message.clone().into_owned(),
            span: self.place(scene),
            label: missing.label.clone().into_owned(),
            ..Finding::default()
        }]
    }

    fn is_owed(&self, missing: &Missing, scene: &Scene<'_>) -> bool {
        let by_product = match missing.owed {
            Owed::Always => true,
            Owed::IfCollecting => scene.reading.facts.collection == Collection::Some,
        };
        by_product && (self.when.is_empty() || any(&self.when, scene))
    }

    /// Laws that prescribe a sentence want it letter by letter.
    fn is_said(&self, missing: &Missing, scene: &Scene<'_>) -> bool {
        let text = &scene.reading.document.text;
        let mut verbatim = missing.verbatim.iter();
        any(&self.what, scene) || verbatim.any(|words| text.contains(&**words))
    }

    /// Where a reader would look: a section of the right topic, else the
    /// title, else the first words.
    fn place(&self, scene: &Scene<'_>) -> Span {
        let reading = scene.reading;
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

fn any(said: &[Said], scene: &Scene<'_>) -> bool {
    said.iter().any(|said| said.in_policy(scene))
}
