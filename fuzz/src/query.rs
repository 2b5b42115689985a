//! Rules that ask for something, put together of what rules can ask for.

use std::fmt::Write;

use arbitrary::Unstructured;
use clauselint_builtin::names;

use crate::pack::{MANIFEST, run as load};

/// What a table of a rule holds: keys, with what stands behind them.
type Keys = &'static [(&'static str, Value)];

#[derive(Clone, Copy)]
enum Value {
    /// Names of a kind, some of them turned round.
    Names(&'static str),
    /// What a policy may say.
    Said,
    /// One of these, as TOML.
    One(&'static [&'static str]),
}

use Value::{Names, One, Said};

const BOOL: Value = One(&["true", "false"]);
const TEXT: Value = One(&[
    "\"{words}\"",
    "\"plain\"",
    "\"{words}\"",
    "\"{words}, {words}\"",
    "\"{today}\"",
]);

const PART: Value = One(&[
    "[\"any\"]",
    "[\"none\"]",
    "[\"@ours\"]",
    "[\"not @consent\", \"@consent\"]",
]);

const SAYS: Keys = &[
    ("what", Said),
    ("when", Said),
    ("about", Said),
    ("unless.sentence", Said),
    ("unless.list", Said),
    ("unless.near", Said),
    ("unless.section", Said),
    ("unless.policy", Said),
    ("beside.what", Said),
    ("beside.unless", Said),
    (
        "beside.within",
        One(&[
            "\"sentence\"",
            "\"near\"",
            "\"section\"",
            "\"before\"",
            "\"behind\"",
            "\"policy\"",
        ]),
    ),
    ("denied", BOOL),
    ("headings", BOOL),
    ("once", BOOL),
    ("distinct", BOOL),
    ("safe", BOOL),
    ("replace", TEXT),
    ("label", TEXT),
    ("scheme", One(&["\"https\"", "\"x\""])),
];

const MISSING: Keys = &[
    ("what", Said),
    ("when", Said),
    ("look", Names("topic")),
    ("owed", One(&["\"always\"", "\"if-collecting\""])),
    (
        "verbatim",
        One(&["[\"Write to\"]", "[\"a@example.com\", \"x\"]"]),
    ),
    ("clause", One(&["\"section\"", "\"top\"", "\"none\""])),
    ("write", TEXT),
];

const STATEMENT: Keys = &[
    ("act", Names("act")),
    ("actor", Names("party")),
    ("polarity", One(&["\"affirmed\"", "\"denied\"", "\"any\""])),
    ("modality", Names("modality")),
    ("asserted", BOOL),
    ("exclusive", BOOL),
    ("data", Names("data")),
    ("recipient", Names("party")),
    ("source", Names("party")),
    ("purpose", PART),
    ("condition", PART),
    ("exception", PART),
    (
        "period",
        One(&[
            "[\"any\"]",
            "[\"event\"]",
            "[\"> 12 months\"]",
            "[\"none\", \"<= 99999 days\"]",
        ]),
    ),
    ("audience", One(&["[\"children\"]", "[\"none\"]"])),
];

const LINK: Keys = &[
    (
        "target",
        One(&[
            "[\"*\"]",
            "[\"https://*.com/\"]",
            "[\"**a**\", \"mailto:*\"]",
        ]),
    ),
    ("unless", One(&["[\"*x*\"]", "[\"\"]"])),
    ("local", BOOL),
    ("words", Names("words")),
    ("alone", BOOL),
];

const ADDRESS: Keys = &[
    ("email", One(&["[\"*@example.com\"]", "[\"A@*\"]"])),
    ("url", One(&["[\"example.com/*\"]", "[\"*\"]"])),
];

/// What can be compared.
const COMPARED: &[&str] = &[
    "@age < 13",
    "@age >= 99999",
    "retention/@duration > 12 months",
    "@duration <= 1 day",
    "effective-date before 12 months ago",
    "change/@date before 12 months ago",
    "@duration > 12 mnths",
];

/// A rule as the choices tell.
pub(crate) fn run(data: &[u8]) {
    load(MANIFEST.as_bytes(), text(data).as_bytes());
}

fn text(data: &[u8]) -> String {
    let mut rule = Rule {
        choices: Unstructured::new(data),
        text: String::from("id = \"too-strange\"\nsummary = \"x\"\nseverity = \"note\"\n"),
    };
    rule.table("statement.this", STATEMENT, &["act"]);
    rule.table("link.that", LINK, &["target"]);
    rule.table("address.there", ADDRESS, &["email"]);
    if rule.below(4) == 0 {
        rule.table("check.missing", MISSING, &["what"]);
    } else {
        rule.table("check.says", SAYS, &["what"]);
    }
    rule.text += "message = \"x\"\n";
    rule.text
}

struct Rule<'d> {
    choices: Unstructured<'d>,
    text: String,
}

impl Rule<'_> {
    fn below(&mut self, most: usize) -> usize {
        self.choices.int_in_range(0..=most - 1).unwrap_or(0)
    }

    fn one(&mut self, of: &[&str]) {
        let at = self.below(of.len());
        self.text += of[at];
    }

    /// A table with some of its keys, and those that it must have.
    fn table(&mut self, name: &str, keys: Keys, must: &[&str]) {
        let _ = writeln!(self.text, "[{name}]");
        let chosen: u32 = self.choices.arbitrary().unwrap_or(0);
        // Few at a time, so that something is left to be found.
        let chosen = chosen & self.choices.arbitrary().unwrap_or(0_u32);
        for (at, (key, value)) in keys.iter().enumerate() {
            if chosen >> at & 1 == 1 || must.contains(key) {
                let _ = write!(self.text, "{key} = ");
                self.value(*value);
                self.text.push('\n');
            }
        }
    }

    fn value(&mut self, value: Value) {
        if let One(of) = value {
            return self.one(of);
        }
        self.text.push('[');
        for _ in 0..=self.below(3) {
            self.text.push('"');
            match value {
                Names(kind) => self.named(kind),
                _ => self.said(),
            }
            self.text += "\", ";
        }
        self.text.push(']');
    }

    fn named(&mut self, kind: &str) {
        if kind == "party" && self.below(5) == 4 {
            self.text += "not ";
        }
        let kind = if self.below(32) == 31 { "words" } else { kind };
        let listed = names().find(|known| known.id == kind);
        let listed = listed.map(|kind| (kind.names)()).unwrap_or_default();
        if !listed.is_empty() {
            let at = self.below(listed.len());
            self.text += &listed[at].name;
        }
    }

    /// A condition.
    fn said(&mut self) {
        let before = self.text.len();
        match self.below(14) {
            0 => self.named("topic"),
            1 => self.named("fact"),
            2 => self.text += "#this",
            3 => self.text += "#that",
            4 => self.text += "#there",
            5 => {
                self.text += "data/";
                self.named("data");
            }
            6 => {
                self.text += "recipient/";
                self.named("party");
            }
            7 => {
                self.text += "count ";
                self.named("words");
                self.text += " >= 1";
            }
            8 => {
                self.named("topic");
                self.one(&["/#this", "/@duration", "/@date", "/@age"]);
            }
            9 => {
                self.one(&["heading/", "title/", "capitals/", "not ", "own-name/"]);
                self.named("words");
            }
            11 => self.one(COMPARED),
            10 => self.one(&["@ours", "@duration", "@age", "@date", "effective-date"]),
            _ => self.named("words"),
        }
        if self.text.len() - before < 200 && self.below(6) == 5 {
            self.one(&[" and ", "/", " and not "]);
            self.said();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::is_sound;

    #[test]
    fn many_of_them_are_rules() {
        let rules: Vec<String> = crate::seeds("words")
            .iter()
            .map(|seed| text(seed))
            .collect();
        let sound = rules
            .iter()
            .filter(|rule| is_sound(MANIFEST.as_bytes(), rule.as_bytes()));
        assert!(sound.count() > rules.len() / 4);
    }
}
