//! Names of a rule's file, looked up once.

use std::ops::Range;

use clauselint_form::{AddressQuery, LinkQuery, Names, RuleInfo, StatementQuery};
use clauselint_reading::{
    Act, ConceptId, DataKind, Fact, Listed, Modality, Topic, Vocabulary, listed,
};

use crate::address::AddressMatcher;
use crate::condition::{self, Condition, Name, Test, Unit};
use crate::link::{Glob, LinkMatcher};
use crate::message::gaps;
use crate::names::{ANY, CHILDREN, EVENT, MODALITIES, NONE, PARTIES, THIRD, known};
use crate::place::Queries;
use crate::said::{self, Query, Said, Term};
use crate::statement::{Asked, DataMatch, PartMatch, PartyMatch, PeriodMatch, StatementMatcher};
use crate::{NameError, PathPart};

/// Gaps that the parts of a statement fill.
const OF_STATEMENTS: [&str; 7] = [
    "actor",
    "act",
    "data",
    "recipient",
    "purpose",
    "condition",
    "period",
];

/// What a rule's names may mean.
#[derive(Debug, Clone)]
pub struct Scope<'v> {
    /// All concepts.
    pub vocabulary: &'v Vocabulary,
    /// What the names of the rule's own concepts and its pack's begin with, the
    /// nearest first.
    pub prefixes: Vec<String>,
}

impl Scope<'_> {
    fn concept(&self, name: &str) -> Option<ConceptId> {
        let mut own = self.prefixes.iter();
        let own = own.find_map(|prefix| self.vocabulary.concept(&format!("{prefix}{name}")));
        own.or_else(|| self.vocabulary.concept(name))
    }

    /// The nearest name of a word list.
    fn nearest(&self, name: &str) -> Option<String> {
        let known = self.vocabulary.names().map(|known| {
            let own = self
                .prefixes
                .iter()
                .find_map(|prefix| known.strip_prefix(prefix.as_str()));
            own.unwrap_or(known)
        });
        nearest(name, known)
    }
}

/// Looks up the names of one rule, and gathers all that is wrong.
pub(crate) struct Resolver<'s> {
    scope: &'s Scope<'s>,
    info: &'s RuleInfo,
    pub(crate) errors: Vec<NameError>,
}

impl<'s> Resolver<'s> {
    pub(crate) const fn new(scope: &'s Scope<'s>, info: &'s RuleInfo) -> Self {
        Self {
            scope,
            info,
            errors: Vec::new(),
        }
    }

    pub(crate) fn error(
        &mut self,
        path: &[PathPart],
        within: Option<Range<usize>>,
        message: String,
        help: String,
    ) {
        self.errors.push(NameError {
            path: path.to_vec(),
            within,
            message,
            help,
        });
    }

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

    /// Conditions at a path; those that mean nothing are told and left out.
    pub(crate) fn conditions(&mut self, names: &Names, path: &[PathPart]) -> Vec<Said> {
        let all = names.iter().enumerate();
        all.filter_map(|(at, written)| self.condition(written, &step(path, at)))
            .collect()
    }

    /// The same where each must have a place that a finding can stand at.
    pub(crate) fn placed(&mut self, names: &Names, path: &[PathPart]) -> Vec<Said> {
        let mut placed = Vec::new();
        for (at, written) in names.iter().enumerate() {
            let path = step(path, at);
            let Some(said) = self.condition(written, &path) else {
                continue;
            };
            if said.has_places() {
                placed.push(said);
            } else {
                let message = format!("`{written}` has no place that a finding could stand at");
                let help = "put it into `when` or `unless.policy`, and here what is to be found";
                self.error(&path, None, message, help.into());
            }
        }
        placed
    }

    fn condition(&mut self, written: &str, path: &[PathPart]) -> Option<Said> {
        match condition::parse(written) {
            Ok(condition) => self.said(&condition, written, path),
            Err(at) => {
                let message = if at >= written.len() {
                    format!("`{written}` is not complete")
                } else {
                    format!("`{written}` cannot be read from here on")
                };
                let help = "a topic (`retention`), a fact (`effective-date`), a word list (`@name`), a query (`#name`), compared (`@age < 13`), counted (`count @name > 3`), joined by `and`";
                let at = at.min(written.len());
                self.error(path, Some(at..written.len()), message, help.into());
                None
            }
        }
    }

    fn said(
        &mut self,
        condition: &Condition<'_>,
        written: &str,
        path: &[PathPart],
    ) -> Option<Said> {
        match condition {
            Condition::All(all) => {
                let all: Vec<Option<Said>> = all
                    .iter()
                    .map(|condition| self.said(condition, written, path))
                    .collect();
                all.into_iter()
                    .collect::<Option<Vec<Said>>>()
                    .map(Said::All)
            }
            Condition::Not(condition) => self
                .said(condition, written, path)
                .map(|said| Said::Not(Box::new(said))),
            Condition::Count(name, compare, operand) => {
                let term = self.term(*name, written, path);
                let operand = match operand {
                    condition::Operand::Number(number) => Some(said::Operand::Number(*number)),
                    condition::Operand::Count(name) => {
                        self.term(*name, written, path).map(said::Operand::Count)
                    }
                };
                Some(Said::Count(term?, *compare, operand?))
            }
            Condition::Said(name, test) => {
                let term = self.term(*name, written, path);
                if let Some(Test::Amount(_, number, unit)) = test
                    && !self.has_unit(*name, *number, *unit, written, path)
                {
                    return None;
                }
                term.map(|term| Said::Term(term, *test))
            }
        }
    }

    /// Whether an amount is one of what it is compared with: lengths of time
    /// have a unit, ages are in years.
    fn has_unit(
        &mut self,
        name: Name<'_>,
        number: u32,
        unit: Option<Unit>,
        written: &str,
        path: &[PathPart],
    ) -> bool {
        let (Name::Words(words) | Name::InTopic(_, words) | Name::InWords(_, words)) = name else {
            return true;
        };
        let digits = number.to_string();
        let at = written.rfind(&digits);
        let (message, help) = match (words, unit) {
            ("duration", None) => {
                let message = "a unit is missing";
                (
                    message,
                    format!("write `{number} years`, or `days`, `weeks` or `months`"),
                )
            }
            ("age", Some(Unit::Day | Unit::Week | Unit::Month)) => {
                let message = "ages are told in years";
                (message, "write the number alone: `@age < 13`".to_owned())
            }
            _ => return true,
        };
        let within = at.map(|at| at..written.len());
        self.error(path, within, message.into(), help);
        false
    }

    fn term(&mut self, name: Name<'_>, written: &str, path: &[PathPart]) -> Option<Term> {
        match name {
            Name::Plain(name) => Fact::named(name)
                .map(Term::Fact)
                .or_else(|| Topic::named(name).map(Term::Topic))
                .or_else(|| {
                    let known = Topic::all()
                        .map(Topic::name)
                        .chain(Fact::ALL.map(|fact| fact.1));
                    let near = nearest(name, known);
                    self.unknown("topic or fact", name, "", near, written, path)
                }),
            Name::Words(name) => self.concept(name, written, path).map(Term::Concept),
            Name::InTopic(topic, words) => {
                let topic = self.topic(topic, written, path);
                let words = self.concept(words, written, path);
                Some(Term::InTopic(topic?, words?))
            }
            Name::InWords(outer, inner) => {
                let outer = self.concept(outer, written, path);
                let inner = self.concept(inner, written, path);
                Some(Term::InConcept(outer?, inner?))
            }
            Name::Heading(topic) => self.topic(topic, written, path).map(Term::Heading),
            Name::At(spot, words) => {
                let words = self.concept(words, written, path)?;
                Some(Term::At(spot, words))
            }
            Name::Data(name) => {
                let data = data(self.scope, name);
                self.found(data, "kind of data", name, written, path)
                    .map(Term::Data)
            }
            // Only third parties are gathered.
            Name::Recipient(name) => {
                let party = party(self.scope, name).and_then(|party| match party.is_third() {
                    true => Ok(party),
                    false => Err(Some(THIRD.into())),
                });
                self.found(party, "third party", name, written, path)
                    .map(Term::Recipient)
            }
            Name::Query(name) => self.query(name, written, path).map(Query::term),
            Name::QueryInTopic(topic, name) => {
                let topic = self.topic(topic, written, path);
                let query = self.query(name, written, path);
                Some(Term::About(topic?, query?))
            }
        }
    }

    /// What a look-up found, or brought as the nearest name.
    fn found<T>(
        &mut self,
        found: Result<T, Option<String>>,
        kind: &str,
        name: &str,
        written: &str,
        path: &[PathPart],
    ) -> Option<T> {
        match found {
            Ok(one) => Some(one),
            Err(near) => self.unknown(kind, name, "", near, written, path),
        }
    }

    fn query(&mut self, name: &str, written: &str, path: &[PathPart]) -> Option<Query> {
        let info = self.info;
        let mut statements = info.statement.iter();
        let mut links = info.link.iter();
        let mut addresses = info.address.iter();
        if let Some(at) = statements.position(|(known, _)| known == name) {
            return Some(Query::Statement(at));
        }
        if let Some(at) = links.position(|(known, _)| known == name) {
            return Some(Query::Link(at));
        }
        if let Some(at) = addresses.position(|(known, _)| known == name) {
            return Some(Query::Address(at));
        }
        let known = info.statement.iter().map(|(name, _)| name);
        let known = known.chain(info.link.iter().map(|(name, _)| name));
        let near = nearest(name, known.chain(info.address.iter().map(|(name, _)| name)));
        self.unknown(
            "[statement], [link] or [address] of this rule",
            name,
            "#",
            near,
            written,
            path,
        )
    }

    fn topic(&mut self, name: &str, written: &str, path: &[PathPart]) -> Option<Topic> {
        Topic::named(name).or_else(|| {
            let near = nearest(name, Topic::all().map(Topic::name));
            self.unknown("topic", name, "", near, written, path)
        })
    }

    fn concept(&mut self, name: &str, written: &str, path: &[PathPart]) -> Option<ConceptId> {
        self.scope.concept(name).or_else(|| {
            let near = self.scope.nearest(name);
            self.unknown("word list", name, "@", near, written, path)
        })
    }

    /// Tells of a name that nothing has, at its place in what is written.
    fn unknown<T>(
        &mut self,
        kind: &str,
        name: &str,
        mark: &str,
        near: Option<String>,
        written: &str,
        path: &[PathPart],
    ) -> Option<T> {
        let marked = format!("{mark}{name}");
        let within = written.find(&marked).map(|at| at..at + marked.len());
        let help = match near {
            Some(near) => format!("did you mean `{mark}{near}`?"),
            None => kinds(kind),
        };
        self.error(path, within, format!("there is no {kind} `{marked}`"), help);
        None
    }

    /// Tells of gaps of a text that nothing fills.
    pub(crate) fn gaps(&mut self, text: &str, path: &[PathPart], known: &[&str]) {
        for (at, name) in gaps(text) {
            if known.contains(&name) {
                continue;
            }
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None if known.is_empty() => "texts of this kind of check have no gaps".into(),
                None => String::new(),
            };
            let within = Some(at..at + name.len());
            self.error(path, within, format!("nothing fills `{{{name}}}`"), help);
        }
    }

    /// Tells of gaps that stay empty, since the rule asks for nothing that has
    /// such a part.
    pub(crate) fn idle_gaps(&mut self, text: &str, path: &[PathPart], with: &[&str]) {
        let (statements, links) = (self.info.statement.iter(), self.info.link.iter());
        let (no_statement, no_link) = (statements.count() == 0, links.count() == 0);
        let no_target = no_link && self.info.address.iter().count() == 0;
        for (at, name) in gaps(text) {
            let (of, help) = match name {
                _ if with.contains(&name) => continue,
                _ if no_statement && OF_STATEMENTS.contains(&name) => (
                    "a `[statement.NAME]`",
                    "ask for one by `#NAME` in `what`; `{words}` is the words found",
                ),
                "target" if no_target => (
                    "a `[link.NAME]` or `[address.NAME]`",
                    "ask for one by `#NAME` in `what`; `{words}` is the words found",
                ),
                _ => continue,
            };
            let message = format!("`{{{name}}}` is a part of {of}, and this rule has none");
            self.error(path, Some(at..at + name.len()), message, help.into());
        }
    }

    /// The rule's own word list of a name.
    pub(crate) fn own(&self, name: &str) -> Option<ConceptId> {
        let prefix = self.scope.prefixes.first()?;
        self.scope.vocabulary.concept(&format!("{prefix}{name}"))
    }

    /// Topics by name, without conditions.
    pub(crate) fn topics(&mut self, names: &Names, path: &[PathPart]) -> Vec<Topic> {
        let all = names.iter().enumerate();
        all.filter_map(|(at, name)| self.topic(name, name, &step(path, at)))
            .collect()
    }

    fn statement(&mut self, name: &str, query: &StatementQuery) -> StatementMatcher {
        let at = |key: &str| [PathPart::from("statement"), name.into(), key.into()];
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
        let at = |key: &str| [PathPart::from("link"), name.into(), key.into()];
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
        let path = [PathPart::from("address"), name.into()];
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
fn party(scope: &Scope<'_>, name: &str) -> Result<PartyMatch, Option<String>> {
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
fn data(scope: &Scope<'_>, name: &str) -> Result<DataMatch, Option<String>> {
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

fn step(path: &[PathPart], at: usize) -> Vec<PathPart> {
    let mut path = path.to_vec();
    path.push(at.into());
    path
}

/// What there is of a kind, where that is soon told.
fn kinds(kind: &str) -> String {
    match kind {
        "party" => {
            let parties = PARTIES.map(|(party, _)| format!("`{party}`"));
            format!("a party is {} or a word list `@name`", parties.join(", "))
        }
        "modality" => {
            let names = MODALITIES.map(|(name, _)| format!("`{name}`"));
            names.join(", ")
        }
        "part" => "`any`, `none` or a word list `@name`".into(),
        "period" => "`any`, `none`, `event`, or a comparison such as `> 12 months`".into(),
        "act" => "`clauselint names act` lists them: `collect`, `share`, ...".into(),
        "topic" => "`clauselint names topic` lists them".into(),
        "topic or fact" => "`clauselint names topic` and `clauselint names fact` list them".into(),
        "word list" => "a word list is written `@name`; `clauselint names words` lists them".into(),
        "kind of data" => "`clauselint names data` lists them".into(),
        _ => String::new(),
    }
}

/// The one of some names that was meant.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    clauselint_nearest::nearest(name, known).map(str::to_owned)
}
