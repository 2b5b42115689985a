//! Where the steps of patterns match, from the last step to the first.

use crate::lexicon::Step;
use crate::pattern::ANY_GAP;
use crate::places::WINDOW;
use crate::runs::{Place, bits};
use crate::window::Window;

/// Steps of a pattern at most; how deep one lies is 8 bits wide.
pub(crate) const DEEPEST: usize = u8::MAX as usize + 1;

/// The steps from the end of a pattern to the one that is looked at, and where
/// they match: what patterns have in common is worked out once, and only in
/// the sentences that somebody asks for.
#[derive(Debug)]
pub(crate) struct Path {
    /// The steps on the path, by depth; behind the last, others.
    steps: [u32; DEEPEST],
    /// The sentences in which all steps behind each stand, one bit each.
    standing: [u64; DEEPEST + 1],
    known: Vec<Known>,
}

/// Where a step matches.
#[derive(Debug)]
struct Known {
    step: u32,
    /// Sentences for which it is known, one bit each.
    sentences: u64,
    /// Those in which it matches.
    matching: u64,
    /// Where the matches in each of these begin and end.
    ranges: [(u32, u32); WINDOW],
    /// From the step to the end of the pattern, every start with its earliest end.
    matches: Vec<Place>,
}

impl Default for Path {
    fn default() -> Self {
        Self {
            steps: [0; DEEPEST],
            standing: [!0; DEEPEST + 1],
            known: Vec::new(),
        }
    }
}

impl Path {
    /// Enters a step that stands in some sentences; tells in which of them all
    /// steps behind it stand, too.
    #[inline]
    pub(crate) fn enter(&mut self, number: u32, depth: u8, standing: u64) -> u64 {
        let depth = usize::from(depth);
        let sentences = standing & self.standing[depth];
        self.standing[depth + 1] = sentences;
        self.steps[depth] = number;
        sentences
    }

    /// Forgets what was known: other sentences follow.
    pub(crate) fn clear(&mut self) {
        for known in &mut self.known {
            known.step = u32::MAX;
        }
    }

    /// Appends where the steps down to one match in some sentences, in which all
    /// of them stand. Going from the last step to the first keeps it quadratic
    /// at worst.
    pub(crate) fn matches(
        &mut self,
        steps: &[Step],
        depth: u8,
        window: &Window<'_>,
        sentences: u64,
        all: &mut Vec<u64>,
    ) {
        let depth = usize::from(depth);
        let mut matching = sentences;
        while self.known.len() <= depth {
            self.known.push(Known::nothing());
        }
        for at in 0..=depth {
            let number = self.steps[at];
            let (behind, known) = self.known.split_at_mut(at);
            let known = &mut known[0];
            if known.step != number {
                known.step = number;
                (known.sentences, known.matching) = (0, 0);
                known.matches.clear();
            }
            let step = &steps[number as usize];
            for sentence in bits(matching & !known.sentences) {
                match behind.last() {
                    None => known.begin(step, window, sentence),
                    Some(behind) => known.go_on(step, behind.of(sentence), window, sentence),
                }
            }
            known.sentences |= matching;
            matching &= known.matching;
            if matching == 0 {
                return;
            }
        }
        let known = &self.known[depth];
        for sentence in bits(matching) {
            let matches = known.of(sentence).iter();
            all.extend(matches.map(|place| place.within(sentence)));
        }
    }
}

impl Known {
    const fn nothing() -> Self {
        Self {
            step: u32::MAX,
            sentences: 0,
            matching: 0,
            ranges: [(0, 0); WINDOW],
            matches: Vec::new(),
        }
    }

    /// Looks up the last step of a pattern.
    fn begin(&mut self, step: &Step, window: &Window<'_>, sentence: u32) {
        let from = self.matches.len();
        let matches = &mut self.matches;
        window.each_place(step.concept, sentence, |place| matches.push(place));
        self.note(from, sentence);
    }

    /// Looks up a step before others.
    fn go_on(&mut self, step: &Step, behind: &[Place], window: &Window<'_>, sentence: u32) {
        let from = self.matches.len();
        let matches = &mut self.matches;
        let gap = match step.gap {
            ANY_GAP => u32::from(u16::MAX),
            gap => u32::from(gap),
        };
        window.each_place(step.concept, sentence, |own| {
            // Without a branch, since nobody could guess which way it goes.
            let ends = behind.iter().map(|behind| {
                let between = u32::from(behind.start()).wrapping_sub(own.end().into());
                match between <= gap {
                    true => behind.end().into(),
                    false => u32::MAX,
                }
            });
            let earliest = ends.fold(u32::MAX, u32::min);
            if let Ok(end) = u16::try_from(earliest) {
                matches.push(Place::new(own.start(), end));
            }
        });
        self.note(from, sentence);
    }

    /// Notes where it matches in a sentence.
    fn note(&mut self, from: usize, sentence: u32) {
        let to = self.matches.len();
        self.matching |= u64::from(from < to) << sentence;
        self.ranges[sentence as usize] = (from as u32, to as u32);
    }

    fn of(&self, sentence: u32) -> &[Place] {
        let (from, to) = self.ranges[sentence as usize];
        &self.matches[from as usize..to as usize]
    }
}
