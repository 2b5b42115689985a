//! What changed from one version of a policy to the next.

mod json;
mod markdown;
mod text;

use clauselint_compare::{Change, Comparison, Effect};
use clauselint_source::{Source, Span};
use clauselint_syntax::Document;

use crate::region::{Region, Spot};

pub use json::ComparisonJson;
pub use markdown::ComparisonMarkdown;
pub use text::{comparison_summary, comparison_text};

/// A policy with what became of it.
#[derive(Debug)]
pub struct Compared<'a> {
    /// Its path, with forward slashes.
    pub path: &'a str,
    /// The version of before; none where there is no such file.
    pub old: Option<Version<'a>>,
    /// The version of now; none where the file is gone.
    pub new: Option<Version<'a>>,
    /// What changed; empty unless there are both.
    pub comparison: &'a Comparison,
}

/// One version of a policy.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// What to call it: a path, with the revision before it where it has one.
    pub name: &'a str,
    /// Its text.
    pub source: &'a Source,
    /// The same, parsed.
    pub document: &'a Document,
}

/// How many policies and changes there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Policies that were compared, the added and removed ones among them.
    pub policies: usize,
    /// Changes that weaken; a policy that is gone is one.
    pub weakens: usize,
    /// Changes that strengthen.
    pub strengthens: usize,
    /// The others.
    pub neutral: usize,
    /// Whether some policy could not be read, so that nothing is known of it.
    pub unread: bool,
}

impl Tally {
    /// Counts a policy.
    pub fn add(&mut self, compared: &Compared<'_>) {
        self.policies += 1;
        self.weakens += compared.comparison.count(Effect::Weakens);
        self.weakens += usize::from(compared.new.is_none());
        self.strengthens += compared.comparison.count(Effect::Strengthens);
        self.neutral += compared.comparison.count(Effect::Neutral);
    }
}

impl Compared<'_> {
    /// What became of the file, in JSON too.
    const fn status(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ if self.comparison.changes.is_empty() => "unchanged",
            _ => "changed",
        }
    }
}

/// Groups in the order in which they are shown.
const GROUPS: [(Effect, &str); 3] = [
    (Effect::Weakens, "Weaker for the reader"),
    (Effect::Strengthens, "Stronger for the reader"),
    (Effect::Neutral, "Neither"),
];

fn of(comparison: &Comparison, effect: Effect) -> impl Iterator<Item = &Change> {
    let changes = comparison.changes.iter();
    changes.filter(move |change| change.effect == effect)
}

/// "2 weaken, 1 strengthens; 3 sentences reworded".
fn counts(comparison: &Comparison) -> String {
    let told = |effect: Effect, one: &str, more: &str| {
        let count = comparison.count(effect);
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { more }))
    };
    let effects = [
        told(Effect::Weakens, "weakens", "weaken"),
        told(Effect::Strengthens, "strengthens", "strengthen"),
        told(Effect::Neutral, "neutral", "neutral"),
    ];
    let effects: Vec<String> = effects.into_iter().flatten().collect();
    let sentences = |count: usize, what: &str| {
        let noun = if count == 1 { "sentence" } else { "sentences" };
        (count > 0).then(|| format!("{count} {noun} {what}"))
    };
    let sentences = [
        sentences(comparison.reworded.len(), "reworded"),
        sentences(comparison.added, "added"),
        sentences(comparison.removed, "removed"),
    ];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    let effects = if effects.is_empty() {
        "no change in substance".to_owned()
    } else {
        effects.join(", ")
    };
    if sentences.is_empty() {
        return effects;
    }
    format!("{effects}; {}", sentences.join(", "))
}

/// A spot with the words around it: those before, those meant, those behind.
struct Excerpt {
    spot: Spot,
    before: String,
    meant: String,
    after: String,
}

impl Excerpt {
    /// The sentence around a span, cut to about `room` characters.
    fn new(version: &Version<'_>, span: Span, room: usize) -> Self {
        let document = version.document;
        let sentences = &document.sentences;
        let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let sentence = sentences.get(at).map_or(span, |sentence| sentence.span);
        let sentence = if sentence.contains(span) {
            sentence
        } else {
            span
        };
        let meant = first(document.str(span), room);
        let side = room.saturating_sub(meant.chars().count()) / 2;
        let before = document.str(Span::new(sentence.start, span.start));
        let after = match meant.ends_with('…') {
            true => "",
            false => document.str(Span::new(span.end, sentence.end)),
        };
        Self {
            spot: Region::new(version.source, document.locate(span)).start,
            before: last(before, side),
            meant,
            after: first(after, side),
        }
    }
}

/// The first characters, up to a word's end.
fn first(text: &str, room: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(room) else {
        return text.replace('\n', " ");
    };
    let cut = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", text[..cut].replace('\n', " "))
}

/// The last characters, from a word's start.
fn last(text: &str, room: usize) -> String {
    let count = text.chars().count();
    if count <= room {
        return text.replace('\n', " ");
    }
    let from = text.char_indices().nth(count - room);
    let from = from.map_or(text.len(), |(at, _)| at);
    let from = text[from..]
        .find(' ')
        .map_or(text.len(), |at| from + at + 1);
    format!("…{}", text[from..].replace('\n', " "))
}
