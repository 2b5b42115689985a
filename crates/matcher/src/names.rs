//! What a rule can name, told to those who write rules.

use clauselint_reading::{DataKind, Fact, Listed, Modality, listed};

/// Whoever is a third party.
pub(crate) const THIRD: &str = "third-party";
/// Nobody, or nothing, is told.
pub(crate) const NONE: &str = "none";
/// Something is told.
pub(crate) const ANY: &str = "any";
/// No length of time, but what ends it.
pub(crate) const EVENT: &str = "event";
/// Whom alone a statement can be about.
pub(crate) const CHILDREN: &str = "children";

/// What a name is, with what it means.
type Row = (&'static str, &'static str);

/// What parties are called.
pub(crate) const PARTIES: [Row; 11] = [
    (
        "first-party",
        "whose policy it is: \"we\", \"the company\", its own name",
    ),
    ("user", "the person whose data it is"),
    ("children", "a child, or its parents"),
    ("public", "other users, anyone"),
    ("authority", "courts, police, regulators"),
    ("named", "a third party by its name: \"Stripe\""),
    ("of-kind", "a third party of a kind: \"advertisers\""),
    (
        "unplaced",
        "a third party that nothing places: \"our partners\"",
    ),
    ("pronoun", "\"they\", \"it\""),
    (
        THIRD,
        "whoever is a third party: public, authority, named, of-kind or unplaced",
    ),
    (NONE, "nobody is told"),
];

/// How certain an act can be.
pub(crate) const MODALITIES: [Row; 4] = [
    (Modality::Plain.name(), "\"we share\""),
    (Modality::Will.name(), "\"we will share\""),
    (Modality::May.name(), "\"we may share\""),
    (Modality::Must.name(), "\"we must share\""),
];

/// What parts can be asked for that are told in words of their own.
const PARTS: [Row; 4] = [
    (ANY, "something is told, whatever it is"),
    (NONE, "nothing is told"),
    (
        EVENT,
        "of `period`: what ends it, no length of time (\"until you delete it\")",
    ),
    (CHILDREN, "of `audience`: it is said of children alone"),
];

/// The gaps that texts of a `[check.says]` may leave.
pub(crate) const GAPS: [Row; 13] = [
    ("words", "the words found"),
    (
        "other",
        "what is said besides: of `beside`, or the first place of `distinct`",
    ),
    ("count", "how many places were found"),
    ("today", "the day of the run"),
    ("date", "the date found, as 2024-05-03"),
    ("actor", "who does it, of a statement"),
    ("act", "what is done, of a statement"),
    ("data", "the data asked for, of a statement"),
    ("recipient", "the recipient asked for, of a statement"),
    ("purpose", "the purpose asked for, of a statement"),
    ("condition", "the condition asked for, of a statement"),
    ("period", "for how long, of a statement"),
    ("target", "where it leads, of a link"),
];

/// The row's name, where it is one of them.
pub(crate) fn known(rows: &[Row], name: &str) -> Option<&'static str> {
    let mut rows = rows.iter();
    rows.find(|row| row.0 == name).map(|row| row.0)
}

/// Names of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What the kind is asked for by: `topic`.
    pub id: &'static str,
    /// What its names are, for a heading.
    pub title: &'static str,
    /// Where a rule writes them, in Markdown.
    pub about: &'static str,
    /// All of them, by name where there is no better order.
    pub names: fn() -> Vec<Named>,
}

/// Something that a rule can name.
#[derive(Debug, Clone)]
pub struct Named {
    /// As a rule writes it.
    pub name: String,
    /// What it is; may be empty where words tell.
    pub about: String,
    /// Some of the words that say it.
    pub words: &'static [&'static str],
}

/// All that a rule can name, laws aside.
pub const KINDS: [Kind; 9] = [
    Kind {
        id: "topic",
        title: "Topics",
        about: "What a clause is about: `what = [\"retention\"]`. `heading/NAME` is a heading of the topic, `NAME/@words` words in a clause of it. Rights and regions (`europe`, `us-state`) are topics, too.",
        names: || listed("", listed::TOPICS),
    },
    Kind {
        id: "fact",
        title: "Facts",
        about: "What the policy tells as a whole: `when = [\"not effective-date\"]`.",
        names: || rows(&Fact::ALL.map(|(_, name, about)| (name, about))),
    },
    Kind {
        id: "act",
        title: "Acts",
        about: "What is done: `act` of a `[statement.NAME]`.",
        names: || listed("", listed::ACTS),
    },
    Kind {
        id: "party",
        title: "Parties",
        about: "Who does it, who gets it, where it comes from: `actor`, `recipient` and `source` of a `[statement.NAME]`, besides `@words`. `recipient/NAME` asks whether data goes to such a third party by any sentence of the policy.",
        names: || rows(&PARTIES),
    },
    Kind {
        id: "data",
        title: "Kinds of data",
        about: "`data` of a `[statement.NAME]`, besides `@words`; each stands for the kinds of it, too. `data/NAME` asks whether the first party has such data by any sentence of the policy.",
        names: || DataKind::all().zip(listed::DATA).map(data).collect(),
    },
    Kind {
        id: "modality",
        title: "Modalities",
        about: "How certain it is: `modality` of a `[statement.NAME]`.",
        names: || rows(&MODALITIES),
    },
    Kind {
        id: "part",
        title: "Parts in words",
        about: "`purpose`, `condition`, `exception`, `period` and `audience` of a `[statement.NAME]`, besides `@words` and, of `period`, a comparison such as `> 12 months`.",
        names: || rows(&PARTS),
    },
    Kind {
        id: "words",
        title: "Word lists",
        about: "Write `@NAME`, in patterns, too. Besides, `@data.KIND` is the words of a kind of data, `@act.ACT` the verbs of an act, `@says.TOPIC` what says a topic wherever it stands. In the samples `…` stands for words between, and what may be left out is.",
        names: || listed("@", listed::WORDS),
    },
    Kind {
        id: "gap",
        title: "Gaps of messages",
        about: "What `message`, `label` and `replace` of a `[check.says]` are filled with. `[check.spelling]` has `{words}` and `{name}`, `[check.missing]` none.",
        names: gaps,
    },
];

fn gaps() -> Vec<Named> {
    let named = |(name, about): Row| Named {
        name: format!("{{{name}}}"),
        about: about.to_owned(),
        words: &[],
    };
    GAPS.map(named).into()
}

fn listed(mark: &str, all: &[Listed]) -> Vec<Named> {
    all.iter().map(|one| of_list(mark, one)).collect()
}

fn rows(rows: &[Row]) -> Vec<Named> {
    let named = |(name, about): &Row| Named {
        name: (*name).to_owned(),
        about: (*about).to_owned(),
        words: &[],
    };
    rows.iter().map(named).collect()
}

fn of_list(mark: &str, list: &Listed) -> Named {
    Named {
        name: format!("{mark}{}", list.name),
        about: list.about.to_owned(),
        words: list.words,
    }
}

fn data((kind, list): (DataKind, &Listed)) -> Named {
    let of = kind
        .parent()
        .map(|parent| format!("a kind of `{}`", parent.name()));
    let parts = [of.unwrap_or_default(), list.about.to_owned()];
    let told = parts.into_iter().filter(|part| !part.is_empty());
    Named {
        about: told.collect::<Vec<_>>().join(". "),
        ..of_list("", list)
    }
}

#[cfg(test)]
mod tests {
    use clauselint_reading::Act;

    use super::*;

    #[test]
    fn every_name_tells_what_it_is() {
        for kind in KINDS {
            let names = (kind.names)();
            assert!(!names.is_empty(), "{}", kind.id);
            for named in names {
                let told = !named.about.is_empty() || !named.words.is_empty();
                assert!(told, "{} {}", kind.id, named.name);
            }
        }
    }

    #[test]
    fn kinds_are_in_step_with_their_lists() {
        let same = |names: Vec<&str>, list: &[Listed]| {
            assert_eq!(names, list.iter().map(|one| one.name).collect::<Vec<_>>());
        };
        same(Act::all().map(Act::name).collect(), listed::ACTS);
        same(DataKind::all().map(DataKind::name).collect(), listed::DATA);
    }
}
