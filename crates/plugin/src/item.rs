/// What a plugin may read of a policy, by the number that it asks with.
///
/// All but the text and the two tables are JSON of the types of [`crate::data`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Item {
    /// The clean text, UTF-8, that all spans count in.
    Text = 0,
    /// [`crate::data::About`]: the policy as a whole.
    About = 1,
    /// An array of [`crate::data::Section`].
    Sections = 2,
    /// An array of [`crate::data::Block`].
    Blocks = 3,
    /// An array of [`crate::data::Sentence`].
    Sentences = 4,
    /// An array of [`crate::data::Clause`].
    Clauses = 5,
    /// An array of [`crate::data::Statement`].
    Statements = 6,
    /// An array of [`crate::data::Entity`].
    Entities = 7,
    /// An array of [`crate::data::Link`].
    Links = 8,
    /// An array of [`crate::data::DataKind`].
    Kinds = 9,
    /// Sentences for those who have no JSON: of each its start and end, two
    /// `u32`, little-endian.
    SentenceTable = 16,
    /// Entities likewise: kind (the place of its name in
    /// [`crate::data::EntityKind::NAMES`], from 1), start, end, value. The value
    /// is a duration's days, an age's years, a date as 20240503 (month or day
    /// 00 where it is not told), else 0.
    EntityTable = 17,
}

impl Item {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::About,
        Self::Sections,
        Self::Blocks,
        Self::Sentences,
        Self::Clauses,
        Self::Statements,
        Self::Entities,
        Self::Links,
        Self::Kinds,
        Self::SentenceTable,
        Self::EntityTable,
    ];

    /// The item of a number.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|item| *item as u32 == number)
    }
}
