use super::{Act, DataKind};

/// The part that a concept plays in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// None.
    None,
    /// A verb, in any form.
    Act(Act),
    /// The noun of a verb: "collection of".
    Nominal(Act),
    /// A kind of data.
    Data(DataKind),
    /// Somebody.
    Party(Party),
    /// A small word.
    Mark(Mark),
    /// Tells of a verb that it has the "-ing" form.
    Gerund,
    /// Tells of a verb that it has the form of past tense or participle.
    Participle,
    /// A period or an event.
    Time,
}

/// Who acts or gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// Whose policy it is: "we", "the company", its own name.
    FirstParty,
    /// The same as an object: "us".
    FirstPartyObject,
    /// The person whose data it is.
    User,
    /// A child, or its parents.
    Children,
    /// Other users, anyone.
    Public,
    /// Courts, police, regulators.
    Authority,
    /// A third party that is named.
    Named,
    /// A third party of a kind: "advertisers".
    OfKind,
    /// A third party that nothing places: "our partners".
    Unplaced,
    /// "They", "it".
    Pronoun,
}

impl Party {
    /// Its name, which JSON output uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstParty | Self::FirstPartyObject => "first-party",
            Self::User => "user",
            Self::Children => "children",
            Self::Public => "public",
            Self::Authority => "authority",
            Self::Named => "named",
            Self::OfKind => "of-kind",
            Self::Unplaced => "unplaced",
            Self::Pronoun => "pronoun",
        }
    }

    /// Whether it is somebody other than the controller and the person.
    #[must_use]
    pub const fn is_third(self) -> bool {
        matches!(
            self,
            Self::Public | Self::Authority | Self::Named | Self::OfKind | Self::Unplaced
        )
    }

    /// Whether it can stand before a verb.
    pub(crate) const fn is_subject(self) -> bool {
        !matches!(self, Self::FirstPartyObject)
    }
}

/// The small words, by the part that they play
/// (`rules/language/en/statements/grammar.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    Adverb,
    And,
    Be,
    But,
    By,
    Colon,
    Comma,
    Determiner,
    Do,
    DoNot,
    /// "Except": what it names is left out of a denial.
    Excluding,
    Exception,
    For,
    From,
    Have,
    /// Ends the name of a kind of business: "agencies".
    Head,
    If,
    /// "To" before a verb that no list knows.
    Infinitive,
    May,
    Mind,
    Must,
    No,
    Nor,
    Not,
    NotBe,
    NotQuite,
    Only,
    Or,
    Purpose,
    Question,
    Relative,
    Stop,
    Such,
    To,
    Will,
    With,
    /// Looks like data and is none.
    Word,
}
