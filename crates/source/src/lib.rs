//! The lowest floor: bytes become text, and every offset in that text can be
//! told as an offset of the original file and as a line and column.
//!
//! Knows nothing of Markdown, HTML, policies or rules.

mod decode;
mod line_index;
mod span;

pub use decode::{DecodeError, Encoding, Source};
pub use line_index::{LineIndex, Position};
pub use span::Span;
