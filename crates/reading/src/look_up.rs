//! Concepts of passages, a window of them at a time.

use clauselint_lexicon::{ConceptId, Hit, Scan, WordId};

use crate::found::FoundBuilder;
use crate::lexicon::LEXICON;
use crate::memory::{Asked, Kept, Memory};
use crate::{Passage, PassageId, Reading, Vocabulary, given};

/// Looks up the concepts of passages, many at once: until a window of them is
/// full, or [`LookUp::finish`], they have no hits.
pub(crate) struct LookUp<'v, 'm> {
    scan: Scan<'v>,
    /// The passages of the window.
    waiting: Vec<PassageId>,
    found: FoundBuilder,
    memory: Option<&'m mut Memory>,
    /// What the waiting passages ask the memory for.
    asked: Vec<Kept>,
    /// Buffers that are used again for every passage.
    words: Vec<WordId>,
    /// The same in the lexicon of packs.
    added: Vec<WordId>,
    given: Vec<Hit>,
}

impl<'v, 'm> LookUp<'v, 'm> {
    pub(crate) fn new(vocabulary: &'v Vocabulary, memory: Option<&'m mut Memory>) -> Self {
        Self {
            scan: scan(vocabulary),
            waiting: Vec::with_capacity(Scan::WINDOW),
            found: FoundBuilder::default(),
            memory,
            asked: Vec::new(),
            words: Vec::new(),
            added: Vec::new(),
            given: Vec::new(),
        }
    }

    /// Adds a passage to the reading, and to the window if its hits are not known.
    pub(crate) fn add(&mut self, reading: &mut Reading<'_>, mut passage: Passage) -> PassageId {
        self.gather(reading, &passage);
        let id = reading.passages.len() as PassageId;
        let asked = Asked {
            words: &*self.words,
            added: &*self.added,
            given: &*self.given,
        };
        let known = self.memory.as_mut().and_then(|memory| memory.hits(asked));
        if let Some(hits) = known {
            let start = reading.hits.len() as u32;
            self.found.passage(id, hits, reading.vocabulary.len());
            reading.hits.extend_from_slice(hits);
            passage.hits = start..reading.hits.len() as u32;
        } else {
            self.scan.add(&[&self.words, &self.added], &self.given);
            self.waiting.push(id);
            if self.memory.is_some() {
                self.asked.push(asked.boxed());
            }
        }
        reading.passages.push(passage);
        if self.scan.is_full() {
            self.run(reading);
        }
        id
    }

    /// Looks up what waits.
    fn run(&mut self, reading: &mut Reading<'_>) {
        let mut start = reading.hits.len() as u32;
        let found = self.found.window(&self.waiting);
        let ends = self.scan.run(&mut reading.hits, found);
        let mut asked = self.asked.drain(..);
        for (passage, end) in self.waiting.drain(..).zip(ends) {
            let own = std::mem::replace(&mut start, *end)..*end;
            if let (Some(memory), Some(asked)) = (&mut self.memory, asked.next()) {
                memory.keep_hits(asked, &reading.hits[own.start as usize..own.end as usize]);
            }
            reading.passages[passage as usize].hits = own;
        }
    }

    /// Looks up what waits; all passages have been added.
    pub(crate) fn finish(mut self, reading: &mut Reading<'_>) {
        self.run(reading);
        reading.found = self.found.build(reading.vocabulary.len());
    }

    /// Whether a concept stands in a passage, be it one that waits.
    pub(crate) fn has(
        &mut self,
        reading: &mut Reading<'_>,
        id: PassageId,
        concept: ConceptId,
    ) -> bool {
        if let Some(sentence) = self.waiting.iter().position(|waiting| *waiting == id) {
            if let Some(stands) = self.scan.stands(concept, sentence) {
                return stands;
            }
            self.run(reading);
        }
        reading.has(&reading.passages[id as usize], concept)
    }

    /// Gathers the words of a passage and what is given in it.
    fn gather(&mut self, reading: &Reading<'_>, passage: &Passage) {
        self.words.clear();
        self.added.clear();
        self.given.clear();
        let leader = passage
            .leader
            .map(|leader| reading.passages[leader as usize].span);
        let lead = passage.lead.clone().zip(leader);
        let own = Some((passage.tokens.clone(), passage.span));
        for (part, span) in [lead, own].into_iter().flatten() {
            let tokens = &reading.tokens[part.start as usize..part.end as usize];
            let offset = self.words.len() as u16;
            given::find(reading.document, span, tokens, offset, &mut self.given);
            self.words.extend(tokens.iter().map(|token| token.word));
            if reading.vocabulary.added().is_some() {
                self.added.extend(tokens.iter().map(|token| token.added));
            }
        }
    }
}

fn scan(vocabulary: &Vocabulary) -> Scan<'_> {
    match vocabulary.added() {
        None => Scan::of(&[&LEXICON]),
        Some(added) => Scan::of(&[&LEXICON, added]),
    }
}
