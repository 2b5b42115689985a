use crate::Span;

/// What a rule has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub span: Span,
    /// What is wrong, naming the words of this text.
    pub message: String,
    /// What to write at the spot, in a few words; may be empty.
    pub label: String,
    /// Other places that belong to it, each with what it is.
    pub related: Vec<(Span, String)>,
}

impl Finding {
    /// A finding without label and other places.
    #[must_use]
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
        }
    }

    /// The same with a label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }
}
