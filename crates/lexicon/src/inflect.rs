//! English inflection, for lists that name each word once.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Words that do not inflect by rule.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inflection {
    /// Past tense and participle by base form: `keep = ["kept"]`.
    #[serde(default)]
    pub verbs: BTreeMap<String, Vec<String>>,
    /// Plurals by singular: `child = ["children"]`.
    #[serde(default)]
    pub nouns: BTreeMap<String, Vec<String>>,
    /// Verbs that double their last letter: "stop", "transfer".
    #[serde(default)]
    pub doubling: Vec<String>,
}

impl Inflection {
    /// All forms of a verb; of several words the first inflects ("pass on").
    #[must_use]
    pub fn verb(&self, verb: &str) -> Vec<String> {
        let (base, rest) = split(verb);
        let mut forms = vec![base.to_owned(), third_person(base)];
        let doubled = if self.doubling.iter().any(|d| d == base) {
            format!("{base}{}", &base[base.len() - 1..])
        } else {
            base.to_owned()
        };
        forms.push(participle(&doubled));
        match self.verbs.get(base) {
            Some(irregular) => forms.extend(irregular.iter().cloned()),
            None => forms.push(past(&doubled)),
        }
        forms.into_iter().map(|form| form + rest).collect()
    }

    /// The "-ing" form of a verb.
    #[must_use]
    pub fn gerund(&self, verb: &str) -> String {
        self.verb(verb).swap_remove(2)
    }

    /// Past tense and participle of a verb; the base form where it is both
    /// ("set").
    #[must_use]
    pub fn participles(&self, verb: &str) -> Vec<String> {
        let forms = self.verb(verb);
        let past = if forms.len() > 3 {
            &forms[3..]
        } else {
            &forms[..1]
        };
        past.to_vec()
    }

    /// Singular and plural of a noun; of several words the last inflects.
    #[must_use]
    pub fn noun(&self, noun: &str) -> Vec<String> {
        let (first, last) = noun
            .rsplit_once(' ')
            .map_or(("", noun), |(first, last)| (first, last));
        let prefix = if first.is_empty() {
            String::new()
        } else {
            format!("{first} ")
        };
        let mut forms = vec![last.to_owned()];
        match self.nouns.get(last) {
            Some(irregular) => forms.extend(irregular.iter().cloned()),
            None => forms.push(third_person(last)),
        }
        forms
            .into_iter()
            .map(|form| format!("{prefix}{form}"))
            .collect()
    }
}

fn split(verb: &str) -> (&str, &str) {
    verb.find(' ').map_or((verb, ""), |at| verb.split_at(at))
}

/// "-s", which the plural of nouns shares.
fn third_person(base: &str) -> String {
    if ["s", "x", "z", "ch", "sh", "do", "go"]
        .iter()
        .any(|end| base.ends_with(end))
    {
        format!("{base}es")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    }
}

fn past(base: &str) -> String {
    if let Some(stem) = consonant_y(base) {
        format!("{stem}ied")
    } else if base.ends_with('e') {
        format!("{base}d")
    } else {
        format!("{base}ed")
    }
}

fn participle(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && !base.ends_with("oe") => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_inflect() {
        let mut inflection = Inflection::default();
        inflection.verbs.insert("keep".into(), vec!["kept".into()]);
        inflection
            .nouns
            .insert("child".into(), vec!["children".into()]);
        inflection.doubling.push("transfer".into());
        assert_eq!(
            inflection.verb("share"),
            ["share", "shares", "sharing", "shared"]
        );
        assert_eq!(
            inflection.verb("keep"),
            ["keep", "keeps", "keeping", "kept"]
        );
        assert_eq!(
            inflection.verb("pass on"),
            ["pass on", "passes on", "passing on", "passed on"]
        );
        assert_eq!(
            inflection.verb("transfer"),
            ["transfer", "transfers", "transferring", "transferred"]
        );
        assert_eq!(
            inflection.verb("apply"),
            ["apply", "applies", "applying", "applied"]
        );
        assert_eq!(inflection.gerund("pass on"), "passing on");
        assert_eq!(inflection.participles("keep"), ["kept"]);
        inflection.verbs.insert("set".into(), Vec::new());
        assert_eq!(inflection.participles("set"), ["set"]);
        assert_eq!(
            inflection.noun("third party"),
            ["third party", "third parties"]
        );
        assert_eq!(inflection.noun("child"), ["child", "children"]);
    }
}
