//! What a fault cannot stand beside.

use std::collections::HashMap;

use clauselint_form::{Beside, Within};
use clauselint_reading::PassageId;
use clauselint_source::Span;
use clauselint_syntax::SectionId;

use crate::PathPart;
use crate::around::any;
use crate::place::{Place, Scene};
use crate::resolve::Resolver;
use crate::said::Said;
use crate::says::is_prose;

/// What must be said besides, its names resolved.
#[derive(Debug)]
pub(crate) struct BesideCheck {
    what: Vec<Said>,
    unless: Vec<Said>,
    within: Within,
}

/// Where it is said.
pub(crate) struct Counterparts {
    /// By passage.
    places: Vec<(PassageId, Span)>,
    /// The first of each section.
    sections: HashMap<SectionId, Span>,
}

impl BesideCheck {
    pub(crate) fn new(beside: &Beside, resolver: &mut Resolver<'_>, path: &[PathPart]) -> Self {
        let at = |key: &'static str| {
            let mut path = path.to_vec();
            path.extend([PathPart::from("beside"), key.into()]);
            path
        };
        Self {
            what: resolver.placed(&beside.what, &at("what")),
            unless: resolver.conditions(&beside.unless, &at("unless")),
            within: beside.within,
        }
    }

    /// All places that say it, not denied and not excused, one a sentence.
    pub(crate) fn places(&self, scene: &Scene<'_>) -> Counterparts {
        let reading = scene.reading;
        let all = self.what.iter().flat_map(|said| said.places(scene));
        let counts = |place: &Place<'_>| {
            let passage = &reading.passages[place.passage as usize];
            place.own
                && !place.denied
                && is_prose(reading, passage)
                && !any(&self.unless, scene, place.passage)
        };
        let mut places: Vec<(PassageId, Span)> = all
            .filter(counts)
            .map(|place| (place.passage, place.span))
            .collect();
        places.sort_unstable();
        places.dedup_by_key(|(passage, _)| *passage);
        let mut sections = HashMap::new();
        if self.within == Within::Section {
            for (passage, span) in &places {
                let section = reading.section(&reading.passages[*passage as usize]);
                sections.entry(section).or_insert(*span);
            }
        }
        Counterparts { places, sections }
    }

    /// The place beside a fault, the first.
    pub(crate) fn find(
        &self,
        scene: &Scene<'_>,
        fault: &Place<'_>,
        counterparts: &Counterparts,
    ) -> Option<Span> {
        let Counterparts { places, sections } = counterparts;
        let reading = scene.reading;
        let section = |id: PassageId| reading.section(&reading.passages[id as usize]);
        let at = fault.passage;
        let in_passage = |id: PassageId| {
            let at = places
                .binary_search_by_key(&id, |(passage, _)| *passage)
                .ok()?;
            Some(places[at].1)
        };
        match self.within {
            Within::Sentence => in_passage(at),
            Within::Near => {
                let last = reading.passages.len() as PassageId;
                (at.saturating_sub(1)..(at + 2).min(last))
                    .filter(|other| section(*other) == section(at))
                    .find_map(in_passage)
            }
            Within::Section => sections.get(&section(at)).copied(),
            Within::Before => {
                let first = places.first().filter(|(passage, _)| *passage < at);
                first.map(|(_, span)| *span)
            }
            Within::Behind => {
                let next = places.partition_point(|(passage, _)| *passage <= at);
                places.get(next).map(|(_, span)| *span)
            }
            Within::Policy => places.first().map(|(_, span)| *span),
        }
    }
}
