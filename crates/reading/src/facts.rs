mod contact;
mod names;
mod told;

pub use names::NameInRole;

use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Date, EntityKind};

use crate::lexicon::concept;
use crate::{
    Children, ConceptId, DataKind, Found, KnownFacts, Party, Passage, PassageId, Reading, Topic,
};

/// What the policy says as a whole.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Whether personal data is collected.
    pub collection: Collection,
    /// Where the policy tells since when it applies, and the date.
    pub effective_date: Option<(Span, Date)>,
    /// All dates that it gives itself, the first being the effective date.
    pub dates: Vec<(Span, Date)>,
    /// How the controller can be reached.
    pub contact: Option<Contact>,
    /// Whether the text is in the language of the word lists.
    pub understood: bool,
    /// Whether the text speaks of data as a policy does; a shop's front page
    /// below the title "Privacy Policy" does not.
    pub is_policy: bool,
    /// Words of the names that the first party goes by, in lower case.
    pub own_names: Vec<String>,
    /// Those of them that the author has told, in lower case.
    pub told_names: Vec<String>,
    /// Whether children are among those whom the service is for.
    pub for_children: bool,
    /// Where a name takes the part of the first party.
    pub names_in_role: Vec<NameInRole>,
    /// Kinds of data that the first party has, each where it is named first.
    pub collected: Vec<Found<DataKind>>,
    /// Kinds besides that it gives away, and so has.
    pub given: Vec<Found<DataKind>>,
    /// Whom data goes to, each where it is named first.
    pub recipients: Vec<Found<Party>>,
    /// How long which data is kept.
    pub periods: Vec<Period>,
    /// Topics of the rights that some clause gives.
    pub rights: Vec<Topic>,
    /// Topics of the regions that some clause addresses.
    pub regions: Vec<Topic>,
}

/// How long data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The data.
    pub data: Vec<Found<DataKind>>,
    /// A length of time, or an event that ends it.
    pub time: Span,
}

/// A way to reach the controller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// The policy gives it, here first.
    Said(Span),
    /// The page around the policy links to it.
    Linked(String),
}

/// A fact that a policy tells or does not, by the name that rule files use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// `effective-date`.
    EffectiveDate,
    /// `contact-way`: an address, a number or a form of the controller.
    ContactWay,
    /// `collects-nothing`: no personal data, by its own words or its author's.
    CollectsNothing,
    /// `for-children`: a service for children, among others at least, by its
    /// own words or its author's.
    ForChildren,
    /// `own-name`: a name that the first party goes by.
    OwnName,
}

impl Fact {
    /// All facts, each with its name and what it is.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (
            Self::EffectiveDate,
            "effective-date",
            "since when the policy applies, or when it was last changed",
        ),
        (
            Self::ContactWay,
            "contact-way",
            "an address, a number or a form of the controller",
        ),
        (
            Self::CollectsNothing,
            "collects-nothing",
            "no personal data, by its own words or its author's",
        ),
        (
            Self::ForChildren,
            "for-children",
            "a service for children, among others at least, by its own words or its author's",
        ),
        (
            Self::OwnName,
            "own-name",
            "a name that the first party goes by",
        ),
    ];

    /// The fact of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|fact| fact.1 == name).map(|fact| fact.0)
    }
}

impl Facts {
    /// Whether the policy tells a fact.
    #[must_use]
    pub fn tells(&self, fact: Fact) -> bool {
        match fact {
            Fact::EffectiveDate => self.effective_date.is_some(),
            Fact::ContactWay => self.contact.is_some(),
            Fact::CollectsNothing => self.collection == Collection::Nothing,
            Fact::ForChildren => self.for_children,
            Fact::OwnName => !self.own_names.is_empty(),
        }
    }
}

/// Whether a policy is one of a product that collects data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Collection {
    /// It says what it collects, or does not say that it collects nothing.
    #[default]
    Some,
    /// It says that it collects nothing, and nothing else says otherwise.
    Nothing,
}

pub(crate) fn gather(reading: &Reading<'_>, known: &KnownFacts) -> Facts {
    let dates = dates(reading);
    let told_names = names::told(known);
    Facts {
        collection: match known.collects {
            Some(true) => Collection::Some,
            Some(false) => Collection::Nothing,
            None => collection(reading),
        },
        for_children: known.children.map_or_else(
            || reading.contains(concept::FOR_CHILDREN),
            Children::are_served,
        ),
        effective_date: dates.first().copied(),
        dates,
        contact: contact::find(reading),
        understood: is_understood(reading),
        own_names: names::own(reading, &told_names),
        names_in_role: names::in_role(reading, known),
        told_names,
        ..Facts::default()
    }
}

/// What only the statements tell.
pub(crate) fn complete(reading: &mut Reading<'_>) {
    reading.facts.is_policy = is_policy(reading);
    reading.facts.collected = told::collected(reading);
    reading.facts.given = told::given(reading);
    reading.facts.recipients = told::recipients(reading);
    reading.facts.periods = told::periods(reading);
    reading.facts.rights = told::rights(reading);
    reading.facts.regions = told::regions(reading);
}

/// Shares of known words below this are met in other languages only; English
/// policies have two words in three.
const KNOWN: f64 = 0.3;
/// Fewer words are too few to tell.
const ENOUGH_WORDS: usize = 40;

fn is_understood(reading: &Reading<'_>) -> bool {
    let (known, words) = reading.known_words();
    words < ENOUGH_WORDS || known as f64 >= words as f64 * KNOWN
}

/// Fewer sentences are too few to tell.
const ENOUGH_SENTENCES: usize = 30;
/// A policy states something of data in one of so many sentences at least;
/// real ones in one of five.
const STATING: usize = 50;

/// Between menus, so many statements of data tell a policy.
const TELLING: usize = 3;
/// A line with fewer words and no stop is one of a menu or a list.
const MENU_WORDS: usize = 6;

fn is_policy(reading: &Reading<'_>) -> bool {
    let document = reading.document;
    if document.sentences.len() < ENOUGH_SENTENCES {
        return true;
    }
    let statements = reading.statements.iter();
    let of_data = statements.filter(|statement| !statement.data.is_empty());
    let of_data = of_data.count();
    let spans = document.sentences.iter().map(|sentence| sentence.span);
    let prose = || spans.filter(|span| !is_menu(reading, *span)).count();
    // A shop's page between its menus may speak of data once.
    of_data * STATING >= document.sentences.len()
        || of_data >= TELLING && of_data * STATING >= prose()
}

/// Whether a line states nothing: few words without a stop, or a link alone.
fn is_menu(reading: &Reading<'_>, span: Span) -> bool {
    let document = reading.document;
    let text = document.str(span).trim();
    let short = text.split_whitespace().take(MENU_WORDS).count() < MENU_WORDS;
    let mut links = document.links_in(span).iter();
    short && !text.ends_with(['.', '!', '?', ':', ';']) || links.any(|link| link.span == span)
}

/// "Nothing" needs a flat denial, no service that gathers data, and fewer than
/// half as many passages that affirm collection: a policy that denies may still
/// name an exception.
fn collection(reading: &Reading<'_>) -> Collection {
    let passage = |id: PassageId| &reading.passages[id as usize];
    let count = |concept: ConceptId| {
        let affirming = |passage: &&Passage| {
            let mut own = reading.of(passage, concept);
            own.any(|hit| hit.end > passage.lead_len() && !reading.is_denied(passage, hit))
        };
        let passages = reading.found(concept).map(passage);
        passages.filter(affirming).count()
    };
    let denying = |passage: &&Passage| {
        reading.has(passage, concept::COLLECTS_NOTHING) || answers_nothing(reading, passage)
    };
    let nothing = reading.found_any(&[concept::COLLECTS_NOTHING, concept::NOTHING]);
    let denials = nothing.into_iter().map(passage).filter(denying).count();
    let gathered = || count(concept::GATHERS_AFTER_ALL) > 0;
    if denials > 0 && !gathered() && count(concept::COLLECTS_DATA) <= denials / 2 {
        Collection::Nothing
    } else {
        Collection::Some
    }
}

/// "What we collect": "Nothing."
fn answers_nothing(reading: &Reading<'_>, passage: &Passage) -> bool {
    let section = reading.section(passage);
    let asked = Topic::named("collection")
        .is_some_and(|topic| reading.section_topics(section).contains(topic));
    asked && passage.len() <= 3 && reading.has(passage, concept::NOTHING)
}

fn dates(reading: &Reading<'_>) -> Vec<(Span, Date)> {
    let mut dates: Vec<(Span, Date)> = Vec::new();
    let telling = [
        concept::EFFECTIVE_DATE,
        concept::EFFECTIVE_YEAR,
        concept::DATE,
        concept::DATE_KEY,
    ];
    for id in reading.found_any(&telling) {
        let passage = &reading.passages[id as usize];
        let first = dated(reading, passage);
        dates.extend(first);
        // "Effective: 1 May 2018. Last updated: 3 May 2024" in one.
        let said = reading.of(passage, concept::EFFECTIVE_DATE);
        let said: Vec<Span> = said.map(|hit| reading.span(passage, hit)).collect();
        let more = reading.document.entities_in(passage.span).iter();
        dates.extend(more.filter_map(date_of).filter(|(span, date)| {
            first != Some((*span, *date)) && said.iter().any(|said| said.contains(*span))
        }));
    }
    dates
}

fn date_of(entity: &clauselint_syntax::Entity) -> Option<(Span, Date)> {
    match entity.kind {
        EntityKind::Date(date) => Some((entity.span, date)),
        _ => None,
    }
}

/// The date that a passage gives the policy; a bare year has month and day 0.
fn dated(reading: &Reading<'_>, passage: &Passage) -> Option<(Span, Date)> {
    let document = reading.document;
    let says = reading.has(passage, concept::EFFECTIVE_DATE)
        || stands_alone(reading, passage)
        || document.block_of(passage.sentence).kind == BlockKind::Meta
            && reading.has(passage, concept::DATE_KEY);
    let written = document
        .entities_in(passage.span)
        .iter()
        .find_map(date_of)
        .filter(|_| says);
    written.or_else(|| year(reading, passage))
}

fn year(reading: &Reading<'_>, passage: &Passage) -> Option<(Span, Date)> {
    let said = reading.of(passage, concept::EFFECTIVE_YEAR).next()?;
    let span = reading.span(passage, said);
    let year = reading
        .document
        .str(span)
        .rsplit(' ')
        .next()?
        .parse()
        .ok()?;
    Some((
        span,
        Date {
            year,
            month: 0,
            day: 0,
        },
    ))
}

/// A line near the top that is a date and next to nothing else.
fn stands_alone(reading: &Reading<'_>, passage: &Passage) -> bool {
    let date = reading.of(passage, concept::DATE).next();
    let bare = date.is_some_and(|date| passage.len() - (date.end - date.start) <= 2);
    let last = reading.passages.last().map_or(0, |last| last.sentence);
    bare && (passage.sentence < 12 || passage.sentence + 4 > last)
}
