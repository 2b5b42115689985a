//! Where things stand in sentences: runs of places.

/// A run of words: the first, and the one behind the last; in one number, by
/// which they order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(u32);

impl Place {
    #[inline]
    pub(crate) const fn new(start: u16, end: u16) -> Self {
        Self((start as u32) << 16 | end as u32)
    }

    pub(crate) const fn start(self) -> u16 {
        (self.0 >> 16) as u16
    }

    pub(crate) const fn end(self) -> u16 {
        self.0 as u16
    }

    /// With the sentence, so that they order by sentence, start and end.
    #[inline]
    pub(crate) const fn within(self, sentence: u32) -> u64 {
        (sentence as u64) << 32 | self.0 as u64
    }

    #[inline]
    pub(crate) const fn from_within(within: u64) -> Self {
        Self(within as u32)
    }
}

/// The places of one thing in one sentence are a run; runs count from 1.
#[derive(Debug)]
pub(crate) struct Runs {
    pub(crate) places: Vec<Place>,
    /// Run `n` is `places[ends[n - 1]..ends[n]]`.
    pub(crate) ends: Vec<u32>,
}

impl Default for Runs {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            ends: vec![0],
        }
    }
}

impl Runs {
    /// How many runs there are.
    pub(crate) fn len(&self) -> u32 {
        self.ends.len() as u32 - 1
    }

    /// The places of a run, in order.
    #[inline]
    pub(crate) fn run(&self, run: u32) -> &[Place] {
        let run = run as usize;
        &self.places[self.ends[run - 1] as usize..self.ends[run] as usize]
    }

    /// Makes room for more runs and their places, to be filled in.
    pub(crate) fn grow(&mut self, runs: u32, places: u32) {
        let places = self.places.len() + places as usize;
        self.places.resize(places, Place(0));
        self.ends.resize(self.ends.len() + runs as usize, 0);
    }

    /// Adds a run.
    pub(crate) fn push(&mut self, places: impl Iterator<Item = Place>) {
        self.places.extend(places);
        self.ends.push(self.places.len() as u32);
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.ends.truncate(1);
    }
}

/// The places of the bits that are set, ascending.
#[inline]
pub(crate) fn bits(mut word: u64) -> impl Iterator<Item = u32> + Clone {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros())?;
        word &= word - 1;
        Some(bit)
    })
}
