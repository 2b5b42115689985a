//! `all-caps-waiver`: what readers give up is set in capitals.

use clauselint_reading::{Passage, Reading, concept};
use clauselint_rule::{Context, Finding};
use clauselint_source::Span;
use clauselint_syntax::BlockKind;

/// Fewer words are a title or a shout.
const WORDS: usize = 12;
/// Share of capitals among the letters from which a sentence is set in them.
const CAPITALS: f64 = 0.9;

/// One finding a block, from its first sentence in capitals to its last.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let mut runs: Vec<(u32, Span, bool)> = Vec::new();
    for passage in &reading.passages {
        if !is_in_capitals(reading, passage) {
            continue;
        }
        let block = reading.document.sentences[passage.sentence as usize].block;
        let waives = reading.has(passage, concept::WAIVES);
        match runs.last_mut().filter(|(of, ..)| *of == block) {
            Some((_, span, any)) => {
                *span = span.to(passage.span);
                *any |= waives;
            }
            None => runs.push((block, passage.span, waives)),
        }
    }
    let told = runs.into_iter().filter(|(_, span, waives)| {
        let words = reading.document.str(*span).split_whitespace().count();
        *waives && words >= WORDS
    });
    told.map(|(_, span, _)| finding(reading, span)).collect()
}

fn is_in_capitals(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    let prose = matches!(kind, BlockKind::Paragraph | BlockKind::Item);
    let letters = || {
        let words = reading.document.str(passage.span).chars();
        words.filter(|c| c.is_alphabetic())
    };
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    prose && capitals > 0 && capitals as f64 >= letters().count() as f64 * CAPITALS
}

fn finding(reading: &Reading<'_>, span: Span) -> Finding {
    let words = reading.document.str(span).split_whitespace().count();
    Finding {
        message: format!("{words} words in capitals, about what readers accept or give up"),
        span,
        label: "set in capitals".into(),
        ..Finding::default()
    }
}
