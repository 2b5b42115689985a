//! Which of some names was meant by one that there is not.

use std::cmp::Reverse;

/// Beginnings shorter than this many letters say nothing.
const BEGINNING: usize = 4;

/// The one of some names that was meant: the one with the fewest letters that
/// differ, a third of the longer at most, or any number where it only goes on.
///
/// Whoever is told of a name that has nothing to do with his own is worse off
/// than one who is told of none.
#[must_use]
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let meant = folded(name);
    let letters = meant.chars().count();
    let rank = |known: &'k str| {
        // What is much longer is no misspelling, and would take its time.
        if meant.len() > 2 * known.len() {
            return None;
        }
        let whole = folded(known);
        let distance = strsim::osa_distance(&meant, &whole);
        let goes_on = letters >= BEGINNING && whole.starts_with(&meant);
        let near = distance <= letters.max(whole.chars().count()) / 3;
        let pairs = meant.chars().zip(whole.chars());
        let same = pairs.take_while(|(one, other)| one == other).count();
        // Of two as near the one that begins alike: few err in the first letters.
        (goes_on || near).then_some((distance, !goes_on, Reverse(same), known))
    };
    let (.., near) = known.into_iter().filter_map(rank).min()?;
    Some(near)
}

/// As names are written: in small letters, parted by hyphens.
fn folded(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_meant_and_others_are_not() {
        let known = [
            "core",
            "gdpr",
            "warning",
            "note",
            "vague-purpose",
            "missing-contact",
            "missing-contact-details",
            "art-12-1",
            "art-13-1",
        ];
        for (name, meant) in [
            ("cor", Some("core")),
            ("gdrp", Some("gdpr")),
            ("Core", Some("core")),
            ("warn", Some("warning")),
            ("vague_purposes", Some("vague-purpose")),
            ("missing-contct", Some("missing-contact")),
            ("missing-cont", Some("missing-contact")),
            ("missing-contact-d", Some("missing-contact")),
            ("missing-contact-det", Some("missing-contact-details")),
            ("art-13-9", Some("art-13-1")),
            ("", None),
            ("x", None),
            ("banana", None),
            ("missing-sale-notice", None),
            ("unclear-words", None),
        ] {
            assert_eq!(nearest(name, known), meant, "{name}");
        }
        assert_eq!(nearest(&"core".repeat(1 << 20), known), None);
    }
}
