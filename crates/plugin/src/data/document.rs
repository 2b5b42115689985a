use std::ops::Range;

use serde::{Deserialize, Serialize, Serializer};

use super::{Span, Text, is_default};

/// A run of indexes into another array, the end exclusive.
///
/// In JSON an array of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub struct Indexes {
    /// The first.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
}

impl Indexes {
    /// The indexes as a range that slices.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Serialize for Indexes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// 0 for what precedes any heading, else 1 for a title and up.
    pub level: u8,
    /// The number before the heading's words ("4.2", "IV"), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Text>,
    /// The words of its heading, the number left out; empty in the first section.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub heading: Text,
    /// Where those stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading_span: Option<Span>,
    /// The section that holds this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// From the heading to the end of the last block.
    pub span: Span,
    /// Its blocks, the heading's and those of subsections among them.
    pub blocks: Indexes,
    /// The topics that its heading names, or else an outer one's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Text>,
}

/// A run of text that belongs together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The innermost section that it stands in; a heading's is its own.
    pub section: u32,
    /// Its text.
    pub span: Span,
    /// Its sentences; none in code and noise.
    pub sentences: Indexes,
    /// The block that it is to be read with: a list's introduction, an outer
    /// item, a table's header row, a described term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<u32>,
    /// Nesting of lists, from 1 for an outermost item; 0 elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depth: u8,
    /// Whether it is quoted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quoted: bool,
    /// Of a table's row: its cells, without surrounding space; empty ones too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Span>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading, real or by its looks (a bold line, a numbered title).
    Heading,
    /// Running text.
    Paragraph,
    /// A list item or the description of a term.
    Item,
    /// The header row of a table.
    HeaderRow,
    /// A row of a table.
    Row,
    /// A term that descriptions follow.
    Term,
    /// One `key: value` line of front matter.
    Meta,
    /// Code, which holds no sentences.
    Code,
    /// A menu, a crawler's banner: kept for its place, holds no sentences.
    Noise,
    /// Something that this version of the crate does not know.
    #[serde(other)]
    Other,
}

/// A sentence, or what stands for one: a heading, a short item, a table row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its text, without surrounding space.
    pub span: Span,
    /// The block that it stands in.
    pub block: u32,
    /// The sentence that leads it: a list's introduction, a table's header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<u32>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Text>,
}

/// Something that the grammar recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its words.
    pub span: Span,
    /// Of a date: ISO 8601, as far as it is told ("2024-05-03", "2024-05").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Text>,
    /// Of a duration: its rough length; months count 30 days, years 365.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Of a duration: how the length binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// Of an age: years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u16>,
}

/// The kinds of things that a policy is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// "3 May 2024", "May 2024".
    Date,
    /// "30 days", "a period of up to 2 years".
    Duration,
    /// An end by event: "until you delete your account".
    Event,
    /// An age of a person: "under 13".
    Age,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address.
    PostalAddress,
    /// A web address written out.
    Url,
    /// A reference to a law: "Art. 6(1)(f) GDPR".
    Citation,
    /// A reference within the policy: "Section 12".
    CrossReference,
    /// A term being defined: the quoted words in `("we," "our," or "us")`.
    DefinedTerm,
    /// Words left to be filled in: "[Company Name]".
    Placeholder,
    /// Something that this version of the crate does not know.
    #[serde(other)]
    Other,
}

impl EntityKind {
    /// Their names, in the order of the numbers of
    /// [`Item::EntityTable`](crate::Item::EntityTable), which counts from 1.
    pub const NAMES: [&'static str; 12] = [
        "date",
        "duration",
        "event",
        "age",
        "email",
        "phone",
        "postal-address",
        "url",
        "citation",
        "cross-reference",
        "defined-term",
        "placeholder",
    ];
}

/// How an amount of time binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// "30 days".
    Exact,
    /// "up to 30 days", "less than 30 days".
    AtMost,
    /// "at least 30 days", "more than 30 days".
    AtLeast,
    /// Something that this version of the crate does not know.
    #[serde(other)]
    Other,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The linked words; empty where the link holds no text.
    pub span: Span,
    /// Where it leads, as written; `javascript:scripted` where a script decides.
    pub target: Text,
}
