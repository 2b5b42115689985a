use serde::Deserialize;

/// What a plugin may use up; all of it anew for each rule and policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Work, in units of fuel: about one for an instruction (those of a block
    /// count together when it is entered, whether or not it is left early), one
    /// for 64 bytes that an instruction copies or 16 that the host does. The
    /// same on every machine, unlike a time.
    pub fuel: u64,
    /// Linear memory, in bytes.
    pub memory: u32,
    /// The module itself, in bytes.
    pub module: u32,
    /// Calls within calls.
    pub calls: u32,
    /// Findings and the other places that belong to them, together.
    pub findings: u32,
}

impl Limits {
    /// Bytes of a message, a label or a reason.
    pub const MESSAGE: u32 = 4096;
    /// Entries of a table of functions.
    pub(crate) const TABLE: usize = 100_000;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: 1_000_000_000,
            memory: 64 * 1024 * 1024,
            module: 4 * 1024 * 1024,
            calls: 1000,
            findings: 1000,
        }
    }
}
