use clauselint_source::Span;

/// How a policy stands to something that it is asked to say; spans count
/// bytes of the document's clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coverage {
    /// It need not say it.
    NotOwed,
    /// It does not say it; where a reader would look.
    Missing(Span),
    /// It says it, in these places, the chief one first; none where what
    /// surrounds the policy says it.
    Met(Vec<Span>),
}
