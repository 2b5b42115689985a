use std::ops::Range;

use clauselint_lexicon::Postings;
use clauselint_source::Span;
use clauselint_syntax::{BlockId, BlockKind, Document, SentenceId};

use crate::facts::Facts;
use crate::lexicon::concept;
use crate::look_up::LookUp;
use crate::memory::Memory;
use crate::token::tokenize;
use crate::{Reading, Vocabulary};

/// Words of a lead that are read with what it leads; its last are the nearest.
const LEAD_WORDS: u32 = 60;
/// A longer sentence is read in pieces: nobody wrote it as one.
const MAX_WORDS: u32 = 300;

/// A word takes about so many bytes.
const WORD_BYTES: usize = 5;
/// About so many bytes bring something that plays a part or tells of a topic.
const MARKED_BYTES: usize = 4;

/// One that ends like a sentence is shorter still ("Business partners.").
const TITLE_WORDS: usize = 5;
/// A label has at most this many words and marks.
const LABEL_WORDS: usize = 7;

/// Index into [`Reading::passages`].
pub type PassageId = u32;

/// A sentence, or a piece of an endless one, with the words that lead it.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its words in the clean text.
    pub span: Span,
    /// The sentence that it is.
    pub sentence: SentenceId,
    /// The passage that leads it: a list's introduction, a table's header.
    pub leader: Option<PassageId>,
    pub(crate) lead: Option<Range<u32>>,
    pub(crate) tokens: Range<u32>,
    /// Its place among all passages.
    pub(crate) id: PassageId,
    /// What stands in it and plays a part or tells of a topic.
    pub(crate) marked: Range<u32>,
}

impl Passage {
    /// How many of its words are its lead's.
    #[must_use]
    pub fn lead_len(&self) -> u16 {
        self.lead.as_ref().map_or(0, |lead| lead.len() as u16)
    }

    /// How many words it has, its lead's included.
    #[must_use]
    pub fn len(&self) -> u16 {
        self.lead_len() + self.tokens.len() as u16
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Finds words and concepts in every sentence.
pub(crate) fn read<'d>(
    document: &'d Document,
    vocabulary: &'d Vocabulary,
    memory: Option<&mut Memory>,
) -> Reading<'d> {
    let mut reading = Reading {
        document,
        vocabulary,
        passages: Vec::with_capacity(document.sentences.len()),
        clauses: Vec::new(),
        facts: Facts::default(),
        statements: Vec::new(),
        tokens: Vec::with_capacity(document.text.len() / WORD_BYTES),
        marked: Vec::with_capacity(document.text.len() / MARKED_BYTES),
        headed: Vec::new(),
        postings: Postings::default(),
    };
    let mut look_up = LookUp::new(vocabulary, memory);
    // What may lead others: the last passage of each block, and the last label.
    let mut last = vec![None; document.blocks.len()];
    let mut label: Option<(BlockId, PassageId)> = None;
    for (id, sentence) in document.sentences.iter().enumerate() {
        let block = &document.blocks[sentence.block as usize];
        label = label.filter(|(of, _)| *of == sentence.block);
        let leader = label
            .map(|(_, passage)| passage)
            .or_else(|| block.lead.and_then(|lead| last[lead as usize]))
            .filter(|leader| introduces(&mut reading, &mut look_up, *leader));
        let first = reading.tokens.len() as u32;
        tokenize(vocabulary, document, sentence.span, &mut reading.tokens);
        let end = reading.tokens.len() as u32;
        let mut from = first;
        while from < end {
            let tokens = from..end.min(from + MAX_WORDS);
            let whole = tokens == (first..end);
            let passage = Passage {
                span: if whole {
                    sentence.span
                } else {
                    span_of(&reading, &tokens)
                },
                sentence: id as SentenceId,
                leader,
                lead: leader.map(|leader| lead_words(&reading, leader)),
                tokens: tokens.clone(),
                id: reading.passages.len() as PassageId,
                marked: 0..0,
            };
            let passage = look_up.add(&mut reading, passage);
            last[sentence.block as usize] = Some(passage);
            if is_label(&mut reading, &mut look_up, passage) {
                label = Some((sentence.block, passage));
            }
            from = tokens.end;
        }
    }
    look_up.finish(&mut reading);
    reading
}

/// Whether a passage is read on into the next: it does not end as a sentence
/// does, points at what follows, or is no sentence of its own (a term, a table's header).
fn introduces(reading: &mut Reading<'_>, look_up: &mut LookUp<'_, '_>, leader: PassageId) -> bool {
    let passage = &reading.passages[leader as usize];
    let kind = reading.document.block_of(passage.sentence).kind;
    let words = reading.words_of(passage);
    if matches!(kind, BlockKind::Term | BlockKind::HeaderRow) || !words.ends_with(['.', '!', '?']) {
        return true;
    }
    is_label(reading, look_up, leader) || look_up.has(reading, leader, concept::POINTS_ON)
}

/// [`Reading::is_label`] of a passage that may not have been looked up.
fn is_label(reading: &mut Reading<'_>, look_up: &mut LookUp<'_, '_>, id: PassageId) -> bool {
    let form = reading.label_by_form(&reading.passages[id as usize]);
    form.unwrap_or_else(|| {
        !look_up.has(reading, id, concept::SUBJECT)
            && !look_up.has(reading, id, concept::FIRST_PARTY_ACT)
    })
}

impl Reading<'_> {
    /// Whether a passage is a label: a few words with a colon or dash (or, at
    /// the start of a block, a full stop) that head what follows in the block.
    #[must_use]
    pub fn is_label(&self, passage: &Passage) -> bool {
        let says =
            || self.has(passage, concept::SUBJECT) || self.has(passage, concept::FIRST_PARTY_ACT);
        self.label_by_form(passage).unwrap_or_else(|| !says())
    }

    /// The same where it hangs on no word.
    fn label_by_form(&self, passage: &Passage) -> Option<bool> {
        let block = self.document.block_of(passage.sentence);
        let last = passage.sentence + 1 >= block.sentences.end;
        if last || passage.tokens.len() > LABEL_WORDS {
            return Some(false);
        }
        let words = self.words_of(passage);
        let opens = passage.sentence == block.sentences.start
            && passage.tokens.len() <= TITLE_WORDS
            && words.ends_with('.');
        let points = words.ends_with([':', '-']);
        (points || !opens).then_some(points)
    }

    /// The sentence that a passage is, or is a piece of.
    fn words_of(&self, passage: &Passage) -> &str {
        let sentence = &self.document.sentences[passage.sentence as usize];
        self.document.str(sentence.span)
    }
}

/// From the first word to the last.
fn span_of(reading: &Reading<'_>, tokens: &Range<u32>) -> Span {
    let first = reading.tokens[tokens.start as usize].span;
    first.to(reading.tokens[tokens.end as usize - 1].span)
}

fn lead_words(reading: &Reading<'_>, leader: PassageId) -> Range<u32> {
    let tokens = &reading.passages[leader as usize].tokens;
    tokens.start.max(tokens.end.saturating_sub(LEAD_WORDS))..tokens.end
}
