//! The compiled word lists.

use std::borrow::Cow;

use crate::statement::{Act, DataKind, Mark, Party, Role};
use clauselint_lexicon::{ConceptId, Lexicon, Node, PatternEntry, Step, WordId};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
