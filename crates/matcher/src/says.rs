//! Rules that find what ought not to be said.

use std::cell::OnceCell;
use std::cmp::Reverse;

use clauselint_form::{Each, Says, Table, Text};
use clauselint_reading::{Passage, Reading};
use clauselint_rule::{Change, Finding, Mend};
use clauselint_source::Span;
use clauselint_syntax::{BlockKind, Date};

use crate::PathPart;
use crate::around::{Around, UnlessCheck, any};
use crate::beside::{BesideCheck, Counterparts};
use crate::message::Filling;
use crate::names::GAPS;
use crate::place::{Place, Scene, Value, value};
use crate::resolve::Resolver;
use crate::said::Said;

/// What ought not to be said, its names resolved.
#[derive(Debug)]
pub(crate) struct SaysCheck {
    what: Vec<Said>,
    each: Vec<EachCheck>,
    when: Vec<Said>,
    about: Vec<Said>,
    beside: Option<BesideCheck>,
    unless: UnlessCheck,
}

/// One of several things looked for, its names resolved.
#[derive(Debug)]
struct EachCheck {
    what: Vec<Said>,
    when: Vec<Said>,
}

/// One thing looked for, with its texts.
struct Entry<'e> {
    what: &'e [Said],
    when: &'e [Said],
    with: &'e Table<Text>,
    label: &'e str,
    replace: Option<&'e str>,
}

impl SaysCheck {
    pub(crate) fn new(says: &Says, at: usize, resolver: &mut Resolver<'_>) -> Self {
        let path = [PathPart::from("check"), "says".into(), at.into()];
        let key = |key: &'static str| [path.as_slice(), &[key.into()]].concat();
        if says.what.is_empty() && says.each.is_empty() {
            let message = "nothing is looked for: `what` and `each` are empty".to_owned();
            resolver.error(&path, None, message, String::new());
        }
        let each = says.each.iter().enumerate();
        let each = each
            .map(|(nth, each)| {
                let at = |key: &'static str| {
                    let steps = [PathPart::from("each"), nth.into(), key.into()];
                    [path.as_slice(), &steps].concat()
                };
                EachCheck {
                    what: resolver.placed(&each.what, &at("what")),
                    when: resolver.conditions(&each.when, &at("when")),
                }
            })
            .collect();
        let check = Self {
            what: resolver.placed(&says.what, &key("what")),
            each,
            when: resolver.conditions(&says.when, &key("when")),
            about: resolver.conditions(&says.about, &key("about")),
            beside: says
                .beside
                .as_ref()
                .map(|beside| BesideCheck::new(beside, resolver, &path)),
            unless: UnlessCheck::new(&says.unless, resolver, &path),
        };
        check_texts(says, &path, resolver);
        check
    }

    pub(crate) fn run(&self, says: &Says, scene: &Scene<'_>) -> Vec<Finding> {
        let around = Around::default();
        let counterparts = OnceCell::new();
        let none = Table::default();
        let own = Entry {
            what: &self.what,
            when: &[],
            with: &none,
            label: &says.label,
            replace: says.replace.as_deref(),
        };
        let each = says.each.iter().zip(&self.each);
        let each = each.filter(|(each, _)| is_on(each, scene));
        let each = each.map(|(each, check)| Entry {
            what: &check.what,
            when: &check.when,
            with: &each.with,
            label: each.label.as_deref().unwrap_or(&says.label),
            replace: each.replace.as_deref().or(says.replace.as_deref()),
        });
        let entries = std::iter::once(own).chain(each);
        entries
            .flat_map(|entry| self.findings(says, scene, &entry, &around, &counterparts))
            .collect()
    }

    fn findings(
        &self,
        says: &Says,
        scene: &Scene<'_>,
        entry: &Entry<'_>,
        around: &Around,
        counterparts: &OnceCell<Counterparts>,
    ) -> Vec<Finding> {
        let mut faults: Vec<(Place<'_>, Option<Span>)> = Vec::new();
        for place in self.candidates(says, scene, entry) {
            if !self.applies(scene, &place, around) {
                continue;
            }
            let other = match &self.beside {
                None => None,
                Some(beside) => {
                    let counterparts = counterparts.get_or_init(|| beside.places(scene));
                    match beside.find(scene, &place, counterparts) {
                        Some(other) => Some(other),
                        None => continue,
                    }
                }
            };
            faults.push((place, other));
        }
        let owed = [self.when.as_slice(), entry.when]
            .into_iter()
            .all(|when| when.is_empty() || when.iter().any(|said| said.in_policy(scene)));
        if faults.is_empty() || !owed || self.unless.in_policy(scene) {
            return Vec::new();
        }
        if says.distinct {
            return self.differing(says, scene, entry, &faults);
        }
        let count = faults.len();
        let mut faults = faults.iter();
        if says.once {
            let Some((first, other)) = faults.next() else {
                return Vec::new();
            };
            let mut finding = finding(says, scene, entry, first, *other, count);
            for (place, other) in faults {
                let again = self::finding(says, scene, entry, place, *other, count);
                finding.repeat(again, "and here");
                // One finding, one fix, however many links there are.
                let scheme = says.scheme.as_deref();
                let more = scheme.and_then(|scheme| with_scheme(place, scheme, says.safe));
                if let (Some(fix), Some(more)) = (&mut finding.fix, more) {
                    fix.changes.extend(more.changes);
                }
            }
            return vec![finding];
        }
        faults
            .map(|(place, other)| finding(says, scene, entry, place, *other, count))
            .collect()
    }

    /// The first place of each sentence; of links every one, as each is mended by itself.
    fn candidates<'r>(&self, says: &Says, scene: &Scene<'r>, entry: &Entry<'_>) -> Vec<Place<'r>> {
        let reading = scene.reading;
        let all = entry.what.iter().flat_map(|said| said.places(scene));
        let counts = |place: &Place<'_>| {
            let passage = &reading.passages[place.passage as usize];
            let said = place.anywhere
                || is_prose(reading, passage)
                || says.headings && is_heading(reading, passage);
            place.own && (says.denied || !place.denied) && said
        };
        let mut places: Vec<Place<'r>> = all.filter(counts).collect();
        // Of words that begin alike the longest are meant.
        places.sort_by_key(|place| (place.passage, place.span.start, Reverse(place.span.end)));
        places.dedup_by(|place, before| {
            place.passage == before.passage && (place.target.is_none() || place.span == before.span)
        });
        places
    }

    fn applies(&self, scene: &Scene<'_>, place: &Place<'_>, around: &Around) -> bool {
        let section = scene
            .reading
            .section(&scene.reading.passages[place.passage as usize]);
        let headed = |said: &Said| said.in_heading(scene, section);
        (self.about.is_empty()
            || any(&self.about, scene, place.passage)
            || self.about.iter().any(headed))
            && !self.unless.excuses(scene, place.passage, around)
    }

    /// One finding where two places differ.
    fn differing(
        &self,
        says: &Says,
        scene: &Scene<'_>,
        entry: &Entry<'_>,
        faults: &[(Place<'_>, Option<Span>)],
    ) -> Vec<Finding> {
        let Some(((first, _), rest)) = faults.split_first() else {
            return Vec::new();
        };
        let differs = |place: &Place<'_>| differ(scene.reading, first.span, place.span);
        let other = rest.iter().find(|(place, _)| differs(place));
        let differing = other.map(|(place, _)| {
            let mut finding = finding(says, scene, entry, place, Some(first.span), faults.len());
            finding.related = vec![(first.span, "and here".to_owned())];
            finding
        });
        differing.into_iter().collect()
    }
}

/// Whether two places come to different things, in words where they give no value.
fn differ(reading: &Reading<'_>, one: Span, other: Span) -> bool {
    match (value(reading, one), value(reading, other)) {
        (None, None) => {
            let words = |span: Span| reading.document.str(span).to_lowercase();
            words(one) != words(other)
        }
        (Some(Value::Date(one)), Some(Value::Date(other))) => !may_be_one(one, other),
        (one, other) => one != other,
    }
}

/// Whether two dates can be one: equal as far as both are told, or written with
/// day and month the other way round.
const fn may_be_one(one: Date, other: Date) -> bool {
    let months = one.month == other.month || one.month == 0 || other.month == 0;
    let days = one.day == other.day || one.day == 0 || other.day == 0;
    let turned = one.day == other.month && one.month == other.day;
    one.year == other.year && ((months && days) || turned)
}

fn finding(
    says: &Says,
    scene: &Scene<'_>,
    entry: &Entry<'_>,
    place: &Place<'_>,
    other: Option<Span>,
    count: usize,
) -> Finding {
    let filling = Filling {
        reading: scene.reading,
        place,
        other,
        count,
        today: scene
            .today
            .map(|today| today.to_string())
            .unwrap_or_default(),
        with: entry.with,
    };
    let beside = other.zip(says.beside.as_ref());
    let write = entry
        .replace
        .map(|text| capital(scene.reading, place, filling.fill(text)))
        .map(|text| Mend {
            title: format!("write \"{text}\""),
            safe: says.safe,
            changes: vec![Change::Words {
                span: place.span,
                text,
            }],
        });
    let fix = write.or_else(|| with_scheme(place, says.scheme.as_deref()?, says.safe));
    Finding {
        message: filling.fill(&says.message),
        span: place.span,
        label: filling.fill(entry.label),
        related: beside
            .map(|(other, beside)| (other, beside.label.clone().into_owned()))
            .into_iter()
            .collect(),
        again: Vec::new(),
        fix,
        failed: false,
    }
}

/// The place's link with another scheme. An address with a port names one
/// that is for its own scheme.
fn with_scheme(place: &Place<'_>, scheme: &str, safe: bool) -> Option<Mend> {
    let from = place.target?;
    let (_, rest) = from.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    (!host.contains(':')).then(|| Mend {
        title: format!("link to it over {scheme}"),
        safe,
        changes: vec![Change::Target {
            span: place.span,
            from: from.to_owned(),
            to: format!("{scheme}://{rest}"),
        }],
    })
}

/// At the head of a sentence a fix keeps the capital.
fn capital(reading: &Reading<'_>, place: &Place<'_>, text: String) -> String {
    let heads = reading.passages[place.passage as usize].span.start == place.span.start;
    let words = reading.document.str(place.span);
    let mut rest = text.chars();
    match rest.next() {
        Some(first) if heads && words.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(rest).collect()
        }
        _ => text,
    }
}

fn is_on(each: &Each, scene: &Scene<'_>) -> bool {
    let from = Date::from_iso(&each.from);
    from.zip(scene.today)
        .is_none_or(|(from, today)| from <= today)
}

/// Tells of gaps that nothing fills and days that are none.
fn check_texts(says: &Says, path: &[PathPart], resolver: &mut Resolver<'_>) {
    let key = |parts: &[PathPart]| [path, parts].concat();
    let with: Vec<&str> = says
        .each
        .iter()
        .flat_map(|each| each.with.iter().map(|(name, _)| name))
        .collect();
    let mut texts = vec![(key(&["message".into()]), &says.message)];
    texts.push((key(&["label".into()]), &says.label));
    texts.extend(
        says.replace
            .iter()
            .map(|text| (key(&["replace".into()]), text)),
    );
    for (nth, each) in says.each.iter().enumerate() {
        let at = |name: &'static str| key(&["each".into(), nth.into(), name.into()]);
        texts.extend(each.label.iter().map(|text| (at("label"), text)));
        texts.extend(each.replace.iter().map(|text| (at("replace"), text)));
        let day = Date::from_iso(&each.from).is_some_and(|date| date.day > 0);
        if !each.from.is_empty() && !day {
            let message = format!("`{}` is no day", each.from);
            let help = "a day is written YYYY-MM-DD, as in 2026-01-31".to_owned();
            resolver.error(&at("from"), None, message, help);
        }
    }
    let known: Vec<&str> = GAPS
        .map(|gap| gap.0)
        .into_iter()
        .chain(with.clone())
        .collect();
    for (path, text) in texts {
        resolver.gaps(text, &path, &known);
        resolver.idle_gaps(text, &path, &with);
    }
}

/// Headings and metadata name things, they say nothing of them.
pub(crate) fn is_prose(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    !matches!(
        kind,
        BlockKind::Heading | BlockKind::Meta | BlockKind::Code | BlockKind::Noise
    )
}

fn is_heading(reading: &Reading<'_>, passage: &Passage) -> bool {
    reading.document.block_of(passage.sentence).kind == BlockKind::Heading
}
