//! Where words and concepts stand in a window of sentences.

use crate::lexicon::ConceptId;
use crate::runs::{Place, Runs, bits};
use crate::scan::Hit;

/// Sentences of a window: as many as a word of the machine has bits.
pub(crate) const WINDOW: usize = 64;

/// About so many places are noted in a window.
const NOTED: usize = 6000;

/// The places of all things of one kind, words or concepts, by number: each
/// thing's together and by sentence, so that whether it stands in a sentence is
/// one bit, and where is one look.
#[derive(Debug, Default)]
pub(crate) struct Places {
    things: Vec<Thing>,
    /// Things found, one bit each.
    found: Vec<u64>,
    /// What is noted, sentence by sentence.
    noted: Vec<Noted>,
    /// The same, thing by thing.
    runs: Runs,
    /// Things whose places are not in order.
    disordered: Vec<u16>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Thing {
    /// Sentences in which it was found, one bit each.
    sentences: u64,
    /// While places are noted how many there are, then where the next goes to.
    next: u32,
    /// Its last run.
    run: u32,
}

/// A place, the thing that stands there, and whether it is the thing's first in
/// its sentence; in one number.
#[derive(Debug, Clone, Copy)]
struct Noted(u64);

impl Noted {
    const fn new(id: u16, place: Place, first: bool) -> Self {
        Self((first as u64) << 48 | place.within(id as u32))
    }

    const fn id(self) -> u16 {
        (self.0 >> 32) as u16
    }

    const fn place(self) -> Place {
        Place::from_within(self.0)
    }

    const fn is_first(self) -> bool {
        self.0 >> 48 != 0
    }
}

impl Places {
    /// With room for so many things.
    pub(crate) fn with_room(things: usize) -> Self {
        Self {
            noted: Vec::with_capacity(NOTED),
            things: vec![Thing::default(); things],
            found: vec![0; things.div_ceil(64)],
            ..Self::default()
        }
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.turn();
        self.runs.clear();
    }

    /// Forgets all but the runs, for the next window.
    pub(crate) fn turn(&mut self) {
        for (block, found) in self.found.iter_mut().enumerate() {
            for bit in bits(std::mem::take(found)) {
                self.things[block * 64 + bit as usize] = Thing::default();
            }
        }
        self.noted.clear();
    }

    /// The runs of all windows.
    pub(crate) fn into_runs(self) -> Runs {
        self.runs
    }

    /// Notes a place in a sentence, which is none before those noted already.
    #[inline]
    pub(crate) fn note(&mut self, id: u16, sentence: u32, place: Place) {
        let at = usize::from(id);
        let thing = &mut self.things[at];
        let first = thing.sentences >> sentence & 1 == 0;
        if thing.sentences == 0 {
            self.found[at / 64] |= 1 << (at % 64);
        }
        thing.sentences |= 1 << sentence;
        thing.next += 1;
        self.noted.push(Noted::new(id, place, first));
    }

    /// Puts all that was noted in order.
    pub(crate) fn gather(&mut self) {
        let (first_place, first_run) = (self.runs.places.len() as u32, self.runs.len());
        let (mut place, mut run) = (first_place, first_run);
        for (block, found) in self.found.iter().enumerate() {
            for bit in bits(*found) {
                let thing = &mut self.things[block * 64 + bit as usize];
                place += std::mem::replace(&mut thing.next, place);
                thing.run = run;
                run += thing.sentences.count_ones();
            }
        }
        self.runs.grow(run - first_run, place - first_place);
        let (places, ends) = (&mut *self.runs.places, &mut *self.runs.ends);
        let things = &mut *self.things;
        for noted in &self.noted {
            let (thing, first) = (&mut things[usize::from(noted.id())], noted.is_first());
            let at = thing.next as usize;
            thing.next += 1;
            places[at] = noted.place();
            thing.run += u32::from(first);
            ends[thing.run as usize] = thing.next;
            if !first && places[at - 1] >= noted.place() {
                self.disordered.push(noted.id());
            }
        }
        while let Some(id) = self.disordered.pop() {
            self.add(id, &mut Vec::new());
        }
    }

    /// Adds places of a thing, each within its sentence, in any order.
    pub(crate) fn add(&mut self, id: u16, more: &mut Vec<u64>) {
        let at = usize::from(id);
        self.within(id, !0, more);
        more.sort_unstable();
        more.dedup();
        let mut sentences = 0;
        for run in more.chunk_by(|one, next| one >> 32 == next >> 32) {
            sentences |= 1 << (run[0] >> 32);
            let places = run.iter().map(|place| Place::from_within(*place));
            self.runs.push(places);
        }
        more.clear();
        self.found[at / 64] |= 1 << (at % 64);
        let thing = &mut self.things[at];
        thing.sentences = sentences;
        thing.run = self.runs.len();
    }

    /// The sentences in which a thing was found, one bit each.
    #[inline]
    pub(crate) fn sentences(&self, id: u16) -> u64 {
        self.things[usize::from(id)].sentences
    }

    /// Appends the places of a thing in some sentences, each within its own.
    pub(crate) fn within(&self, id: u16, sentences: u64, all: &mut Vec<u64>) {
        self.each_run_of(id, |sentence, places| {
            if sentences >> sentence & 1 != 0 {
                all.extend(places.iter().map(|place| place.within(sentence)));
            }
        });
    }

    /// The places of a thing in a sentence, in order.
    #[inline]
    pub(crate) fn of(&self, id: u16, sentence: u32) -> &[Place] {
        let thing = &self.things[usize::from(id)];
        let later = thing.sentences >> sentence;
        if later & 1 == 0 {
            return &[];
        }
        self.runs.run(thing.run + 1 - later.count_ones())
    }

    #[inline]
    fn each_run_of(&self, id: u16, mut each: impl FnMut(u32, &[Place])) {
        let thing = &self.things[usize::from(id)];
        let first = thing.run + 1 - thing.sentences.count_ones();
        for (sentence, run) in bits(thing.sentences).zip(first..) {
            each(sentence, self.runs.run(run));
        }
    }

    /// Calls `each` for the things found, in order of their numbers.
    #[inline]
    pub(crate) fn found(&self, mut each: impl FnMut(u16)) {
        for (block, found) in self.found.iter().enumerate() {
            for bit in bits(*found) {
                each((block * 64) as u16 + bit as u16);
            }
        }
    }

    /// Appends the places of some concepts, one bit each, in some sentences:
    /// sentence by sentence, by concept and then by place; tells where each of
    /// `ends` sentences ends.
    pub(crate) fn sort(&self, of: &[u64], within: u64, hits: &mut Vec<Hit>, ends: &mut [u32]) {
        if within == 0 {
            return ends.fill(hits.len() as u32);
        }
        ends.fill(0);
        self.each_run_of_any(of, within, |_, sentence, places| {
            ends[sentence as usize] += places.len() as u32;
        });
        // From how many there are to where they begin; filling moves that to the end.
        let mut begin = hits.len() as u32;
        for end in &mut *ends {
            begin += std::mem::replace(end, begin);
        }
        hits.resize(begin as usize, Hit::default());
        self.each_run_of_any(of, within, |concept, sentence, places| {
            let at = &mut ends[sentence as usize];
            let from = *at as usize;
            *at += places.len() as u32;
            for (hit, place) in hits[from..].iter_mut().zip(places) {
                *hit = Hit::of(concept, *place);
            }
        });
    }

    fn each_run_of_any(
        &self,
        of: &[u64],
        within: u64,
        mut each: impl FnMut(ConceptId, u32, &[Place]),
    ) {
        self.found_among(of, |concept, _, _| {
            self.each_run_of(concept.0, |sentence, run| {
                if within >> sentence & 1 != 0 {
                    each(concept, sentence, run);
                }
            });
        });
    }

    /// Calls `each` for the concepts found that are among some, one bit each, in
    /// order, with their sentences and the run behind which theirs begin.
    pub(crate) fn found_among(&self, of: &[u64], mut each: impl FnMut(ConceptId, u64, u32)) {
        for (block, (found, of)) in self.found.iter().zip(of).enumerate() {
            for bit in bits(found & of) {
                let id = (block * 64) as u16 + bit as u16;
                let thing = &self.things[usize::from(id)];
                let before = thing.run - thing.sentences.count_ones();
                each(ConceptId(id), thing.sentences, before);
            }
        }
    }
}
