//! Where concepts were found in a window of sentences.

use crate::lexicon::ConceptId;
use crate::scan::Hit;

/// Sentences of a window: as many as a word of the machine has bits.
pub(crate) const WINDOW: usize = 64;

/// A run of words: the first, and the one behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) start: u16,
    pub(crate) end: u16,
}

/// The places of all concepts, each concept's together and by sentence, so that
/// whether a concept stands in a sentence is one bit, and where is one look.
#[derive(Debug, Default)]
pub(crate) struct Places {
    concepts: Vec<Concept>,
    /// Concepts found, one bit each.
    found: Vec<u64>,
    /// What is noted, sentence by sentence.
    noted: Vec<Noted>,
    /// The same, concept by concept.
    places: Vec<Place>,
    /// Runs are the places of one concept in one sentence: those of run `n` are
    /// `places[ends[n - 1]..ends[n]]`.
    ends: Vec<u32>,
    /// Concepts whose places are not in order.
    disordered: Vec<ConceptId>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Concept {
    /// Sentences in which it was found, one bit each.
    sentences: u64,
    /// While places are noted how many there are, then where the next goes to.
    next: u32,
    /// Its last run.
    run: u32,
}

#[derive(Debug, Clone, Copy)]
struct Noted {
    concept: ConceptId,
    place: Place,
    /// Whether it is the concept's first in its sentence.
    first: bool,
}

impl Places {
    /// With room for so many concepts.
    pub(crate) fn with_room(concepts: usize) -> Self {
        Self {
            concepts: vec![Concept::default(); concepts],
            found: vec![0; concepts.div_ceil(64)],
            ends: vec![0],
            ..Self::default()
        }
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        for (block, found) in self.found.iter_mut().enumerate() {
            for bit in bits(std::mem::take(found)) {
                self.concepts[block * 64 + bit as usize] = Concept::default();
            }
        }
        self.noted.clear();
        self.places.clear();
        self.ends.truncate(1);
    }

    /// Notes a place in a sentence, which is none before those noted already.
    #[inline]
    pub(crate) fn note(&mut self, id: ConceptId, sentence: u32, place: Place) {
        let at = usize::from(id.0);
        let concept = &mut self.concepts[at];
        let first = concept.sentences >> sentence & 1 == 0;
        if concept.sentences == 0 {
            self.found[at / 64] |= 1 << (at % 64);
        }
        concept.sentences |= 1 << sentence;
        concept.next += 1;
        self.noted.push(Noted {
            concept: id,
            place,
            first,
        });
    }

    /// Puts all that was noted in order.
    pub(crate) fn gather(&mut self) {
        let (mut place, mut run) = (0, 0);
        for (block, found) in self.found.iter().enumerate() {
            for bit in bits(*found) {
                let concept = &mut self.concepts[block * 64 + bit as usize];
                place += std::mem::replace(&mut concept.next, place);
                concept.run = run;
                run += concept.sentences.count_ones();
            }
        }
        self.places
            .resize(place as usize, Place { start: 0, end: 0 });
        self.ends.resize(run as usize + 1, 0);
        for noted in &self.noted {
            let concept = &mut self.concepts[usize::from(noted.concept.0)];
            let at = concept.next as usize;
            concept.next += 1;
            self.places[at] = noted.place;
            concept.run += u32::from(noted.first);
            self.ends[concept.run as usize] = concept.next;
            if !noted.first && self.places[at - 1] >= noted.place {
                self.disordered.push(noted.concept);
            }
        }
        while let Some(concept) = self.disordered.pop() {
            self.add(concept, &mut Vec::new());
        }
    }

    /// Adds places of a concept, each with its sentence, in any order; returns
    /// the sentences, one bit each, in which it was not found before.
    pub(crate) fn add(&mut self, id: ConceptId, more: &mut Vec<(u32, Place)>) -> u64 {
        let at = usize::from(id.0);
        let before = self.sentences(id);
        for sentence in bits(before) {
            let places = self.of(id, sentence).iter();
            more.extend(places.map(|place| (sentence, *place)));
        }
        more.sort_unstable();
        more.dedup();
        let mut sentences = 0;
        for run in more.chunk_by(|one, next| one.0 == next.0) {
            sentences |= 1 << run[0].0;
            self.places.extend(run.iter().map(|(_, place)| *place));
            self.ends.push(self.places.len() as u32);
        }
        more.clear();
        self.found[at / 64] |= 1 << (at % 64);
        let concept = &mut self.concepts[at];
        concept.sentences = sentences;
        concept.run = self.ends.len() as u32 - 1;
        sentences & !before
    }

    /// The sentences in which a concept was found, one bit each.
    #[inline]
    pub(crate) fn sentences(&self, id: ConceptId) -> u64 {
        self.concepts[usize::from(id.0)].sentences
    }

    /// The places of a concept in a sentence in which it was found, in order.
    #[inline]
    pub(crate) fn of(&self, id: ConceptId, sentence: u32) -> &[Place] {
        let concept = &self.concepts[usize::from(id.0)];
        let behind = (concept.sentences >> sentence).count_ones() - 1;
        self.run(concept.run - behind)
    }

    #[inline]
    fn run(&self, run: u32) -> &[Place] {
        let run = run as usize;
        &self.places[self.ends[run - 1] as usize..self.ends[run] as usize]
    }

    /// The concepts found that are among some others, one bit each.
    pub(crate) fn found_of<'p>(
        &'p self,
        others: &'p [u64],
    ) -> impl Iterator<Item = ConceptId> + 'p {
        let both = self.found.iter().zip(others).map(|(found, of)| found & of);
        both.enumerate().flat_map(|(block, both)| {
            bits(both).map(move |bit| ConceptId((block * 64) as u16 + bit as u16))
        })
    }

    /// Appends the places of some concepts, one bit each, sentence by sentence,
    /// by concept and then by place; tells where each of `ends` sentences ends.
    pub(crate) fn sort(&self, named: &[u64], hits: &mut Vec<Hit>, ends: &mut [u32]) {
        ends.fill(0);
        self.each_run(named, |_, sentence, places| {
            ends[sentence as usize] += places.len() as u32
        });
        // From how many there are to where they begin; filling moves that to the end.
        let mut begin = hits.len() as u32;
        for end in &mut *ends {
            begin += std::mem::replace(end, begin);
        }
        hits.resize(begin as usize, Hit::default());
        self.each_run(named, |concept, sentence, places| {
            let at = &mut ends[sentence as usize];
            for Place { start, end } in places.iter().copied() {
                hits[*at as usize] = Hit {
                    start,
                    end,
                    concept,
                };
                *at += 1;
            }
        });
    }

    fn each_run(&self, named: &[u64], mut each: impl FnMut(ConceptId, u32, &[Place])) {
        for id in self.found_of(named) {
            let concept = &self.concepts[usize::from(id.0)];
            let first = concept.run + 1 - concept.sentences.count_ones();
            for (sentence, run) in bits(concept.sentences).zip(first..) {
                each(id, sentence, self.run(run));
            }
        }
    }
}

/// The places of the bits that are set, ascending.
pub(crate) fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros())?;
        word &= word - 1;
        Some(bit)
    })
}
