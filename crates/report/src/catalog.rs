//! Where reports look rules up, and the law that they rest on.

use clauselint_rule::{Provision, RuleId, RuleInfo};

/// The rules at hand and the law that they rest on.
#[derive(Clone, Copy)]
pub struct Catalog<'c> {
    rules: &'c [&'c RuleInfo],
    law: fn(&str) -> Option<&'static Provision>,
    packs: &'c [AddedPack],
}

/// A pack that does not come with clauselint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedPack {
    /// Its name, which its rules bear.
    pub name: String,
    /// Its version, three numbers.
    pub version: String,
    /// What it is for, in one line; may be empty.
    pub summary: String,
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law<'l> {
    /// How it is cited.
    pub cite: &'l str,
    /// What it asks for, where the table of laws has it.
    pub provision: Option<&'static Provision>,
}

impl Law<'_> {
    /// What it asks for, in a few words; empty where only the citation is known.
    #[must_use]
    pub fn title(&self) -> &str {
        self.provision.map_or("", |provision| &provision.title)
    }

    /// Where its text stands; empty where only the citation is known.
    #[must_use]
    pub fn url(&self) -> &str {
        self.provision.map_or("", |provision| &provision.url)
    }

    /// The law that it is of; all of it where only the citation is known.
    #[must_use]
    pub fn law(&self) -> &str {
        self.provision.map_or(self.cite, |provision| &provision.law)
    }

    /// The citation without the law's own name.
    pub(crate) fn number(&self) -> &str {
        let number = self.cite.strip_prefix(self.law()).map(str::trim);
        number
            .filter(|number| !number.is_empty())
            .unwrap_or(self.cite)
    }

    /// As an item of a Markdown list.
    pub(crate) fn markdown(&self) -> String {
        match self.url() {
            "" => self.cite.to_owned(),
            url => format!("[{}]({url}): {}", self.cite, self.title()),
        }
    }
}

impl<'c> Catalog<'c> {
    /// A catalog of `rules`, whose legal keys `law` resolves.
    #[must_use]
    pub const fn new(
        rules: &'c [&'c RuleInfo],
        law: fn(&str) -> Option<&'static Provision>,
    ) -> Self {
        Self {
            rules,
            law,
            packs: &[],
        }
    }

    /// Tells which packs some of the rules are of.
    #[must_use]
    pub const fn with_packs(self, packs: &'c [AddedPack]) -> Self {
        Self { packs, ..self }
    }

    /// The packs that do not come with clauselint.
    #[must_use]
    pub const fn packs(&self) -> &'c [AddedPack] {
        self.packs
    }

    /// The files of all rules at hand.
    pub fn rules(&self) -> impl Iterator<Item = &'c RuleInfo> + use<'c> {
        self.rules.iter().copied()
    }

    /// The file of a rule.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&'c RuleInfo> {
        self.rules().find(|info| info.id == *id)
    }

    /// What a rule rests on: provisions of the table of laws, and citations of
    /// its own.
    pub fn laws<'a>(&self, info: &'a RuleInfo) -> impl Iterator<Item = Law<'a>> + use<'a> {
        let law = self.law;
        info.legal.iter().map(move |key| match law(key) {
            Some(provision) => Law {
                cite: &provision.cite,
                provision: Some(provision),
            },
            None => Law {
                cite: key,
                provision: None,
            },
        })
    }
}
