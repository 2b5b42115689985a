//! `hard-to-read`: a text or a sentence that few people read to its end.
//!
//! The text is judged by its reading ease (R. Flesch, "A New Readability
//! Yardstick", Journal of Applied Psychology 32, 1948), a sentence by its length.

mod syllables;

use clauselint_reading::{Passage, Reading};
use clauselint_rule::{Context, Finding};
use clauselint_syntax::BlockKind;

/// Below this, says Flesch, a text is "very difficult".
const VERY_DIFFICULT: f64 = 30.0;
/// Words of a sentence beyond which it is hard on its own.
const LONG: usize = 60;
/// Flesch's samples have so many words; fewer make no measure of a text.
const ENOUGH: usize = 100;

/// A finding for the whole text at its title, and one for every long sentence.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let sentences: Vec<(&Passage, Measure)> = reading
        .passages
        .iter()
        .filter(|passage| is_prose(reading, passage))
        .map(|passage| (passage, Measure::of(reading, passage)))
        .collect();
    let text = sentences
        .iter()
        .fold(Measure::default(), |text, (_, sentence)| {
            text.add(*sentence)
        });
    let whole =
        (text.words >= ENOUGH && text.ease() < VERY_DIFFICULT).then(|| whole(reading, text));
    let long = sentences
        .iter()
        .filter(|(_, measure)| measure.words > LONG)
        .map(|(passage, measure)| Finding {
            message: format!("a sentence of {} words", measure.words),
            span: passage.span,
            label: "could be several".into(),
            ..Finding::default()
        });
    whole.into_iter().chain(long).collect()
}

fn whole(reading: &Reading<'_>, text: Measure) -> Finding {
    let document = reading.document;
    let title = document.title().and_then(|id| document.heading_span(id));
    let first = reading.passages.first().map(|passage| passage.span);
    Finding {
        message: format!(
            "reading ease {:.0} of 100: {} words a sentence, {:.1} syllables a word",
            text.ease(),
            text.words / text.sentences.max(1),
            text.syllables as f64 / text.words.max(1) as f64,
        ),
        span: title.or(first).unwrap_or_default(),
        label: "very difficult as a whole".into(),
        ..Finding::default()
    }
}

/// Sentences that are told; rows of tables, titles and menus are no sentences.
fn is_prose(reading: &Reading<'_>, passage: &Passage) -> bool {
    let kind = reading.document.block_of(passage.sentence).kind;
    matches!(kind, BlockKind::Paragraph | BlockKind::Item)
}

/// What readability is computed from.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Measure {
    fn of(reading: &Reading<'_>, passage: &Passage) -> Self {
        let words = reading.document.str(passage.span).split_whitespace();
        let words = words.filter(|word| word.contains(char::is_alphabetic));
        let (mut count, mut syllables) = (0, 0);
        for word in words {
            count += 1;
            syllables += syllables::count(word);
        }
        Self {
            sentences: usize::from(count > 0),
            words: count,
            syllables,
        }
    }

    fn add(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// Flesch's reading ease: 100 is very easy, 0 next to unreadable.
    fn ease(self) -> f64 {
        let words = self.words.max(1) as f64;
        let length = words / self.sentences.max(1) as f64;
        206.835 - 1.015 * length - 84.6 * self.syllables as f64 / words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_ease_is_flesch_s() {
        let measure = Measure {
            sentences: 10,
            words: 150,
            syllables: 225,
        };
        assert!((measure.ease() - 64.71).abs() < 0.01, "{}", measure.ease());
    }
}
