//! Concepts of passages, a window of them at a time.

use std::ops::Range;

use clauselint_lexicon::{ConceptId, Hit, Scan, WordId};

use crate::lexicon::{LEXICON, MARKED};
use crate::memory::{Asked, Kept, Memory};
use crate::{Passage, PassageId, Reading, Vocabulary, given};

/// Looks up the concepts of passages, many at once: until a window of them is
/// full, or [`LookUp::finish`], nothing is found in them.
pub(crate) struct LookUp<'v, 'm> {
    scan: Scan<'v>,
    memory: Option<Remembering<'m>>,
    /// Buffers that are used again for every passage.
    words: Vec<WordId>,
    /// The same in the lexicon of packs.
    added: Vec<WordId>,
    given: Vec<Hit>,
}

/// A memory, and what is to be kept in it.
struct Remembering<'m> {
    memory: &'m mut Memory,
    /// For each passage of the window what it asked for, if that was not known.
    asked: Vec<Option<Kept>>,
    found: Vec<Hit>,
}

impl<'v, 'm> LookUp<'v, 'm> {
    pub(crate) fn new(vocabulary: &'v Vocabulary, memory: Option<&'m mut Memory>) -> Self {
        Self {
            scan: scan(vocabulary),
            memory: memory.map(|memory| Remembering {
                memory,
                asked: Vec::new(),
                found: Vec::new(),
            }),
            words: Vec::new(),
            added: Vec::new(),
            given: Vec::new(),
        }
    }

    /// Adds a passage to the reading and to the window.
    pub(crate) fn add(&mut self, reading: &mut Reading<'_>, mut passage: Passage) -> PassageId {
        self.gather(reading, &passage);
        let id = passage.id;
        let asked = Asked {
            words: &*self.words,
            added: &*self.added,
            given: &*self.given,
        };
        let known = match &mut self.memory {
            Some(memory) => memory.ask(asked),
            None => None,
        };
        if let Some(hits) = known {
            self.scan.add_known(hits);
            passage.marked = mark(&mut reading.marked, hits);
        } else {
            self.scan.add(&[&self.words, &self.added], &self.given);
        }
        reading.passages.push(passage);
        if self.scan.is_full() {
            self.run(reading);
        }
        id
    }

    /// Looks up what waits.
    fn run(&mut self, reading: &mut Reading<'_>) {
        if let Some(memory) = &mut self.memory {
            return memory.run(&mut self.scan, reading);
        }
        let (passages, marked) = (&mut reading.passages, &mut reading.marked);
        let mut start = marked.len() as u32;
        let ends = self.scan.run(&MARKED, marked);
        let first = passages.len() - ends.len();
        for (passage, end) in passages[first..].iter_mut().zip(ends) {
            passage.marked = std::mem::replace(&mut start, *end)..*end;
        }
    }

    /// Looks up what waits; all passages have been added.
    pub(crate) fn finish(mut self, reading: &mut Reading<'_>) {
        self.run(reading);
        reading.postings = self.scan.finish();
    }

    /// Whether a concept stands in a passage, be it one that waits.
    pub(crate) fn has(
        &mut self,
        reading: &mut Reading<'_>,
        id: PassageId,
        concept: ConceptId,
    ) -> bool {
        self.scan.stands(concept, id).unwrap_or_else(|| {
            self.run(reading);
            self.scan.stands(concept, id) == Some(true)
        })
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

impl Remembering<'_> {
    /// What is known of a passage; if nothing is, what it asked for is kept.
    fn ask(&mut self, asked: Asked<&[WordId], &[Hit]>) -> Option<&[Hit]> {
        let known = self.memory.hits(asked);
        let kept = known.is_none().then(|| asked.boxed());
        self.asked.push(kept);
        known
    }

    /// Looks up what waits, and keeps what was not known.
    fn run(&mut self, scan: &mut Scan<'_>, reading: &mut Reading<'_>) {
        self.found.clear();
        let mut start = 0;
        let ends = scan.run(scan.named(), &mut self.found);
        let first = reading.passages.len() - ends.len();
        let waiting = self.asked.drain(..).zip(&mut reading.passages[first..]);
        for ((asked, passage), end) in waiting.zip(ends) {
            let hits = &self.found[std::mem::replace(&mut start, *end as usize)..*end as usize];
            if let Some(asked) = asked {
                self.memory.keep_hits(asked, hits);
                passage.marked = mark(&mut reading.marked, hits);
            }
        }
    }
}

/// Appends those hits that play a part or tell of a topic; where they stand now.
fn mark(marked: &mut Vec<Hit>, hits: &[Hit]) -> Range<u32> {
    let start = marked.len() as u32;
    let plays = |hit: &&Hit| {
        let at = usize::from(hit.concept.0);
        MARKED
            .get(at / 64)
            .is_some_and(|of| of >> (at % 64) & 1 != 0)
    };
    marked.extend(hits.iter().filter(plays));
    start..marked.len() as u32
}
