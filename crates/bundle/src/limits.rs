/// How much a pack may hold, so that an archive from a stranger cannot fill
/// the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files, or things of any kind in an archive.
    pub files: usize,
    /// Bytes of one file, unpacked.
    pub file: u64,
    /// Bytes of all files, unpacked; also of an archive as it stands.
    pub all: u64,
    /// Folders within folders.
    pub depth: usize,
}

impl Limits {
    /// Far more than rules need: the built-in packs are a hundred files of a
    /// few kilobytes each; WebAssembly modules have a few megabytes at most.
    pub const STANDARD: Self = Self {
        files: 10_000,
        file: 16 << 20,
        all: 64 << 20,
        depth: 16,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}
