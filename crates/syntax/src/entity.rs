//! What the grammar recognises inside sentences.

use std::fmt;

use clauselint_source::Span;

/// A recognised thing and where it stands in the clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// Its words.
    pub span: Span,
    /// What it is.
    pub kind: EntityKind,
}

/// The kinds of things that a policy is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityKind {
    /// A calendar date: "3 May 2024", "2024-05-03", "May 2024".
    Date(Date),
    /// A length of time: "30 days", "six (6) years", "a period of up to 2 years".
    Duration(Duration),
    /// An end by event: "until you delete your account", "as long as your
    /// account is active", "upon closure of the account".
    Event,
    /// An age of a person: "under 13", "16 years of age or older". Years.
    Age(u16),
    /// An e-mail address, plain or veiled ("privacy [at] example [dot] org").
    Email,
    /// A telephone number.
    Phone,
    /// A postal address, from street or post box to code or country.
    PostalAddress,
    /// A web address written out.
    Url,
    /// A reference to a law: "Art. 6(1)(f) GDPR", "Cal. Civ. Code § 1798.100".
    Citation,
    /// A reference within the policy: "Section 12", "listed below".
    CrossReference,
    /// A term being defined: the quoted words in `("we," "our," or "us")`.
    DefinedTerm,
    /// Words left to be filled in: "[Company Name]", "{{email}}".
    Placeholder,
}

/// A date as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12; 0 where only the year is told.
    pub month: u8,
    /// Day, 1 to 31; 0 where it is not told.
    pub day: u8,
}

impl Date {
    /// A date as ISO 8601 writes it, month and day or the day alone left out
    /// where they are not told: "2024-05-03", "2024-05", "2024".
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year: u16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let mut part = |most: u8| match parts.next() {
            None => Some(0),
            Some(part) if part.len() == 2 => part
                .parse()
                .ok()
                .filter(|number| (1..=most).contains(number)),
            Some(_) => None,
        };
        let (month, day) = (part(12)?, part(31)?);
        (day <= days_of(year, month)).then_some(Self { year, month, day })
    }

    /// The first day that a date told roughly may be.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self {
            month: self.month.max(1),
            day: self.day.max(1),
            ..self
        }
    }

    /// The last one; every month is taken to have 31 days.
    #[must_use]
    pub const fn last_day(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { 31 } else { self.day };
        Self { month, day, ..self }
    }
}

/// Days of a month in the Gregorian calendar; 31 where no month is told.
const fn days_of(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        match (month, day) {
            (0, _) => write!(f, "{year}"),
            (_, 0) => write!(f, "{year}-{month:02}"),
            _ => write!(f, "{year}-{month:02}-{day:02}"),
        }
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// How many units; the upper end of "3 to 6 months".
    pub amount: u32,
    /// The unit.
    pub unit: TimeUnit,
    /// How the amount binds.
    pub bound: Bound,
}

impl Duration {
    /// Rough length in days, by which two lengths compare: twelve months are a
    /// year of 365 days, other months count 30; a day begun counts whole.
    #[must_use]
    pub const fn days(self) -> u32 {
        let per_unit = match self.unit {
            TimeUnit::Minute => return self.amount.div_ceil(24 * 60),
            TimeUnit::Hour => return self.amount.div_ceil(24),
            TimeUnit::Day => 1,
            TimeUnit::Week => 7,
            TimeUnit::Month => {
                let years = (self.amount / 12).saturating_mul(365);
                return years.saturating_add(self.amount % 12 * 30);
            }
            TimeUnit::Year => 365,
        };
        self.amount.saturating_mul(per_unit)
    }
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// How an amount of time binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// "30 days".
    Exact,
    /// "up to 30 days", "no longer than", "at most", "within".
    AtMost,
    /// "less than 30 days", "fewer than", "under".
    LessThan,
    /// "at least 30 days", "a minimum of", "30 days or more".
    AtLeast,
    /// "more than 30 days", "longer than", "over".
    MoreThan,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_no_calendar_has_are_none() {
        for day in [
            "2024-02-29",
            "2000-02-29",
            "2027-04-30",
            "2027-12-31",
            "2027-02",
            "2027",
        ] {
            assert!(Date::from_iso(day).is_some(), "{day}");
        }
        for day in [
            "2027-02-29",
            "2027-02-30",
            "1900-02-29",
            "2027-04-31",
            "2027-13-01",
            "2027-00-01",
        ] {
            assert!(Date::from_iso(day).is_none(), "{day}");
        }
    }
}
