//! What the files of a pack may say, as types: a rule's file ([`RuleInfo`]),
//! the pack's own ([`Manifest`]), word lists ([`Words`]), laws ([`Instrument`]).
//!
//! The doc comments are the reference that authors of rules read, and the
//! JSON Schema that their editors complete from. Knows no reading and no file.

mod check;
mod law;
mod options;
mod pack;
mod query;
mod rule;
mod table;

#[cfg(feature = "bake")]
pub use databake::Bake;

pub use check::{
    Beside, Check, Each, Missing, Owed, Placing, Plugin, Says, Spelling, Unless, Within,
};
pub use law::{Instrument, Kind, Provision};
pub use options::{OptionKind, RuleOption};
pub use pack::{Manifest, Tuning};
pub use query::{AddressQuery, LinkQuery, Polarity, StatementQuery};
pub use rule::{Example, RuleId, RuleInfo, Severity, Words};
pub use table::{Many, Table};

use std::borrow::Cow;

/// A text of a rule.
pub type Text = Cow<'static, str>;
/// A list of names of things said, or of other words.
pub type Names = Cow<'static, [Text]>;
