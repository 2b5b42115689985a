use clauselint_source::Span;
use clauselint_syntax::{BlockId, SectionId};

/// What mends a finding, told of the document; how the file has to change for
/// it is worked out where the file's text is known, and becomes a [`Fix`].
///
/// [`Fix`]: crate::Fix
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it does, in a few words.
    pub title: String,
    /// Whether it changes no meaning, so that it may be made unseen.
    pub safe: bool,
    /// What changes, all of it or nothing; where all are links, each by itself.
    pub changes: Vec<Change>,
}

/// One thing that changes; spans count bytes of the document's clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Other words stand in place of these.
    Words {
        /// The words as they are.
        span: Span,
        /// The words as they ought to be.
        text: String,
    },
    /// A link leads elsewhere.
    Target {
        /// The link's words.
        span: Span,
        /// Where it leads.
        from: String,
        /// Where it ought to lead.
        to: String,
    },
    /// A paragraph goes.
    Remove(BlockId),
    /// What a machine left in the text goes, by its place in
    /// [`Document::strays`](clauselint_syntax::Document::strays).
    Stray(usize),
    /// A clause comes in.
    Clause(Clause),
}

/// A clause that a policy lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What a section that holds nothing else is called.
    pub heading: String,
    /// Its sentences.
    pub text: String,
    /// Where it belongs.
    pub setting: Setting,
    /// The sections, in order, that close a policy where they stand last: a
    /// section of its own comes before them.
    pub closing: Vec<SectionId>,
}

/// Where a clause belongs in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// To what a section says already.
    Within(SectionId),
    /// Below the title, as a line of its own.
    Top,
    /// In a section of its own.
    Own,
}

/// Whether the findings of a rule come with a [`Mend`], as far as that can be
/// told without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixing {
    /// With one that changes no meaning.
    Safe,
    /// With one that somebody has to read.
    Unsafe,
    /// With none.
    None,
    /// That depends on code of others.
    Unknown,
}
