//! Conditions with their names resolved, asked of a policy.

use clauselint_reading::{ConceptId, Fact, Found, Hit, Passage, PassageId, Reading, Topic};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Date, SectionId};

use crate::capitals;
use crate::condition::{Compare, Spot, Test};
use crate::place::{Place, Scene};
use crate::statement::{DataMatch, PartyMatch, is_data, is_party, says};
use crate::test::{is_dated, passes};

/// Something that a policy may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    Term(Term, Option<Test>),
    All(Vec<Self>),
    Not(Box<Self>),
    /// How many sentences say it.
    Count(Term, Compare, Operand),
}

/// A thing said, by what knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    /// A clause of the topic.
    Topic(Topic),
    /// A fact of the whole policy.
    Fact(Fact),
    /// A concept of the word lists.
    Concept(ConceptId),
    /// A concept in a clause of the topic.
    InTopic(Topic, ConceptId),
    /// A concept among the words of another.
    InConcept(ConceptId, ConceptId),
    /// A heading that names the topic.
    Heading(Topic),
    /// A concept where it stands in a certain way.
    At(Spot, ConceptId),
    /// Data that the first party has, by the policy as a whole.
    Data(DataMatch),
    /// Who gets data, by the policy as a whole.
    Recipient(PartyMatch),
    /// A statement that the rule asks for.
    Statement(usize),
    /// A link that the rule asks for.
    Link(usize),
    /// An address that the rule asks for.
    Address(usize),
    /// One of these in a clause of the topic, or below a heading of it.
    About(Topic, Query),
}

/// What a rule asks for by a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Query {
    Statement(usize),
    Link(usize),
    Address(usize),
}

impl Query {
    pub(crate) const fn term(self) -> Term {
        match self {
            Self::Statement(at) => Term::Statement(at),
            Self::Link(at) => Term::Link(at),
            Self::Address(at) => Term::Address(at),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    Number(u32),
    Count(Term),
}

impl Said {
    pub(crate) fn in_policy(&self, scene: &Scene<'_>) -> bool {
        match self {
            Self::Term(term, None) => term.in_policy(scene),
            Self::Term(Term::Fact(fact), Some(test)) => is_fact(scene, *fact, *test).is_some(),
            Self::Term(term, Some(test)) => {
                let places = term.places(scene);
                places.iter().any(|place| passes(scene, place, *test))
            }
            Self::All(all) => all.iter().all(|said| said.in_policy(scene)),
            Self::Not(said) => !said.in_policy(scene),
            Self::Count(term, compare, operand) => {
                let other = match operand {
                    Operand::Number(number) => *number,
                    Operand::Count(term) => term.count(scene),
                };
                compare.holds(term.count(scene), other)
            }
        }
    }

    /// Whether a passage says it, its lead included; counts are the policy's.
    pub(crate) fn in_passage(&self, scene: &Scene<'_>, id: PassageId) -> bool {
        match self {
            Self::Term(term, None) => term.in_passage(scene, id),
            Self::Term(term, Some(test)) => {
                let mut places = term.places_in(scene, id).into_iter();
                places.any(|place| passes(scene, &place, *test))
            }
            Self::All(all) => all.iter().all(|said| said.in_passage(scene, id)),
            Self::Not(said) => !said.in_passage(scene, id),
            Self::Count(..) => self.in_policy(scene),
        }
    }

    /// Whether the heading above a section's sentences says it.
    pub(crate) fn in_heading(&self, scene: &Scene<'_>, section: SectionId) -> bool {
        match self {
            Self::Term(term, None) => term.in_heading(scene, section),
            Self::All(all) => all.iter().all(|said| said.in_heading(scene, section)),
            Self::Term(..) | Self::Not(_) | Self::Count(..) => false,
        }
    }

    /// Whether it is said by the policy as a whole, whichever the sentence.
    fn is_of_policy(&self) -> bool {
        match self {
            Self::Term(term, _) => matches!(term, Term::At(Spot::Title, _)),
            Self::All(all) => all.iter().all(Self::is_of_policy),
            Self::Not(said) => said.is_of_policy(),
            Self::Count(..) => true,
        }
    }

    /// Whether there are places that say it: a count has none, nor has what is
    /// not said.
    pub(crate) fn has_places(&self) -> bool {
        match self {
            Self::Term(Term::Fact(fact), test) => *fact == Fact::EffectiveDate && test.is_some(),
            Self::Term(..) => true,
            Self::All(all) => all.first().is_some_and(Self::has_places),
            Self::Not(_) | Self::Count(..) => false,
        }
    }

    /// Where it is said, in order.
    pub(crate) fn places<'r>(&self, scene: &Scene<'r>) -> Vec<Place<'r>> {
        match self {
            Self::Term(Term::Fact(fact), Some(test)) => {
                let span = is_fact(scene, *fact, *test);
                span.and_then(|span| at(scene.reading, span))
                    .into_iter()
                    .collect()
            }
            Self::Term(term, test) => {
                let mut places = term.places(scene);
                if let Some(test) = test {
                    places.retain(|place| passes(scene, place, *test));
                }
                places
            }
            Self::All(all) => {
                let Some((first, rest)) = all.split_first() else {
                    return Vec::new();
                };
                let (of_policy, rest): (Vec<&Self>, Vec<&Self>) =
                    rest.iter().partition(|said| said.is_of_policy());
                let mut places = first.places(scene);
                if places.is_empty() || !of_policy.iter().all(|said| said.in_policy(scene)) {
                    return Vec::new();
                }
                let holds = |place: &Place<'_>| {
                    let mut rest = rest.iter();
                    rest.all(|said| said.in_passage(scene, place.passage))
                };
                places.retain(holds);
                places
            }
            Self::Not(_) | Self::Count(..) => Vec::new(),
        }
    }
}

/// Where a policy gives itself its date, if that passes the test; the last
/// one counts.
fn is_fact(scene: &Scene<'_>, fact: Fact, test: Test) -> Option<Span> {
    let (Fact::EffectiveDate, Test::Date(order, moment)) = (fact, test) else {
        return None;
    };
    let dates = scene.reading.facts.dates.iter();
    let last = |(_, date): &&(Span, Date)| date.last_day();
    let (span, date) = dates.max_by_key(last)?;
    is_dated(scene, *date, order, moment).then_some(*span)
}

/// The passage that a span stands in.
fn at<'r>(reading: &Reading<'_>, span: Span) -> Option<Place<'r>> {
    let after = reading
        .passages
        .partition_point(|passage| passage.span.start <= span.start);
    let passage = after.checked_sub(1)?;
    let inside = reading.passages[passage].span.contains(span);
    inside.then_some(Place {
        anywhere: true,
        ..Place::of(passage as PassageId, span)
    })
}

impl Term {
    fn in_policy(self, scene: &Scene<'_>) -> bool {
        let reading = scene.reading;
        match self {
            Self::Topic(topic) => reading.clauses_of(topic).next().is_some(),
            Self::Fact(fact) => reading.facts.tells(fact),
            Self::Concept(concept) => reading.contains(concept),
            Self::InTopic(topic, concept) => {
                let mut found = reading.found(concept);
                found.any(|id| reading.topics(id).contains(topic))
            }
            Self::At(Spot::Title, concept) => title_says(reading, concept),
            Self::InConcept(..)
            | Self::At(..)
            | Self::Data(_)
            | Self::Recipient(_)
            | Self::Statement(_)
            | Self::Link(_)
            | Self::Address(_)
            | Self::About(..) => !self.places(scene).is_empty(),
            Self::Heading(topic) => {
                let mut sections = 0..reading.document.sections.len() as SectionId;
                sections.any(|section| reading.section_topics(section).contains(topic))
            }
        }
    }

    fn in_passage(self, scene: &Scene<'_>, id: PassageId) -> bool {
        let reading = scene.reading;
        let passage = &reading.passages[id as usize];
        match self {
            Self::Topic(topic) => reading.topics(id).contains(topic),
            Self::Fact(Fact::OwnName) => reading.names_itself(passage),
            Self::Fact(_) => false,
            Self::Concept(concept) => reading.has(passage, concept),
            Self::InTopic(topic, concept) => {
                reading.has(passage, concept) && reading.topics(id).contains(topic)
            }
            Self::Heading(_) | Self::At(Spot::Heading, _) => {
                self.in_heading(scene, reading.section(passage))
            }
            // A policy has one title.
            Self::At(Spot::Title, concept) => title_says(reading, concept),
            Self::InConcept(..)
            | Self::At(Spot::Capitals, _)
            | Self::Data(_)
            | Self::Recipient(_)
            | Self::Statement(_)
            | Self::Link(_)
            | Self::Address(_)
            | Self::About(..) => !self.places_in(scene, id).is_empty(),
        }
    }

    fn in_heading(self, scene: &Scene<'_>, section: SectionId) -> bool {
        let reading = scene.reading;
        match self {
            Self::Topic(topic) | Self::Heading(topic) => {
                reading.section_topics(section).contains(topic)
            }
            Self::Concept(concept) | Self::At(Spot::Heading, concept) => {
                heading_says(reading, section, concept)
            }
            Self::At(Spot::Title, concept) => title_says(reading, concept),
            // A heading has no clauses.
            Self::Fact(_)
            | Self::At(Spot::Capitals, _)
            | Self::InTopic(..)
            | Self::InConcept(..)
            | Self::Data(_)
            | Self::Recipient(_)
            | Self::Statement(_)
            | Self::Link(_)
            | Self::Address(_)
            | Self::About(..) => false,
        }
    }

    /// How many sentences say it, each in its own words; or how many links there are.
    fn count(self, scene: &Scene<'_>) -> u32 {
        if let Self::Link(_) | Self::Address(_) = self {
            return self.places(scene).len() as u32;
        }
        let mut passages: Vec<PassageId> = self
            .places(scene)
            .iter()
            .filter(|place| place.own)
            .map(|place| place.passage)
            .collect();
        passages.dedup();
        passages.len() as u32
    }

    fn places<'r>(self, scene: &Scene<'r>) -> Vec<Place<'r>> {
        let reading = scene.reading;
        let mut ids: Vec<PassageId> = match self {
            Self::Fact(_) => return Vec::new(),
            Self::Topic(topic) => {
                let clauses = reading.clauses_of(topic);
                clauses.map(|clause| clause.passage).collect()
            }
            Self::Heading(_) => (0..reading.passages.len() as PassageId).collect(),
            Self::Concept(concept)
            | Self::InTopic(_, concept)
            | Self::At(_, concept)
            | Self::InConcept(_, concept) => reading.found(concept).collect(),
            Self::Data(asked) => {
                let facts = &reading.facts;
                let mut has = [facts.collected.as_slice(), &facts.given].concat();
                has.sort_by_key(|data| data.span.start);
                return of_facts(reading, &has, |data, says| is_data(asked, data, says));
            }
            Self::Recipient(asked) => {
                return of_facts(reading, &reading.facts.recipients, |party, says| {
                    is_party(asked, Some(party), says)
                });
            }
            Self::Statement(query) => scene.queries.statements[query].passages(reading),
            Self::Link(query) => return scene.queries.links[query].places(reading),
            Self::Address(query) => return scene.queries.addresses[query].places(reading),
            Self::About(topic, query) => {
                let mut places = query.term().places(scene);
                places.retain(|place| is_about(reading, place.passage, topic));
                return places;
            }
        };
        ids.dedup();
        let mut places: Vec<Place<'r>> = Vec::new();
        for id in ids {
            // A run in capitals is found once.
            let within = |place: &Place<'_>| {
                let passage = &reading.passages[id as usize];
                matches!(self, Self::At(Spot::Capitals, _)) && place.span.contains(passage.span)
            };
            if !places.last().is_some_and(within) {
                places.extend(self.places_in(scene, id));
            }
        }
        places
    }

    fn places_in<'r>(self, scene: &Scene<'r>, id: PassageId) -> Vec<Place<'r>> {
        let reading = scene.reading;
        let passage = &reading.passages[id as usize];
        let hits = |concept| reading.of(passage, concept);
        let hit = |hit: Hit| of_hit(reading, id, passage, hit);
        match self {
            Self::Fact(_) => Vec::new(),
            Self::Topic(topic) => {
                let about = reading.topics(id).contains(topic);
                about
                    .then(|| Place::of(id, passage.span))
                    .into_iter()
                    .collect()
            }
            Self::Concept(concept) => hits(concept).map(hit).collect(),
            Self::InTopic(topic, concept) if reading.topics(id).contains(topic) => {
                hits(concept).map(hit).collect()
            }
            Self::InTopic(..) => Vec::new(),
            Self::InConcept(outer, concept) => {
                let around: Vec<Hit> = hits(outer).collect();
                let inside = |hit: &Hit| {
                    let mut around = around.iter();
                    around.any(|outer| outer.start <= hit.start && hit.end <= outer.end)
                };
                hits(concept).filter(inside).map(hit).collect()
            }
            Self::Heading(topic) => {
                let headed = is_heading(reading, passage)
                    && reading
                        .section_topics(reading.section(passage))
                        .contains(topic);
                headed
                    .then(|| Place {
                        anywhere: true,
                        ..Place::of(id, passage.span)
                    })
                    .into_iter()
                    .collect()
            }
            Self::At(Spot::Capitals, concept) => capitals::run(reading, id)
                .filter(|_| reading.has(passage, concept))
                .into_iter()
                .collect(),
            Self::At(spot, concept) if is_at(reading, passage, spot) => hits(concept)
                .map(|found| Place {
                    anywhere: true,
                    ..hit(found)
                })
                .collect(),
            Self::At(..) => Vec::new(),
            Self::Statement(query) => scene.queries.statements[query].places(reading, id),
            Self::Data(_)
            | Self::Recipient(_)
            | Self::Link(_)
            | Self::Address(_)
            | Self::About(..) => {
                let mut places = self.places(scene);
                places.retain(|place| place.passage == id);
                places
            }
        }
    }
}

/// Where what the policy comes to is named first, of what is asked for.
fn of_facts<'r, T: Copy>(
    reading: &Reading<'_>,
    facts: &[Found<T>],
    is: impl Fn(Found<T>, &dyn Fn(Span, ConceptId) -> bool) -> bool,
) -> Vec<Place<'r>> {
    let places = facts.iter().filter_map(|found| {
        let place = at(reading, found.span)?;
        let passage = &reading.passages[place.passage as usize];
        is(*found, &|span, concept| {
            says(reading, passage, span, concept)
        })
        .then_some(place)
    });
    places.collect()
}

fn of_hit<'r>(reading: &Reading<'_>, id: PassageId, passage: &Passage, hit: Hit) -> Place<'r> {
    Place {
        own: hit.end > passage.lead_len(),
        denied: reading.is_denied(passage, hit),
        ..Place::of(id, reading.span(passage, hit))
    }
}

/// Whether a sentence is about a topic, by its words or its section's heading.
fn is_about(reading: &Reading<'_>, id: PassageId, topic: Topic) -> bool {
    let section = reading.section(&reading.passages[id as usize]);
    reading.topics(id).contains(topic) || reading.section_topics(section).contains(topic)
}

fn is_heading(reading: &Reading<'_>, passage: &Passage) -> bool {
    reading.document.block_of(passage.sentence).kind == BlockKind::Heading
}

fn is_at(reading: &Reading<'_>, passage: &Passage, spot: Spot) -> bool {
    let is_title = || Some(reading.section(passage)) == reading.document.title();
    is_heading(reading, passage) && (spot != Spot::Title || is_title())
}

fn title_says(reading: &Reading<'_>, concept: ConceptId) -> bool {
    let title = reading.document.title();
    title.is_some_and(|title| heading_says(reading, title, concept))
}

fn heading_says(reading: &Reading<'_>, section: SectionId, concept: ConceptId) -> bool {
    let heading = reading.document.heading_span(section);
    heading.is_some_and(|heading| {
        let before = |passage: &Passage| passage.span.start < heading.start;
        let from = reading.passages.partition_point(before);
        reading.passages[from..]
            .iter()
            .take_while(|passage| heading.contains(passage.span))
            .any(|passage| reading.has(passage, concept))
    })
}
