//! `inconsistent-entity-name`: two names take the part of "we", and nothing
//! says how they belong together.

use clauselint_reading::{NameInRole, Reading};
use clauselint_rule::{Context, Finding};

use crate::native::references::squeezed;

/// A name that is in the role less often may be a slip of the reading.
const OFTEN: usize = 2;

/// So many names are a list of other people's.
const MOST: usize = 20;

/// One finding, at the name that is less often in the role.
pub(crate) fn check(reading: &Reading<'_>, _: &Context) -> Vec<Finding> {
    let mut names = groups(reading);
    names.retain(|name| is_established(reading, name));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let Some((most, others)) = names.split_first() else {
        return Vec::new();
    };
    let stranger = others
        .iter()
        .find(|other| !are_related(reading, most[0], other[0]));
    stranger
        .map(|other| finding(reading, most, other))
        .into_iter()
        .collect()
}

fn finding(reading: &Reading<'_>, most: &[&NameInRole], other: &[&NameInRole]) -> Finding {
    let document = reading.document;
    let (usual, odd) = (document.str(most[0].span), document.str(other[0].span));
    let again = other
        .iter()
        .skip(1)
        .map(|name| (name.span, "and here".into()));
    let usually = (most[0].span, format!("\"{usual}\" here"));
    Finding {
        message: format!(
            "\"{odd}\" speaks as \"we\", and so does \"{usual}\"; nothing says how they belong together"
        ),
        span: other[0].span,
        label: format!("elsewhere \"{usual}\""),
        related: std::iter::once(usually).chain(again).collect(),
        ..Finding::default()
    }
}

/// The places in the role, by name; short forms are with their long ones.
fn groups<'r>(reading: &'r Reading<'_>) -> Vec<Vec<&'r NameInRole>> {
    let mut groups: Vec<Vec<&NameInRole>> = Vec::new();
    for name in &reading.facts.names_in_role {
        let is = |group: &Vec<&NameInRole>| are_one(&group[0].words, &name.words);
        match groups.iter().position(is) {
            Some(at) => groups[at].push(name),
            None if groups.len() < MOST => groups.push(vec![name]),
            None => return Vec::new(),
        }
    }
    groups
}

/// Whether two names are forms of one: "Acme Widgets", "Acme", "AcmeWidgets.com", "AW".
fn are_one(one: &[String], other: &[String]) -> bool {
    let (one, other) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let shared = one
        .iter()
        .any(|word| word.len() > 2 && other.contains(word));
    let (short, long) = (squeezed(&one.concat()), squeezed(&other.concat()));
    let initials: String = other
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    shared || long.contains(&short) || short.contains(&long) || initials == short
}

/// Often enough in the role, or defined so.
fn is_established(reading: &Reading<'_>, name: &[&NameInRole]) -> bool {
    let mut sections: Vec<u32> = name
        .iter()
        .map(|name| {
            let passage = &reading.passages[name.passage as usize];
            reading.section(passage)
        })
        .collect();
    sections.sort_unstable();
    sections.dedup();
    name.len() >= OFTEN && (sections.len() >= OFTEN || name.iter().any(|name| name.defined))
}

/// Whether any sentence or title names both.
fn are_related(reading: &Reading<'_>, one: &NameInRole, other: &NameInRole) -> bool {
    let document = reading.document;
    let [one, other] = [one, other].map(|name| squeezed(&name.words.concat()));
    document.sentences.iter().any(|sentence| {
        let text = squeezed(document.str(sentence.span));
        text.contains(&one) && text.contains(&other)
    })
}
