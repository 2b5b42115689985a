//! `duplicate-paragraph`: a paragraph that stands twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use clauselint_reading::Reading;
use clauselint_rule::{Change, Context, Finding, Mend};
use clauselint_syntax::{Block, BlockId, BlockKind, Document};

use crate::native::references::squeezed;

/// Shorter ones repeat by their nature: labels, what each of several partners
/// does.
const WORDS: usize = 25;
/// Bytes that so many words hardly ever exceed.
const BYTES: usize = 8 * WORDS;
/// Letters by which paragraphs are told apart before they are compared.
const BEGINNING: usize = 40;

/// One finding for each run of paragraphs that stands again.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let document = reading.document;
    let mut begun: HashMap<[u8; BEGINNING], Alike> = HashMap::new();
    let mut findings: Vec<Finding> = Vec::new();
    // Whether the last paragraph was one of a run.
    let mut run = false;
    let blocks = document.blocks.iter().zip(0..);
    for (block, id) in blocks.filter(|(block, _)| is_paragraph(block)) {
        let words = unnumbered(document.str(block.span));
        if !is_long(words) {
            continue;
        }
        let earlier = match begun.entry(beginning(words)) {
            Entry::Occupied(alike) => alike.into_mut().earlier(document, id),
            Entry::Vacant(free) => {
                free.insert(Alike::new(id));
                None
            }
        };
        match (earlier, findings.last_mut().filter(|_| run)) {
            (Some(earlier), Some(last)) => {
                let span = document.blocks[earlier as usize].span;
                last.related.push((span, "as well as this".into()));
            }
            (Some(earlier), None) => findings.push(finding(document, id, earlier)),
            (None, _) => {}
        }
        run = earlier.is_some();
    }
    findings
}

/// Whether a text has [`WORDS`] words.
fn is_long(words: &str) -> bool {
    // A word takes a letter and what parts it from the next.
    if words.len() < 2 * WORDS - 1 {
        return false;
    }
    let many = || words.split_whitespace().nth(WORDS - 1).is_some();
    if !words.is_ascii() {
        return many();
    }
    // Counted without a branch, as far as it takes nearly always, in bytes that
    // are counted many at a time.
    let near = &words.as_bytes()[..words.len().min(BYTES)];
    let begins = |(before, byte): (&u8, &u8)| is_space(*before) & !is_space(*byte);
    let begun = near.iter().zip(&near[1..]).map(|two| u8::from(begins(two)));
    let first = u8::from(!is_space(near[0]));
    usize::from(first + begun.sum::<u8>()) >= WORDS || (near.len() < words.len() && many())
}

/// White space of ASCII.
const fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

/// Paragraphs that begin alike.
struct Alike {
    first: BlockId,
    /// The first of each, by its letters; most paragraphs are the only one of
    /// their beginning, and nobody looks at more of them.
    letters: HashMap<String, BlockId>,
}

impl Alike {
    fn new(first: BlockId) -> Self {
        Self {
            first,
            letters: HashMap::new(),
        }
    }

    /// The paragraph that said the same before; where there is none, this is
    /// the one for those that follow.
    fn earlier(&mut self, document: &Document, id: BlockId) -> Option<BlockId> {
        let letters = |id: BlockId| {
            let span = document.blocks[id as usize].span;
            squeezed(unnumbered(document.str(span)))
        };
        if self.letters.is_empty() {
            self.letters.insert(letters(self.first), self.first);
        }
        match self.letters.entry(letters(id)) {
            Entry::Occupied(earlier) => Some(*earlier.get()),
            Entry::Vacant(free) => {
                free.insert(id);
                None
            }
        }
    }
}

/// The first of the letters by which texts are compared; those of ASCII are
/// enough.
fn beginning(words: &str) -> [u8; BEGINNING] {
    let mut letters = [0; BEGINNING];
    let mut free = letters.iter_mut();
    if words.is_ascii() {
        let own = words.bytes().filter(u8::is_ascii_alphanumeric);
        free.zip(own)
            .for_each(|(to, own)| *to = own.to_ascii_lowercase());
    } else {
        let own = words.chars().filter(|c| c.is_alphanumeric());
        let own = own.flat_map(char::to_lowercase);
        for own in own.filter(char::is_ascii) {
            match free.next() {
                Some(to) => *to = own as u8,
                None => break,
            }
        }
    }
    letters
}

/// A clause without its number: "12.1 We ..." says the same as "8.2 We ...".
fn unnumbered(words: &str) -> &str {
    words.trim_start_matches(|c: char| c.is_ascii_digit() || ".)( ".contains(c))
}

/// Entries of lists repeat by their nature, as where data is listed by kind
/// and again by recipient; those of several sentences do not.
fn is_paragraph(block: &Block) -> bool {
    let sentences = block.sentences.len();
    match block.kind {
        BlockKind::Paragraph => !block.quoted,
        BlockKind::Item => !block.quoted && sentences > 1,
        _ => false,
    }
}

fn finding(document: &Document, id: BlockId, earlier: BlockId) -> Finding {
    let span = |id: BlockId| document.blocks[id as usize].span;
    let fix = is_spare(document, id, earlier).then(|| Mend {
        title: "take the second one out".into(),
        safe: true,
        changes: vec![Change::Remove(id)],
    });
    let (span, earlier) = (span(id), span(earlier));
    Finding {
        fix,
        message: "this paragraph stands here for the second time".into(),
        span,
        label: "the same again".into(),
        related: vec![(earlier, "first here".into())],
        ..Finding::default()
    }
}

/// Whether nothing is lost without the later one: it is the same to the letter,
/// links included, and its section says something besides.
fn is_spare(document: &Document, id: BlockId, earlier: BlockId) -> bool {
    let (later, first) = (
        &document.blocks[id as usize],
        &document.blocks[earlier as usize],
    );
    let links = |block: &Block| {
        let links = document.links_in(block.span).iter();
        links.map(|link| link.target.as_str()).collect::<Vec<_>>()
    };
    let rest = document.own_blocks(later.section).iter();
    let says = |block: &&Block| block.span != later.span && !block.sentences.is_empty();
    let rest = rest.filter(|block| block.kind != BlockKind::Heading);
    document.str(later.span) == document.str(first.span)
        && links(later) == links(first)
        && (later.section == first.section || rest.filter(says).count() > 0)
}
