use clauselint_syntax::Date;

/// What a rule may know besides the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// The day on which the policy is read; rules that need one are silent
    /// where there is none.
    pub today: Option<Date>,
}
