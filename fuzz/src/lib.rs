//! What holds of clauselint whatever it is given.
//!
//! A *target* takes bytes, makes of them what some part of clauselint reads, and
//! panics where what has to hold does not. libFuzzer looks for such bytes
//! (`fuzz/run`), `cargo test` replays those that were found (`regressions/`).
//!
//! No target writes anywhere but below the folder for temporary files.

mod baseline;
mod cache;
mod check;
mod config;
mod diff;
mod document;
mod fix;
mod input;
mod layout;
mod lsp;
mod outputs;
mod pack;
mod pool;
mod query;
mod reading;
mod seeds;
mod source;
mod suppress;
mod threads;
mod wasm;
mod words;

pub use seeds::seeds;

/// Something that is fuzzed.
pub struct Target {
    /// Its name, which is that of its folder of inputs, too.
    pub name: &'static str,
    /// What it takes.
    pub about: &'static str,
    /// Tries an input.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "source",
        about: "the bytes of a file",
        run: source::run,
    },
    Target {
        name: "markdown",
        about: "a Markdown file",
        run: document::markdown,
    },
    Target {
        name: "html",
        about: "a page",
        run: document::html,
    },
    Target {
        name: "text",
        about: "a text file",
        run: document::text,
    },
    Target {
        name: "reading",
        about: "a byte for the format, a policy",
        run: reading::run,
    },
    Target {
        name: "grammar",
        about: "choices among words that the word lists know",
        run: reading::grammar,
    },
    Target {
        name: "check",
        about: "a byte for the format, a policy",
        run: check::run,
    },
    Target {
        name: "words",
        about: "choices among words that the word lists know",
        run: check::words,
    },
    Target {
        name: "outputs",
        about: "choices among words",
        run: outputs::run,
    },
    Target {
        name: "threads",
        about: "choices among words",
        run: threads::run,
    },
    Target {
        name: "layout",
        about: "a byte for the format, a policy",
        run: layout::run,
    },
    Target {
        name: "formatting",
        about: "choices among words",
        run: layout::words,
    },
    Target {
        name: "fix",
        about: "a byte for the format, a policy",
        run: fix::run,
    },
    Target {
        name: "mend",
        about: "choices among words",
        run: fix::words,
    },
    Target {
        name: "suppress",
        about: "a byte for the format, a policy with comments",
        run: suppress::run,
    },
    Target {
        name: "silence",
        about: "choices among words",
        run: suppress::words,
    },
    Target {
        name: "diff",
        about: "a byte for the formats, two policies with a NUL between them",
        run: diff::run,
    },
    Target {
        name: "versions",
        about: "choices among words, and among changes of what they make",
        run: diff::versions,
    },
    Target {
        name: "config",
        about: "a configuration file",
        run: config::run,
    },
    Target {
        name: "rule",
        about: "the file of a rule",
        run: pack::rule,
    },
    Target {
        name: "manifest",
        about: "the `pack.toml` of a pack",
        run: pack::manifest,
    },
    Target {
        name: "query",
        about: "choices among what a rule can ask for",
        run: query::run,
    },
    Target {
        name: "archive",
        about: "a `.zip`",
        run: pack::archive,
    },
    Target {
        name: "lock",
        about: "a lock file",
        run: pack::lock,
    },
    Target {
        name: "baseline",
        about: "a baseline",
        run: baseline::run,
    },
    Target {
        name: "cache",
        about: "an entry of the cache, and where the table says that it is",
        run: cache::run,
    },
    Target {
        name: "frames",
        about: "what a client sends to the language server",
        run: lsp::frames,
    },
    Target {
        name: "edits",
        about: "edits that somebody makes in an open policy",
        run: lsp::edits,
    },
    Target {
        name: "module",
        about: "a WebAssembly module",
        run: wasm::module,
    },
    Target {
        name: "plugin",
        about: "choices of what a valid module does",
        run: wasm::plugin,
    },
];

/// The target of a name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
