use clauselint_source::{Source, Span};

/// A span as most formats count it: lines and UTF-16 columns from 1, the end
/// exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) start: Spot,
    pub(crate) end: Spot,
}

/// A line and a column from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Region {
    /// In UTF-16 units, as editors and most formats count.
    pub(crate) fn new(source: &Source, span: Span) -> Self {
        let spot = |offset| {
            let position = source.position(offset);
            Spot {
                line: position.line + 1,
                column: position.character + 1,
            }
        };
        Self {
            start: spot(span.start),
            end: spot(span.end),
        }
    }

    /// In bytes of UTF-8, as reviewdog counts.
    pub(crate) fn in_bytes(source: &Source, span: Span) -> Self {
        let spot = |offset| {
            let line = source.position(offset).line;
            Spot {
                line: line + 1,
                column: offset - source.line_start(offset) + 1,
            }
        };
        Self {
            start: spot(span.start),
            end: spot(span.end),
        }
    }
}
