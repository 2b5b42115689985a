//! What things of a pack may be called.

/// Names further from a known one are no misspelling of it.
const NEAR: f64 = 0.8;

/// Whether a name is kebab-case: small letters, digits and single hyphens.
pub(crate) fn is_kebab(name: &str) -> bool {
    let part = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(part)
}

/// The nearest of some names, if it is near.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let scored = known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(name, known), known));
    let (score, near) = scored.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (score >= NEAR).then(|| near.to_owned())
}
