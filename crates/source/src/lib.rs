//! The lowest floor: bytes become text, every offset in that text can be told
//! as an offset of the original file and as a line and column, and other text
//! can be written into the file.
//!
//! Knows nothing of Markdown, HTML, policies or rules.

mod decode;
mod line_index;
mod patch;
mod span;

pub use decode::{DecodeError, Encoding, Source};
pub use line_index::{LineIndex, Position};
pub use patch::EncodeError;
pub use span::Span;
