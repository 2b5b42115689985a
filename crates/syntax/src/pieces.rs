use clauselint_source::Span;

/// The way back from clean text to the source's text.
///
/// Each piece holds until the next begins. In a verbatim piece the two texts
/// run side by side; in a replaced one every byte stands for the whole piece.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pieces(Vec<Piece>);

#[derive(Debug, Clone, Copy)]
struct Piece {
    clean: u32,
    source: u32,
    /// Length in the source of a replaced piece; none for verbatim text.
    replaced: Option<u32>,
}

impl Pieces {
    /// Clean text from `clean` on is the source's from `source` on.
    pub(crate) fn verbatim(&mut self, clean: u32, source: u32) {
        let goes_on = self.0.last().is_some_and(|last| {
            last.replaced.is_none() && source.checked_sub(last.source) == Some(clean - last.clean)
        });
        if !goes_on {
            self.push(clean, source, None);
        }
    }

    /// Clean text from `clean` on stands for `source` as a whole.
    pub(crate) fn replaced(&mut self, clean: u32, source: Span) {
        self.push(clean, source.start, Some(source.len()));
    }

    /// Forgets what lies at or behind `clean`.
    pub(crate) fn truncate(&mut self, clean: u32) {
        let keep = self.0.partition_point(|piece| piece.clean < clean);
        self.0.truncate(keep);
    }

    /// The source range of a clean span; an empty span stays empty.
    pub(crate) fn locate(&self, span: Span) -> Span {
        let start = self.start(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.end(span.end).max(start))
    }

    fn push(&mut self, clean: u32, source: u32, replaced: Option<u32>) {
        self.0.push(Piece {
            clean,
            source,
            replaced,
        });
    }

    fn start(&self, offset: u32) -> u32 {
        match self.0.partition_point(|piece| piece.clean <= offset) {
            0 => 0,
            n => match self.0[n - 1] {
                Piece {
                    source,
                    replaced: Some(_),
                    ..
                } => source,
                Piece { clean, source, .. } => source + (offset - clean),
            },
        }
    }

    fn end(&self, offset: u32) -> u32 {
        match self.0.partition_point(|piece| piece.clean < offset) {
            0 => 0,
            n => match self.0[n - 1] {
                Piece {
                    source,
                    replaced: Some(len),
                    ..
                } => source + len,
                Piece { clean, source, .. } => source + (offset - clean),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_through_replaced_text() {
        // source: `a &amp; b`, clean: `a & b`
        let mut pieces = Pieces::default();
        pieces.verbatim(0, 0);
        pieces.replaced(2, Span::new(2, 7));
        pieces.verbatim(3, 7);
        assert_eq!(pieces.locate(Span::new(0, 5)), Span::new(0, 9));
        assert_eq!(pieces.locate(Span::new(2, 3)), Span::new(2, 7));
        assert_eq!(pieces.locate(Span::new(4, 5)), Span::new(8, 9));
        assert_eq!(pieces.locate(Span::new(0, 2)), Span::new(0, 2));
    }
}
