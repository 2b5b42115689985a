//! Rules tried on the examples in their files.

use clauselint_form::Example;
use clauselint_reading::Reading;
use clauselint_rule::{Context, Rule};
use clauselint_syntax::{Date, Document, Format, parse};
use clauselint_toml::Key;

use crate::load::{Own, in_order};
use crate::{PackError, Packs};

/// What came of a rule's examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The rule's id.
    pub rule: String,
    /// The pack's place in [`Packs::loaded`].
    pub pack: usize,
    /// How many examples it must be silent on, and fire on.
    pub examples: (usize, usize),
    /// Those that it got wrong.
    pub mismatches: Vec<Mismatch>,
}

/// An example that a rule got wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Whether it is one that the rule must fire on.
    pub fails: bool,
    /// Its place among those, from 0.
    pub at: usize,
    /// The example's policy.
    pub text: String,
    /// What the example shows.
    pub note: String,
    /// What was missed and what was too much, by place.
    pub wrong: Vec<Wrong>,
}

/// A finding that ought to be there, or ought not to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The rule ought to fire on these words: bytes of the example's text, none
    /// where they do not stand in it.
    Missed(String, Option<(usize, usize)>),
    /// The rule fires on some of these words and others, here, and says this:
    /// bytes of the example's text.
    Other(String, String, (usize, usize)),
    /// The rule fires here and says this: bytes of the example's text.
    TooMuch(String, (usize, usize)),
    /// An example that a rule must fire on does not say where.
    NoPlace,
}

impl Packs {
    /// Tries all rules of packs on their examples.
    #[must_use]
    pub fn trials(&self) -> Vec<Trial> {
        self.own.iter().map(|own| self.trial(own)).collect()
    }

    /// What the examples show to be wrong, as faults of the rules' files.
    #[must_use]
    pub fn example_faults(&self) -> Vec<PackError> {
        let faults = self.own.iter().flat_map(|own| {
            let trial = self.trial(own);
            let faults = trial.mismatches.into_iter();
            faults.flat_map(|mismatch| faults_of(own, &mismatch))
        });
        in_order(faults.collect())
    }

    fn trial(&self, own: &Own) -> Trial {
        let rule = &*self.rules[own.rule];
        let info = rule.info();
        let tried = |examples: &[Example], fails: bool| -> Vec<Mismatch> {
            let examples = examples.iter().enumerate();
            examples
                .filter_map(|(at, example)| self.mismatch(rule, example, at, fails))
                .collect()
        };
        let mut mismatches = tried(&info.passes, false);
        mismatches.extend(tried(&info.fails, true));
        Trial {
            rule: info.id.to_string(),
            pack: own.pack,
            examples: (info.passes.len(), info.fails.len()),
            mismatches,
        }
    }

    fn mismatch(
        &self,
        rule: &dyn Rule,
        example: &Example,
        at: usize,
        fails: bool,
    ) -> Option<Mismatch> {
        let document = parse(&example.text, Format::Markdown);
        let reading = Reading::with(&document, &self.vocabulary);
        let context = Context {
            today: Date::from_iso(&example.today),
        };
        let mut findings = rule.check(&reading, &context);
        findings.sort_by_key(|finding| finding.span);
        let found = findings
            .into_iter()
            .map(|finding| (document.str(finding.span).to_owned(), finding));
        let found: Vec<_> = found.collect();
        let mut wrong = Vec::new();
        let mut rest = found.iter();
        for words in example.at.iter().filter(|_| fails) {
            let mut ahead = rest.clone();
            match ahead.position(|(found, _)| found == words) {
                Some(before) => {
                    let over = rest.by_ref().take(before);
                    wrong.extend(over.map(|(_, finding)| too_much(&document, finding)));
                    rest.next();
                }
                None => wrong.push(missed(&example.text, words)),
            }
        }
        wrong.extend(rest.map(|(_, finding)| too_much(&document, finding)));
        if fails && example.at.is_empty() {
            wrong.push(Wrong::NoPlace);
        }
        (!wrong.is_empty()).then(|| Mismatch {
            fails,
            at,
            text: example.text.to_string(),
            note: example.note.to_string(),
            wrong: paired(wrong),
        })
    }
}

fn missed(text: &str, words: &str) -> Wrong {
    let at = text.find(words).map(|at| (at, at + words.len()));
    Wrong::Missed(words.to_owned(), at)
}

/// What was missed and what was found in its place are one thing wrong.
fn paired(mut wrong: Vec<Wrong>) -> Vec<Wrong> {
    for at in 0..wrong.len() {
        let Wrong::Missed(words, Some(meant)) = &wrong[at] else {
            continue;
        };
        let (words, meant) = (words.clone(), *meant);
        let found = wrong.iter().position(|wrong| match wrong {
            Wrong::TooMuch(_, found) => found.0 < meant.1 && meant.0 < found.1,
            _ => false,
        });
        if let Some(found) = found
            && let Wrong::TooMuch(message, place) = &wrong[found]
        {
            wrong[found] = Wrong::Other(words, message.clone(), *place);
            wrong[at] = Wrong::NoPlace;
        }
    }
    let paired = wrong.iter().any(|wrong| matches!(wrong, Wrong::Other(..)));
    if paired {
        wrong.retain(|wrong| *wrong != Wrong::NoPlace);
    }
    wrong
}

fn too_much(document: &Document, finding: &clauselint_rule::Finding) -> Wrong {
    let span = document.locate(finding.span);
    let place = (span.start as usize, span.end as usize);
    Wrong::TooMuch(finding.message.clone(), place)
}

/// Faults at the example's place in the rule's file.
fn faults_of(own: &Own, mismatch: &Mismatch) -> Vec<PackError> {
    let list = if mismatch.fails { "fails" } else { "passes" };
    let path = [Key::Name(list), mismatch.at.into(), "text".into()];
    let fault = |wrong: &Wrong| match wrong {
        Wrong::Missed(words, place) => {
            let within = place.map(|(start, end)| start..end);
            let message = format!("the rule does not fire on \"{words}\" in this example");
            let label = match place {
                Some(_) => "no finding here",
                None => "these words do not stand in it",
            };
            own.places.fault(&path, within, message).with_label(label)
        }
        Wrong::Other(words, message, (start, end)) => {
            let found = mismatch.text.get(*start..*end).unwrap_or_default();
            let told = format!("the rule fires on \"{found}\", and `at` has \"{words}\"");
            let fault = own.places.fault(&path, Some(*start..*end), told);
            fault.with_label(message)
        }
        Wrong::TooMuch(message, (start, end)) => {
            let must = if mismatch.fails {
                "the rule fires in this example where `at` says nothing of it"
            } else {
                "the rule fires in an example that it must be silent on"
            };
            let within = Some(*start..*end);
            own.places.fault(&path, within, must).with_label(message)
        }
        Wrong::NoPlace => own
            .places
            .fault(
                &path,
                None,
                "this example does not say where the rule must fire",
            )
            .with_help("add `at`, a list of the words that each finding covers"),
    };
    let unplaced = mismatch.wrong.contains(&Wrong::NoPlace);
    let told = mismatch.wrong.iter();
    told.filter(|wrong| !unplaced || **wrong == Wrong::NoPlace)
        .map(|wrong| fault(wrong).into())
        .collect()
}
