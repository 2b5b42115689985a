//! Rules that miss a clause.

use clauselint_form::{Missing, Owed, Placing, RuleInfo};
use clauselint_reading::{Collection, Contact, Fact, PassageId, Reading, Topic};
use clauselint_rule::{Change, Clause, Coverage, Finding, Mend, Setting};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Date, SectionId};

use crate::PathPart;
use crate::place::Scene;
use crate::resolve::Resolver;
use crate::said::{Said, Term};

/// The topics that policies close with.
const CLOSING: [&str; 2] = ["contact", "change"];

/// What a policy owes, its names resolved.
#[derive(Debug)]
pub(crate) struct MissingCheck {
    what: Vec<Said>,
    when: Vec<Said>,
    look: Vec<Topic>,
}

impl MissingCheck {
    pub(crate) fn new(missing: &Missing, resolver: &mut Resolver<'_>) -> Self {
        let at = |key: &'static str| [PathPart::from("check"), "missing".into(), key.into()];
        if missing.what.is_empty() && missing.verbatim.is_empty() {
            let message = "nothing is asked for: `what` and `verbatim` are empty".to_owned();
            resolver.error(&at("what")[..2], None, message, String::new());
        }
        for (key, text) in [("message", &missing.message), ("label", &missing.label)] {
            resolver.gaps(text, &at(key), &[]);
        }
        resolver.gaps(&missing.write, &at("write"), &["today"]);
        Self {
            what: resolver.conditions(&missing.what, &at("what")),
            when: resolver.conditions(&missing.when, &at("when")),
            look: resolver.topics(&missing.look, &at("look")),
        }
    }

    pub(crate) fn run(
        &self,
        info: &RuleInfo,
        missing: &Missing,
        scene: &Scene<'_>,
    ) -> Vec<Finding> {
        if !self.is_owed(missing, scene) || self.is_said(missing, scene) {
            return Vec::new();
        }
        vec![Finding {
            message: missing.message.clone().into_owned(),
            span: self.place(scene),
            label: missing.label.clone().into_owned(),
            fix: self.mend(info, missing, scene),
            ..Finding::default()
        }]
    }

    /// A clause to begin with, where a reader would look for it.
    fn mend(&self, info: &RuleInfo, missing: &Missing, scene: &Scene<'_>) -> Option<Mend> {
        let reading = scene.reading;
        let topic = Topic::named(&info.topic)?;
        let setting = match missing.clause {
            Placing::None => return None,
            Placing::Top => Setting::Top,
            Placing::Section => self
                .home(topic, reading)
                .map_or(Setting::Own, Setting::Within),
        };
        let closes = CLOSING.map(Topic::named);
        let sections = 1..reading.document.sections.len() as SectionId;
        let closing = sections.filter(|id| {
            let topics = reading.section_topics(*id);
            closes
                .into_iter()
                .flatten()
                .any(|topic| topics.contains(topic))
        });
        let text = words(info, missing, scene.today)?;
        Some(Mend {
            title: "add a clause, its gaps to be filled in".into(),
            safe: false,
            changes: vec![Change::Clause(Clause {
                heading: topic.heading().into(),
                text,
                setting,
                closing: closing.collect(),
            })],
        })
    }

    /// The section on the rule's topic; rights share one.
    fn home(&self, topic: Topic, reading: &Reading<'_>) -> Option<SectionId> {
        let rights = self
            .look
            .iter()
            .filter(|look| look.is_right() && topic.is_right());
        let mut topics = std::iter::once(&topic).chain(rights);
        let document = reading.document;
        let called = |id: &SectionId| {
            let heading = document.heading(*id).trim_end_matches(':');
            heading.eq_ignore_ascii_case(topic.heading())
        };
        topics
            .find_map(|topic| section_on(*topic, reading))
            .or_else(|| (1..document.sections.len() as SectionId).find(called))
    }

    /// How a policy stands to it.
    pub(crate) fn coverage(
        &self,
        info: &RuleInfo,
        missing: &Missing,
        scene: &Scene<'_>,
    ) -> Coverage {
        if !self.is_owed(missing, scene) {
            Coverage::NotOwed
        } else if self.is_said(missing, scene) {
            Coverage::Met(self.places(info, missing, scene))
        } else {
            Coverage::Missing(self.place(scene))
        }
    }

    /// Where it is said: facts and prescribed words where they stand, else
    /// whole sentences, those below a heading of the topic before others, and
    /// headings last.
    fn places(&self, info: &RuleInfo, missing: &Missing, scene: &Scene<'_>) -> Vec<Span> {
        let reading = scene.reading;
        let text = &reading.document.text;
        let verbatim = missing.verbatim.iter();
        let verbatim = verbatim.filter_map(|words| {
            let at = text.find(&**words)? as u32;
            Some(Span::new(at, at + words.len() as u32))
        });
        let facts = self.what.iter().filter_map(|said| fact(said, reading));
        let topic = Topic::named(&info.topic);
        let mut sentences: Vec<((bool, bool), Span)> = Vec::new();
        for (id, passage) in reading.passages.iter().enumerate() {
            let said = |said: &Said| said.in_passage(scene, id as PassageId);
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
        self.look
            .iter()
            .find_map(|topic| section_on(*topic, reading))
            .or_else(|| document.title())
            .and_then(|section| document.heading_span(section))
            .or_else(|| reading.passages.first().map(|passage| passage.span))
            .unwrap_or_default()
    }
}

/// What a fix writes; nothing where it would name a day that nobody knows.
fn words(info: &RuleInfo, missing: &Missing, today: Option<Date>) -> Option<String> {
    let texts = [&missing.write, &info.suggestion];
    let text = texts.into_iter().find(|text| !text.is_empty())?;
    if !text.contains("{today}") {
        return Some(text.clone().into_owned());
    }
    Some(text.replace("{today}", &today?.to_string()))
}

/// The first section whose heading names a topic, the title's aside.
fn section_on(topic: Topic, reading: &Reading<'_>) -> Option<SectionId> {
    let document = reading.document;
    let mut sections = 1..document.sections.len() as SectionId;
    sections.find(|id| Some(*id) != document.title() && reading.section_topics(*id).contains(topic))
}

/// Where a fact of the whole policy is told.
fn fact(said: &Said, reading: &Reading<'_>) -> Option<Span> {
    match said {
        Said::Term(Term::Fact(Fact::EffectiveDate), _) => {
            reading.facts.effective_date.map(|(span, _)| span)
        }
        Said::Term(Term::Fact(Fact::ContactWay), _) => match reading.facts.contact {
            Some(Contact::Said(span)) => Some(span),
            _ => None,
        },
        _ => None,
    }
}

fn any(said: &[Said], scene: &Scene<'_>) -> bool {
    said.iter().any(|said| said.in_policy(scene))
}
