//! Where the steps of patterns match, from the last step to the first.

use crate::lexicon::Step;
use crate::pattern::ANY_GAP;
use crate::places::{Place, WINDOW};

/// The steps from the end of a pattern to the one that is looked at, and where
/// they match: what patterns have in common is worked out once, and only in
/// the sentences that somebody asks for.
#[derive(Debug, Default)]
pub(crate) struct Path {
    /// The sentences in which all steps down to each stand; behind that, room.
    standing: Vec<u64>,
    steps: Vec<Known>,
}

/// What is known of a step.
#[derive(Debug)]
struct Known {
    /// The step that is on the path.
    step: Option<Step>,
    /// Sentences for which it is known where it matches, one bit each.
    known: u64,
    /// Where the places of each begin and end.
    ranges: [(u32, u32); WINDOW],
    /// Each from here to the end of the pattern, every start with its earliest end.
    matches: Vec<Place>,
}

impl Path {
    /// Enters a step that stands in some sentences; tells in which of them all
    /// steps behind it stand, too.
    #[inline]
    pub(crate) fn enter(&mut self, step: &Step, standing: u64) -> u64 {
        let depth = usize::from(step.depth);
        if self.steps.len() == depth {
            self.grow();
        }
        let sentences = standing & self.standing[depth];
        if sentences != 0 {
            self.standing[depth + 1] = sentences;
            let known = &mut self.steps[depth];
            known.step = Some(*step);
            known.known = 0;
        }
        sentences
    }

    fn grow(&mut self) {
        self.standing.resize(self.steps.len() + 2, !0);
        self.steps.push(Known {
            step: None,
            known: 0,
            ranges: [(0, 0); WINDOW],
            matches: Vec::new(),
        });
    }

    /// Where the steps down to one match in a sentence; `each_place` goes
    /// through the places of a step. Going from the last step to the first
    /// keeps it quadratic at worst.
    #[inline]
    pub(crate) fn matches(
        &mut self,
        depth: u8,
        sentence: u32,
        mut each_place: impl FnMut(&Step, &mut dyn FnMut(Place)),
    ) -> &[Place] {
        let depth = usize::from(depth);
        for at in 0..=depth {
            if self.steps[at].known >> sentence & 1 == 0 {
                self.match_step(at, sentence, &mut each_place);
            }
        }
        self.steps[depth].of(sentence)
    }

    fn match_step(
        &mut self,
        at: usize,
        sentence: u32,
        each_place: &mut impl FnMut(&Step, &mut dyn FnMut(Place)),
    ) {
        let (behind, own) = self.steps.split_at_mut(at);
        let Some(own) = own.first_mut() else { return };
        let Some(step) = own.step else { return };
        if own.known == 0 {
            own.matches.clear();
        }
        let from = own.matches.len() as u32;
        match behind.last() {
            None => each_place(&step, &mut |place| own.matches.push(place)),
            Some(behind) => {
                let behind = behind.of(sentence);
                each_place(&step, &mut |Place { start, end }| {
                    let furthest = match step.gap {
                        ANY_GAP => u16::MAX,
                        gap => end.saturating_add(u16::from(gap)),
                    };
                    let later = behind.iter();
                    let later = later.filter(|place| (end..=furthest).contains(&place.start));
                    if let Some(end) = later.map(|place| place.end).min() {
                        own.matches.push(Place { start, end });
                    }
                });
            }
        }
        own.known |= 1 << sentence;
        own.ranges[sentence as usize] = (from, own.matches.len() as u32);
    }
}

impl Known {
    fn of(&self, sentence: u32) -> &[Place] {
        let (from, to) = self.ranges[sentence as usize];
        &self.matches[from as usize..to as usize]
    }
}
