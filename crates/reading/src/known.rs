/// What the author of a policy knows better than its text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownFacts {
    /// Names of the controller and of its products: whoever bears one of them
    /// is the first party. The first is the usual one.
    pub names: Vec<String>,
    /// Whether personal data is collected; none where the text tells.
    pub collects: Option<bool>,
    /// Whether the service is for children; none where the text tells.
    pub children: Option<Children>,
}

/// Whether a service is for children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Children {
    /// It is made for them.
    Directed,
    /// They are among those it is made for.
    Mixed,
    /// It is not made for them.
    NotDirected,
}

impl Children {
    pub(crate) const fn are_served(self) -> bool {
        matches!(self, Self::Directed | Self::Mixed)
    }
}
