use clauselint_plugin::INTERFACE;
use clauselint_source::Span;
use thiserror::Error;

use crate::Limits;

/// Why a plugin could not be loaded, or a rule of it not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("plugin `{module}` {fault}")]
pub struct PluginError {
    /// The module, as the rule's file names it.
    pub module: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a plugin; each reads on from "plugin `name.wasm`".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The file could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// More bytes than [`Limits::module`].
    #[error("is larger than {limit} bytes; build it for size, or raise the limit `module`")]
    TooLarge {
        /// The limit.
        limit: u32,
    },
    /// No WebAssembly at all.
    #[error("is no WebAssembly module: it does not begin with \"\\0asm\"")]
    NotWasm,
    /// A module that is cut short or breaks the standard.
    #[error("is not valid WebAssembly: {reason}; if it was cut short, build or fetch it again")]
    Invalid {
        /// What the validator says.
        reason: String,
    },
    /// What the standard allows and no compiler makes.
    #[error(
        "has {what}, and {limit} are allowed; no compiler makes such a module, so ask its author"
    )]
    Bloated {
        /// What there is too much of.
        what: &'static str,
        /// How many there may be.
        limit: u32,
    },
    /// Nothing is imported from clauselint.
    #[error("speaks no version of the plugin interface: it imports nothing from `{INTERFACE}`")]
    NoInterface,
    /// Another version of the interface.
    #[error(
        "speaks `{found}`, and this clauselint speaks `{INTERFACE}`; build the plugin for that, or use the clauselint that it was built for"
    )]
    OtherInterface {
        /// The module that it imports from.
        found: String,
    },
    /// Something that no plugin gets.
    #[error(
        "asks for `{import}`, which plugins are not given: they have no files, no clock, no network and no environment"
    )]
    UnknownImport {
        /// Module and name.
        import: String,
    },
    /// Something that the interface may have in a later clauselint.
    #[error(
        "asks for `{import}` with the type {found}, which this clauselint does not have; a later one may"
    )]
    OtherImport {
        /// Module and name.
        import: String,
        /// The type that is asked for.
        found: String,
    },
    /// No memory to read and write.
    #[error("exports no memory named `memory`")]
    NoMemory,
    /// More memory than [`Limits::memory`], before it does anything.
    #[error(
        "wants {bytes} bytes of memory to begin with, and {limit} are allowed; raise the limit `memory` if it needs them"
    )]
    MemoryDeclared {
        /// What it declares.
        bytes: u64,
        /// The limit.
        limit: u32,
    },
    /// No function of the rule's id.
    #[error("exports no function `{rule}`; export one under the rule's id")]
    NoRule {
        /// The rule.
        rule: String,
    },
    /// Something of the rule's id that cannot be run.
    #[error("exports `{rule}` as {found}; it must be a function without parameters and results")]
    OtherRule {
        /// The rule.
        rule: String,
        /// What it is.
        found: String,
    },
    /// More work than [`Limits::fuel`].
    #[error(
        "did not come to an end within {limit} units of work; if it is not caught in a loop, raise the limit `fuel`"
    )]
    OutOfFuel {
        /// The limit.
        limit: u64,
    },
    /// More memory than [`Limits::memory`].
    #[error(
        "wanted more memory than it may have, {limit} bytes; if it needs more, raise the limit `memory`"
    )]
    OutOfMemory {
        /// The limit.
        limit: u32,
    },
    /// More or larger tables of functions than any compiler makes.
    #[error("wants more tables than a plugin gets; this is a fault of the plugin, tell its author")]
    LargeTable,
    /// More calls within calls than [`Limits::calls`].
    #[error(
        "called itself too deeply, more than {limit} calls or too much on the stack; if it must, raise the limit `calls`"
    )]
    StackOverflow {
        /// The limit.
        limit: u32,
    },
    /// It broke down.
    #[error("broke down: {reason}; this is a fault of the plugin, tell its author")]
    Trapped {
        /// What the interpreter says.
        reason: String,
    },
    /// It gave up with words of its own, such as those of a panic.
    #[error("gave up: {reason}; this is a fault of the plugin, tell its author")]
    GaveUp {
        /// Its words.
        reason: String,
    },
    /// A finding outside the text, with its end before its start, or within a
    /// character.
    #[error("reported bytes {} to {} of a text of {len}, {}; this is a fault of the plugin, tell its author", span.start, span.end, why(*span, *len))]
    BadSpan {
        /// The span.
        span: Span,
        /// Bytes of the text.
        len: u32,
    },
    /// A pointer out of its memory.
    #[error(
        "pointed at bytes {at} to {end} of a memory of {size}; this is a fault of the plugin, tell its author"
    )]
    BadPointer {
        /// The first byte.
        at: u32,
        /// The one after the last.
        end: u64,
        /// Bytes of the memory.
        size: u64,
    },
    /// Words that are no UTF-8.
    #[error("reported words that are not UTF-8; this is a fault of the plugin, tell its author")]
    NotUtf8,
    /// A finding that says nothing.
    #[error("reported a finding without a message; this is a fault of the plugin, tell its author")]
    NoMessage,
    /// More words than a finding may have.
    #[error(
        "reported a message of {len} bytes, and {} are allowed; this is a fault of the plugin, tell its author",
        Limits::MESSAGE
    )]
    LongMessage {
        /// Bytes of the message.
        len: u32,
    },
    /// A label or another place before any finding.
    #[error(
        "added to a finding before it reported one; this is a fault of the plugin, tell its author"
    )]
    NoFinding,
    /// More findings than [`Limits::findings`].
    #[error(
        "reported more than {limit} findings and places; if they are real, raise the limit `findings`"
    )]
    TooManyFindings {
        /// The limit.
        limit: u32,
    },
}

fn why(span: Span, len: u32) -> &'static str {
    if span.start > span.end {
        "the end before the start"
    } else if span.end > len {
        "which is beyond its end"
    } else {
        "within a character"
    }
}
