//! Names that are to be written one way.

use clauselint_form::Spelling;
use clauselint_reading::{ConceptId, Passage};
use clauselint_rule::{Change, Finding, Mend};
use clauselint_source::Span;
use clauselint_syntax::EntityKind;

use crate::place::Scene;
use crate::resolve::Resolver;

/// The names, each with the concept of all its spellings.
#[derive(Debug)]
pub(crate) struct SpellingCheck {
    names: Vec<Option<ConceptId>>,
}

/// The word lists' name of the spellings of a rule's `nth` name.
fn concept_name(nth: usize) -> String {
    format!("spelling-{nth}")
}

/// How a name may be written, as phrases of a word list: together, and parted
/// where a capital begins ("GitHub" also as "git hub").
///
/// The word list is to be called by the first of each pair.
#[must_use]
pub fn variants(spelling: &Spelling) -> Vec<(String, Vec<String>)> {
    let names = spelling.names.iter().enumerate();
    names
        .map(|(nth, name)| (concept_name(nth), phrases(name)))
        .collect()
}

fn phrases(name: &str) -> Vec<String> {
    let words = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.join(" ").to_lowercase()
    };
    let mut parted = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(c);
        before = c;
    }
    let mut phrases = vec![words(name), words(&parted), words(&parted).replace(' ', "")];
    phrases.sort();
    phrases.dedup();
    phrases.retain(|phrase| !phrase.is_empty());
    phrases
}

impl SpellingCheck {
    pub(crate) fn new(spelling: &Spelling, resolver: &mut Resolver<'_>) -> Self {
        let path = ["check".into(), "spelling".into(), "names".into()];
        if spelling.names.is_empty() {
            resolver.error(&path, None, "no name is given".into(), String::new());
        }
        for (key, text) in [("message", &spelling.message), ("label", &spelling.label)] {
            let path = ["check".into(), "spelling".into(), key.into()];
            resolver.gaps(text, &path, &["words", "name"]);
        }
        let names = spelling.names.iter().enumerate();
        let names = names
            .map(|(nth, name)| {
                let concept = resolver.own(&concept_name(nth));
                if concept.is_none() || phrases(name).is_empty() {
                    let path = [path.as_slice(), &[nth.into()]].concat();
                    let message = format!("`{name}` has no word");
                    resolver.error(&path, None, message, String::new());
                }
                concept
            })
            .collect();
        Self { names }
    }

    pub(crate) fn run(&self, spelling: &Spelling, scene: &Scene<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (name, concept) in spelling.names.iter().zip(&self.names) {
            let Some(concept) = *concept else { continue };
            let spans = scene.reading.found(concept).flat_map(|id| {
                let passage = &scene.reading.passages[id as usize];
                let own = move |hit: &clauselint_reading::Hit| hit.start >= passage.lead_len();
                let hits = scene.reading.of(passage, concept).filter(own);
                hits.map(move |hit| (passage, scene.reading.span(passage, hit)))
            });
            let wrong = spans.filter(|(passage, span)| is_wrong(scene, passage, *span, name));
            findings.extend(wrong.map(|(_, span)| finding(spelling, scene, span, name)));
        }
        findings
    }
}

/// Whether words are not the name as it ought to be; addresses are as they are.
fn is_wrong(scene: &Scene<'_>, passage: &Passage, span: Span, name: &str) -> bool {
    let document = scene.reading.document;
    let mut entities = document.entities_in(passage.span).iter();
    let is_address = |kind| matches!(kind, EntityKind::Url | EntityKind::Email);
    document.str(span) != name
        && !entities.any(|entity| is_address(entity.kind) && entity.span.contains(span))
}

fn finding(spelling: &Spelling, scene: &Scene<'_>, span: Span, name: &str) -> Finding {
    let words = scene.reading.document.str(span);
    let fill = |text: &str| text.replace("{words}", words).replace("{name}", name);
    Finding {
        message: fill(&spelling.message),
        span,
        label: fill(&spelling.label),
        related: Vec::new(),
        again: Vec::new(),
        fix: Some(Mend {
            title: format!("write \"{name}\""),
            safe: true,
            changes: vec![Change::Words {
                span,
                text: name.to_owned(),
            }],
        }),
        failed: false,
    }
}

#[cfg(test)]
mod tests {
    use super::phrases;

    #[test]
    fn names_are_found_together_and_parted() {
        assert_eq!(phrases("GitHub"), ["git hub", "github"]);
        assert_eq!(phrases("Acme Health+"), ["acme health", "acmehealth"]);
        assert_eq!(phrases("e-mail"), ["e mail", "email"]);
    }
}
