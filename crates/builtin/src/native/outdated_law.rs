//! `outdated-legal-reference`: a law or scheme that `rules/law` knows to have
//! ended, named as if it had not.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clauselint_reading::{Hit, Passage, Reading, Vocabulary, concept};
use clauselint_rule::{Context, Finding, Instrument};
use clauselint_source::Span;
use clauselint_syntax::Date;

use crate::native::sentence::states;
use crate::tables::INSTRUMENTS;

/// One finding a law, with the other places related to it; none where the
/// policy itself tells that the law has ended.
pub(crate) fn check(reading: &Reading<'_>, context: &Context) -> Vec<Finding> {
    let mut places: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let mut ended = Vec::new();
    for id in reading.found(concept::LAW) {
        let passage = &reading.passages[id as usize];
        for hit in own_laws(reading, passage) {
            let span = whole(reading, reading.span(passage, hit));
            let Some(instrument) = named(reading.document.str(span), context.today) else {
                continue;
            };
            if touches(reading, passage, hit, concept::LAW_ENDED) {
                ended.push(instrument);
            } else if is_relied_on(reading, passage, hit, &INSTRUMENTS[instrument]) {
                places.entry(instrument).or_default().push(span);
            }
        }
    }
    places.retain(|instrument, _| !ended.contains(instrument));
    let mut places: Vec<(usize, Vec<Span>)> = places.into_iter().collect();
    places.sort_by_key(|(_, places)| places[0].start);
    let found = places.iter();
    found
        .filter_map(|(instrument, places)| {
            let told = |place: &Span| finding(reading, &INSTRUMENTS[*instrument], *place);
            let (first, others) = places.split_first()?;
            let mut first = told(first);
            for other in others {
                first.repeat(told(other), "and here");
            }
            Some(first)
        })
        .collect()
}

/// A folded name, the instrument that it names, and the day on which that ended.
type Name = (String, usize, Date);

/// The names of all that has ended, longest first.
static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let mut names: Vec<Name> = Vec::new();
    for (at, instrument) in INSTRUMENTS.iter().enumerate() {
        let all = instrument.names.iter().chain(instrument.exact.iter());
        if let Some(end) = Date::from_iso(&instrument.until) {
            names.extend(all.map(|name| (folded(name), at, end)));
        }
    }
    names.sort_by_key(|(name, ..)| std::cmp::Reverse(name.len()));
    names
});

/// The law that a citation names, if it had ended by a day; the longest name counts.
fn named(citation: &str, today: Option<Date>) -> Option<usize> {
    let citation = folded(citation);
    let (_, instrument, end) = NAMES.iter().find(|(name, ..)| citation.contains(name))?;
    today
        .is_none_or(|today| *end <= today)
        .then_some(*instrument)
}

/// Words in lower case between single spaces, dots left out: " eu us privacy shield ".
fn folded(text: &str) -> String {
    let mut folded = String::from(" ");
    for c in text.chars().filter(|c| *c != '.') {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// Citations in the passage's own words.
fn own_laws<'r>(reading: &'r Reading<'_>, passage: &'r Passage) -> impl Iterator<Item = Hit> {
    let own = |hit: &Hit| hit.start >= passage.lead_len();
    reading.of(passage, concept::LAW).filter(own)
}

/// The citation as the grammar has it, marks included: "§ 15 TMG".
fn whole(reading: &Reading<'_>, words: Span) -> Span {
    let entities = &reading.document.entities;
    let at = entities.partition_point(|entity| entity.span.end < words.end);
    let entity = entities.get(at).map(|entity| entity.span);
    entity.filter(|span| span.contains(words)).unwrap_or(words)
}

/// Whether a citation begins or ends something that was found in the passage.
fn touches(
    reading: &Reading<'_>,
    passage: &Passage,
    law: Hit,
    concept: clauselint_reading::ConceptId,
) -> bool {
    reading
        .of(passage, concept)
        .any(|hit| hit.start == law.start || hit.end == law.end)
}

/// Whether a law is named for the present: in a sentence that states something
/// and tells no past of it.
fn is_relied_on(
    reading: &Reading<'_>,
    passage: &Passage,
    law: Hit,
    instrument: &Instrument,
) -> bool {
    let context = Vocabulary::builtin().concept(&instrument.context);
    let before = |hit: Hit| hit.end == law.end && hit.start < law.start;
    let behind = |hit: Hit| hit.start == law.start;
    states(reading, passage)
        && context.is_none_or(|context| reading.has(passage, context))
        && !reading.of(passage, concept::LAW_BEFORE).any(before)
        && !reading.of(passage, concept::LAW_BEHIND).any(behind)
}

fn finding(reading: &Reading<'_>, law: &Instrument, place: Span) -> Finding {
    let words = reading.document.str(place);
    let (title, until, ended) = (&law.title, &law.until, &law.ended);
    let dated = reading.facts.effective_date.map(|(_, date)| date);
    let message = match dated.and_then(|date| when(date, until)) {
        Some((When::Before, date)) => format!(
            "\"{words}\" names the {title}, which has ended since this policy was dated ({date}), on {until}: {ended}"
        ),
        Some((When::After, date)) => format!(
            "\"{words}\" names the {title}, which had already ended when this policy was dated ({date}), on {until}: {ended}"
        ),
        None => format!("\"{words}\" names the {title}, which ended on {until}: {ended}"),
    };
    Finding {
        message,
        span: place,
        label: match &*law.replaced {
            "" => "nothing stands in its place".into(),
            replaced => format!("now: {replaced}"),
        },
        ..Finding::default()
    }
}

enum When {
    Before,
    After,
}

/// Whether a policy's date lies before or after the end; neither where it is
/// told too roughly.
fn when(date: Date, until: &str) -> Option<(When, String)> {
    let until = Date::from_iso(until)?;
    let shown = date.to_string();
    if date.last_day() < until {
        Some((When::Before, shown))
    } else if date.first_day() > until {
        Some((When::After, shown))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::PROVISIONS;

    #[test]
    fn names_are_told_from_longer_ones() {
        let title = |citation| named(citation, None).map(|at| &*INSTRUMENTS[at].title);
        let shield = title("EU-U.S. and Swiss-U.S. Privacy Shield Frameworks");
        assert!(shield.is_some_and(|title| title.starts_with("EU-US Privacy Shield")));
        assert_eq!(
            title("Swiss-U.S. Privacy Shield"),
            Some("Swiss-US Privacy Shield")
        );
        assert_eq!(
            title("Data Protection Act 1998"),
            Some("UK Data Protection Act 1998")
        );
        assert_eq!(title("Data Protection Act 2018"), None);
        assert_eq!(title("BDSG"), None);
    }

    #[test]
    fn dates_are_whole_and_in_order() {
        let date = |text: &str| Date::from_iso(text).filter(|date| date.day > 0);
        for law in INSTRUMENTS {
            let whole = |text: &str| text.is_empty() || date(text).is_some();
            assert!(whole(&law.from) && whole(&law.until), "{}", law.title);
            assert!(
                law.until.is_empty() || law.from < law.until,
                "{}",
                law.title
            );
            assert_eq!(law.until.is_empty(), law.ended.is_empty(), "{}", law.title);
            let context =
                law.context.is_empty() || Vocabulary::builtin().concept(&law.context).is_some();
            assert!(context, "{}: {}", law.title, law.context);
        }
        for (key, provision) in PROVISIONS {
            assert!(date(&provision.from).is_some(), "{key}");
            assert!(provision.url.starts_with("https://"), "{key}");
        }
    }
}
