//! Words and patterns as data.
//!
//! A *concept* is a named set of phrases ("third-party", "retain") or of
//! patterns over other concepts ("`@we ..4 @retain ..6 @data`"): a cascade of
//! finite-state levels, after S. Abney, "Partial Parsing via Finite-State
//! Cascades" (1996). All phrases of all concepts share one trie over words, so
//! a text is looked up once however many there are; a pattern is tried only
//! where a concept that it cannot do without was found.
//!
//! Concepts are written in TOML ([`Source`]), compiled by [`Compiler`], and
//! carried either as owned tables or as statics that a build script wrote
//! ([`Lexicon::to_rust`]). Knows nothing of documents, topics or rules.

mod codegen;
mod compile;
mod inflect;
mod layout;
mod lexicon;
mod path;
mod pattern;
mod places;
mod postings;
mod rows;
mod runs;
mod scan;
mod tables;
mod window;

pub use compile::{CompileError, Compiler, Problem, Source};
pub use inflect::Inflection;
pub use lexicon::{ConceptId, EIGHT, Edge, Lexicon, Made, Node, Step, WordHash, WordId, eight};
pub use pattern::{MOST, samples};
pub use postings::Postings;
pub use rows::Rows;
pub use scan::{Hit, Scan};
