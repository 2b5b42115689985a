//! Every target on inputs that are changed at random, for as long as
//! `FUZZ_SECONDS` says in all: no search, which `fuzz/run` is, but a look
//! whether anything fails at once. The same inputs in the same order each time.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use clauselint_fuzz::{TARGETS, Target, seeds};

/// Where nobody says how long.
const SECONDS: u32 = 10;

#[test]
fn nothing_fails_at_once() {
    let seconds = std::env::var("FUZZ_SECONDS").ok();
    let seconds = seconds.map_or(SECONDS, |seconds| seconds.parse().unwrap());
    let each = Duration::from_secs(u64::from(seconds)) / TARGETS.len() as u32;
    let failed: Vec<_> = TARGETS
        .iter()
        .filter_map(|target| tried(target, each))
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// The file of the input that it fails on.
fn tried(target: &Target, time: Duration) -> Option<String> {
    let seeds = seeds(target.name);
    let mut dice = Dice(7);
    let start = Instant::now();
    while start.elapsed() < time {
        let input = dice.changed(&seeds);
        if catch_unwind(|| (target.run)(&input)).is_err() {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(target.name);
            fs::write(&path, input).unwrap();
            return Some(path.display().to_string());
        }
    }
    None
}

/// Numbers at random, by G. Marsaglia, "Xorshift RNGs", 2003.
struct Dice(u32);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % most.max(1)
    }

    /// A seed with some bytes left out, doubled, changed or of another.
    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..self.below(8) {
            let at = self.below(input.len());
            let end = (at + 1 + self.below(40)).min(input.len());
            let part = input.get(at..end).unwrap_or_default().to_vec();
            let other = &seeds[self.below(seeds.len())];
            let from = self.below(other.len());
            let to = (from + self.below(60)).min(other.len());
            match self.below(4) {
                0 => drop(input.drain(at..end)),
                1 => drop(input.splice(at..at, part)),
                2 => drop(input.splice(at..end, other[from..to].iter().copied())),
                _ => input[at..end]
                    .iter_mut()
                    .for_each(|byte| *byte = self.below(256) as u8),
            }
        }
        input
    }
}
