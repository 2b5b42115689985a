//! A change, and the names of its kinds.

use std::fmt;

use clauselint_source::Span;

/// Something that the new version says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: Kind,
    /// What it means for the people whose data it is.
    pub effect: Effect,
    /// What it is, in words.
    pub message: String,
    /// Where the old version says it.
    pub old: Option<Span>,
    /// Where the new version says it.
    pub new: Option<Span>,
}

/// What a change means for the people whose data it is. No judgement of the
/// law: it tells which way the words went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// They are told less, promised less, or more is done with their data.
    Weakens,
    /// It goes neither way by itself.
    Neutral,
    /// They are told more, promised more, or less is done with their data.
    Strengthens,
}

impl Effect {
    /// Its name, which JSON output uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weakens => "weakens",
            Self::Neutral => "neutral",
            Self::Strengthens => "strengthens",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $effect:ident;)*) => {
        /// Kinds of changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Its name, in kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// What changes of the kind mean unless something says otherwise.
            #[must_use]
            pub const fn effect(self) -> Effect {
                match self { $(Self::$kind => Effect::$effect,)* }
            }
        }
    };
}

kinds! {
    /// A right is not told of any more.
    RightGone = "right-gone", Weakens;
    /// A right is told of that was not.
    RightAdded = "right-added", Strengthens;
    /// A right is given to people of some region only.
    RightNarrowed = "right-narrowed", Weakens;
    /// A topic other than a right is not spoken of any more.
    ClauseGone = "clause-gone", Weakens;
    /// A topic other than a right is spoken of that was not.
    ClauseAdded = "clause-added", Strengthens;
    /// A denial is gone.
    DenialGone = "denial-gone", Weakens;
    /// What was denied is affirmed.
    DenialReversed = "denial-reversed", Weakens;
    /// A denial has an exception or a hedge that it had not.
    DenialSoftened = "denial-softened", Weakens;
    /// A denial lost an exception or a hedge.
    DenialHardened = "denial-hardened", Strengthens;
    /// Something is denied that was not.
    DenialAdded = "denial-added", Strengthens;
    /// What was said or promised outright is but possible.
    PromiseWeakened = "promise-weakened", Weakens;
    /// What was but possible is promised.
    PromiseStrengthened = "promise-strengthened", Strengthens;
    /// What waited for consent goes on until somebody opts out.
    ConsentToOptOut = "consent-to-opt-out", Weakens;
    /// Consent is not asked for any more.
    ConsentGone = "consent-gone", Weakens;
    /// Consent is asked for where it was not.
    ConsentAdded = "consent-added", Strengthens;
    /// Data goes to a company, or a kind of them, that it did not go to.
    RecipientAdded = "recipient-added", Weakens;
    /// A company, or a kind of them, is no recipient any more.
    RecipientGone = "recipient-gone", Neutral;
    /// Recipients that were named or placed are not any more.
    RecipientVaguer = "recipient-vaguer", Weakens;
    /// Data is sold that was not.
    SaleAdded = "sale-added", Weakens;
    /// A kind of data is collected that was not.
    DataAdded = "data-added", Weakens;
    /// A kind of data is not collected any more.
    DataGone = "data-gone", Strengthens;
    /// Data is used for something that it was not used for.
    PurposeAdded = "purpose-added", Weakens;
    /// Data is not used for something any more.
    PurposeGone = "purpose-gone", Strengthens;
    /// Data is kept longer.
    RetentionLengthened = "retention-lengthened", Weakens;
    /// Data is kept for less time.
    RetentionShortened = "retention-shortened", Strengthens;
    /// A definite period became none.
    RetentionIndefinite = "retention-indefinite", Weakens;
    /// A definite period is told where none was.
    RetentionDefinite = "retention-definite", Strengthens;
    /// Requests are answered later.
    ResponseLengthened = "response-lengthened", Weakens;
    /// Requests are answered sooner.
    ResponseShortened = "response-shortened", Strengthens;
    /// Changes of the policy are announced later.
    NoticeShortened = "notice-shortened", Weakens;
    /// Changes of the policy are announced earlier.
    NoticeLengthened = "notice-lengthened", Strengthens;
    /// Breaches are told of later.
    BreachNoticeLengthened = "breach-notice-lengthened", Weakens;
    /// Breaches are told of sooner.
    BreachNoticeShortened = "breach-notice-shortened", Strengthens;
    /// Another length of time is another.
    PeriodChanged = "period-changed", Neutral;
    /// Younger people may use the service, or count as no children.
    AgeLowered = "age-lowered", Weakens;
    /// The age below which somebody counts as a child was raised.
    AgeRaised = "age-raised", Strengthens;
    /// Data goes to a country that was not told of.
    CountryAdded = "country-added", Weakens;
    /// A country is not told of any more.
    CountryGone = "country-gone", Neutral;
    /// The controller is reached elsewhere.
    ContactChanged = "contact-changed", Neutral;
    /// The controller goes by another name.
    ControllerChanged = "controller-changed", Neutral;
    /// The date was moved on.
    DateMoved = "date-moved", Neutral;
    /// The date was moved back.
    DateMovedBack = "date-moved-back", Weakens;
    /// There is a date where there was none.
    DateAdded = "date-added", Strengthens;
    /// There is no date any more.
    DateGone = "date-gone", Weakens;
    /// The substance changed, the date did not.
    ChangedWithoutNewDate = "changed-without-new-date", Weakens;
}

impl Kind {
    /// Whether it is about the date that the policy gives itself.
    #[must_use]
    pub const fn is_of_the_date(self) -> bool {
        matches!(
            self,
            Self::DateMoved
                | Self::DateMovedBack
                | Self::DateAdded
                | Self::DateGone
                | Self::ChangedWithoutNewDate
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Change {
    pub(crate) const fn new(kind: Kind, message: String) -> Self {
        Self {
            kind,
            effect: kind.effect(),
            message,
            old: None,
            new: None,
        }
    }

    pub(crate) const fn in_old(mut self, span: Span) -> Self {
        self.old = Some(span);
        self
    }

    pub(crate) const fn in_new(mut self, span: Span) -> Self {
        self.new = Some(span);
        self
    }

    pub(crate) fn counterpart(mut self, old: Option<Span>, new: Option<Span>) -> Self {
        self.old = self.old.or(old);
        self.new = self.new.or(new);
        self
    }
}

/// Sorts, and leaves out what another change tells already.
pub(crate) fn tidy(changes: &mut Vec<Change>) {
    let told: Vec<(Kind, Option<Span>, Option<Span>)> = changes
        .iter()
        .map(|change| (change.kind, change.old, change.new))
        .collect();
    let meet = |a: Option<Span>, b: Option<Span>| a.zip(b).is_some_and(|(a, b)| a.overlaps(b));
    let has = |kind: Kind, change: &Change| {
        told.iter().any(|(told, old, new)| {
            *told == kind && (meet(*new, change.new) || meet(*old, change.old))
        })
    };
    let any = |kind: Kind| told.iter().any(|(told, ..)| *told == kind);
    changes.retain(|change| match change.kind {
        // "We do not sell" became "we may sell".
        Kind::SaleAdded => !has(Kind::DenialReversed, change),
        // What a clause is about besides follows from what it says.
        Kind::ClauseGone | Kind::ClauseAdded if change.effect == Effect::Neutral => {
            !told.iter().any(|(kind, old, new)| {
                let other = !matches!(kind, Kind::ClauseGone | Kind::ClauseAdded);
                other && (meet(*new, change.new) || meet(*old, change.old))
            })
        }
        Kind::RightAdded => !has(Kind::ConsentToOptOut, change),
        Kind::RightGone => !has(Kind::ConsentAdded, change),
        Kind::RecipientGone => !has(Kind::RecipientVaguer, change),
        Kind::ConsentGone => !has(Kind::DenialSoftened, change),
        // Each clause that is gone takes its last period with it.
        Kind::RetentionIndefinite if change.new.is_none() => {
            !any(Kind::ClauseGone) || !has(Kind::ClauseGone, change)
        }
        _ => true,
    });
    changes.sort_by_key(|change| {
        let place = |span: Option<Span>| span.map_or(u32::MAX, |span| span.start);
        let date = change.kind.is_of_the_date();
        (
            change.effect,
            date,
            place(change.new),
            place(change.old),
            change.kind,
            change.message.clone(),
        )
    });
    changes.dedup();
}
