//! The tables of a rule's file that conditions ask for by name: statements,
//! links and addresses.

use clauselint_form::{AddressQuery, LinkQuery, Names, StatementQuery};
use clauselint_reading::{Act, ConceptId, DataKind, Listed, Modality, listed};

use super::{Resolver, Scope, nearest, step};
use crate::PathPart;
use crate::address::AddressMatcher;
use crate::condition::{self, Test};
use crate::link::{Glob, LinkMatcher};
use crate::names::{ANY, CHILDREN, EVENT, NONE, PARTIES, THIRD, known};
use crate::place::Queries;
use crate::statement::{Asked, DataMatch, PartMatch, PartyMatch, PeriodMatch, StatementMatcher};

impl Resolver<'_> {
    /// The statements, links and addresses of the rule's file.
    pub(crate) fn queries(&mut self) -> Queries {
        let info = self.info;
        Queries {
            statements: info
                .statement
                .iter()
                .map(|(name, query)| self.statement(name, query))
                .collect(),
            links: info
                .link
                .iter()
                .map(|(name, query)| self.link(name, query))
                .collect(),
            addresses: info
                .address
                .iter()
                .map(|(name, query)| self.address(name, query))
                .collect(),
        }
    }

    fn statement(&mut self, name: &str, query: &StatementQuery) -> StatementMatcher {
        let at = |key: &'static str| {
            [
                PathPart::from("statement"),
                name.to_owned().into(),
                key.into(),
            ]
        };
        StatementMatcher {
            act: self.asked(&query.act, &at("act"), "act", |_, name| {
                Act::named(name).ok_or_else(|| {
                    let near = listed_under(name, listed::ACTS);
                    near.or_else(|| nearest(name, Act::all().map(Act::name)))
                })
            }),
            actor: self.asked(&query.actor, &at("actor"), "party", party),
            polarity: query.polarity,
            modality: self.asked(&query.modality, &at("modality"), "modality", |_, name| {
                let mut all = Modality::ALL.into_iter();
                let known = all.find(|modality| modality.name() == name);
                known.ok_or_else(|| nearest(name, Modality::ALL.map(Modality::name)))
            }),
            asserted: query.asserted,
            exclusive: query.exclusive,
            data: self.asked(&query.data, &at("data"), "kind of data", data),
            recipient: self.asked(&query.recipient, &at("recipient"), "party", party),
            source: self.asked(&query.source, &at("source"), "party", party),
            purpose: self.parts(&query.purpose, &at("purpose"), &[]),
            condition: self.parts(&query.condition, &at("condition"), &[]),
            exception: self.parts(&query.exception, &at("exception"), &[]),
            period: self.asked(
                &query.period,
                &at("period"),
                "period",
                |_, name| match name {
                    ANY => Ok(PeriodMatch::Any),
                    NONE => Ok(PeriodMatch::None),
                    EVENT => Ok(PeriodMatch::Event),
                    _ => match condition::parse_test(name) {
                        Ok(test @ Test::Amount(_, _, Some(_))) => Ok(PeriodMatch::Test(test)),
                        Ok(Test::Amount(..)) => Err(Some(format!("{name} months"))),
                        _ => Err(Some("> 12 months".into())),
                    },
                },
            ),
            audience: self.parts(&query.audience, &at("audience"), &[CHILDREN]),
        }
    }

    /// Parts told in words; `also` are other names for any.
    fn parts(&mut self, names: &Names, path: &[PathPart], also: &[&str]) -> Asked<PartMatch> {
        self.asked(names, path, "part", |scope, name| match name {
            ANY => Ok(PartMatch::Any),
            NONE => Ok(PartMatch::None),
            _ if also.contains(&name) => Ok(PartMatch::Any),
            _ => words(scope, name).map_or_else(
                || Err(nearest(name, [ANY, NONE].iter().chain(also).copied())),
                |found| found.map(PartMatch::Words),
            ),
        })
    }

    /// Names that one is asked to be, and those behind `not`, which none may be.
    fn asked<T>(
        &mut self,
        names: &Names,
        path: &[PathPart],
        kind: &str,
        find: impl Fn(&Scope<'_>, &str) -> Result<T, Option<String>>,
    ) -> Asked<T> {
        let mut asked = Asked {
            any: Vec::new(),
            not: Vec::new(),
        };
        for (at, written) in names.iter().enumerate() {
            let barred = written.strip_prefix("not ").map(str::trim_start);
            let name = barred.unwrap_or(written);
            match find(self.scope, name) {
                Ok(one) if barred.is_some() => asked.not.push(one),
                Ok(one) => asked.any.push(one),
                Err(near) => {
                    let none: Option<()> =
                        self.unknown(kind, name, "", near, written, &step(path, at));
                    debug_assert!(none.is_none());
                }
            }
        }
        asked
    }

    fn link(&mut self, name: &str, query: &LinkQuery) -> LinkMatcher {
        let at = |key: &'static str| [PathPart::from("link"), name.to_owned().into(), key.into()];
        let lower = |globs: &Names| {
            let globs = globs.iter().map(|glob| glob.to_ascii_lowercase());
            globs.map(|glob| Glob::new(&glob)).collect()
        };
        LinkMatcher {
            target: lower(&query.target),
            unless: lower(&query.unless),
            local: query.local,
            words: self.all(&query.words, &at("words"), "word list", |scope, name| {
                words(scope, name).unwrap_or(Err(None))
            }),
            alone: query.alone,
        }
    }

    fn address(&mut self, name: &str, query: &AddressQuery) -> AddressMatcher {
        let path = [PathPart::from("address"), name.to_owned().into()];
        if query.email.is_empty() && query.url.is_empty() {
            let message = "no address is asked for: `email` and `url` are empty".to_owned();
            self.error(&path, None, message, String::new());
        }
        for (at, email) in query.email.iter().enumerate() {
            if !email.contains('@') && &**email != "*" {
                let path = [path.as_slice(), &["email".into(), at.into()]].concat();
                let message = format!("`{email}` is no e-mail address");
                let help = format!("any address of a domain is written `*@{email}`");
                self.error(&path, None, message, help);
            }
        }
        AddressMatcher::new(query)
    }

    /// Looks up each of some names; a failed look-up brings the nearest name.
    fn all<T>(
        &mut self,
        names: &Names,
        path: &[PathPart],
        kind: &str,
        find: impl Fn(&Scope<'_>, &str) -> Result<T, Option<String>>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for (at, name) in names.iter().enumerate() {
            match find(self.scope, name) {
                Ok(one) => found.push(one),
                Err(near) => {
                    let none: Option<()> =
                        self.unknown(kind, name, "", near, name, &step(path, at));
                    debug_assert!(none.is_none());
                }
            }
        }
        found
    }
}

/// Somebody: by a party's name, or by words.
pub(super) fn party(scope: &Scope<'_>, name: &str) -> Result<PartyMatch, Option<String>> {
    if let Some(found) = words(scope, name) {
        return found.map(PartyMatch::Words);
    }
    match name {
        THIRD => Ok(PartyMatch::Third),
        NONE => Ok(PartyMatch::None),
        _ => known(&PARTIES, name)
            .map(PartyMatch::Named)
            .ok_or_else(|| nearest(name, PARTIES.map(|party| party.0))),
    }
}

/// Data: by its kind, or by words.
pub(super) fn data(scope: &Scope<'_>, name: &str) -> Result<DataMatch, Option<String>> {
    if let Some(found) = words(scope, name) {
        return found.map(DataMatch::Words);
    }
    DataKind::named(name).map(DataMatch::Kind).ok_or_else(|| {
        let near = listed_under(name, listed::DATA);
        near.or_else(|| nearest(name, DataKind::all().map(DataKind::name)))
    })
}

/// The name whose words have another: "disclose" is among those of `share`.
fn listed_under(name: &str, all: &[Listed]) -> Option<String> {
    let spaced = name.replace('-', " ");
    let has = |one: &&Listed| {
        one.words
            .iter()
            .any(|word| word.eq_ignore_ascii_case(&spaced))
    };
    all.iter().find(has).map(|one| one.name.to_owned())
}

/// A word list by `@name`; none where the name is no such.
fn words(scope: &Scope<'_>, name: &str) -> Option<Result<ConceptId, Option<String>>> {
    let name = name.strip_prefix('@')?;
    let near = || scope.nearest(name).map(|near| format!("@{near}"));
    Some(scope.concept(name).ok_or_else(near))
}
