//! The sentences that are looked at together.

use crate::lexicon::{ConceptId, Lexicon, WordId};
use crate::places::Places;
use crate::runs::Place;
use crate::tables::Tables;

/// Where the words and concepts of some sentences stand, by one lexicon or by
/// several over each other.
#[derive(Debug)]
pub(crate) struct Window<'l> {
    pub(crate) layers: Vec<Layer<'l>>,
    /// For each concept the sentences in which it stands, one bit each.
    pub(crate) standing: Vec<u64>,
    /// Where concepts stand, but those without a name that words say alone.
    pub(crate) places: Places,
}

/// A lexicon, and where its words stand.
#[derive(Debug)]
pub(crate) struct Layer<'l> {
    pub(crate) tables: Tables<'l>,
    words: Places,
}

impl<'l> Window<'l> {
    pub(crate) fn of(lexicons: &[&'l Lexicon]) -> Self {
        let concepts = lexicons.last().map_or(0, |top| top.len());
        Self {
            layers: lexicons.iter().map(|lexicon| Layer::of(lexicon)).collect(),
            standing: vec![0; concepts],
            places: Places::with_room(concepts),
        }
    }

    /// Notes the words of a sentence, and every phrase among them.
    pub(crate) fn add(&mut self, words: &[&[WordId]], sentence: u32) {
        for (layer, words) in self.layers.iter_mut().zip(words) {
            let words = &words[..words.len().min(usize::from(u16::MAX))];
            layer.phrases(words, sentence, &mut self.places);
        }
    }

    /// Works out where each concept stands that needs no pattern.
    pub(crate) fn gather(&mut self) {
        let (places, standing) = (&mut self.places, &mut self.standing);
        places.gather();
        standing.fill(0);
        places.found(|concept| standing[usize::from(concept)] = places.sentences(concept));
        for Layer { tables, words } in &mut self.layers {
            words.gather();
            words.found(|word| {
                for concept in tables.alone(WordId(word)) {
                    standing[usize::from(concept.0)] |= words.sentences(word);
                }
            });
        }
    }

    /// Adds places of a concept, each within its sentence.
    pub(crate) fn tell(&mut self, concept: ConceptId, places: &mut Vec<u64>) {
        self.places.add(concept.0, places);
        self.standing[usize::from(concept.0)] = self.places.sentences(concept.0);
    }

    /// The sentences in which a concept stands, one bit each.
    #[inline]
    pub(crate) fn sentences(&self, concept: ConceptId) -> u64 {
        self.standing[usize::from(concept.0)]
    }

    /// Calls `each` for the places of a concept in a sentence, in no order.
    #[inline]
    pub(crate) fn each_place(
        &self,
        concept: ConceptId,
        sentence: u32,
        mut each: impl FnMut(Place),
    ) {
        for place in self.places.of(concept.0, sentence) {
            each(*place);
        }
        for Layer { tables, words } in &self.layers {
            for word in tables.alone_of(concept) {
                for place in words.of(word.0, sentence) {
                    each(*place);
                }
            }
        }
    }

    /// Appends the places of a concept in some sentences, each within its own.
    pub(crate) fn within(&self, concept: ConceptId, sentences: u64, all: &mut Vec<u64>) {
        self.places.within(concept.0, sentences, all);
        for Layer { tables, words } in &self.layers {
            for word in tables.alone_of(concept) {
                words.within(word.0, sentences, all);
            }
        }
    }

    /// Goes on to the next window: what stands where in this one is kept, but
    /// only runs lead there.
    pub(crate) fn turn(&mut self) {
        self.places.turn();
        for layer in &mut self.layers {
            layer.words.clear();
        }
    }
}

impl<'l> Layer<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        let tables = Tables::of(lexicon);
        Self {
            tables,
            words: Places::with_room(tables.words()),
        }
    }

    fn phrases(&mut self, words: &[WordId], sentence: u32, places: &mut Places) {
        let tables = self.tables;
        for (at, word) in words.iter().enumerate() {
            let start = at as u16;
            if *word != WordId::UNKNOWN {
                let place = Place::new(start, start + 1);
                self.words.note(word.0, sentence, place);
            }
            let mut next = tables.enter(*word);
            let mut end = at + 1;
            while let Some(node) = next {
                let place = Place::new(start, end as u16);
                for concept in tables.ending(node) {
                    places.note(concept.0, sentence, place);
                }
                next = words.get(end).and_then(|word| tables.follow(node, *word));
                end += 1;
            }
        }
    }
}
