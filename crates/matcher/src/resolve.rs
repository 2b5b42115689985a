//! Names of a rule's file, looked up once.

mod queries;

use std::ops::Range;

use clauselint_form::{Names, RuleInfo};
use clauselint_reading::{ConceptId, Fact, Topic, Vocabulary};

use crate::condition::{self, Condition, Name, Test, Unit};
use crate::message::gaps;
use crate::names::{MODALITIES, PARTIES, THIRD};
use crate::said::{self, Query, Said, Term};
use crate::{NameError, PathPart};
use queries::{data, party};

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
